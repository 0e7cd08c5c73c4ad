import assert from 'node:assert/strict';
import { exactNumber, formatCell, formatNumber, formatPercent } from '../../../webview/format/numbers';
import { labelText, visibleText } from '../../../webview/format/visibleText';

describe('numbers for people', () => {
  it('have four significant digits', () => {
    assert.equal(formatNumber(0.831_234_5), '0.8312');
    assert.equal(formatNumber(4.1), '4.100');
    assert.equal(formatNumber(0.001_234_56), '0.001235');
    assert.equal(formatNumber(123_456), '123456');
  });

  it('have a real minus sign and a readable power of ten', () => {
    assert.equal(formatNumber(-1.5), '−1.500');
    assert.equal(formatNumber(0.000_012_345), '1.234×10⁻⁵');
    assert.equal(formatNumber(-2e-12), '−2.000×10⁻¹²');
  });

  it('never make a whole of a weight that is not', () => {
    assert.equal(formatNumber(1), '1.000');
    assert.equal(formatNumber(0.999_98), '0.99998');
    assert.notEqual(formatNumber(0.999_999_999), '1.000');
  });

  it('say zero for zero only', () => {
    assert.equal(formatNumber(0), '0');
    assert.equal(formatNumber(-0), '0');
    assert.notEqual(formatNumber(1e-30), '0');
  });

  it('are kept exactly beside that', () => {
    const weight = Math.fround(0.831_234_5);
    assert.equal(Number(exactNumber(weight)), weight);
  });

  it('are percent for probabilities, and short in cells', () => {
    assert.equal(formatPercent(0.654), '65.4 %');
    assert.equal(formatPercent(0), '0 %');
    assert.equal(formatPercent(1e-9), '<0.01 %');
    assert.equal(formatCell(0.834), '.83');
    assert.equal(formatCell(0.999), '1.00');
  });
});

describe('text of tokens', () => {
  it('leaves what can be seen as it is', () => {
    for (const text of ['maison', 'L’été', 'مرحبا', '中文', '\u{1f469}\u{200d}\u{1f4bb}', '<b>&amp;</b>']) {
      assert.equal(visibleText(text), text);
    }
  });

  it('shows control characters by their pictures', () => {
    assert.equal(visibleText('a\u0000b\tc\nd\u007f'), 'a␀b⇥c↵d␡');
    assert.equal(visibleText('\u0085'), '[U+0085]');
  });

  it('names what would turn or hide other text', () => {
    assert.equal(visibleText('\u202eevil\u202c'), '[RLO]evil[PDF]');
    assert.equal(visibleText('a\u200bb\ufeff'), 'a[ZWSP]b[BOM]');
  });

  it('gives combining marks something to stand on, and replaces halves of characters', () => {
    assert.equal(visibleText('\u0301'), '◌\u0301');
    assert.equal(visibleText('a\ud800b'), 'a\ufffdb');
  });

  it('makes something to point at of nothing', () => {
    assert.equal(labelText(''), '␣');
    assert.equal(labelText('  '), '␣␣');
    assert.equal(labelText('a b'), 'a b');
  });
});

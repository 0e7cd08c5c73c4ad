import type { Family, Translation } from '../../src/protocol/translation';
import type { Place } from '../state/pageState';
import { cellFacts, columnFacts, rowFacts } from './facts';
import { exactNumber, formatNumber } from './numbers';
import { nameOf } from './tokens';

/** What is read out for a place: `maison ← house: weight 0.83, energy 4.12, rank 1 of 7`. */
export function describePlace(translation: Translation, place: Place, produced: number): string {
  if (place.row !== null && place.column !== null) return describeCell(translation, place.row, place.column);
  if (place.row !== null) return describeRow(translation, place.row);
  if (place.column !== null) return describeColumn(translation, place.column, produced);
  return '';
}

function describeCell(translation: Translation, row: number, column: number): string {
  const names = `${sourceName(translation, column)} ← ${targetName(translation, row)}`;
  const facts = cellFacts(translation, row, column);
  if (facts === null) return names;
  const weight = formatNumber(facts.weight);
  return `${names}: weight ${weight}, energy ${formatNumber(facts.energy)}, rank ${facts.rank} of ${facts.of}`;
}

function describeRow(translation: Translation, row: number): string {
  const name = `${targetName(translation, row)}, produced token ${row + 1} of ${translation.steps.length}`;
  const facts = rowFacts(translation, row);
  if (facts === null) return name;
  const spread = `entropy ${formatNumber(facts.entropy)} bits of ${formatNumber(facts.uniform)}`;
  const strongest = sourceName(translation, facts.strongest);
  return `${name}: ${spread}, most on ${strongest}, ${formatNumber(facts.weight)}`;
}

function describeColumn(translation: Translation, column: number, produced: number): string {
  const name = `${sourceName(translation, column)}, source token ${column + 1} of ${translation.sourceTokens.length}`;
  const facts = columnFacts(translation, column, produced);
  if (facts === null) return name;
  const most =
    facts.strongest === null
      ? ''
      : `, most from ${targetName(translation, facts.strongest)}, ${formatNumber(facts.weight)}`;
  return `${name}: ${formatNumber(facts.received)} received in all${most}`;
}

export function sourceName(translation: Translation, column: number): string {
  return nameOf(translation.sourceTokens[column]);
}

export function targetName(translation: Translation, row: number): string {
  return nameOf(translation.steps[row]?.token);
}

/** Which state was the query of a step (counted from 0); the families differ exactly here. */
export function describeQuery(family: Family, row: number): { symbol: string; words: string } {
  switch (family) {
    case 'bahdanau':
      return {
        symbol: `s${subscript(row)}`,
        words: row === 0 ? 'the decoder’s first state' : 'the decoder’s state of the step before (Bahdanau)',
      };
    case 'luong':
      return {
        symbol: `s${subscript(row + 1)}`,
        words: 'the decoder’s state of this step, after it read the token before (Luong)',
      };
  }
}

/** A place as lines of tab-separated exact numbers, for the clipboard. */
export function copyPlace(translation: Translation, place: Place): string | null {
  if (place.row === null) return null;
  const row = place.row;
  const columns = place.column === null ? translation.sourceTokens.keys() : [place.column];
  const lines = Array.from(columns, (column) => {
    const facts = cellFacts(translation, row, column);
    if (facts === null) return null;
    const numbers = [exactNumber(facts.weight), exactNumber(facts.energy), facts.rank];
    return [targetName(translation, row), sourceName(translation, column), ...numbers].join('\t');
  });
  if (lines.includes(null)) return null;
  return ['produced\tsource\tweight\tenergy\trank', ...lines].join('\n');
}

function subscript(number: number): string {
  return Array.from(String(number), (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)] ?? '').join('');
}

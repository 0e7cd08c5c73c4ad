import assert from 'node:assert/strict';
import { pageHtml } from '../../../src/panel/pageHtml';

const parts = {
  script: 'https://page/main.js',
  style: 'https://page/main.css',
  cspSource: 'https://page',
  language: 'fr',
  title: 'Alignment',
};

describe('the page', () => {
  it('allows nothing but its own script and style', () => {
    const html = pageHtml(parts);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    assert.match(
      policy,
      /^default-src 'none'; script-src 'nonce-[A-Za-z0-9+/=]{32}'; style-src https:\/\/page;/,
    );
    assert.doesNotMatch(policy, /unsafe|connect-src|img-src/);
    const nonce = /'nonce-([^']*)'/.exec(policy)?.[1] ?? '';
    assert.ok(html.includes(`<script nonce="${nonce}" src="https://page/main.js">`));
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.doesNotMatch(html, /<style| style=| on\w+=/);
  });

  it('has another nonce each time', () => {
    assert.notEqual(pageHtml(parts), pageHtml(parts));
  });

  it('takes nothing for markup', () => {
    assert.ok(!pageHtml({ ...parts, title: '<b>"x"&' }).includes('<b>'));
  });
});

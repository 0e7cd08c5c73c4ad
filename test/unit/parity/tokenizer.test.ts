import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { Tokenizer } from '../../../src/text/tokenizer';
import { fileOf, modelIds, root } from '../model/support';

const cases = v.parse(
  v.record(
    v.string(),
    v.array(v.object({ text: v.string(), ids: v.array(v.number()), decoded: v.string() })),
  ),
  JSON.parse(readFileSync(path.join(root, 'test/fixtures/parity/tokenizer-cases.json'), 'utf8')),
);

for (const id of modelIds) {
  describe(`tokenizer of ${id} against the Python one`, () => {
    const definition = JSON.parse(Buffer.from(fileOf(id, 'tokenizer.json')).toString('utf8')) as object;
    const tokenizer = new Tokenizer(definition, { pad: 0, begin: 1, end: 2 });

    for (const { text, ids, decoded } of cases[id]!) {
      it(JSON.stringify(text).slice(0, 60), () => {
        assert.deepEqual(tokenizer.encode(text), [...ids, 2]);
        assert.equal(tokenizer.decode(ids), decoded);
      });
    }
  });
}

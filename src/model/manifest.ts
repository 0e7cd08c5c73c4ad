import * as v from 'valibot';
import { scoreNames } from '../attention/scoreName';
import { familyName } from '../protocol/translation';
import { mostPlaceholders } from '../text/placeholders';
import { invalidBundle } from './bundleError';

export const manifestFile = 'model.json';

/** What each file of a bundle is for, with the bytes it may have at most. Graphs hold topology only. */
export const roleLimits = {
  weights: 512 * 2 ** 20,
  encoder: 2 ** 20,
  decoder: 2 ** 20,
  readout: 2 ** 20,
  tokenizer: 32 * 2 ** 20,
} as const;

export type FileRole = keyof typeof roleLimits;
const roles = [
  'weights',
  'encoder',
  'decoder',
  'readout',
  'tokenizer',
] as const satisfies readonly FileRole[];

const size = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(10_000));
const upTo = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
const tokenId = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A name in the bundle's own folder: no separators, no drive, no `..`, nothing hidden. */
const plainFileName = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'must be a plain file name, without a path'),
);

const file = v.object({
  path: plainFileName,
  role: v.picklist(roles),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')),
});

/** `model.json`: what a bundle says about itself. What only people read is passed on as it is. */
const manifest = v.object({
  format: v.literal(1),
  id: v.pipe(
    v.string(),
    v.regex(/^[a-z0-9][a-z0-9.-]{0,63}$/, 'must be lower-case letters, digits, dots and dashes'),
  ),
  name: text,
  description: v.optional(v.string(), ''),
  source: v.object({ language: text }),
  target: v.object({ language: text }),
  family: familyName,
  sizes: v.object({
    vocabulary: size(500_000),
    embedding: size(16_384),
    hidden: size(16_384),
    attention: size(16_384),
    encoderLayers: v.optional(size(16), 1),
    /** 2: one layer above the attention as well, which remembers what was looked at. */
    decoderLayers: v.optional(v.picklist([1, 2]), 1),
    maxSourceLength: size(4096),
    maxTargetLength: size(4096),
  }),
  specialTokens: v.object({ pad: tokenId, begin: tokenId, end: tokenId }),
  /** The placeholders that the model was trained with; nothing is protected from one without any. */
  placeholders: v.optional(
    v.object({ copies: upTo(mostPlaceholders.copies), pairs: upTo(mostPlaceholders.pairs) }),
  ),
  scoreFunctions: v.pipe(v.array(v.picklist(scoreNames)), v.minLength(1), v.maxLength(scoreNames.length)),
  files: v.array(file),
  licence: v.optional(v.unknown()),
  trainingData: v.optional(v.unknown()),
  measured: v.optional(v.unknown()),
});

export type Manifest = v.InferOutput<typeof manifest>;
export type BundleFile = Manifest['files'][number];

/** @throws EngineError `invalid-bundle` naming the field that is wrong. */
export function parseManifest(bundle: string, bytes: Uint8Array): Manifest {
  const fail = (problem: string, cause?: unknown) => invalidBundle(bundle, manifestFile, problem, cause);
  const result = v.safeParse(manifest, parseJson(bytes, fail));
  if (!result.success) {
    const issue = result.issues[0];
    throw fail(`${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
  }
  const parsed = result.output;
  if (parsed.id !== bundle) throw fail(`id: is "${parsed.id}", but the bundle's folder is "${bundle}"`);
  for (const role of roles) {
    const files = parsed.files.filter((entry) => entry.role === role);
    if (files.length !== 1)
      throw fail(`files: needs exactly one file with the role ${role}, has ${files.length}`);
    const [only] = files;
    if (only !== undefined && only.bytes > roleLimits[role]) {
      throw fail(
        `files: ${only.path} has ${only.bytes} bytes, more than the ${roleLimits[role]} allowed for ${role}`,
      );
    }
  }
  for (const [name, id] of Object.entries(parsed.specialTokens)) {
    if (id >= parsed.sizes.vocabulary) throw fail(`specialTokens.${name}: ${id} is not in the vocabulary`);
  }
  return parsed;
}

/** The one file with a role; `parseManifest` has seen to it that there is one. */
export function fileWithRole(of: Manifest, role: FileRole): BundleFile {
  const found = of.files.find((entry) => entry.role === role);
  if (found === undefined) throw invalidBundle(of.id, manifestFile, `files: no ${role}`);
  return found;
}

function parseJson(bytes: Uint8Array, fail: (problem: string, cause: unknown) => Error): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw fail('is not valid JSON in UTF-8', error);
  }
}

import type { ScoreName } from '../attention/scoreName';
import type { TranslationEngine } from '../model/engine';
import { outcomeOf, type SentenceOutcome } from '../model/sentenceOutcome';
import { documentOf, replaced, type SentencePart } from '../text/document';
import type { TranslateArguments } from './arguments';
import { choose } from './translate';

/** In bytes: more than any text that one person writes. What is longer is more likely a slip. */
const longestDocument = 5_000_000;

/** Where the command reads from and writes to. */
export interface DocumentStreams {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Resolves when there is room for more. */
  write(text: string): Promise<void>;
  error(text: string): void;
}

/**
 * Translates all of the input as one document: its sentences, each in its place, everything else as it is. A
 * sentence that cannot be translated stays as it is, too, and is reported with its line.
 *
 * @returns the exit code: 1 if a sentence stayed as it is, or the input is no text or too long
 * @throws UsageError for a model or a score function that is not there; EngineError if nothing can work
 */
export async function translateDocument(
  options: TranslateArguments,
  engine: TranslationEngine,
  streams: DocumentStreams,
): Promise<number> {
  const say = (message: string): void => {
    streams.error(`attention-lens: ${message}\n`);
  };
  const chosen = await choose(options, engine);
  const input = await readDocument(streams.bytes);
  if ('problem' in input) {
    say(input.problem);
    return 1;
  }
  const sentences = new SentenceTranslator(engine, chosen);
  let total = 0;
  let kept = 0;
  for (const part of documentOf(input.text).parts) {
    if (part.kind === 'between') {
      await streams.write(part.text);
      continue;
    }
    const { translation, problem } = await sentences.translate(part);
    total++;
    if (translation === null) kept++;
    if (problem !== null) say(`line ${part.line}: ${problem}`);
    await streams.write(replaced(part, translation));
  }
  if (kept === 0) return 0;
  say(`${kept} of ${total} sentences were left as they are.`);
  return 1;
}

/** Translates sentence by sentence; what a document says again is not computed again. */
class SentenceTranslator {
  private readonly known = new Map<string, SentenceOutcome>();
  private readonly signal = new AbortController().signal;

  constructor(
    private readonly engine: TranslationEngine,
    private readonly chosen: { readonly model: string; readonly score: ScoreName },
  ) {}

  async translate({ text }: SentencePart): Promise<SentenceOutcome> {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const outcome = await outcomeOf(this.engine.translate({ ...this.chosen, text }, this.signal));
    this.known.set(text, outcome);
    return outcome;
  }
}

/** The whole input, to the letter: a byte order mark is kept, and bytes that are no text are not guessed at. */
async function readDocument(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let length = 0;
  let text = '';
  try {
    for await (const chunk of bytes) {
      length += chunk.length;
      if (length > longestDocument) {
        const most = longestDocument / 1_000_000;
        return {
          problem: `The document has more than ${most} MB, the most that --document takes. Split it into parts.`,
        };
      }
      text += decoder.decode(chunk, { stream: true });
    }
    return { text: text + decoder.decode() };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return {
      problem: 'The document is not UTF-8 text, so that it cannot be given back as it is. Convert it first.',
    };
  }
}

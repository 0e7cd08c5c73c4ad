import type { BulkEngine } from '../model/bulkEngine';
import { leftAsItIs, outcomeOf, outcomeOfFailure, type SentenceOutcome } from '../model/sentenceOutcome';
import type { BeamRequest } from '../protocol/beam';
import { documentOf, replaced, sentencePartsOf, type Part } from '../text/document';
import type { TranslateArguments } from './arguments';
import { documentLanguages, nameOf, type DocumentLanguages } from './documentLanguages';
import { readDocument } from './readDocument';
import { ModelChooser, type Chosen as ChosenModel } from './modelChooser';
import { reportLine } from './translate';

/** Sentences that are translated before the first of them is written: enough to find many of about one length. */
const sentencesOfWindow = 512;

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
 * @returns the exit code: 1 if a sentence stayed as it is, or the input is no document that can be translated
 * @throws UsageError for a model or a score function that is not there; EngineError if nothing can work
 */
export async function translateDocument(
  options: TranslateArguments,
  engine: BulkEngine,
  streams: DocumentStreams,
): Promise<number> {
  const say = (message: string): void => {
    streams.error(`attention-lens: ${message}\n`);
  };
  // A model that is not there is told before anything is typed.
  const chooser = await ModelChooser.create(options, engine);
  const input = await readDocument(streams.bytes);
  if ('problem' in input) {
    say(input.problem);
    return 1;
  }
  const document = documentOf(input.text);
  const texts = sentencePartsOf(document).map(({ text }) => text);
  if (texts.length === 0) {
    await streams.write(input.text);
    return 0;
  }
  const languages = chooser.fixed === null ? await documentLanguages(texts) : null;
  const chosen = languages === null ? chooser.fixed : chooser.forLanguage(languages.main);
  if (chosen === null) {
    say(
      `The document looks like ${nameOf(languages?.main ?? '')}: there is no model here that translates it.`,
    );
    return 1;
  }
  const sentences = new Sentences({ ...chosen, batch: options.batch, beam: options.beam }, engine, languages);
  let kept = 0;
  for (const window of windowsOf(document.parts)) {
    const outcomes = await sentences.translate(sentencePartsOf({ parts: window }).map(({ text }) => text));
    let written = '';
    for (const part of window) {
      if (part.kind === 'between') {
        written += part.text;
        continue;
      }
      const { translation, problem } = outcomes.shift() ?? { translation: null, problem: null };
      if (translation === null) kept++;
      if (problem !== null) reportLine(streams, part.line, problem);
      written += replaced(part, translation);
    }
    await streams.write(written);
  }
  if (kept === 0) return 0;
  say(`${kept} of ${texts.length} sentences were left as they are.`);
  return 1;
}

interface Chosen extends ChosenModel {
  readonly batch: number;
  readonly beam: BeamRequest;
}

/** Translates many sentences at once; what a document says again is not computed again. */
class Sentences {
  private readonly known = new Map<string, SentenceOutcome>();

  /** @param languages null if a sentence is to be translated whatever it looks like */
  constructor(
    private readonly chosen: Chosen,
    private readonly engine: BulkEngine,
    private readonly languages: DocumentLanguages | null,
  ) {}

  async translate(texts: readonly string[]): Promise<SentenceOutcome[]> {
    const fresh = [...new Set(texts)].filter((text) => !this.known.has(text));
    const foreign = (text: string): string | null => this.languages?.foreign.get(text) ?? null;
    const ours = fresh.filter((text) => foreign(text) === null);
    const { model, score, batch, beam } = this.chosen;
    const options = { score, batch, beam, weights: false };
    const results = ours.length === 0 ? [] : await this.engine.translateAll(model, ours, options);
    for (const [index, result] of results.entries()) {
      const outcome =
        result.status === 'fulfilled' ? outcomeOf(result.value) : outcomeOfFailure(result.reason);
      this.known.set(ours[index] ?? '', outcome);
    }
    return texts.map((text) => {
      const language = foreign(text);
      if (language === null) return this.known.get(text) ?? leftAsItIs('There is no translation.');
      const main = nameOf(this.languages?.main ?? '');
      return leftAsItIs(`It looks like ${nameOf(language)}, and the document like ${main}.`);
    });
  }
}

function* windowsOf(parts: readonly Part[]): Generator<Part[]> {
  let window: Part[] = [];
  let sentences = 0;
  for (const part of parts) {
    window.push(part);
    if (part.kind === 'sentence') sentences++;
    if (sentences < sentencesOfWindow) continue;
    yield window;
    window = [];
    sentences = 0;
  }
  if (window.length > 0) yield window;
}

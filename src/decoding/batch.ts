import { byLength } from './byLength';
import type { GreedyModel, GreedyStep } from './greedy';
import type { EncodedSource } from './model';
import { anyToken, type TokenRules } from './tokenRules';

/** A sentence of a batch, and what is to be produced of it. */
export interface BatchSentence {
  /** Source token ids, end of sentence included. */
  readonly source: readonly number[];
  /** Which tokens must not be chosen; what is forced is not bound by them. */
  readonly rules?: TokenRules;
  /** Produced whatever the model prefers; without it, the most probable token at every step. */
  readonly target?: readonly number[];
}

/** What was produced of a sentence, with the rows of weights if they were asked for. */
export interface Produced {
  /** End of sentence included, if it was produced. */
  readonly tokens: readonly number[];
  /** `[target][source]`; empty where they were not asked for or the model runs without attention. */
  readonly weights: readonly Float32Array[];
}

/** A sentence that is not finished. */
interface Running<Source> {
  readonly sentence: BatchSentence;
  readonly source: Source;
  readonly tokens: number[];
  readonly weights: Float32Array[];
  state: Float32Array;
}

/** How much is decoded at once. */
export interface Room {
  readonly sentences: number;
  /** Attention reads all of them at every step; one sentence has room in any case. */
  readonly sourceTokens: number;
}

const unlimited: Room = { sentences: Infinity, sourceTokens: Infinity };

/**
 * Decodes several sentences at once, greedily or by force, with the results that each has alone. Whenever one is
 * finished the next takes its place: a step of few sentences takes nearly as long as one of many.
 *
 * @param keepWeights whether rows of weights are wanted: over thousands of sentences they take up memory
 */
export async function decodeGreedily<Source extends EncodedSource>(
  model: GreedyModel<Source>,
  sentences: readonly BatchSentence[],
  keepWeights: boolean,
  room: Room = unlimited,
): Promise<Produced[]> {
  const rows = new Rows(model, sentences, room);
  for (let running = await rows.fill([]); running.length > 0; running = await rows.fill(running)) {
    const steps = await model.advanceAll(
      running.map(({ source, state, tokens, sentence }) => ({
        ...{ source, state },
        previous: tokens.at(-1) ?? model.beginToken,
        banned: sentence.target === undefined ? (sentence.rules ?? anyToken).bannedAfter(tokens) : null,
      })),
    );
    running.forEach((row, i) => {
      produce(row, steps[i]!, keepWeights);
    });
  }
  return rows.produced;
}

/** Sentences on their way: they are encoded in groups of about one length, the longest first, and decoded as room is. */
class Rows<Source extends EncodedSource> {
  /** In the order of the sentences. */
  readonly produced: Produced[];
  private readonly groups: number[][];
  private waiting: Running<Source>[] = [];

  constructor(
    private readonly model: GreedyModel<Source>,
    private readonly sentences: readonly BatchSentence[],
    private readonly room: Room,
  ) {
    this.produced = sentences.map(() => ({ tokens: [], weights: [] }));
    const lengthOf = (number: number) => sentences[number]!.source.length;
    this.groups = byLength([...sentences.keys()], lengthOf, room.sentences, room.sourceTokens);
  }

  /**
   * The running rows with others in the place of those that are finished. The rest stay where they are, so that what
   * a model has laid out for them need not be moved.
   */
  async fill(running: readonly Running<Source>[]): Promise<Running<Source>[]> {
    const rows = [...running];
    const free: number[] = [];
    let taken = 0;
    rows.forEach((row, place) => {
      if (isFinished(row, this.model)) free.push(place);
      else taken += lengthOf(row);
    });
    while (free.length > 0 || rows.length < this.room.sentences) {
      const next = await this.next(taken === 0 ? Infinity : this.room.sourceTokens - taken);
      if (next === null) break;
      rows[free.shift() ?? rows.length] = next;
      taken += lengthOf(next);
    }
    // From the last place on, so that the row that moves into one is not finished itself.
    for (const place of free.reverse()) {
      const last = rows.pop()!;
      if (place < rows.length) rows[place] = last;
    }
    return rows;
  }

  /** The next sentence, if it has no more than so many tokens. */
  private async next(tokens: number): Promise<Running<Source> | null> {
    while (this.waiting.length === 0) {
      const group = this.groups.shift();
      if (group === undefined) return null;
      this.waiting = (await this.begin(group)).filter((row) => !isFinished(row, this.model));
    }
    return lengthOf(this.waiting[0]!) <= tokens ? this.waiting.shift()! : null;
  }

  private async begin(group: readonly number[]): Promise<Running<Source>[]> {
    const sentences = group.map((number) => this.sentences[number]!);
    const sources = await this.model.encodeAll(sentences.map(({ source }) => source));
    return sentences.map((sentence, i) => {
      const [source, tokens, weights] = [sources[i]!, [], []];
      this.produced[group[i]!] = { tokens, weights };
      return { ...{ sentence, source, tokens, weights }, state: source.initialState };
    });
  }
}

function lengthOf({ sentence }: Running<unknown>): number {
  return sentence.source.length;
}

function produce(row: Running<unknown>, { token, state, attention }: GreedyStep, keepWeights: boolean): void {
  row.tokens.push(row.sentence.target?.[row.tokens.length] ?? token!);
  row.state = state;
  if (keepWeights && attention !== null) row.weights.push(attention.weights.slice());
}

function isFinished(
  { tokens, sentence }: Running<unknown>,
  { endToken, maxTargetLength }: Pick<GreedyModel<EncodedSource>, 'endToken' | 'maxTargetLength'>,
): boolean {
  const ended = sentence.target ? tokens.length === sentence.target.length : tokens.at(-1) === endToken;
  return ended || tokens.length >= maxTargetLength;
}

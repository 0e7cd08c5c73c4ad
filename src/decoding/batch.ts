import { byLength } from './byLength';
import type { GreedyModel, GreedyStep } from './greedy';
import type { Attend, EncodedSource } from './model';
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
interface Running {
  readonly sentence: BatchSentence;
  readonly source: EncodedSource;
  readonly attend: Attend;
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
export async function decodeGreedily(
  model: GreedyModel,
  sentences: readonly BatchSentence[],
  keepWeights: boolean,
  room: Room = unlimited,
): Promise<Produced[]> {
  const rows = new Rows(model, sentences, room);
  for (let running = await rows.fill([]); running.length > 0; running = await rows.fill(running)) {
    const steps = await model.advanceAll(
      running.map(({ source, state, attend, tokens, sentence }) => ({
        ...{ source, state, attend },
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
class Rows {
  /** In the order of the sentences. */
  readonly produced: Produced[];
  private readonly groups: number[][];
  private waiting: Running[] = [];

  constructor(
    private readonly model: GreedyModel,
    private readonly sentences: readonly BatchSentence[],
    private readonly room: Room,
  ) {
    this.produced = sentences.map(() => ({ tokens: [], weights: [] }));
    const lengthOf = (number: number) => sentences[number]!.source.length;
    this.groups = byLength([...sentences.keys()], lengthOf, room.sentences, room.sourceTokens);
  }

  /** Those of the running rows that are not finished, and others in the place of those that are. */
  async fill(running: readonly Running[]): Promise<Running[]> {
    const rows = running.filter((row) => !isFinished(row, this.model));
    let taken = rows.reduce((sum, row) => sum + lengthOf(row), 0);
    for (;;) {
      this.waiting = this.waiting.filter((row) => !isFinished(row, this.model));
      const [next] = this.waiting;
      if (next === undefined) {
        const group = rows.length < this.room.sentences ? this.groups.shift() : undefined;
        if (group === undefined) return rows;
        this.waiting = await this.begin(group);
      } else {
        const fits = rows.length < this.room.sentences && taken + lengthOf(next) <= this.room.sourceTokens;
        if (!fits && rows.length > 0) return rows;
        rows.push(next);
        this.waiting.shift();
        taken += lengthOf(next);
      }
    }
  }

  private async begin(group: readonly number[]): Promise<Running[]> {
    const sentences = group.map((number) => this.sentences[number]!);
    const sources = await this.model.encodeAll(sentences.map(({ source }) => source));
    const attends = await this.model.attendTo(sources);
    return sentences.map((sentence, i) => {
      const [source, attend, tokens, weights] = [sources[i]!, attends[i]!, [], []];
      this.produced[group[i]!] = { tokens, weights };
      return { ...{ sentence, source, attend, tokens, weights }, state: source.initialState };
    });
  }
}

function lengthOf({ sentence }: Running): number {
  return sentence.source.length;
}

function produce(row: Running, { token, state, attention }: GreedyStep, keepWeights: boolean): void {
  row.tokens.push(row.sentence.target?.[row.tokens.length] ?? token!);
  row.state = state;
  if (keepWeights && attention !== null) row.weights.push(attention.weights);
}

function isFinished({ tokens, sentence }: Running, { endToken, maxTargetLength }: GreedyModel): boolean {
  const ended = sentence.target ? tokens.length === sentence.target.length : tokens.at(-1) === endToken;
  return ended || tokens.length >= maxTargetLength;
}

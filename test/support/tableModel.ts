import { matrix } from '../../src/attention/matrix';
import { softmax } from '../../src/attention/softmax';
import type { BatchingModel, EncodedSource, ModelStep, StepStart } from '../../src/decoding/model';

/** The end of the sentence; everything else is a word. */
export const endToken = 0;

/**
 * A model whose every probability can be looked up: the distribution of a step depends on the token before it and on
 * how many were produced, by a table of logits. So all translations there are can be counted through, and the best of
 * them is known without any search.
 */
export class TableModel implements BatchingModel {
  readonly beginToken: number;
  readonly endToken = endToken;
  readonly maxSourceLength = 10;
  /** How many sentences each step had. */
  readonly rowsOfSteps: number[] = [];

  /** @param logits `[position][previous][token]`; the last of `previous` is the beginning of the sentence */
  constructor(private readonly logits: readonly (readonly Float32Array[])[]) {
    this.beginToken = (logits[0]?.length ?? 1) - 1;
  }

  get maxTargetLength(): number {
    return this.logits.length;
  }

  /** log p of the next token `[vocabulary]`. */
  logProbabilities(position: number, previous: number): Float32Array {
    return softmax(this.logits[position]![previous]!).map(Math.log);
  }

  encode(source: readonly number[]): Promise<EncodedSource> {
    const annotations = matrix(source.length, 2, Float32Array.from(source.flatMap((token, i) => [token, i])));
    return Promise.resolve({
      annotations,
      summary: Float32Array.of(0, 0),
      initialState: Float32Array.of(0, 0),
    });
  }

  encodeAll(sources: readonly (readonly number[])[]): Promise<EncodedSource[]> {
    return Promise.all(sources.map((source) => this.encode(source)));
  }

  async step(
    source: EncodedSource,
    state: Float32Array,
    previous: number,
    attend: StepStart['attend'],
  ): Promise<ModelStep> {
    const [step] = await this.stepAll([{ source, state, previous, attend }]);
    return step!;
  }

  /** The state is how many tokens were produced, and a trace of which: no two beginnings have the same. */
  stepAll(starts: readonly StepStart[]): Promise<ModelStep[]> {
    this.rowsOfSteps.push(starts.length);
    const steps = starts.map(({ source, state, previous, attend }): ModelStep => {
      const position = state[0]!;
      const next = Float32Array.of(position + 1, Math.fround(state[1]! * 0.37 + previous + 1));
      const attention = attend(next);
      return {
        query: next,
        attention,
        context: attention?.context ?? source.summary,
        state: next,
        logProbabilities: this.logProbabilities(position, previous),
      };
    });
    return Promise.resolve(steps);
  }
}

/** A translation that the table allows. */
export interface Possible {
  readonly tokens: readonly number[];
  readonly logProbability: number;
  readonly isComplete: boolean;
}

/** Every translation there is, cut-off ones included. */
export function everyTranslation(model: TableModel, banned: ReadonlySet<number> = new Set()): Possible[] {
  const all: Possible[] = [];
  const goOn = (tokens: readonly number[], logProbability: number): void => {
    const own = model.logProbabilities(tokens.length, tokens.at(-1) ?? model.beginToken);
    own.forEach((logarithm, token) => {
      if (banned.has(token)) return;
      const longer = [...tokens, token];
      const total = logProbability + logarithm;
      const isComplete = token === endToken;
      if (isComplete || longer.length === model.maxTargetLength) {
        all.push({ tokens: longer, logProbability: total, isComplete });
      } else goOn(longer, total);
    });
  };
  goOn([], 0);
  return all;
}

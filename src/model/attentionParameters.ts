import { matrix, type Matrix } from '../attention/matrix';
import type { AttentionSizes, ScoreParameters } from '../attention/scoreFunction';
import { scoreFunctions } from '../attention/scoreFunctions';
import type { ScoreName } from '../attention/scoreName';
import type { StoredTensor } from './safetensors';

/**
 * The parameters of every score function that a bundle was trained with, from tensors named
 * `attention.<score>.<parameter>`.
 *
 * @throws RangeError naming the tensor that is missing or has the wrong shape
 */
export function attentionParameters(
  scores: readonly ScoreName[],
  sizes: AttentionSizes,
  tensors: ReadonlyMap<string, StoredTensor>,
): ReadonlyMap<ScoreName, ScoreParameters> {
  return new Map(scores.map((score) => [score, parametersOf(score, sizes, tensors)]));
}

function parametersOf(
  score: ScoreName,
  sizes: AttentionSizes,
  tensors: ReadonlyMap<string, StoredTensor>,
): ScoreParameters {
  if (score === 'none') return {};
  const parameters: Record<string, Matrix> = {};
  for (const [parameter, shape] of Object.entries(scoreFunctions[score].parameterShapes(sizes))) {
    const name = `attention.${score}.${parameter}`;
    parameters[parameter] = readMatrix(name, shape, tensors.get(name), score === 'location');
  }
  return parameters;
}

/** @param moreRows whether rows beyond those that are needed do no harm (positions that no source reaches) */
function readMatrix(
  name: string,
  [rows, columns]: readonly [number, number],
  tensor: StoredTensor | undefined,
  moreRows: boolean,
): Matrix {
  if (tensor === undefined) throw new RangeError(`${name}: is missing`);
  const { shape } = tensor;
  // A vector is a matrix of one row, whichever way it was stored.
  const [stored, width] = shape.length === 1 ? [1, shape[0] ?? 0] : [shape[0] ?? 0, shape[1] ?? 0];
  const fits = shape.length <= 2 && width === columns && (moreRows ? stored >= rows : stored === rows);
  if (!fits) throw new RangeError(`${name}: has the shape [${shape.join(', ')}], not [${rows}, ${columns}]`);
  const data = tensor.floats();
  if (!data.every(Number.isFinite)) throw new RangeError(`${name}: holds a number that is not finite`);
  return matrix(stored, columns, data);
}

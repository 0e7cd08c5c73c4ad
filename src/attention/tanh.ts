/**
 * tanh(x) to within 1e-8, four times as fast as `Math.tanh`: additive and concat take one for every hidden unit of
 * every source token at every step, which was most of their time.
 *
 * Lambert's continued fraction (1768), h / (1 + h^2 / (3 + h^2 / (5 + ...))), cut off after nine terms is a quotient
 * p / q of two polynomials. It is accurate for small h, so it is taken at h = x / 2, and
 *
 *     tanh(2 h) = 2 t / (1 + t^2) = 2 p q / (p^2 + q^2)    for t = tanh(h) = p / q
 */
export function tanh(x: number): number {
  const h = Math.max(-limit, Math.min(limit, x / 2));
  const s = h * h;
  const p = h * (34459425 + s * (4729725 + s * (135135 + s * (990 + s))));
  const q = 34459425 + s * (16216200 + s * (945945 + s * (13860 + s * 45)));
  return (2 * p * q) / (p * p + q * q);
}

/** tanh(10) is 1 - 4e-9. */
const limit = 5;

/** IEEE 754 half precision (as 16-bit patterns) to single precision. */
export function float16ToFloat32(halves: Uint16Array): Float32Array {
  const floats = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) floats[i] = fromHalf(halves[i] ?? 0);
  return floats;
}

/** sign, 5 bits of exponent, 10 bits of fraction. */
function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1024 + fraction) * (powers[exponent] ?? 0);
}

/** 2^(exponent - 25): the value of the fraction's last bit. */
const powers = Array.from({ length: 31 }, (_, exponent) => 2 ** (exponent - 25));

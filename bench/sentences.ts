/** More sentences than the engine keeps encoded, each of 20 tokens with the end: digits are tokens of their own. */
export const sentences = Array.from({ length: 25 }, (_, i) => {
  const [tens, ones] = [1 + Math.floor(i / 5), i % 5];
  return `Je ne sais pas si le train de ${tens}${ones} heures est déjà parti ce soir.`;
});

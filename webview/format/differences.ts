/** A word of a text that is compared with another text. */
export interface ComparedWord {
  readonly text: string;
  /** `own`: the other text has something else here, or nothing; `gap`: it has more, between the words around. */
  readonly kind: 'common' | 'own' | 'gap';
}

/** Longer texts are not compared: time and memory grow with the product of their lengths. */
const mostWords = 400;

/**
 * The words of a text, those marked that are not in the other one too: all but a longest common subsequence. A gap has
 * no text; it stands where words of the other one are missing and none are in their place.
 */
export function compareWords(text: string, other: string): ComparedWord[] {
  const [words, others] = [wordsOf(text), wordsOf(other)];
  if (words.length > mostWords || others.length > mostWords) {
    return words.map((word) => ({ text: word, kind: 'common' }));
  }
  const common = commonLengths(words, others);
  const lengthAt = (i: number, j: number): number => common[i]?.[j] ?? 0;
  const compared: ComparedWord[] = [];
  let isMissing = false;
  const endGap = (): void => {
    if (isMissing && compared.at(-1)?.kind !== 'own') compared.push({ text: '', kind: 'gap' });
    isMissing = false;
  };
  let [i, j] = [0, 0];
  while (i < words.length || j < others.length) {
    const [word, otherWord] = [words[i], others[j]];
    if (word !== undefined && word === otherWord) {
      endGap();
      compared.push({ text: word, kind: 'common' });
      [i, j] = [i + 1, j + 1];
    } else if (word !== undefined && (otherWord === undefined || lengthAt(i + 1, j) >= lengthAt(i, j + 1))) {
      compared.push({ text: word, kind: 'own' });
      i++;
    } else {
      isMissing = true;
      j++;
    }
  }
  endGap();
  return compared;
}

/** Texts with fewer characters are read whole. */
const longText = 100;
/** Words that stay on either side of what is left out. */
const context = 3;

/**
 * The same, of a long text only what is different and a few words around it: what is left out is one common word, an
 * ellipsis.
 */
export function abbreviated(words: readonly ComparedWord[]): ComparedWord[] {
  const length = words.reduce((sum, { text }) => sum + text.length + 1, 0);
  if (length < longText || words.every(({ kind }) => kind === 'common')) return [...words];
  const isNear = (index: number): boolean =>
    index < context ||
    words.slice(Math.max(0, index - context), index + context + 1).some(({ kind }) => kind !== 'common');
  return words.flatMap((word, index): ComparedWord[] => {
    if (isNear(index)) return [word];
    return isNear(index - 1) ? [{ text: '…', kind: 'common' }] : [];
  });
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/u).filter((word) => word !== '');
}

/** `[i][j]`: the length of a longest common subsequence of what follows from word i and word j on. */
function commonLengths(words: readonly string[], others: readonly string[]): number[][] {
  const lengths = Array.from({ length: words.length + 1 }, () =>
    new Array<number>(others.length + 1).fill(0),
  );
  for (let i = words.length - 1; i >= 0; i--) {
    const [row, next] = [lengths[i] ?? [], lengths[i + 1] ?? []];
    for (let j = others.length - 1; j >= 0; j--) {
      const isSame = words[i] === others[j];
      row[j] = isSame ? (next[j + 1] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}

"""Which words with a capital another language writes otherwise: `Autriche` is *Austria*, `Dupont` stays.

    python -m training.names --data DIR [--work .training] [--output src/text/translatedNames.json]

The extension carries over what has a capital within a sentence and is no whole piece of the vocabulary, because a
network that has seldom seen a name spells another one; but not what is found here. Counted over the words that an
aligner linked one to one (`links.py`).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Iterable

from tokenizers import Tokenizer

from .augment import Pair, read_pairs
from .prepare import LANGUAGES

CORPORA = ("tatoeba", "europarl-short")
EVERYTHING = 10**9


def within_sentence(pair: Pair, side: int, word: int) -> bool:
    """Whether a capital there belongs to the word, not to the beginning of a sentence or a quotation."""
    before = pair.texts[side][: pair.spans[side][word][0]].rstrip()
    return before != "" and (before[-1].isalnum() or before[-1] in ",;'-")


def translated(pairs: Iterable[Pair], side: int) -> Counter[str]:
    """Words of a side with a capital; how much more often the other side had another word than the same."""
    counts: Counter[str] = Counter()
    for pair in pairs:
        for link in pair.one_to_one():
            word, other = pair.word(side, link[side]), pair.word(1 - side, link[1 - side])
            if word[:1].isupper() and len(word) > 2 and within_sentence(pair, side, link[side]):
                counts[word] += 1 if word != other else -1
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--output", type=Path, default=Path("src/text/translatedNames.json"))
    parser.add_argument("--least", type=int, default=2, help="how much more often another word than the same (default 2)")
    options = parser.parse_args()
    folder = options.work / "data"
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    pairs = [pair for name in CORPORA for pair in read_pairs(tokenizer, options.data, folder, name, EVERYTHING)]
    found = {}
    for side, language in enumerate(LANGUAGES):
        counts = translated(pairs, side)
        known = [word for word, count in counts.items() if count >= options.least]
        # What is a whole piece is not carried over anyway.
        found[language] = sorted(word for word in known if len(tokenizer.encode(word).ids) > 1)
        print(language, len(found[language]), flush=True)
    options.output.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

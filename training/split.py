"""The same pairs with the words of the source in other pieces: BPE dropout (Provilkov et al. 2020).

    python -m training.split [--work .training] [--corpora tatoeba,...]

A network that has seen a word in one piece only knows nothing of that word's relatives: `boivent` is one piece, `bo iv
ent` shows what it shares with `boire`. Merges are left out with a chance of 0.1, on the source side alone: what a network
writes should be in the usual pieces. Written for each corpus: WORK/data/NAME-split-fr.npz, whose French is in other pieces
(for French to English), and NAME-split-en.npz; with the links of NAME, as words keep their numbers.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Iterator

import numpy as np
from tokenizers import Tokenizer

from .prepare import LANGUAGES, Encoded, encode, pack

CORPORA = "tatoeba,tatoeba-long,phrasebook,substituted"
DROPOUT = 0.1
LONGEST = 160


def again(tokenizer: Tokenizer, pieces: np.ndarray, words: np.ndarray, offsets: np.ndarray) -> Iterator[Encoded]:
    """Each sentence in other pieces; as it was where text does not lead back to it, or would be too long."""
    sentences = [slice(first, last) for first, last in zip(offsets[:-1], offsets[1:])]
    texts = tokenizer.decode_batch([pieces[one][:-1].tolist() for one in sentences])  # without </s>
    tokenizer.model.dropout = None
    usual = [ids for ids, _ in encode(tokenizer, texts)]
    tokenizer.model.dropout = DROPOUT
    for one, same, (ids, owners) in zip(sentences, usual, encode(tokenizer, texts)):
        known = np.array_equal(same, pieces[one]) and len(ids) <= LONGEST and owners[-1] == words[one][-1]
        yield (ids, owners) if known else (pieces[one], words[one])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--corpora", default=CORPORA, help=f"default {CORPORA}")
    options = parser.parse_args()
    folder = options.work / "data"
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    for name in options.corpora.split(","):
        arrays = dict(np.load(folder / f"{name}.npz"))
        for language in LANGUAGES:
            made = list(again(tokenizer, *(arrays[f"{language}{part}"] for part in ("", "_words", "_offsets"))))
            pieces, offsets = pack([ids for ids, _ in made])
            owners = np.concatenate([words for _, words in made])
            changed = {language: pieces, f"{language}_offsets": offsets, f"{language}_words": owners}
            np.savez(folder / f"{name}-split-{language}.npz", **{**arrays, **changed})
            links = folder / f"{name}.links.npz"
            if links.exists():
                shutil.copy(links, folder / f"{name}-split-{language}.links.npz")
            print(name, language, f"{len(arrays[language])} pieces, {len(pieces)} split", flush=True)


if __name__ == "__main__":
    main()

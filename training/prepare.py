"""Turn the parallel text into arrays of piece numbers, with the vocabulary learned or taken over.

    python -m training.prepare --data DIR [--work .training] [--tokenizer models/fr-en-luong/tokenizer.json]

DIR holds `train/NAME.fr.xz` and `train/NAME.en.xz` (plain `.fr`, `.en` work too), one sentence a
line. Written to WORK/data: `tokenizer.json`, one `NAME.npz` per corpus, `tatoeba-long.npz` with its
longer pairs once more, of which there are few, and `prepare.json`. The arrays serve both directions.
With `--tokenizer` the pieces of a shipped bundle keep their numbers, as a run that begins with its
weights needs.
"""

from __future__ import annotations

import argparse
import json
import lzma
import time
from itertools import islice
from pathlib import Path
from typing import Iterator

import numpy as np
from tokenizers import Tokenizer

from .vocabulary import END, train_tokenizer, with_placeholders

CORPORA = ("tatoeba", "europarl-short", "europarl-long")
LANGUAGES = ("fr", "en")
LONG = 10  # French words, at least: every seventh pair of Tatoeba

Encoded = tuple[np.ndarray, np.ndarray]  # pieces, closed by </s>; the word that each belongs to


def read_lines(folder: Path, name: str) -> list[str]:
    """The lines of `name` or `name.xz`."""
    plain = folder / name
    if plain.exists():
        text = plain.read_text(encoding="utf-8")
    else:
        with lzma.open(folder / f"{name}.xz", "rt", encoding="utf-8", newline="\n") as stream:
            text = stream.read()
    return text.removesuffix("\n").split("\n")


def training_pairs(data: Path, name: str) -> list[tuple[str, str]]:
    """The pairs of a corpus, French and English."""
    french, english = (read_lines(data / "train", f"{name}.{language}") for language in LANGUAGES)
    return list(zip(french, english))


def vocabulary_text(pairs: dict[str, tuple[list[str], list[str]]]) -> Iterator[str]:
    """What byte-pair encoding counts: everyday text three times, so that it shapes the pieces."""
    for name, repeats, limit in (("tatoeba", 3, 10**9), ("europarl-short", 1, 250_000)):
        for side in pairs[name]:
            for _ in range(repeats):
                yield from islice(side, limit)


def encode(tokenizer: Tokenizer, lines: list[str]) -> Iterator[Encoded]:
    """Piece numbers of each line, closed by `</s>`, and word numbers: words and marks of punctuation are words."""
    for start in range(0, len(lines), 20_000):
        for item in tokenizer.encode_batch(lines[start : start + 20_000]):
            words = np.minimum(np.array([*item.word_ids, (item.word_ids or [-1])[-1] + 1]), 255)
            yield np.array([*item.ids, END], dtype=np.uint16), words.astype(np.uint8)


def keep(source: np.ndarray, target: np.ndarray, longest: int) -> bool:
    """Short enough, not empty, and lengths that a translation can have (misaligned pairs go)."""
    a, b = len(source), len(target)
    return 2 <= a <= longest and 2 <= b <= longest and max(a, b) <= 2.0 * min(a, b) + 6


def pack(sequences: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """All sequences in one array, and where each begins: [N + 1]."""
    offsets = np.zeros(len(sequences) + 1, dtype=np.int64)
    np.cumsum([len(sequence) for sequence in sequences], out=offsets[1:])
    return np.concatenate(sequences), offsets


def write_corpus(path: Path, tokenizer: Tokenizer, french: list[str], english: list[str], longest: int) -> dict[str, int]:
    """Write NAME.npz; `lines` says which line of the text each kept pair was."""
    assert len(french) == len(english), path
    both = zip(encode(tokenizer, french), encode(tokenizer, english))
    kept = [(line, pair) for line, pair in enumerate(both) if keep(pair[0][0], pair[1][0], longest)]
    arrays = {"lines": np.array([line for line, _ in kept], dtype=np.int32)}
    for side, language in enumerate(LANGUAGES):
        arrays[language], arrays[f"{language}_offsets"] = pack([pair[side][0] for _, pair in kept])
        arrays[f"{language}_words"] = np.concatenate([pair[side][1] for _, pair in kept])
    np.savez(path, **arrays)
    tokens = {f"{language}Tokens": len(arrays[language]) for language in LANGUAGES}
    return {"pairs": len(french), "kept": len(kept), **tokens}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with train/NAME.fr(.xz), train/NAME.en(.xz)")
    parser.add_argument("--work", type=Path, default=Path(".training"), help="where to write (default .training)")
    parser.add_argument("--tokenizer", type=Path, help="take this vocabulary over instead of learning one")
    parser.add_argument("--vocabulary", type=int, default=8000, help="pieces to learn (default 8000)")
    parser.add_argument("--longest", type=int, default=100, help="longest sequence kept, in pieces (default 100)")
    options = parser.parse_args()

    started = time.time()
    folder = options.data / "train"
    pairs = {name: (read_lines(folder, f"{name}.fr"), read_lines(folder, f"{name}.en")) for name in CORPORA}
    if options.tokenizer:
        learned = Tokenizer.from_file(str(options.tokenizer))
    else:
        learned = train_tokenizer(vocabulary_text(pairs), options.vocabulary)
    tokenizer = with_placeholders(learned)
    output = options.work / "data"
    output.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(output / "tokenizer.json"))
    print(f"vocabulary {tokenizer.get_vocab_size()} pieces, {time.time() - started:.0f} s", flush=True)

    long = [pair for pair in zip(*pairs["tatoeba"]) if len(pair[0].split()) >= LONG]
    pairs["tatoeba-long"] = ([french for french, _ in long], [english for _, english in long])
    summary: dict[str, object] = {"vocabulary": tokenizer.get_vocab_size(), "longest": options.longest, "corpora": {}}
    for name, (french, english) in pairs.items():
        figures = write_corpus(output / f"{name}.npz", tokenizer, french, english, options.longest)
        summary["corpora"][name] = figures  # type: ignore[index]
        print(name, figures, f"{time.time() - started:.0f} s", flush=True)
    summary["seconds"] = round(time.time() - started)
    (output / "prepare.json").write_text(json.dumps(summary, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Learn the vocabulary and turn the parallel text into arrays of piece numbers.

    python -m training.prepare --data DIR [--work .training]

DIR holds `train/NAME.fr.xz` and `train/NAME.en.xz` (plain `.fr`, `.en` work too), one sentence a
line. Written to WORK/data: `tokenizer.json`, one `NAME.npz` per corpus, `prepare.json`.
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

from .vocabulary import END, train_tokenizer

CORPORA = ("tatoeba", "europarl-short", "europarl-long")


def read_lines(folder: Path, name: str) -> list[str]:
    """The lines of `name` or `name.xz`."""
    plain = folder / name
    if plain.exists():
        text = plain.read_text(encoding="utf-8")
    else:
        with lzma.open(folder / f"{name}.xz", "rt", encoding="utf-8", newline="\n") as stream:
            text = stream.read()
    return text.removesuffix("\n").split("\n")


def vocabulary_text(pairs: dict[str, tuple[list[str], list[str]]]) -> Iterator[str]:
    """What byte-pair encoding counts: everyday text three times, so that it shapes the pieces."""
    for name, repeats, limit in (("tatoeba", 3, 10**9), ("europarl-short", 1, 250_000)):
        for side in pairs[name]:
            for _ in range(repeats):
                yield from islice(side, limit)


def encode(tokenizer: Tokenizer, lines: list[str]) -> list[np.ndarray]:
    """Piece numbers of each line, closed by `</s>`."""
    encoded: list[np.ndarray] = []
    for start in range(0, len(lines), 20_000):
        for item in tokenizer.encode_batch(lines[start : start + 20_000]):
            encoded.append(np.array([*item.ids, END], dtype=np.uint16))
    return encoded


def keep(source: np.ndarray, target: np.ndarray, longest: int) -> bool:
    """Short enough, not empty, and lengths that a translation can have (misaligned pairs go)."""
    a, b = len(source), len(target)
    return 2 <= a <= longest and 2 <= b <= longest and max(a, b) <= 2.0 * min(a, b) + 6


def pack(sequences: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """All sequences in one array, and where each begins: [N + 1]."""
    offsets = np.zeros(len(sequences) + 1, dtype=np.int64)
    np.cumsum([len(sequence) for sequence in sequences], out=offsets[1:])
    return np.concatenate(sequences), offsets


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with train/NAME.fr(.xz), train/NAME.en(.xz)")
    parser.add_argument("--work", type=Path, default=Path(".training"), help="where to write (default .training)")
    parser.add_argument("--vocabulary", type=int, default=8000, help="pieces in all (default 8000)")
    parser.add_argument("--longest", type=int, default=100, help="longest sequence kept, in pieces (default 100)")
    options = parser.parse_args()

    started = time.time()
    folder = options.data / "train"
    pairs = {name: (read_lines(folder, f"{name}.fr"), read_lines(folder, f"{name}.en")) for name in CORPORA}
    tokenizer = train_tokenizer(vocabulary_text(pairs), options.vocabulary)
    output = options.work / "data"
    output.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(output / "tokenizer.json"))
    print(f"vocabulary {tokenizer.get_vocab_size()} pieces, {time.time() - started:.0f} s", flush=True)

    summary: dict[str, object] = {"vocabulary": tokenizer.get_vocab_size(), "longest": options.longest, "corpora": {}}
    for name, (french, english) in pairs.items():
        assert len(french) == len(english), name
        both = zip(encode(tokenizer, french), encode(tokenizer, english))
        kept = [pair for pair in both if keep(*pair, options.longest)]
        source, source_offsets = pack([pair[0] for pair in kept])
        target, target_offsets = pack([pair[1] for pair in kept])
        np.savez(
            output / f"{name}.npz",
            source=source,
            source_offsets=source_offsets,
            target=target,
            target_offsets=target_offsets,
        )
        figures = {
            "pairs": len(french),
            "kept": len(kept),
            "sourceTokens": int(source_offsets[-1]),
            "targetTokens": int(target_offsets[-1]),
        }
        summary["corpora"][name] = figures  # type: ignore[index]
        print(name, figures, f"{time.time() - started:.0f} s", flush=True)
    summary["seconds"] = round(time.time() - started)
    (output / "prepare.json").write_text(json.dumps(summary, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

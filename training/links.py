"""Align the words of the training text with eflomal (Östling and Tiedemann 2016).

    python -m training.links [--work .training] [--limit tatoeba=152442,europarl-short=350000,...]

Two things need the links: examples in which marks are put around words that belong together
(`augment.py`), and the guidance of the attention in the first part of a training (`train.py`).
Written beside NAME.npz: NAME.links.npz with `links` [L, 2] (French word, English word; those that
both directions agree on) and `offsets` [N + 1] for the N kept pairs. Pairs beyond the limit, drawn
at random, have none.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from .prepare import LANGUAGES
from .vocabulary import SPACE

# Beside the interpreter, or where the shell looks: an environment need not be activated.
PROGRAM = shutil.which("eflomal-align", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
LIMITS = "tatoeba=1000000,europarl-short=350000,europarl-long=60000"


class Text:
    """The words of one corpus, as an aligner reads them: lower case, separated by spaces."""

    def __init__(self, path: Path, pieces: list[str]) -> None:
        arrays = np.load(path)
        self.pieces = pieces
        self.sides = [(arrays[name], arrays[f"{name}_words"], arrays[f"{name}_offsets"]) for name in LANGUAGES]
        self.count = len(arrays["lines"])

    def words(self, side: int, index: int) -> str:
        ids, owners, offsets = self.sides[side]
        first, last = offsets[index], offsets[index + 1] - 1  # without </s>
        words = [""] * (int(owners[last]) if last > first else 0)
        for piece, owner in zip(ids[first:last].tolist(), owners[first:last].tolist()):
            if owner < len(words):
                words[owner] += self.pieces[piece]
        # A lone space is a word too: words keep their numbers.
        return " ".join(word.lstrip(SPACE).lower() or SPACE for word in words)


def align(lines: list[str]) -> tuple[list[str], list[str]]:
    """Links `i-j` of both directions for lines `source ||| target`."""
    if PROGRAM is None:
        raise FileNotFoundError("eflomal-align: python -m pip install -r training/requirements.txt")
    with tempfile.TemporaryDirectory() as folder:
        text, forward, reverse = (Path(folder) / name for name in ("text", "forward", "reverse"))
        text.write_text("\n".join(lines) + "\n", encoding="utf-8")
        subprocess.run([PROGRAM, "-i", text, "-f", forward, "-r", reverse], check=True)
        return forward.read_text().splitlines(), reverse.read_text().splitlines()


def agreed(forward: str, reverse: str) -> list[tuple[int, int]]:
    """Links found in both directions, in order."""
    both = set(forward.split()) & set(reverse.split())
    return sorted((int(i), int(j)) for i, j in (link.split("-") for link in both))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--limit", default=LIMITS, help=f"pairs of each corpus (default {LIMITS})")
    options = parser.parse_args()
    started = time.time()
    folder = options.work / "data"
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    pieces = [tokenizer.id_to_token(number) for number in range(tokenizer.get_vocab_size())]

    chosen: list[tuple[str, int, np.ndarray]] = []
    lines: list[str] = []
    for name, limit in (item.split("=") for item in options.limit.split(",")):
        text = Text(folder / f"{name}.npz", pieces)
        indices = np.sort(np.random.default_rng(1).permutation(text.count)[: int(limit)])
        lines += [f"{text.words(0, index)} ||| {text.words(1, index)}" for index in indices]
        chosen.append((name, text.count, indices))
    print(f"{len(lines)} pairs, {time.time() - started:.0f} s", flush=True)
    forward, reverse = align(lines)
    position = 0
    for name, count, indices in chosen:
        found: list[list[tuple[int, int]]] = [[] for _ in range(count)]
        for index in indices:
            found[index] = [link for link in agreed(forward[position], reverse[position]) if max(link) < 255]
            position += 1
        offsets = np.cumsum([0, *(len(links) for links in found)])
        links = np.array([link for links in found for link in links], dtype=np.uint8).reshape(-1, 2)
        np.savez(folder / f"{name}.links.npz", links=links, offsets=offsets)
        print(f"{name}: {len(links)} links for {len(indices)} pairs, {time.time() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()

"""Links between the same placeholder on both sides of a pair: what is carried over belongs to itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from .prepare import LANGUAGES
from .vocabulary import PLACEHOLDERS, SPACE


def placeholder_of_piece(tokenizer: Tokenizer) -> np.ndarray:
    """For each piece its placeholder, counted from 1; 0 for all others. Alone and after a space it is the same."""
    table = np.zeros(tokenizer.get_vocab_size(), dtype=np.uint8)
    for number, character in enumerate(PLACEHOLDERS, 1):
        for piece in (character, f"{SPACE}{character}"):
            found = tokenizer.token_to_id(piece)
            if found is not None:
                table[found] = number
    return table


def link_carried(path: Path, tokenizer: Tokenizer) -> int:
    """Write NAME.links.npz beside NAME.npz, as `links.py` does for words; returns the number of links."""
    arrays, table = np.load(path), placeholder_of_piece(tokenizer)
    sides = [(table[arrays[name]], arrays[f"{name}_words"], arrays[f"{name}_offsets"]) for name in LANGUAGES]
    links: list[tuple[int, int]] = []
    offsets = [0]
    for pair in range(len(arrays["lines"])):
        words = []
        for kinds, owners, starts in sides:
            part = slice(starts[pair], starts[pair + 1])
            (places,) = np.nonzero(kinds[part])
            words.append({int(kinds[part][place]): int(owners[part][place]) for place in places})
        links += [(words[0][kind], words[1][kind]) for kind in sorted(words[0].keys() & words[1].keys())]
        offsets.append(len(links))
    np.savez(
        path.with_suffix(".links.npz"),
        links=np.array(links, dtype=np.uint8).reshape(-1, 2),
        offsets=np.array(offsets),
    )
    return len(links)

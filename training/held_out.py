"""Sentences that models are measured on, and what is nearly one of them: nothing of it may be trained on."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Iterable

from .corpora import key
from .prepare import LANGUAGES, read_lines

CARDS = Path(__file__).parent / "cards" / "sentences"
WINDOW = 4  # words in a row
PART = 0.35  # of the windows of the shorter one, at least, that a near copy has
AT_LEAST = 3  # windows: two sentences may have a turn of phrase in common
SHORT = 3  # words: greetings and answers, which everybody says

Windows = frozenset[tuple[str, ...]]


def windows(text: str) -> Windows:
    words = re.findall(r"\w+", text.lower())
    return frozenset(tuple(words[i : i + WINDOW]) for i in range(len(words) - WINDOW + 1))


class HeldOut:
    """Says of a text whether one of `sentences` is in it, or nearly."""

    def __init__(self, sentences: Iterable[str]) -> None:
        kept = [sentence for sentence in sentences if len(sentence.split()) > SHORT]
        self._keys = {key(sentence) for sentence in kept}
        self._with: dict[tuple[str, ...], set[Windows]] = defaultdict(set)
        for sentence in kept:
            whole = windows(sentence)
            for one in whole:
                self._with[one].add(whole)

    def has(self, text: str) -> bool:
        own = windows(text)
        near = (other for one in own for other in self._with.get(one, ()))
        return key(text) in self._keys or any(
            len(own & other) >= max(AT_LEAST, PART * min(len(own), len(other))) for other in near
        )


def measured_on(data: Path) -> HeldOut:
    """The dev and gold sets of a folder of data, as far as they are there, and the sentences of the cards."""
    files = sorted({path for folder in (data / "dev", data / "gold", CARDS) for path in folder.glob("*.*")})
    texts = [path for path in files if path.suffix.strip(".") in LANGUAGES]
    return HeldOut(line for path in texts for line in read_lines(path.parent, path.name))

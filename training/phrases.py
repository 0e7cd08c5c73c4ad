"""A dictionary of words and short phrases, counted in aligned pairs: what people select that is no sentence.

Corpora of sentences never show a translator `le chat noir` without a capital or a full stop.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, Iterator

from .joins import Common, Texts, as_clause

if TYPE_CHECKING:
    from .augment import Pair

Span = tuple[int, int]
Phrase = tuple[Span, Span]  # first and last word, in French and in English

LONGEST = 5


def phrases(pair: Pair, longest: int = LONGEST) -> list[Phrase]:
    """Words [i, j] and [k, l] that have no link to others (Koehn et al. 2003, consistent phrases)."""
    found = []
    targets: dict[int, list[int]] = {}
    sources: dict[int, list[int]] = {}
    for i, j in pair.links:
        targets.setdefault(i, []).append(j)
        sources.setdefault(j, []).append(i)
    for i in sorted(targets):
        for j in range(i, min(i + longest, len(pair.spans[0]))):
            if j not in targets:
                continue
            linked = [t for word in range(i, j + 1) for t in targets.get(word, [])]
            k, l = min(linked), max(linked)
            back = [s for word in range(k, l + 1) for s in sources.get(word, [])]
            if l - k < longest + 1 and i <= min(back) and max(back) <= j and j - i < len(pair.spans[0]) - 2:
                ends = (pair.word(0, i), pair.word(0, j), pair.word(1, k), pair.word(1, l))
                if all(word[:1].isalnum() for word in ends):
                    found.append(((i, j), (k, l)))
    return found


def texts_of(pair: Pair, phrase: Phrase, common: Common) -> Texts | None:
    """A phrase as it reads within a sentence; None where it begins or ends inside of a word with an apostrophe."""
    made = []
    for side, (first, last) in enumerate(phrase):
        text, (start, end) = pair.texts[side], (pair.spans[side][first][0], pair.spans[side][last][1])
        if text[start - 1 : start] == "'" or text[end : end + 1] == "'":
            return None
        words = text[start:end]
        made.append(as_clause(words, common[side]) if start == 0 else words)
    return made[0], made[1]


def counted(pairs: list[Pair], longest: int, common: Common) -> Iterator[Texts]:
    for pair in pairs:
        for phrase in phrases(pair, longest):
            texts = texts_of(pair, phrase, common)
            if texts:
                yield texts


def dictionary(seen: Counter[Texts]) -> list[Texts]:
    """Pairs that were seen twice or more, and are the commonest translation of each other or near it."""
    totals: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for texts, count in seen.items():
        for side in (0, 1):
            totals[side][texts[side]] += count
    return sorted(
        texts
        for texts, count in seen.items()
        if count >= 2 and all(count >= 0.3 * totals[side][texts[side]] for side in (0, 1))
    )


def as_entry(texts: Texts, chance: random.Random) -> Texts:
    """As people select it: mostly as it stands in a sentence, sometimes with a capital."""
    if chance.random() < 0.65:
        return texts
    french, english = (text[:1].upper() + text[1:] for text in texts)
    return french, english

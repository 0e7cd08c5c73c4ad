"""Longer sentences out of shorter ones: pairs in a row, and pairs made clauses of one sentence.

Everyday corpora end where life goes on: half of Tatoeba's sentences have six words or fewer. What is joined
need not make sense; it shows where words belong in a sentence of thirty, and that nothing of it is left out.
"""

from __future__ import annotations

import random
from typing import Iterable

Texts = tuple[str, str]  # French, English
Common = tuple[set[str], set[str]]  # words that are written small within a sentence, French and English

# Those that change neither the order nor the mood of the clause that follows.
CONJUNCTIONS = (
    (", mais ", ", but "),
    (", et ", ", and "),
    (", donc ", ", so "),
    (" parce que ", " because "),
    (" quand ", " when "),
    (" pendant que ", " while "),
    (", même si ", ", even if "),
    (" ; ", "; "),
)
ELIDED = ("il ", "ils ", "elle ", "elles ", "on ")


def in_a_row(pairs: list[Texts], count: int, chance: random.Random) -> list[Texts]:
    """Two to six pairs, drawn from all, one behind the other."""
    rows = [chance.sample(pairs, chance.randint(2, 6)) for _ in range(count)]
    return [(" ".join(pair[0] for pair in row), " ".join(pair[1] for pair in row)) for row in rows]


def common_words(pairs: Iterable[Texts]) -> Common:
    """Words that are written small within a sentence, so that they are names nowhere."""
    found: Common = (set(), set())
    for pair in pairs:
        for text, words in zip(pair, found):
            words.update(word for word in text.split()[1:] if word[:1].islower())
    return found


def is_i(word: str) -> bool:
    """English *I*, which Europarl also has small, as a number of a list."""
    return word == "I" or word.startswith("I'")


def as_clause(text: str, common: set[str]) -> str:
    """The sentence as it reads behind a comma: its first word small, unless it is a name or the like."""
    first = text.split(" ", 1)[0]
    if is_i(first):
        return text
    small = first[:1].lower() + first[1:]
    return small + text[len(first) :] if small in common else text


def may_follow(pair: Texts, common: Common) -> bool:
    """Whether the sentence can be a clause: each first word is known to be written small, or always large."""
    words = [text.split(" ", 1)[0] for text in pair]
    return all(
        is_i(word) or word == words[1 - side] or as_clause(word, common[side]) != word
        for side, word in enumerate(words)
    )


def is_statement(text: str) -> bool:
    """One sentence with a full stop, long enough to be a clause and not too long."""
    return text.endswith(".") and not any(mark in text[:-1] for mark in '.!?;:"') and 3 <= len(text.split()) <= 14


def conjoin(first: Texts, second: Texts, conjunction: Texts, common: Common) -> Texts:
    """Two statements as one sentence."""
    french, english = (as_clause(text, words) for text, words in zip(second, common))
    between = conjunction[0]
    if between.endswith("que ") and french.startswith(ELIDED):
        between = f"{between[:-2]}'"
    elif between.endswith("si ") and french.startswith(("il ", "ils ")):
        between = f"{between[:-2]}'"
    return first[0][:-1] + between + french, first[1][:-1] + conjunction[1] + english


def conjoined(pairs: list[Texts], count: int, chance: random.Random) -> list[Texts]:
    """Two or three statements, drawn from all, as clauses of one sentence."""
    statements = [pair for pair in pairs if all(map(is_statement, pair))]
    common = common_words(pairs)
    clauses = [pair for pair in statements if may_follow(pair, common)]
    made = []
    for _ in range(count):
        sentence = chance.choice(statements)
        for conjunction in chance.sample(CONJUNCTIONS, chance.choice((1, 1, 1, 2))):
            sentence = conjoin(sentence, chance.choice(clauses), conjunction, common)
        made.append(sentence)
    return made

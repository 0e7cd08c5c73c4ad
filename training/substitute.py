"""Everyday pairs with other nouns and adjectives in them, so that fewer sentences are known by heart.

    python -m training.substitute --data DIR [--work .training]

Networks of this size know Tatoeba's 152,000 sentences nearly by heart: fr-en-luong lost 0.74 nats a piece on them and 1.44
on sentences of tatoeba-dev. What they want is other sentences. Here a noun or an adjective that `lexicon/` has, and
that both sides of a pair have once, becomes another one of the same kind, gender and number on both sides (Fadaee et
al. 2017, who let a language model choose). `Tom a acheté une nouvelle voiture` may become `... une nouvelle échelle`:
it shows words that the corpora seldom have, in sentences that people say.

Written to WORK/data/substituted.npz; nothing of it is nearly one of the sentences that models are measured on.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from pathlib import Path
from typing import Container

from tokenizers import Tokenizer

from .held_out import measured_on
from .lexicon import Lexicon, Texts, Word, read_lexicon
from .phrasebook import entries
from .prepare import training_pairs, write_corpus

VARIANTS = 2  # of each pair, at most
REPLACED = 0.75  # chance of each word
LONGEST = 4  # words of an entry
WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
ENGLISH_POSSESSIVE = "'s"
Span = tuple[int, int]


def words_of(text: str) -> list[Span]:
    """Words with their hyphens; French ones without what is elided before them (`l'`, `d'`, `qu'`)."""
    found = []
    for match in WORD.finditer(text):
        start, end = match.span()
        word = match.group()
        if word.endswith(ENGLISH_POSSESSIVE):
            end -= len(ENGLISH_POSSESSIVE)
        elif "'" in word:
            start += word.rindex("'") + 1
        found.append((start, end))
    return found


def spans_in(text: str, known: Container[str]) -> dict[str, list[Span]]:
    """Where the longest entries of `known` are in a text, one beside the other, by the entry in small letters."""
    words = words_of(text)
    found: dict[str, list[Span]] = {}
    number = 0
    while number < len(words):
        for last in range(min(number + LONGEST, len(words)) - 1, number - 1, -1):
            span = (words[number][0], words[last][1])
            part = text[slice(*span)].lower()
            if part in known:
                found.setdefault(part, []).append(span)
                number = last
                break
        number += 1
    return found


Place = tuple[Word, tuple[str, ...], Span, Span]  # the word, which of its forms it may be, where it is on either side


def replaceable(pair: Texts, lexicon: Lexicon) -> list[Place]:
    """Words that each side has once, with the same meaning, and no noun beside them that the other side lacks."""
    french, english = spans_in(pair[0], lexicon.french), spans_in(pair[1], lexicon.english)
    found: list[Place] = []
    for text, (span, *more) in french.items():
        by_word: dict[Word, list[str]] = {}
        for word, name in lexicon.french[text]:
            there = english.get(word.form(name)[1], [])
            if len(there) == 1:
                by_word.setdefault(word, []).append(name)
        if more or len(by_word) != 1:
            continue
        ((word, names),) = by_word.items()
        translations = {word.form(name)[1] for name in names}
        if len(translations) == 1:
            found.append((word, tuple(names), span, english[translations.pop()][0]))
    taken = {place[3] for place in found}
    # `train station` is `gare`: where one noun stands before another, neither is what the lexicon has.
    alone = [spans[0] for spans in english.values() if len(spans) == 1 and spans[0] not in taken]
    return [place for place in found if not any(beside(place[3], other) for other in alone)]


def beside(one: Span, other: Span) -> bool:
    return one[1] + 1 == other[0] or other[1] + 1 == one[0]


def like(text: str, model: str) -> str:
    """With a capital if the model has one."""
    return text[:1].upper() + text[1:] if model[:1].isupper() else text


def substituted(pair: Texts, lexicon: Lexicon, chance: random.Random) -> Texts | None:
    """The pair with other words in it; None if there is nothing to replace."""
    edits: tuple[list[tuple[Span, str]], list[tuple[Span, str]]] = ([], [])
    for word, names, *spans in replaceable(pair, lexicon):
        others = lexicon.others(word, names)
        if not others or chance.random() > REPLACED:
            continue
        texts = chance.choice(others).form(names[0])
        for side in (0, 1):
            edits[side].append((spans[side], like(texts[side], pair[side][slice(*spans[side])])))
    if not edits[0]:
        return None
    made = list(pair)
    for side in (0, 1):
        for (start, end), new in sorted(edits[side], reverse=True):
            made[side] = made[side][:start] + new + made[side][end:]
    return made[0], made[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    started = time.time()
    folder = options.work / "data"
    pairs = [*training_pairs(options.data, "tatoeba"), *entries()["sentence"]]
    lexicon, held_out, chance = read_lexicon(), measured_on(options.data), random.Random(options.seed)
    made = dict.fromkeys(
        new for pair in pairs for _ in range(VARIANTS) if (new := substituted(pair, lexicon, chance)) is not None
    )
    kept = [pair for pair in made if not any(map(held_out.has, pair))]
    print(f"{len(pairs)} pairs, {len(made)} made, {len(kept)} kept, {time.time() - started:.0f} s", flush=True)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    texts = ([pair[0] for pair in kept], [pair[1] for pair in kept])
    print(write_corpus(folder / "substituted.npz", tokenizer, *texts, longest=100))


if __name__ == "__main__":
    main()

"""Greetings, turns of phrase and words that the corpora lack: written for this project, in `phrasebook/`.

    python -m training.phrasebook --data DIR [--work .training]

Tatoeba says `bonjour` 26 times in 152,000 sentences and Europarl hardly ever; people say it first. Each line there has
a kind, French and English: `opener` stands before a sentence or alone, `sentence` is whole, `term` is words that are no
sentence, `counted` is a sentence with a gap for a number or a time in words (`numerals.py`). Written to WORK/data/phrasebook.npz: every entry that is not nearly one of those that models are measured on
(`held_out.py`), and openers before sentences of Tatoeba too.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from tokenizers import Tokenizer

from .augment import is_name
from .held_out import measured_on
from .joins import Common, Texts, as_clause, common_words, may_follow
from .numerals import filled
from .phrases import as_entry
from .prepare import training_pairs, write_corpus

FOLDER = Path(__file__).parent / "phrasebook"
REPEATS = 4
COUNTED = 80  # for each sentence with a gap: there are many numbers


def entries(folder: Path = FOLDER) -> dict[str, list[Texts]]:
    """All lines by their kind."""
    found: dict[str, list[Texts]] = {}
    for path in sorted(folder.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            kind, french, english = line.split("\t")
            found.setdefault(kind, []).append((french, english))
    return found


def alone(opener: Texts, common: Common, chance: random.Random) -> Texts:
    """`Bonjour !`, `Bonjour.`, `Bonjour`, `bonjour`"""
    french, english = chance.choice(((" !", "!"), (".", "."), ("", ""), ("", "")))
    if french == "" and chance.random() < 0.5:
        opener = (as_clause(opener[0], common[0]), as_clause(opener[1], common[1]))
    return opener[0] + french, opener[1] + english


def to_somebody(opener: Texts, name: str, chance: random.Random) -> Texts:
    """`Bonjour Marie,`"""
    comma = chance.choice(("", ","))
    return f"{opener[0]}{comma} {name}", f"{opener[1]}{comma} {name}"


def before(opener: Texts, sentence: Texts, common: Common, chance: random.Random) -> Texts:
    """`Bonjour, je suis là.`, where the sentence can follow a comma, or `Bonjour ! Je suis là.`"""
    if may_follow(sentence, common) and chance.random() < 0.6:
        french, english = (as_clause(text, words) for text, words in zip(sentence, common))
        return f"{opener[0]}, {french}", f"{opener[1]}, {english}"
    french, english = chance.choice(((" ! ", "! "), (". ", ". ")))
    return opener[0] + french + sentence[0], opener[1] + english + sentence[1]


def spoken(
    book: dict[str, list[Texts]],
    pairs: list[Texts],
    names: list[str],
    common: Common,
    repeats: int,
    chance: random.Random,
) -> list[Texts]:
    """Every entry `repeats` times; openers six times as often, alone and before one of `pairs` or of the phrasebook; those
    with a number once, because each has many."""
    made = [entry for entry in book["sentence"] for _ in range(repeats)]
    made += [as_entry(entry, chance) for entry in book["term"] for _ in range(repeats)]
    made += book["counted"]
    for opener in book["opener"]:
        for _ in range(6 * repeats):
            said = to_somebody(opener, chance.choice(names), chance) if chance.random() < 0.12 else opener
            if chance.random() < 0.4:
                made.append(alone(said, common, chance))
            else:
                sentence = chance.choice(book["sentence"] if chance.random() < 0.3 else pairs)
                made.append(before(said, sentence, common, chance))
    return made


def names_of(pairs: list[Texts]) -> list[str]:
    """Words with a capital that stand within the sentence in both languages."""
    found = {word for french, english in pairs for word in {*french.split()[1:]} & {*english.split()[1:]}}
    return sorted(word for word in found if word.isalpha() and is_name(word))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folder = options.work / "data"
    pairs = training_pairs(options.data, "tatoeba")
    held_out = measured_on(options.data)
    chance = random.Random(options.seed)
    book = entries()
    book["counted"] = [filled(texts, chance) for texts in book["counted"] for _ in range(COUNTED)]
    book = {kind: [pair for pair in some if not any(map(held_out.has, pair))] for kind, some in book.items()}
    print({kind: len(some) for kind, some in book.items()})
    made = spoken(book, pairs, names_of(pairs), common_words(pairs), REPEATS, chance)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    texts = ([pair[0] for pair in made], [pair[1] for pair in made])
    print(write_corpus(folder / "phrasebook.npz", tokenizer, *texts, longest=100))


if __name__ == "__main__":
    main()

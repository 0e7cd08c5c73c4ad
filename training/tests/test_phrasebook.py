"""The phrasebook is whole, and greetings stand before what people say next."""

from __future__ import annotations

import random
import re

from ..phrasebook import alone, before, entries, spoken

COMMON = ({"je", "bonjour"}, {"the", "hello"})


def test_every_line_has_a_known_kind_and_both_languages() -> None:
    book = entries()
    assert set(book) == {"opener", "sentence", "term", "counted"}
    for kind, pairs in book.items():
        assert len(set(pairs)) == len(pairs), kind
        for pair in pairs:
            assert all(text and text == text.strip() for text in pair), pair
    assert all(text[-1] in '.?!…"»' for pair in book["sentence"] for text in pair)
    assert not any(text[-1] in ".?!" for pair in book["opener"] for text in pair)
    for pair in book["counted"]:
        gaps = [re.findall(r"\{\w+\}", text) for text in pair]
        assert gaps[0] == gaps[1] and len(gaps[0]) == 1, pair


def test_openers_stand_alone_or_before_a_sentence() -> None:
    chances = [random.Random(seed) for seed in range(60)]
    assert {alone(("Bonjour", "Hello"), COMMON, chance) for chance in chances} == {
        ("Bonjour !", "Hello!"),
        ("Bonjour.", "Hello."),
        ("Bonjour", "Hello"),
        ("bonjour", "hello"),
    }
    made = {before(("Bonjour", "Hello"), ("Je dors.", "I'm asleep."), COMMON, chance) for chance in chances}
    assert made == {
        ("Bonjour, je dors.", "Hello, I'm asleep."),
        ("Bonjour ! Je dors.", "Hello! I'm asleep."),
        ("Bonjour. Je dors.", "Hello. I'm asleep."),
    }
    # A name stays large, so what begins with one cannot follow a comma unless it does so in both languages.
    apart = [before(("Oui", "Yes"), ("Zora dort.", "The cat."), COMMON, chance) for chance in chances]
    assert all("!" in french or ". " in french for french, _ in apart)


def test_every_entry_is_said_as_often() -> None:
    book = entries()
    made = spoken(book, [("Je dors.", "I'm asleep.")], ["Zora"], COMMON, 2, random.Random(1))
    assert len(made) == 2 * (len(book["sentence"]) + len(book["term"])) + 12 * len(book["opener"]) + len(book["counted"])
    assert made.count(book["sentence"][0]) >= 2

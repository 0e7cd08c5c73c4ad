"""Both sides of a pair are changed alike, and placeholders are numbered as the source has them."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from ..augment import Pair, carried_names, copies, drawn_out, in_reading_order, marks, renamed
from ..joins import common_words, conjoin, conjoined
from ..phrases import as_entry, dictionary, phrases, texts_of
from ..vocabulary import CLOSES, COPIES, OPENS

FRENCH, ENGLISH = "Le chat noir de Marie dort.", "Marie's black cat is sleeping."


def spans(text: str, words: list[str]) -> list[tuple[int, int]]:
    found, position = [], 0
    for word in words:
        position = text.index(word, position)
        found.append((position, position + len(word)))
        position += len(word)
    return found


@pytest.fixture
def pair() -> Pair:
    french = spans(FRENCH, ["Le", "chat", "noir", "de", "Marie", "dort", "."])
    english = spans(ENGLISH, ["Marie", "'", "s", "black", "cat", "is", "sleeping", "."])
    return Pair((FRENCH, ENGLISH), (french, english), [(1, 4), (2, 3), (3, 2), (4, 0), (5, 5), (5, 6), (6, 7)])


def test_phrases_are_consistent(pair: Pair) -> None:
    def text(side: int, words: tuple[int, int]) -> str:
        return pair.texts[side][pair.spans[side][words[0]][0] : pair.spans[side][words[1]][1]]

    found = {(text(0, french), text(1, english)) for french, english in phrases(pair)}
    assert ("chat noir", "black cat") in found
    assert ("dort", "is sleeping") in found
    assert ("noir de Marie", "Marie's black") in found
    # "cat" lies among what these would be, but belongs to "chat".
    assert not any(french == "noir de Marie dort" for french, _ in found)


def test_marks_and_copies_are_the_same_on_both_sides(pair: Pair) -> None:
    chance = random.Random(1)
    for make, kinds in ((marks, (*OPENS, *CLOSES)), (copies, COPIES)):
        for _ in range(200):
            made = make(pair, chance)
            assert made
            used = [sorted(character for character in text if character in kinds) for text in made]
            assert used[0] == used[1] and used[0]
            if make is marks:
                for text in made:
                    plain = text.translate({ord(character): None for character in kinds})
                    assert plain in pair.texts
                    for opening, closing in zip(OPENS, CLOSES):
                        assert text.count(opening) == text.count(closing)
                        assert opening not in text or text.index(opening) < text.index(closing)


def test_numbers_follow_one_side() -> None:
    text, other = f"{COPIES[3]} a {COPIES[1]}", f"b {COPIES[1]} c {COPIES[3]}"
    seen = {in_reading_order(text, other, COPIES, random.Random(seed)) for seed in range(60)}
    first, second = (COPIES[0], COPIES[1])
    assert (f"{first} a {second}", f"b {second} c {first}") in seen
    assert (f"{second} a {first}", f"b {first} c {second}") in seen


def test_names_change_together(pair: Pair) -> None:
    assert renamed(pair, ["Zora"], random.Random(1)) == ("Le chat noir de Zora dort.", "Zora's black cat is sleeping.")


def test_names_are_carried_over(pair: Pair) -> None:
    made = {carried_names(pair, random.Random(seed)) for seed in range(60)}
    first = COPIES[0]
    assert (f"Le chat noir de {first} dort.", f"{first}'s black cat is sleeping.") in made
    texts = ("Il vit à Londres.", "He lives in London.")
    words = (spans(texts[0], ["Il", "vit", "à", "Londres", "."]), spans(texts[1], ["He", "lives", "in", "London", "."]))
    abroad = Pair(texts, words, [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)])
    made = {carried_names(abroad, random.Random(seed)) for seed in range(60)}
    assert (f"Il vit à {first}.", f"He lives in {first}.") in made
    nobody = Pair((FRENCH, ENGLISH), pair.spans, [link for link in pair.links if link != (4, 0)])
    assert carried_names(nobody, random.Random(1)) is None


def test_ends_are_drawn_out_alike(pair: Pair) -> None:
    made = [drawn_out(pair, random.Random(seed)) for seed in range(40)]
    assert (f"{FRENCH[:-1]}...", f"{ENGLISH[:-1]}...") in made
    assert all(one and one[0][len(FRENCH) - 1 :] == one[1][len(ENGLISH) - 1 :] != "." for one in made)
    for texts in (("Il dort.", "Is he?"), ("Il dort", "He sleeps"), ("", "")):
        assert drawn_out(Pair(texts, ([], []), []), random.Random(1)) is None


def test_statements_become_clauses() -> None:
    common = common_words([("Hier, il pleuvait, je dors.", "Then it rained and he is late.")])
    first = ("Je dors.", "I'm asleep.")
    assert conjoin(first, ("Il pleut.", "It's raining."), (" parce que ", " because "), common) == (
        "Je dors parce qu'il pleut.",
        "I'm asleep because It's raining.",  # "it's" was never seen
    )
    assert conjoin(first, ("Je sais.", "I know."), (", mais ", ", but "), common) == (
        "Je dors, mais je sais.",
        "I'm asleep, but I know.",
    )
    assert conjoin(first, ("Il pleut.", "It rains."), (", même si ", ", even if "), common) == (
        "Je dors, même s'il pleut.",
        "I'm asleep, even if it rains.",
    )
    assert conjoin(first, ("Tom dort.", "Tom sleeps."), (", et ", ", and "), common)[1] == "I'm asleep, and Tom sleeps."


def test_only_statements_are_conjoined() -> None:
    pairs = [
        ("Je dors bien ici.", "I sleep well here."),
        ("Tu dors bien ici ?", "Do you sleep well here?"),
        ("Mais oui, je sais.", "Well, I know."),
    ]
    for french, english in conjoined(pairs, 20, random.Random(1)):
        assert "?" not in french + english
        # Nobody has seen "Well" written small: it stays where sentences begin.
        assert "je dors bien ici" in french and "I sleep well here" in english[1:]


def test_phrases_read_as_within_a_sentence(pair: Pair) -> None:
    common = ({"le", "chat"}, {"black", "cat"})
    texts = {texts_of(pair, phrase, common) for phrase in phrases(pair)}
    assert ("chat noir", "black cat") in texts
    # "Marie" in English goes on with "'s": no phrase ends there.
    assert ("Marie", "Marie") not in texts and None in texts
    assert texts_of(Pair(("Le chat.", "I sleep."), ([(0, 2)], [(0, 1)]), []), ((0, 0), (0, 0)), common) == ("le", "I")


def test_a_dictionary_keeps_what_translates_each_other() -> None:
    seen = Counter({("chat", "cat"): 5, ("chat", "tomcat"): 1, ("le", "the"): 9, ("le", "him"): 2, ("loup", "wolf"): 1})
    assert dictionary(seen) == [("chat", "cat"), ("le", "the")]
    chance = random.Random(1)
    assert {as_entry(("chat", "cat"), chance) for _ in range(50)} == {("chat", "cat"), ("Chat", "Cat")}

"""Numbers and times in words, as both languages write them."""

from __future__ import annotations

import random

import pytest

from ..numerals import filled, in_english, in_french, time_of_day


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [
        (0, "zéro", "zero"),
        (21, "vingt et un", "twenty-one"),
        (71, "soixante et onze", "seventy-one"),
        (79, "soixante-dix-neuf", "seventy-nine"),
        (80, "quatre-vingts", "eighty"),
        (81, "quatre-vingt-un", "eighty-one"),
        (91, "quatre-vingt-onze", "ninety-one"),
        (100, "cent", "one hundred"),
        (200, "deux cents", "two hundred"),
        (203, "deux cent trois", "two hundred and three"),
        (1000, "mille", "one thousand"),
        (1100, "mille cent", "one thousand one hundred"),
        (2080, "deux mille quatre-vingts", "two thousand and eighty"),
    ],
)
def test_numbers(number: int, french: str, english: str) -> None:
    assert (in_french(number), in_english(number)) == (french, english)


def test_no_two_numbers_are_called_the_same() -> None:
    for name in (in_french, in_english):
        assert len({name(number) for number in range(10_000)}) == 10_000


def test_times() -> None:
    assert time_of_day(1, 0) == ("une heure", "one o'clock")
    assert time_of_day(8, 15) == ("huit heures et quart", "a quarter past eight")
    assert time_of_day(8, 30) == ("huit heures et demie", "half past eight")
    assert time_of_day(10, 45) == ("onze heures moins le quart", "a quarter to eleven")


def test_gaps_are_filled_alike() -> None:
    for seed in range(200):
        french, english = filled(("Il y en a {many}.", "There are {many}."), random.Random(seed))
        number = next(n for n in range(20, 1001) if english == f"There are {in_english(n)}.")
        assert french == f"Il y en a {in_french(number)}." and not french.endswith("un.")

"""Numbers and times of the day in words, in both languages, for sentences with a gap for one of them."""

from __future__ import annotations

import random

from .joins import Texts

FRENCH = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
).split()
FRENCH_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}
ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
ENGLISH_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
# What follows the hour, or comes before the next one, by minutes.
PAST = {5: ("cinq", "five past"), 10: ("dix", "ten past"), 15: ("et quart", "a quarter past"),
        20: ("vingt", "twenty past"), 25: ("vingt-cinq", "twenty-five past"), 30: ("et demie", "half past")}  # fmt: skip
TO = {35: ("moins vingt-cinq", "twenty-five to"), 40: ("moins vingt", "twenty to"),
      45: ("moins le quart", "a quarter to"), 50: ("moins dix", "ten to"), 55: ("moins cinq", "five to")}  # fmt: skip


def in_french(number: int) -> str:
    """0 to 9999 before a masculine noun: `quatre-vingts`, `quatre-vingt-un`, `deux cent trois`."""
    if number < 20:
        return FRENCH[number]
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        return " ".join([*([] if thousands == 1 else [in_french(thousands)]), "mille", *([in_french(rest)] if rest else [])])
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        if hundreds == 1:
            return "cent" if rest == 0 else f"cent {in_french(rest)}"
        return f"{FRENCH[hundreds]} cents" if rest == 0 else f"{FRENCH[hundreds]} cent {in_french(rest)}"
    if number >= 80:
        return "quatre-vingts" if number == 80 else f"quatre-vingt-{FRENCH[number - 80]}"
    tens = min(number // 10, 6)  # seventy is sixty and ten
    rest = number - 10 * tens
    if rest == 0:
        return FRENCH_TENS[tens]
    return f"{FRENCH_TENS[tens]} et {FRENCH[rest]}" if rest in (1, 11) else f"{FRENCH_TENS[tens]}-{FRENCH[rest]}"


def in_english(number: int) -> str:
    """0 to 9999: `eighty`, `two hundred and three`."""
    if number < 20:
        return ENGLISH[number]
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if number >= size:
            many, rest = divmod(number, size)
            joint = " " if rest >= 100 else " and "
            return f"{in_english(many)} {name}" + (joint + in_english(rest) if rest else "")
    tens, rest = divmod(number, 10)
    return ENGLISH_TENS[tens] + (f"-{ENGLISH[rest]}" if rest else "")


def time_of_day(hour: int, minutes: int) -> Texts:
    """An hour from 1 to 10 and minutes in steps of five: `huit heures et quart`, `a quarter past eight`."""

    def hours(number: int) -> str:
        return "une heure" if number == 1 else f"{FRENCH[number]} heures"

    if minutes == 0:
        return hours(hour), f"{ENGLISH[hour]} o'clock"
    if minutes in PAST:
        french, english = PAST[minutes]
        return f"{hours(hour)} {french}", f"{english} {ENGLISH[hour]}"
    french, english = TO[minutes]
    return f"{hours(hour + 1)} {french}", f"{english} {ENGLISH[hour + 1]}"


def filled(texts: Texts, chance: random.Random) -> Texts:
    """A sentence with its gaps filled: `{age}` 18 to 99, `{few}` 2 to 12, `{many}` 20 to 999, `{large}` a round number of
    hundreds or thousands, `{time}`."""
    many = chance.choice((chance.randint(20, 99), chance.randint(20, 99), chance.randint(100, 999)))
    numbers = {
        "age": chance.randint(18, 99),
        "few": chance.randint(2, 12),
        # Not one that ends with `un`, which would be `une` with some of the nouns.
        "many": many + 1 if in_french(many).endswith("un") else many,
        "large": chance.choice((100 * chance.randint(1, 9), 1000 * chance.randint(1, 9))),
    }
    times = time_of_day(chance.randint(1, 10), 5 * chance.randint(0, 11))
    return (
        texts[0].format(time=times[0], **{gap: in_french(number) for gap, number in numbers.items()}),
        texts[1].format(time=times[1], **{gap: in_english(number) for gap, number in numbers.items()}),
    )

"""Alignment error and sentence lengths, against cases worked out by hand."""

from __future__ import annotations

import pytest

from ..quality import BINS, alignment_error, bin_name, bleu, gold_links, of_length, pharaoh_links, signature


def test_gold_links_make_sure_ones_possible_too() -> None:
    sure, possible = gold_links("0-0 2?1 10-12\n")
    assert sure == {(0, 0), (10, 12)}
    assert possible == {(0, 0), (2, 1), (10, 12)}
    assert gold_links("") == (set(), set())


def test_pharaoh_links_can_be_turned_round() -> None:
    assert pharaoh_links("0-1 2-0", turned=False) == {(0, 1), (2, 0)}
    assert pharaoh_links("0-1 2-0", turned=True) == {(1, 0), (0, 2)}
    assert pharaoh_links("", turned=True) == set()


@pytest.mark.parametrize(
    "made, gold, expected",
    [
        ("0-0 1-1", "0-0 1-1", 0.0),
        ("0-1", "0-0", 100.0),
        # |A and S| = 1, |A and P| = 2, |A| = 3, |S| = 2: 1 - 3/5
        ("0-0 1-1 2-2", "0-0 1?1 3-3", 40.0),
        # A possible link costs nothing, a missing sure one does: 1 - (1 + 2) / (2 + 2)
        ("0-0 5-6", "0-0 1-1 5?6", 25.0),
    ],
)
def test_alignment_error_of_a_sentence(made: str, gold: str, expected: float) -> None:
    assert alignment_error([pharaoh_links(made, turned=False)], [gold_links(gold)]) == expected


def test_alignment_error_counts_links_of_all_sentences_together() -> None:
    made = [pharaoh_links(line, turned=False) for line in ("0-0 1-1", "0-1", "")]
    gold = [gold_links(line) for line in ("0-0 1-1", "0-0", "4-4 5-5")]
    # (2 + 2) of (2 + 2) + (1 + 1) + (0 + 2): a sentence without links lacks its sure ones.
    assert alignment_error(made, gold) == 50.0


def test_every_sentence_has_one_length() -> None:
    lines = [" ".join(["mot"] * count) for count in (1, 5, 6, 20, 21, 40, 41, 300)]
    found = [of_length(lines, low, high) for low, high in BINS]
    assert sorted(number for numbers in found for number in numbers) == list(range(len(lines)))
    assert [bin_name(low, high) for low, high in BINS][:2] == ["1-5", "6-10"]
    assert bin_name(*BINS[-1]) == "over 40"
    assert found[0] == [0, 1] and found[-1] == [6, 7]


def test_bleu_is_that_of_sacrebleu() -> None:
    assert bleu(["the cat sleeps on the sofa ."], ["the cat sleeps on the sofa ."]) == 100.0
    assert bleu([""], ["the cat sleeps"]) == 0.0
    assert signature().startswith("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:")

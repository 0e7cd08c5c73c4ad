"""A grown vocabulary has all pieces of before under their numbers, and cuts words into fewer."""

from __future__ import annotations

from collections import Counter

import pytest
from tokenizers import Tokenizer

from ..grow_vocabulary import counted_words, grown, joined, more_merges, parts_of
from ..vocabulary import train_tokenizer, with_placeholders

LINES = ["Le chat dort sur le lit.", "The kitchen is cold.", "L'été, c'est beau !"] * 40
MORE = ["The kitchen sleeps.", "Kitchens sleep."] * 10


@pytest.fixture(scope="module")
def small() -> Tokenizer:
    return with_placeholders(train_tokenizer(LINES, 300))


@pytest.fixture(scope="module")
def large(small: Tokenizer) -> Tokenizer:
    counts: Counter[str] = Counter()
    counted_words(small, MORE, 2, counts)
    return grown(small, more_merges(small, counts, 40, 10))


def test_old_pieces_keep_their_numbers(small: Tokenizer, large: Tokenizer) -> None:
    old, new = small.get_vocab(), large.get_vocab()
    assert len(new) > len(old)
    assert all(new[piece] == number for piece, number in old.items())
    assert sorted(new.values()) == list(range(len(new)))


def test_words_become_fewer_pieces_and_text_survives(small: Tokenizer, large: Tokenizer) -> None:
    for text in ("The kitchen sleeps.", "Kitchens sleep."):
        before, after = small.encode(text), large.encode(text)
        assert len(after.ids) < len(before.ids)
        assert large.decode(after.ids) == text
    assert large.encode("The kitchen").tokens == ["▁The", "▁kitchen"]


def test_it_goes_on_as_byte_pair_encoding_does(small: Tokenizer) -> None:
    """The most frequent pair is always next, however the counts have changed."""
    counts: Counter[str] = Counter()
    counted_words(small, MORE, 2, counts)
    merges = more_merges(small, counts, 40, 10)
    words = {word: [token.value for token in small.model.tokenize(word)] for word in counts}
    words = {word: parts for word, parts in words.items() if not any(part.startswith("<0x") for part in parts)}
    for merge in merges:
        pairs: Counter[tuple[str, str]] = Counter()
        for word, parts in words.items():
            for pair in zip(parts, parts[1:]):
                pairs[pair] += counts[word]
        assert pairs[merge] == max(pairs.values()) >= 10
        words = {word: joined(parts, merge) for word, parts in words.items()}


def test_rare_pairs_are_left_alone(small: Tokenizer) -> None:
    counts = Counter({"▁zebu": 9})
    assert more_merges(small, counts, 40, 10) == []


def test_parts_of_new_pieces_are_old_ones(small: Tokenizer, large: Tokenizer) -> None:
    known = small.get_vocab_size()
    parts = parts_of(large, known)
    assert sorted(parts) == list(range(known, large.get_vocab_size()))
    for number, some in parts.items():
        assert all(part < known for part in some)
        assert "".join(small.id_to_token(part) for part in some) == large.id_to_token(number)

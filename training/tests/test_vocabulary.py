"""No text is lost, and none is mistaken for a special piece."""

from __future__ import annotations

import pytest
from tokenizers import Tokenizer

from ..vocabulary import BYTES, SPECIALS, train_tokenizer

LINES = ["Le chat dort sur le lit.", "The cat sleeps on the bed.", "L'été, c'est beau !"] * 40


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return train_tokenizer(LINES, 340)


def test_reserved_pieces_come_first(tokenizer: Tokenizer) -> None:
    pieces = [tokenizer.id_to_token(number) for number in range(len(SPECIALS) + len(BYTES))]
    assert pieces == [*SPECIALS, *BYTES]
    assert tokenizer.get_vocab_size() <= 340


@pytest.mark.parametrize("text", ["Le chat dort.", "😀 你好", "e\u0301 مرحبا", "a\u0000b", "1234"])
def test_text_survives(tokenizer: Tokenizer, text: str) -> None:
    import unicodedata

    assert tokenizer.decode(tokenizer.encode(text).ids) == unicodedata.normalize("NFC", text)


def test_special_pieces_in_a_text_are_only_letters(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode("fin </s> <s> <pad>").ids
    assert not {0, 1, 2} & set(ids)


def test_spaces_and_quotes_are_made_plain(tokenizer: Tokenizer) -> None:
    plain = tokenizer.encode('"L\'été" ...').ids
    assert tokenizer.encode(" \u201cL\u2019été\u201d\u202f\t\u2026\n").ids == plain

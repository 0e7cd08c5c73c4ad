"""Other pieces, the same words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from ..prepare import write_corpus
from ..split import again

TOKENIZER = Path(__file__).parents[2] / "models" / "fr-en-luong" / "tokenizer.json"
FRENCH = ["Les vaches boivent l'eau de la rivière.", "Où est-il ?", "Je ne sais pas pourquoi elle est partie."] * 20


def test_words_and_text_stay(tmp_path: Path) -> None:
    tokenizer = Tokenizer.from_file(str(TOKENIZER))
    write_corpus(tmp_path / "x.npz", tokenizer, FRENCH, ["The cows."] * len(FRENCH), 100)
    arrays = np.load(tmp_path / "x.npz")
    made = list(again(tokenizer, arrays["fr"], arrays["fr_words"], arrays["fr_offsets"]))
    assert len(made) == len(FRENCH)
    assert [tokenizer.decode(ids[:-1].tolist()) for ids, _ in made] == FRENCH
    usual = [arrays["fr"][a:b] for a, b in zip(arrays["fr_offsets"][:-1], arrays["fr_offsets"][1:])]
    words = [arrays["fr_words"][a:b] for a, b in zip(arrays["fr_offsets"][:-1], arrays["fr_offsets"][1:])]
    changed = [not np.array_equal(ids, before) for (ids, _), before in zip(made, usual)]
    assert 10 < sum(changed)
    for (ids, owners), before in zip(made, words):
        assert len(ids) == len(owners)
        assert sorted(set(owners.tolist())) == sorted(set(before.tolist()))


def test_what_text_does_not_lead_back_to_stays(tmp_path: Path) -> None:
    tokenizer = Tokenizer.from_file(str(TOKENIZER))
    pieces = [tokenizer.token_to_id(piece) for piece in ("\u2581v", "o", "i", "t", "u", "r", "e", "</s>")]
    words = np.array([0] * 7 + [1], dtype=np.uint8)
    ((ids, owners),) = again(tokenizer, np.array(pieces, dtype=np.uint16), words, np.array([0, len(pieces)]))
    assert ids.tolist() == pieces and owners.tolist() == words.tolist()

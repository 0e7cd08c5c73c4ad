"""Placeholders are linked with themselves, whatever their order."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from ..carried_links import link_carried
from ..prepare import write_corpus
from ..vocabulary import COPIES

SHIPPED = Path(__file__).parents[2] / "models" / "fr-en-luong" / "tokenizer.json"


def test_links_of_placeholders(tmp_path: Path) -> None:
    tokenizer = Tokenizer.from_file(str(SHIPPED))
    french = [f"Ici {COPIES[0]} et {COPIES[1]}.", "Il dort bien."]
    english = [f"{COPIES[1]} and {COPIES[0]} are here.", "He sleeps well."]
    write_corpus(tmp_path / "some.npz", tokenizer, french, english, 100)
    assert link_carried(tmp_path / "some.npz", tokenizer) == 2
    stored = np.load(tmp_path / "some.links.npz")
    assert stored["links"].tolist() == [[1, 2], [3, 0]]
    assert stored["offsets"].tolist() == [0, 2, 2]

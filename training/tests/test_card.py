"""The card shows the thirty sentences as they came out."""

from __future__ import annotations

from ..card import sentences


def test_sentences_come_as_they_are() -> None:
    found = {
        "score": "general",
        "beam": 4,
        "everyday": [["Il dort.", "He sleeps.", "He sleeps."]],
        "long": [["Il dort | ici.", "He here.", "He sleeps | here."]],
    }
    text = sentences(found)
    assert "| Il dort. | He sleeps. | the same |" in text
    assert r"| Il dort \| ici. | He here. | He sleeps \| here. |" in text
    assert "*general*" in text and "beam of 4" in text

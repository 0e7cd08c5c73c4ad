"""What models are measured on is told from other text, also if a few words are changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..held_out import HeldOut, measured_on

TESTED = "The small white house that their mother had bought ten years ago looked like a toy."
KNOWN = HeldOut([TESTED, "Where is the station?", "Yes, of course."])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TESTED, True),
        ("where is the station", True),
        ("The small white house that their father had bought ten years ago was sold.", True),
        ("He lives in the small white house that their mother had bought ten years ago, and he likes it there.", True),
        ("She had bought ten years of peace for him.", False),  # a turn of phrase
        ("Where is the cat?", False),
        ("Yes, of course.", False),  # everybody says so
        ("", False),
    ],
)
def test_near_copies_are_found(text: str, found: bool) -> None:
    assert KNOWN.has(text) == found


def test_sets_and_cards_are_held_out(tmp_path: Path) -> None:
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "news.fr").write_text("Le soleil brille sur la ville.\n", encoding="utf-8")
    (tmp_path / "dev" / "news.txt").write_text("La lune brille sur la ville.\n", encoding="utf-8")
    held_out = measured_on(tmp_path)
    assert held_out.has("Le soleil brille sur la ville !")
    assert not held_out.has("La lune brille sur la ville.")
    assert held_out.has("Elle m'a dit qu'elle était malade.")  # of the cards

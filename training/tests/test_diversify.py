"""Translations join the training text where they say what the human one says in other words."""

from __future__ import annotations

from pathlib import Path

import pytest

from .. import diversify
from ..diversify import is_close, kept, translations
from ..evaluate import Task

REFERENCE = "Tom doesn't know who he should ask about it."


@pytest.mark.parametrize(
    ("made", "fits"),
    [
        ("Tom does not know who he should ask about it.", True),
        ("Tom doesn't know whom he should ask about this.", True),
        (REFERENCE, False),  # nothing new
        ("tom doesn't know who he should ask about it!", False),  # nothing new but marks and case
        ("Tom doesn't know.", False),  # lacks a clause
        ("The weather was fine yesterday in the mountains.", False),
        ("", False),
    ],
)
def test_close_translations_are_others_that_say_as_much(made: str, fits: bool) -> None:
    assert is_close(made, REFERENCE) == fits


def test_each_pair_is_kept_once() -> None:
    read, references = ["je dors", "il pleut"], ["I am asleep now.", "It rains."]
    close, far = "I'm asleep now.", "He snows."
    assert kept(read, references, [[close, far], [close, "It rains"]]) == [("je dors", close)]


def test_lines_are_translated_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def engine(task: Task, *arguments: str, lines: list[str]) -> list[str]:
        asked.append((task.bundle, arguments, lines))
        return [line.upper() for line in lines]

    monkeypatch.setattr(diversify, "engine", engine)
    task = Task("fr-en-luong", "fr-en", "general", tmp_path, (), (), ("node", "cli.js"))
    lines = ["un", "", "deux\u2028trois"]
    for _ in range(2):
        assert translations(task, "tatoeba", lines, tmp_path / "made") == ["UN", "", "DEUX\u2028TROIS"]
    assert asked == [("fr-en-luong", ("translate", "--format", "text"), lines)]

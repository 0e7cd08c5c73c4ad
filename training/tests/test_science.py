"""The document's tables go where it wants them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..science import ablation_table, fill


def test_tables_are_put_in_their_places(tmp_path: Path) -> None:
    document = tmp_path / "document.md"
    document.write_text("a\n\n<!-- table one -->\nold\n<!-- end -->\n\nb\n\n<!-- table two -->\n<!-- end -->\n")
    fill(document, {"one": "| 1 |", "two": "| 2 |", "three": "| 3 |"})
    once = document.read_text()
    assert once == "a\n\n<!-- table one -->\n\n<!-- prettier-ignore -->\n| 1 |\n\n<!-- end -->\n\nb\n\n<!-- table two -->\n\n<!-- prettier-ignore -->\n| 2 |\n\n<!-- end -->\n"
    fill(document, {"one": "| 1 |", "two": "| 2 |"})
    assert document.read_text() == once
    with pytest.raises(KeyError):
        fill(document, {"one": "| 1 |"})


def test_ablation_compares_like_with_like() -> None:
    def measured(bleu: float) -> dict[str, dict[str, float]]:
        return {"bleu": {"tatoeba-dev": bleu}, "bleuLong": {"tatoeba-dev": bleu / 2}, "aer": {"europarl100": 40.0}}

    networks = {
        "joint": {"updates": 10, "scoreFunctions": ["additive", "dot"], "measured": {"dot": measured(20), "additive": measured(22)}},
        "dot": {"updates": 10, "scoreFunctions": ["dot"], "measured": {"dot": measured(30)}},
    }
    rows = [line.split(" | ") for line in ablation_table({"networks": networks}).splitlines()[2:]]
    assert [row[0].strip("| ") for row in rows] == ["additive", "dot", "dot"]
    assert [row[1] for row in rows] == ["all eight together", "all eight together", "alone"]
    assert [row[3] for row in rows] == ["22.0", "20.0", "30.0"]

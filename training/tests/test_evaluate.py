"""Measuring: through a command that stands in for the engine, so that every figure can be worked out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from .. import card, table
from ..evaluate import Task, counts, engine, gathered, measure, merged, write

# "Translates" by copying; refuses what has the word LONG, as the engine refuses what is too long for a model; links
# the words in their order.
ENGINE = """
import sys
score = sys.argv[sys.argv.index("--score") + 1]
code = 0
for number, line in enumerate(sys.stdin.read().split("\\n")[:-1], 1):
    if "LONG" in line:
        code = 1
        print(f"line {number}: too long", file=sys.stderr)
        print()
    elif sys.argv[1] == "align":
        sides = [side.split() for side in line.split("|||")]
        shift = sys.argv[sys.argv.index("--convention") + 1] == "previous"
        print(" ".join(f"{i}-{i + shift}" for i in range(min(map(len, sides)))))
    elif score == "broken":
        sys.exit(3)
    else:
        print(line)
sys.exit(code)
"""


@pytest.fixture()
def task(tmp_path: Path) -> Task:
    for folder, files in {
        "dev": {"a.fr": ["un chat", "LONG"], "a.en": ["un chat", "cat"], "b.fr": ["x y z w v u"], "b.en": ["x y z w v u"]},
        "gold": {"g.fr": ["le chat", "LONG"], "g.en": ["the cat", "far"], "g.align": ["0-0 1?1", "0-0"]},
    }.items():
        (tmp_path / folder).mkdir()
        for name, lines in files.items():
            (tmp_path / folder / name).write_text("\n".join(lines) + "\n")
    script = tmp_path / "engine.py"
    script.write_text(ENGINE)
    return Task("m", "fr-en", "dot", tmp_path, ("a", "b"), ("g",), (sys.executable, str(script)))


def test_figures_are_those_of_the_answers(task: Task) -> None:
    _, figures, _ = measure(task)
    assert figures["bleu"]["b"] == 100.0
    assert figures["bleu"]["a"] < 100.0
    assert figures["untranslated"] == {"a": 1, "b": 0}
    assert figures["bleuLong"] == {"a": None, "b": None}
    assert figures["bleuByLength"]["b"] == [None, 100.0, None, None, None, None, None]
    # Links 0-0 and 1-1 of the first sentence, none of the second: 1 - (1 + 2) / (2 + 2).
    assert figures["aer"] == {"g": 25.0}
    # Target words one further: English-French links 1-0 and 2-1, none of which is in the gold.
    assert figures["aerPrevious"] == {"g": 100.0}
    assert figures["unaligned"] == {"g": 1}


def test_a_failing_engine_is_not_a_bad_translation(task: Task) -> None:
    with pytest.raises(RuntimeError):
        engine(Task(**{**task.__dict__, "score": "broken"}), "translate", lines=["x"])


def test_both_directions_use_the_same_sets(task: Task) -> None:
    _, figures, _ = measure(Task(**{**task.__dict__, "direction": "en-fr"}))
    assert figures["aer"] == {"g": 25.0}
    assert counts(task.data, task.sets, task.gold, "en-fr")["sentencesByLength"]["b"] == [0, 1, 0, 0, 0, 0, 0]


def test_new_figures_join_those_of_the_same_weights(tmp_path: Path) -> None:
    path = tmp_path / "model.json"

    def known() -> dict:
        return json.loads(path.read_text())["measured"]

    path.write_text(json.dumps({"files": [{"role": "weights", "sha256": "1"}], "measured": {"bleu": {"a": {"dot": 1}}}}))
    write(path, {"bleu": {"a": {"dot": 2}}})
    assert known() == {"weights": "1", "bleu": {"a": {"dot": 2}}}
    write(path, {"bleu": {"a": {"none": 3}}})
    assert known()["bleu"] == {"a": {"dot": 2, "none": 3}}
    path.write_text(path.read_text().replace('"sha256": "1"', '"sha256": "2"'))
    write(path, {"bleu": {"a": {"none": 4}}})
    assert known() == {"weights": "2", "bleu": {"a": {"none": 4}}}


def test_cards_and_tables_say_what_was_measured(task: Task, tmp_path: Path) -> None:
    model = {
        "id": "m", "name": "French → English, Luong", "description": "A network.", "family": "luong",
        "source": {"language": "fr"}, "target": {"language": "en"}, "scoreFunctions": ["dot", "none"],
        "sizes": {"vocabulary": 8064, "embedding": 1, "hidden": 2, "attention": 3, "maxSourceLength": 4, "maxTargetLength": 5},
        "files": [{"role": "weights", "bytes": 9_500_000, "sha256": "1"}], "licence": "CC",
        "storage": {"weights": "int8", "compute": "float32", "effect": {"set": "a", "sentences": 2, "bleu": {"dot": -0.1}, "meanBleu": -0.1}},
        "trainingData": [{"name": "Corpus", "pairs": 1000, "licence": "free", "home": "https://example.org"}],
        "training": {"minutes": 90, "machine": "CPU", "steps": 1, "targetTokens": 2, "epochs": {"corpus": 1.5, "augmented": 0.5},
                     "shares": {"corpus": 0.9, "augmented": 0.1}, "precision": "bfloat16", "seed": 1, "date": "2026-01-01",
                     "before": [], "guidance": {"weight": 0.3, "until": 0.8}},
    }  # fmt: skip
    (tmp_path / "m").mkdir()
    path = tmp_path / "m" / "model.json"
    path.write_text(json.dumps(model))
    _, figures, _ = measure(task)
    measured = gathered([(task, figures)])
    sizes = counts(task.data, task.sets, task.gold, "fr-en")
    write(path, {"engine": "attention-lens 1", "date": "today", "signature": "s", **sizes, **measured})
    card.write(tmp_path / "m")
    text = (tmp_path / "m" / "README.md").read_text()
    assert "| dot | " in text and "| 100.0 | – |" in text
    assert "1 of a" in text and "1 of g" in text, "sentences that were too long are named"
    assert "[Corpus](https://example.org) | free | 1,000 | 90 % | 1.50" in text
    assert "9.5 MB" in text and "1.5 hours" in text and "-0.10" in text
    assert "(loss.svg)" not in text, "there is no log of this bundle"
    svg = (tmp_path / "m" / "length.svg").read_text()
    assert "additive" not in svg and "<svg" in svg
    model = json.loads(path.read_text())
    model["measured"] |= {"bleu": {"tatoeba-dev": {"dot": 30.04}}, "aer": {"alibi-a": {"dot": 25.0}}}
    assert "| dot | 30.0 / 30.0 | – / – | – / – | – / – | 25.0 / 25.0 |" in table.short_table([model, model])


def test_the_table_below_a_heading_is_made_anew() -> None:
    page = "**A to B**, c\n\n| x |\n| - |\n| 1 |\n\nText.\n\n| y |\n"
    assert table.with_table(page, "**A to B**, c", "| z |\n| - |") == page.replace("| x |\n| - |\n| 1 |", "| z |\n| - |")
    with pytest.raises(ValueError, match="0 tables below"):
        table.with_table(page, "**B to A**, c", "")


def test_merging_keeps_what_is_not_new() -> None:
    assert merged({"a": {"x": 1, "y": 2}, "b": 3}, {"a": {"y": 4}}) == {"a": {"x": 1, "y": 4}, "b": 3}

"""The short tables of the README, one per direction, from the bundles' `model.json`.

    python -m training.table [--models models]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from .card import LANGUAGES, figure, table

FAMILIES = ("luong", "bahdanau")
COLUMNS = (
    ("bleu", "tatoeba-dev"),
    ("bleu", "newstest2013"),
    ("bleu", "diabla-fr-en"),
    ("aer", "europarl100"),
    ("aer", "alibi-a"),
)


def short_table(models: list[dict]) -> str:
    """BLEU and AER of one direction: a row for each score function, both families in a cell."""
    heads: list[object] = ["score function"]
    heads += [data if kind == "bleu" else f"AER {data}" for kind, data in COLUMNS]

    def cell(score: str, kind: str, data: str) -> str:
        return " / ".join(figure(model["measured"].get(kind, {}).get(data, {}).get(score)) for model in models)

    rows: list[list[object]] = [
        [score, *(cell(score, kind, data) for kind, data in COLUMNS)] for score in models[0]["scoreFunctions"]
    ]
    return table(heads, rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=Path, default=Path("models"))
    options = parser.parse_args()
    directions: dict[tuple[str, str], list[dict]] = {}
    for path in sorted(options.models.glob("*/model.json")):
        model = json.loads(path.read_text(encoding="utf-8"))
        if "measured" in model:
            directions.setdefault((model["source"]["language"], model["target"]["language"]), []).append(model)
    for (source, target), models in sorted(directions.items(), reverse=True):
        models.sort(key=lambda model: FAMILIES.index(model["family"]))
        families = " / ".join(model["family"].capitalize() for model in models)
        print(f"**{LANGUAGES[source]} to {LANGUAGES[target]}**, {families} (`{models[0]['measured']['signature']}`)\n")
        print(short_table(models) + "\n")


if __name__ == "__main__":
    main()

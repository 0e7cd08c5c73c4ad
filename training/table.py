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
    """BLEU and AER of one direction: a row for each score function, columns for each family."""
    heads: list[object] = ["score function"]
    for model in models:
        name = model["family"].capitalize()
        heads += [f"{name}: {data}" if kind == "bleu" else f"{name}: AER {data}" for kind, data in COLUMNS]
    rows: list[list[object]] = [
        [score, *(figure(m["measured"].get(kind, {}).get(data, {}).get(score)) for m in models for kind, data in COLUMNS)]
        for score in models[0]["scoreFunctions"]
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
        print(f"**{LANGUAGES[source]} to {LANGUAGES[target]}** (`{models[0]['measured']['signature']}`)\n")
        print(short_table(models) + "\n")


if __name__ == "__main__":
    main()

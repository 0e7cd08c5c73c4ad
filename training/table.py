"""The short tables of the README, one per direction, from the bundles' `model.json`.

    python -m training.table [--models models] [--page README.md]
"""

from __future__ import annotations

import argparse
import json
import re
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


def with_table(page: str, heading: str, made: str) -> str:
    """A page with the table below a heading made anew. ValueError if the page has no such heading with a table."""
    changed, count = re.subn(rf"(?<={re.escape(heading)}\n\n)(\|.*\n)+", lambda _: made + "\n", page)
    if count != 1:
        raise ValueError(f"{count} tables below {heading}, not one")
    return changed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--page", type=Path, help="Markdown whose tables are made anew: README.md")
    options = parser.parse_args()
    directions: dict[tuple[str, str], list[dict]] = {}
    for path in sorted(options.models.glob("*/model.json")):
        model = json.loads(path.read_text(encoding="utf-8"))
        if "measured" in model:
            directions.setdefault((model["source"]["language"], model["target"]["language"]), []).append(model)
    page = options.page.read_text(encoding="utf-8") if options.page else ""
    for (source, target), models in sorted(directions.items(), reverse=True):
        models.sort(key=lambda model: FAMILIES.index(model["family"]))
        families = " / ".join(model["family"].capitalize() for model in models)
        heading = f"**{LANGUAGES[source]} to {LANGUAGES[target]}**, {families}"
        made = short_table(models)
        if options.page:
            page = with_table(page, heading, made)
        else:
            print(f"{heading} (`{models[0]['measured']['signature']}`)\n\n{made}\n")
    if options.page:
        options.page.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()

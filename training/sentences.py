"""Translate the same thirty sentences with every bundle: what a figure like BLEU does not let anybody see.

    npm run build && python -m training.sentences [--bundles fr-en-luong,...]

cards/sentences/ holds twenty everyday sentences and ten long ones of each language, which stay the same whatever comes
of them. They are translated by `dist/cli.js`, greedily and with a beam of 4, and written to cards/ID.json as they come
out, from which `card.py` makes a table.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from . import card
from .evaluate import engine, translator
from .prepare import read_lines

HERE = Path(__file__).parent / "cards"
KINDS = ("everyday", "long")
SCORE = "general"
BEAM = 4


def translated(model: dict[str, Any], cli: Path, models: Path) -> dict[str, Any]:
    """Each kind as a list of [source, greedy, with a beam]."""
    language = model["source"]["language"]
    task = translator(model["id"], SCORE, cli, models)
    found: dict[str, Any] = {"score": SCORE, "beam": BEAM}
    for kind in KINDS:
        lines = read_lines(HERE / "sentences", f"{kind}.{language}")
        greedy = engine(task, "translate", "--format", "text", lines=lines)
        searched = engine(task, "translate", "--format", "text", "--beam", str(BEAM), lines=lines)
        found[kind] = [list(row) for row in zip(lines, greedy, searched)]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--bundles", default="", help="ids, separated by commas (default: all)")
    parser.add_argument("--cli", type=Path, default=Path("dist/cli.js"))
    options = parser.parse_args()
    for name in card.bundle_ids(options.models, options.bundles):
        folder = options.models / name
        model = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        found = translated(model, options.cli, options.models)
        (HERE / f"{name}.json").write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        card.write(folder)
        print(HERE / f"{name}.json")


if __name__ == "__main__":
    main()

"""What the shipped models say about score functions: the figures and tables of docs/score-functions.md.

    npm run build && python -m training.science --data DIR [--lines 300] [--draw-only]

BLEU by length and AER are what `evaluate.py` measured (`measured` of models/ID/model.json), the ablation is that of
`ablation.py` (training/ablation.json). Entropies are measured here, by the extension's own engine (`dist/cli.js`), on
the first lines of `tatoeba-dev` and `newstest2013`, and kept in training/entropy.json; `--draw-only` takes them from
there. Tables are written between the comments `<!-- table NAME -->` and `<!-- end -->` of the document.
"""

from __future__ import annotations

import argparse
import json
import re
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from . import science_pictures as pictures
from .card import figure, table
from .entropy import measure_entropy
from .evaluate import Task
from .prepare import read_lines

Model = dict[str, Any]
Figures = dict[str, Any]

ENTROPY = Path(__file__).parent / "entropy.json"
ABLATION = Path(__file__).parent / "ablation.json"
SETS = ("tatoeba-dev", "newstest2013")
GOLD = ("europarl100", "alibi-a")


def with_weights(model: Model) -> list[str]:
    return [score for score in model["scoreFunctions"] if score != "none"]


def entropy_of(job: tuple[Task, str, int]) -> Figures:
    task, name, count = job
    source = task.direction.split("-")[0]
    return measure_entropy(task, read_lines(task.data / "dev", f"{name}.{source}")[:count])


def measure(models: dict[str, Model], options: argparse.Namespace) -> Figures:
    """`{lines, entropies: {bundle: {set: {score: figures}}}}`"""
    command = ("node", str(options.cli), "--models", str(options.models), "--runtime", "auto")
    jobs = [
        (Task(bundle, f"{model['source']['language']}-{model['target']['language']}", score, options.data, (), (), command),
         name, options.lines)
        for bundle, model in models.items()
        for name in SETS
        for score in with_weights(model)
    ]  # fmt: skip
    found: Figures = {}
    with ProcessPoolExecutor(options.jobs) as pool:
        for (task, name, _), figures in zip(jobs, pool.map(entropy_of, jobs)):
            found.setdefault(task.bundle, {}).setdefault(name, {})[task.score] = figures
            print(task.bundle, name, task.score, figures, flush=True)
    return {"lines": options.lines, "entropies": found}


def entropy_table(models: dict[str, Model], entropies: Figures) -> str:
    """Mean entropy in bits, and how near to uniform: both sets."""
    heads: list[object] = ["score function", *(f"{bundle}, {name}" for bundle in models for name in SETS)]
    rows: list[list[object]] = []
    for score in with_weights(next(iter(models.values()))):
        cells = [entropies[bundle][name][score] for bundle in models for name in SETS]
        rows.append([score, *(f"{cell['bits']:.2f} ({100 * cell['share']:.0f} %)" for cell in cells)])
    return table(heads, rows)


def aer_table(models: dict[str, Model]) -> str:
    """Same / previous."""
    heads: list[object] = ["score function", *(f"{bundle}, {name}" for bundle in models for name in GOLD)]

    def cell(model: Model, name: str, score: str) -> str:
        return " / ".join(figure(model["measured"].get(key, {}).get(name, {}).get(score)) for key in ("aer", "aerPrevious"))

    scores = with_weights(next(iter(models.values())))
    rows = [[score, *(cell(model, name, score) for model in models.values() for name in GOLD)] for score in scores]
    return table(heads, rows)


def length_table(model: Model, name: str) -> str:
    measured = model["measured"]
    known = measured["bleuByLength"].get(name, {})
    rows: list[list[object]] = [["*sentences*", *measured["sentencesByLength"][name]]]
    rows += [[score, *map(figure, known[score])] for score in model["scoreFunctions"] if score in known]
    return table([f"{model['id']}, {name}, source words", *measured["lengths"]], rows)


def ablation_table(ablation: Figures) -> str:
    """A row for each network and score function that was measured."""
    rows: list[list[object]] = []
    for network in ablation["networks"].values():
        together = len(network["scoreFunctions"]) > 1
        for score, measured in network["measured"].items():
            bleu, long, aer = measured["bleu"], measured["bleuLong"], measured["aer"]
            trained = "all eight together" if together else "alone"
            rows.append([score, trained, f"{network['updates']:,}", figure(bleu["tatoeba-dev"]),
                         figure(long["tatoeba-dev"]), figure(aer["europarl100"])])  # fmt: skip
    rows.sort(key=lambda row: str(row[0]))
    heads: list[object] = ["score function", "trained", "updates", "BLEU tatoeba-dev", "over 12 words", "AER europarl100"]
    return table(heads, rows, numbers_from=2)


def fill(document: Path, tables: dict[str, str]) -> None:
    """Put each table in its place. Raises KeyError where the document wants one that is not there."""
    text = document.read_text(encoding="utf-8")
    pattern = re.compile(r"(<!-- table (\S+) -->\n)(.*?)(<!-- end -->)", re.S)
    document.write_text(pattern.sub(lambda m: f"{m[1]}\n<!-- prettier-ignore -->\n{tables[m[2]]}\n\n{m[4]}", text), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with dev/")
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--document", type=Path, default=Path("docs/score-functions.md"))
    parser.add_argument("--pictures", type=Path, default=Path("docs/images/score-functions"))
    parser.add_argument("--lines", type=int, default=300, help="of each set, for entropies (default 300)")
    parser.add_argument("--draw-only", action="store_true", help="with the entropies of the last time")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--cli", type=Path, default=Path("dist/cli.js"))
    options = parser.parse_args()

    paths = sorted(options.models.glob("*/model.json"))
    models: dict[str, Model] = {path.parent.name: json.loads(path.read_text(encoding="utf-8")) for path in paths}
    if not options.draw_only:
        ENTROPY.write_text(json.dumps(measure(models, options), indent=2) + "\n", encoding="utf-8")
    entropies = json.loads(ENTROPY.read_text(encoding="utf-8"))["entropies"]
    ablation = json.loads(ABLATION.read_text(encoding="utf-8"))

    options.pictures.mkdir(parents=True, exist_ok=True)
    for name in SETS:
        pictures.lengths(models, name, options.pictures / f"length-{name}.svg")
    pictures.errors(models, GOLD, options.pictures / "aer.svg")
    pictures.entropies(models, entropies, SETS[0], options.pictures / "entropy.svg")
    pictures.ablation(ablation, options.pictures / "ablation.svg")
    tables = {"aer": aer_table(models), "entropy": entropy_table(models, entropies), "ablation": ablation_table(ablation)}
    tables |= {f"length-{bundle}-{name}": length_table(model, name) for bundle, model in models.items() for name in SETS}
    fill(options.document, tables)


if __name__ == "__main__":
    main()

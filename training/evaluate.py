"""Measure the bundles that ship, through the extension's own engine: BLEU and AER of every score function.

    npm run build && python -m training.evaluate --data DIR [--bundles fr-en-luong,...] [--scores additive,...]

Everything is translated and aligned by `dist/cli.js`, as a user would do it. DIR holds `dev/NAME.fr`,
`dev/NAME.en` for BLEU, and `gold/NAME.{fr,en,align}` for AER, where `align` has English-French links
from 0, `i-j` sure and `i?j` possible. Figures go into `measured` of models/ID/model.json, and the
models' cards are written from them (`card.py`). The same sets are used in both directions.
"""

from __future__ import annotations

import argparse
import datetime
import json
import subprocess
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import card
from .prepare import read_lines
from .quality import (
    BINS,
    LONG,
    alignment_error,
    bin_name,
    bleu,
    gold_links,
    of_length,
    pharaoh_links,
    read_pair,
    select,
    signature,
)

SETS = "tatoeba-dev,newstest2013,diabla-fr-en"
GOLD = "europarl100,alibi-a,hansards-trial"
CONVENTIONS = ("same", "previous")

Figures = dict[str, Any]


@dataclass(frozen=True)
class Task:
    """One score function of one bundle."""

    bundle: str
    direction: str
    score: str
    data: Path
    sets: tuple[str, ...]
    gold: tuple[str, ...]
    command: tuple[str, ...]  # the engine's, without what it shall do


def translator(bundle: str, score: str, cli: Path, models: Path) -> Task:
    """What `engine` needs to translate; there is nothing to measure in it."""
    command = ("node", str(cli), "--models", str(models))
    return Task(bundle, bundle.rpartition("-")[0], score, Path(), (), (), command)


def engine(task: Task, *arguments: str, lines: list[str], skips: bool = False) -> list[str]:
    """What the engine answers to each line: an empty line where it takes no such line, none at all in JSON (`skips`)."""
    command = [*task.command[:2], arguments[0], *task.command[2:], "--model", task.bundle, "--score", task.score]
    result = subprocess.run(
        [*command, *arguments[1:]], input="\n".join(lines) + "\n", capture_output=True, text=True, encoding="utf-8"
    )
    # 1: there are lines that it could not take, which it names; with anything else nothing can be measured.
    answers = result.stdout.split("\n")[:-1]
    if result.returncode not in (0, 1) or not (skips or len(answers) == len(lines)):
        raise RuntimeError(f"{' '.join(command)}: {result.stderr.strip() or f'{len(answers)} lines for {len(lines)}'}")
    return answers


def translate(task: Task) -> tuple[list[tuple[list[str], list[str], list[str]]], list[int]]:
    """Sources, references and translations of each set; and how many sentences of each had no translation."""
    pairs = [read_pair(task.data / "dev", name, task.direction) for name in task.sets]
    answers = engine(task, "translate", "--format", "text", lines=[line for source, _ in pairs for line in source])
    results, lost, start = [], [], 0
    for source, references in pairs:
        translations = answers[start : start + len(source)]
        start += len(source)
        results.append((source, references, translations))
        lost.append(sum(not line for line in translations))
    return results, lost


def measure_bleu(task: Task) -> Figures:
    """By set: all sentences, those of more than 12 words, and by length."""
    results, lost = translate(task)
    figures: Figures = {"bleu": {}, "bleuLong": {}, "bleuByLength": {}, "untranslated": dict(zip(task.sets, lost))}
    for name, (source, references, translations) in zip(task.sets, results):

        def of(numbers: list[int]) -> float | None:
            return bleu(select(translations, numbers), select(references, numbers)) if numbers else None

        figures["bleu"][name] = bleu(translations, references)
        figures["bleuLong"][name] = of(of_length(source, LONG + 1, None))
        figures["bleuByLength"][name] = [of(of_length(source, low, high)) for low, high in BINS]
    return figures


def measure_aer(task: Task) -> Figures:
    """By set and by convention; sentences that the model cannot take have no links, and are counted."""
    source_language, target_language = task.direction.split("-")
    lines: list[str] = []
    for name in task.gold:
        pair = read_pair(task.data / "gold", name, task.direction)
        lines += [f"{source} ||| {target}" for source, target in zip(*pair)]
    figures: Figures = {"aer": {}, "aerPrevious": {}, "unaligned": {}}
    for convention in CONVENTIONS:
        answers = engine(task, "align", "--convention", convention, lines=lines)
        start = 0
        for name in task.gold:
            gold = [gold_links(line) for line in read_lines(task.data / "gold", f"{name}.align")]
            own = answers[start : start + len(gold)]
            start += len(gold)
            # The gold links have the English word first.
            made = [pharaoh_links(line, turned=source_language != "en") for line in own]
            figures["aer" if convention == "same" else "aerPrevious"][name] = alignment_error(made, gold)
            figures["unaligned"][name] = sum(not line for line in own)
    return figures


def measure(task: Task) -> tuple[Task, Figures, float]:
    started = time.monotonic()
    figures = measure_bleu(task) if task.sets else {}
    if task.gold and task.score != "none":
        figures |= measure_aer(task)
    return task, figures, time.monotonic() - started


def gathered(results: list[tuple[Task, Figures]]) -> Figures:
    """`{figure: {set: {score: value}}}` of `{figure: {set: value}}` for each score function."""
    measured: Figures = {}
    for task, figures in results:
        for figure, values in figures.items():
            for name, value in values.items():
                measured.setdefault(figure, {}).setdefault(name, {})[task.score] = value
    for figure in ("untranslated", "unaligned"):  # the same for every score function, or the most
        if figure in measured:
            measured[figure] = {name: max(values.values()) for name, values in measured[figure].items()}
    return measured


def counts(data: Path, sets: tuple[str, ...], gold: tuple[str, ...], direction: str) -> Figures:
    """How many sentences there are, in all, of more than 12 words, and of each length."""
    sources = {name: read_pair(data / "dev", name, direction)[0] for name in sets}
    result: Figures = {
        "sentences": {name: len(lines) for name, lines in sources.items()},
        "sentencesLong": {name: len(of_length(lines, LONG + 1, None)) for name, lines in sources.items()},
        "sentencesByLength": {
            name: [len(of_length(lines, low, high)) for low, high in BINS] for name, lines in sources.items()
        },
        "lengths": [bin_name(low, high) for low, high in BINS],
        "aerSentences": {name: len(read_lines(data / "gold", f"{name}.align")) for name in gold},
    }
    return {key: value for key, value in result.items() if value}


def merged(old: Figures, new: Figures) -> Figures:
    """`new` in the place of what `old` has of the same; the rest of `old` stays."""
    result = dict(old)
    for key, value in new.items():
        known = result.get(key)
        result[key] = merged(known, value) if isinstance(value, dict) and isinstance(known, dict) else value
    return result


def write(path: Path, figures: Figures) -> None:
    """Into `measured`. Figures of other weights than these are not kept."""
    content = json.loads(path.read_text(encoding="utf-8"))
    weights = next(entry["sha256"] for entry in content["files"] if entry["role"] == "weights")
    before = content.get("measured", {})
    known = before if before.get("weights") == weights else {}
    content["measured"] = merged(known, {"weights": weights, **figures})
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def tasks(options: argparse.Namespace) -> list[Task]:
    """The longest first, so that the last do not wait for one."""
    split = (lambda text: tuple(name for name in text.split(",") if name))
    command = ("node", str(options.cli), "--models", str(options.models), "--runtime", options.runtime)
    found = []
    for bundle in card.bundle_ids(options.models, options.bundles):
        content = json.loads((options.models / bundle / "model.json").read_text(encoding="utf-8"))
        direction = f"{content['source']['language']}-{content['target']['language']}"
        for score in content["scoreFunctions"]:
            if not options.scores or score in split(options.scores):
                found.append(
                    Task(bundle, direction, score, options.data, split(options.sets), split(options.gold), command)
                )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with dev/ and gold/")
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--bundles", default="", help="ids, separated by commas (default: all)")
    parser.add_argument("--sets", default=SETS, help=f"for BLEU (default {SETS})")
    parser.add_argument("--gold", default=GOLD, help=f"for AER (default {GOLD})")
    parser.add_argument("--scores", default="", help="score functions (default: all)")
    parser.add_argument("--jobs", type=int, default=2, help="score functions measured at a time (default 2)")
    parser.add_argument("--cli", type=Path, default=Path("dist/cli.js"))
    parser.add_argument("--runtime", default="auto", help="auto, native or wasm")
    options = parser.parse_args()

    started = time.monotonic()
    todo = tasks(options)
    results: dict[str, list[tuple[Task, Figures]]] = {}
    with ProcessPoolExecutor(options.jobs) as pool:
        for number, (task, figures, seconds) in enumerate(pool.map(measure, todo), 1):
            results.setdefault(task.bundle, []).append((task, figures))
            shown = {key: figures[key] for key in ("bleu", "aer") if key in figures}
            print(f"{number}/{len(todo)} {task.bundle} {task.score}: {json.dumps(shown)}, {seconds:.0f} s", flush=True)
    version = subprocess.run(["node", options.cli, "--version"], capture_output=True, text=True, check=True).stdout
    for bundle, measured in results.items():
        task = measured[0][0]
        figures = {
            "engine": f"attention-lens {version.strip()}, dist/cli.js",
            "date": datetime.date.today().isoformat(),
            "signature": signature(),
            **counts(options.data, task.sets, task.gold, task.direction),
            **gathered(measured),
        }
        write(options.models / bundle / "model.json", figures)
        card.write(options.models / bundle)
    print(f"{len(todo)} score functions of {len(results)} bundles measured in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()

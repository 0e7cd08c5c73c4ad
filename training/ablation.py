"""Is one network with all score functions as good as one network for each?

    python -m training.ablation --data DIR [--steps 1600] [--only-measure]

Trains French to English with Luong's decoder from random weights, once with all eight score
functions, drawn anew for every batch, and with each of `--alone` by itself: with the same number of updates, and
with an eighth of them, so that eight such networks cost what the joint one does. Seed, data and schedule are
the same. Every network is written as a bundle and measured by the extension's own
engine, as `evaluate.py` does. Written to training/ablation.json, which `figures.py` draws.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from . import checkpoint
from .attention import SCORES
from .evaluate import Task, measure
from .export import write_files
from .manifest import manifest
from .quality import signature

DIRECTION, FAMILY = "fr-en", "luong"
RECIPE = {
    "mix": "tatoeba=4,europarl-short=1",
    "batch-tokens": "3000",
    "dropout": "0.1",
    "peak": "2e-3",
    "guidance": "0.4",
}
SETS, GOLD = ("tatoeba-dev",), ("europarl100",)
RESULT = Path(__file__).parent / "ablation.json"


def train(name: str, scores: str, steps: int, options: argparse.Namespace) -> None:
    command = [sys.executable, "-m", "training.train", "--direction", DIRECTION, "--family", FAMILY]
    command += ["--work", str(options.work), "--name", f"ablation-{name}", "--scores", scores, "--steps", str(steps)]
    command += [part for key, value in RECIPE.items() for part in (f"--{key}", value)]
    started = options.work / f"ablation-{name}" / "checkpoint.pt"
    subprocess.run(command + (["--resume"] if started.exists() else []), check=True)


def bundle(name: str, options: argparse.Namespace) -> dict[str, Any]:
    """Write the network as a bundle, to be measured and not to be shipped; returns its manifest."""
    model, state = checkpoint.averaged_model(options.work / f"ablation-{name}" / "checkpoint.pt")
    folder: Path = options.work / "ablation" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    write_files(folder, model, options.work / "data" / "tokenizer.json")
    prepared = json.loads((options.work / "data" / "prepare.json").read_text())
    content = manifest(folder, model.sizes, state, prepared, {}, "")
    content |= {"id": name, "storage": {key: content["storage"][key] for key in ("weights", "compute")}}
    (folder / "model.json").write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return content


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with dev/ and gold/")
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--steps", type=int, default=1600)
    parser.add_argument("--alone", default="additive,dot", help="score functions to train by themselves")
    parser.add_argument("--only-measure", action="store_true", help="the networks are trained already")
    parser.add_argument("--cli", type=Path, default=Path("dist/cli.js"))
    options = parser.parse_args()

    alone = options.alone.split(",")
    networks = [("joint", ",".join(SCORES), options.steps)]
    for score in alone:
        networks += [(score, score, options.steps), (f"{score}-eighth", score, options.steps // len(SCORES))]
    command = ("node", str(options.cli), "--models", str(options.work / "ablation"), "--runtime", "auto")
    result: dict[str, Any] = {"signature": signature(), "recipe": RECIPE, "networks": {}}
    for name, scores, steps in networks:
        if not options.only_measure:
            train(name, scores, steps, options)
        training = bundle(name, options)["training"]
        measured = {}
        for score in alone if name == "joint" else [scores]:
            _, figures, _ = measure(Task(name, DIRECTION, score, options.data, SETS, GOLD, command))
            measured[score] = figures
            print(name, score, json.dumps(figures), flush=True)
        result["networks"][name] = {
            "updates": training["steps"],
            "targetTokens": training["targetTokens"],
            "scoreFunctions": scores.split(","),
            "measured": measured,
        }
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Write a bundle from a checkpoint, and measure what storing it as int8 changes.

    python -m training.export --direction fr-en --family luong --data DIR --machine "CPU ..."

DIR holds `dev/NAME.fr` and `dev/NAME.en`. How well the bundle translates and aligns is measured
afterwards, by the extension's own engine: see `evaluate.py`.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any, Sequence

import numpy as np
import onnx
import torch
from sacrebleu.metrics import BLEU
from tokenizers import Tokenizer
from torch import Tensor

from . import checkpoint, graphs
from .attention import SCORES
from .batches import pad
from .bundle import WEIGHTS, rounded, to_file, write_safetensors
from .decode import by_length, encode_lines, forced, translate
from .manifest import manifest
from .model import DIRECTIONS, FAMILIES, Translator
from .prepare import read_lines
from .warm_start import ancestry, weights_of


def write_files(folder: Path, model: Translator, tokenizer: Path) -> None:
    """Weights, graphs and tokenizer."""
    arrays = to_file(model)
    places = write_safetensors(folder / WEIGHTS, arrays)
    for name, build in graphs.BUILDERS.items():
        path = folder / f"{name}.onnx"
        path.write_bytes(build(arrays, places, model.sizes).SerializeToString(deterministic=True))
        onnx.checker.check_model(str(path), full_check=True)
    # Read and written again: one form, whatever version of the library learned it.
    state = json.loads(tokenizer.read_text(encoding="utf-8"))
    text = json.dumps(state, ensure_ascii=False, separators=(",", ":"))
    (folder / "tokenizer.json").write_text(text + "\n", encoding="utf-8")


@torch.no_grad()
def attention_weights(model: Translator, source: Tensor, target: Tensor, score: str) -> Tensor:
    """Weights [B, T, S] when `target` is produced."""
    _, results = forced(model, source, target, score)
    return torch.stack([step.weights for step in results], 1)  # type: ignore[arg-type]


def weights_effect(
    exact: Translator, stored: Translator, tokenizer: Tokenizer, lines: Sequence[str], references: Sequence[str]
) -> dict[str, float]:
    """How far the weights move when parameters are quantised: mean and largest absolute difference,
    over all score functions with weights, with the reference as target."""
    sources = encode_lines(tokenizer, lines, exact.sizes.positions)
    targets = encode_lines(tokenizer, references, exact.sizes.positions)
    total, count, largest = 0.0, 0, 0.0
    for indices in by_length(sources, 50):
        source, target = pad([sources[i] for i in indices]), pad([targets[i] for i in indices])
        cells = (target != 0)[:, :, None] & (source != 0)[:, None]
        for score in SCORES:
            if score == "none":
                continue
            pair = [attention_weights(model, source, target, score) for model in (exact, stored)]
            difference = (pair[0] - pair[1]).abs()[cells]
            total, count = total + float(difference.sum()), count + difference.numel()
            largest = max(largest, float(difference.max()))
    return {"meanAbsoluteWeight": float(f"{total / count:.3g}"), "maxAbsoluteWeight": float(f"{largest:.3g}")}


def bleu_effect(
    exact: Translator, stored: Translator, tokenizer: Tokenizer, lines: Sequence[str], references: Sequence[str]
) -> dict[str, Any]:
    """By how much quantising changes BLEU: on average over the score functions, and where it loses most."""
    changes = {}
    for score in SCORES:
        before, after = (
            BLEU().corpus_score(translate(model, tokenizer, lines, score), [list(references)]).score
            for model in (exact, stored)
        )
        changes[score] = round(after - before, 2)
        print(f"{score}: {before:.2f} in float32, {after:.2f} stored", flush=True)
    return {"bleu": changes, "meanBleu": round(float(np.mean(list(changes.values()))), 3)}


@torch.no_grad()
def blend(model: Translator, others: dict[str, Tensor], part: float) -> None:
    """`part` of the model's own weights and the rest of others: what a run won, without all that it forgot.

    Wortsman et al. 2022 (WiSE-FT), section 3: between the weights that a run began with and those that it ended with.
    """
    for name, parameter in model.named_parameters():
        parameter.lerp_(others[name], 1 - part)


def replace_folder(temporary: Path, final: Path) -> None:
    """Put a finished folder in the place of an older one."""
    old = final.with_name(f".{final.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if final.exists():
        final.rename(old)
    temporary.rename(final)
    shutil.rmtree(old, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--direction", choices=DIRECTIONS, required=True)
    parser.add_argument("--family", choices=FAMILIES, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder with dev/NAME.fr, dev/NAME.en")
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--output", type=Path, default=Path("models"))
    parser.add_argument("--set", default="tatoeba-dev", help="what the effect of quantising is measured on")
    parser.add_argument("--limit", type=int, default=0, help="measure on the first lines only (a preview)")
    parser.add_argument("--machine", default="", help="what the training ran on, in words, for model.json")
    parser.add_argument("--blend", type=Path, help="bundle or checkpoint whose weights are mixed with the run's")
    parser.add_argument("--part", type=float, default=0.5, help="of the run's own weights, where they are mixed (default 0.5)")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)

    name = f"{options.direction}-{options.family}"
    run = options.work / name
    exact, state = checkpoint.averaged_model(run / "checkpoint.pt")
    if options.blend:
        blend(exact, weights_of(options.blend), options.part)
        state["blend"] = {"runs": len(ancestry(options.blend)), "part": options.part}
    stored = rounded(exact)
    tokenizer_path = options.work / "data" / "tokenizer.json"
    tokenizer = Tokenizer.from_file(str(tokenizer_path))
    lines, references = (
        read_lines(options.data / "dev", f"{options.set}.{language}")[: options.limit or None]
        for language in options.direction.split("-")
    )
    effect = {
        "set": options.set,
        "sentences": len(lines),
        **bleu_effect(exact, stored, tokenizer, lines, references),
        **weights_effect(exact, stored, tokenizer, lines[:500], references[:500]),
    }

    folder = options.output / f".{name}.partial"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    write_files(folder, exact, tokenizer_path)
    prepared = json.loads((options.work / "data" / "prepare.json").read_text())
    content = manifest(folder, stored.sizes, state, prepared, effect, options.machine)
    (folder / "model.json").write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    replace_folder(folder, options.output / name)
    for curve in ("loss", "bleu"):
        if (run / f"{curve}.csv").exists():
            shutil.copy(run / f"{curve}.csv", Path(__file__).parent / "curves" / f"{name}.{curve}.csv")
    print(f"{options.output / name}: {sum(entry['bytes'] for entry in content['files']):,} bytes")


if __name__ == "__main__":
    main()

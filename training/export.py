"""Write the bundle of a trained network, with everything in `model.json` measured.

    python -m training.export --family luong --data DIR [--work .training] [--output models]

Takes the averaged weights of WORK/FAMILY/checkpoint.pt, rounds them to float16, measures BLEU of
the rounded network on `tatoeba-dev` (and other `--sets`), and what the rounding changed. The
folder is written beside its place and then renamed.
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
from tokenizers import Tokenizer
from torch import Tensor

from . import checkpoint, graphs
from .aer import measure_aer
from .attention import SCORES
from .batches import pad
from .bundle import WEIGHTS, from_file, to_file, write_safetensors
from .decode import by_length, encode_lines, forced
from .evaluate import measure, read_set
from .manifest import manifest
from .model import FAMILIES, Translator


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


def rounding_effect(
    exact: Translator, rounded: Translator, tokenizer: Tokenizer, french: Sequence[str], english: Sequence[str]
) -> dict[str, float]:
    """How far the weights move when parameters are rounded: mean and largest absolute difference,
    over all score functions with weights, with the reference as target."""
    sources = encode_lines(tokenizer, french, exact.sizes.positions)
    targets = encode_lines(tokenizer, english, exact.sizes.positions)
    total, count, largest = 0.0, 0, 0.0
    for indices in by_length(sources, 50):
        source, target = pad([sources[i] for i in indices]), pad([targets[i] for i in indices])
        cells = (target != 0)[:, :, None] & (source != 0)[:, None]
        for score in SCORES:
            if score == "none":
                continue
            pair = [attention_weights(model, source, target, score) for model in (exact, rounded)]
            difference = (pair[0] - pair[1]).abs()[cells]
            total, count = total + float(difference.sum()), count + difference.numel()
            largest = max(largest, float(difference.max()))
    return {"meanAbsoluteWeight": float(f"{total / count:.3g}"), "maxAbsoluteWeight": float(f"{largest:.3g}")}


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
    parser.add_argument("--family", choices=FAMILIES, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder with dev/NAME.fr, dev/NAME.en")
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--output", type=Path, default=Path("models"))
    parser.add_argument("--sets", default="tatoeba-dev", help="comma-separated; the first also measures the rounding")
    parser.add_argument("--gold", default="", help="sets with word alignments to measure AER on (see aer.py)")
    parser.add_argument("--limit", type=int, default=0, help="measure on the first lines only (a preview)")
    parser.add_argument("--machine", default="", help="what the training ran on, in words, for model.json")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)

    exact, state = checkpoint.averaged_model(options.work / options.family / "checkpoint.pt")
    rounded = from_file(to_file(exact), exact.sizes)
    tokenizer_path = options.work / "data" / "tokenizer.json"
    tokenizer = Tokenizer.from_file(str(tokenizer_path))

    measured: dict[str, Any] = {}
    effect: dict[str, float] = {}
    for number, name in enumerate(options.sets.split(",")):
        french, english = read_set(options.data, name, options.limit)
        measured[name] = measure(rounded, tokenizer, french, english, SCORES)
        print(name, json.dumps(measured[name]), flush=True)
        if number == 0:
            before = measure(exact, tokenizer, french, english, SCORES)
            changes = [measured[name]["bleu"][score] - before["bleu"][score] for score in SCORES]
            effect = {"bleu": round(float(np.mean(changes)), 3), "maxAbsoluteBleu": round(max(map(abs, changes)), 2)}
            effect |= rounding_effect(exact, rounded, tokenizer, french[:500], english[:500])
            print("rounding", effect, flush=True)

    aer = measure_aer(rounded, tokenizer, options.data, options.gold.split(",")) if options.gold else {}

    name = f"fr-en-{options.family}"
    folder = options.output / f".{name}.partial"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    write_files(folder, rounded, tokenizer_path)
    prepared = json.loads((options.work / "data" / "prepare.json").read_text())
    content = manifest(folder, rounded.sizes, state, prepared, measured, aer, effect, options.machine)
    (folder / "model.json").write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    replace_folder(folder, options.output / name)
    print(f"{options.output / name}: {sum(entry['bytes'] for entry in content['files']):,} bytes")


if __name__ == "__main__":
    main()

"""Write the fixtures that the extension's tests compare themselves with.

    python -m training.fixtures [--models models] [--output test/fixtures]

* `attention/golden.json`: score functions on small tensors (see `golden.py`).
* `parity/ID.json`, `parity/ID.safetensors`: two sentences through a bundle, every score function,
  every step. Computed in PyTorch, in float32, from the parameters that the bundle stores.
* `beam/ID.json`: what a beam finds for these sentences, with all rows of weights (see `beam.py`).
* `parity/tokenizer-cases.json`: for each bundle, texts, their pieces, and the text that these decode to.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from .attention import SCORES
from .beam import beam
from .bundle import load_bundle, write_safetensors
from .decode import encode_lines, first_state, forced, greedy
from .golden import golden_cases
from .model import Translator
from .tokenizer_cases import TEXTS
from .vocabulary import END

SENTENCES = {
    "fr": (
        "Je ne sais pas où elle habite.",
        "Quand nous sommes arrivés à la gare hier soir, le dernier train pour Paris était déjà parti.",
    ),
    "en": (
        "I don't know where she lives.",
        "When we got to the station last night, the last train to Paris had already left.",
    ),
}
EVERY = 40
BEST = 10
BEAMS = (("general", 4), ("none", 3))
ALPHA = 0.6
TOO_CLOSE = 1e-3


def write_json(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def sentence_parity(
    model: Translator, source: np.ndarray, prefix: str, tensors: dict[str, np.ndarray]
) -> dict[str, Any]:
    """Run one sentence with every score function; fill `tensors`, return what goes into the JSON."""
    batch = torch.from_numpy(source)[None]
    encoded = model.encode(batch)
    tensors[f"{prefix}/annotations"] = encoded.annotations[0].numpy()
    tensors[f"{prefix}/summary"] = encoded.summary[0].numpy()
    tensors[f"{prefix}/initial_state"] = first_state(model, encoded)[0].numpy()
    runs = {}
    for score in SCORES:
        produced = [*greedy(model, batch, score)[0], END]
        _, steps = forced(model, batch, torch.tensor([produced]), score)
        logprobs = torch.log_softmax(torch.cat([step.logits for step in steps]), -1)  # [T, V]
        values, ids = logprobs.topk(BEST, -1)
        tensors[f"{prefix}/{score}/context"] = torch.cat([step.context for step in steps]).numpy()
        tensors[f"{prefix}/{score}/state"] = torch.cat([step.state for step in steps]).numpy()
        tensors[f"{prefix}/{score}/logprobs"] = logprobs[:, ::EVERY].numpy()
        if score != "none":
            tensors[f"{prefix}/{score}/energies"] = torch.cat([step.energies for step in steps]).numpy()
            tensors[f"{prefix}/{score}/weights"] = torch.cat([step.weights for step in steps]).numpy()
        best = [[round(value, 6) for value in row] for row in values.tolist()]
        runs[score] = {"produced": produced, "bestIds": ids.tolist(), "bestLogprobs": best}
    return runs


@torch.no_grad()
def parity(folder: Path) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """The JSON and the tensors of one bundle."""
    model = load_bundle(folder)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    manifest = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    weights = next(entry for entry in manifest["files"] if entry["role"] == "weights")
    tensors: dict[str, np.ndarray] = {}
    sentences = []
    texts = SENTENCES[manifest["source"]["language"]]
    for number, source in enumerate(encode_lines(tokenizer, texts, model.sizes.positions)):
        runs = sentence_parity(model, source, str(number), tensors)
        for run in runs.values():
            run["text"] = tokenizer.decode(run["produced"][:-1])
        sentences.append({"text": texts[number], "source": source.tolist(), "runs": runs})
    content = {
        "model": manifest["id"],
        "weightsSha256": weights["sha256"],
        "logprobsEvery": EVERY,
        "sentences": sentences,
    }
    return content, tensors


def beams(folder: Path) -> dict[str, Any]:
    """What searches with one bundle found; left out are those that hang on a difference in the last digits."""
    model = load_bundle(folder)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    manifest = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    weights = next(entry for entry in manifest["files"] if entry["role"] == "weights")
    longest = manifest["sizes"]["maxTargetLength"]
    texts = SENTENCES[manifest["source"]["language"]]
    searches = []
    for number, source in enumerate(encode_lines(tokenizer, texts, model.sizes.positions)):
        for score, width in BEAMS:
            found, closest = beam(model, torch.from_numpy(source)[None], score, width, ALPHA, longest)
            if closest < TOO_CLOSE:
                continue
            hypotheses = [
                {
                    "produced": hypothesis.pieces,
                    "logprob": round(hypothesis.logprob, 7),
                    "score": round(hypothesis.score(ALPHA), 7),
                    "weights": [[round(weight, 7) for weight in row.tolist()] for row in hypothesis.rows],
                }
                for hypothesis in found
            ]
            searches.append(
                {"sentence": number, "source": source.tolist(), "score": score, "width": width, "alpha": ALPHA}
                | {"hypotheses": hypotheses}
            )
    assert searches, f"every search with {manifest['id']} is too close: choose other sentences"
    return {"model": manifest["id"], "weightsSha256": weights["sha256"], "searches": searches}


def tokenizer_cases(path: Path) -> list[dict[str, Any]]:
    tokenizer = Tokenizer.from_file(str(path))
    cases = []
    for text in TEXTS:
        ids = tokenizer.encode(text).ids
        cases.append({"text": text, "ids": ids, "decoded": tokenizer.decode(ids)})
    return cases


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--output", type=Path, default=Path("test/fixtures"))
    options = parser.parse_args()
    torch.set_num_threads(1)

    write_json(options.output / "attention" / "golden.json", golden_cases())
    bundles = sorted(path.parent for path in options.models.glob("*/model.json"))
    for folder in bundles:
        content, tensors = parity(folder)
        target = options.output / "parity" / folder.name
        write_json(target.with_suffix(".json"), content)
        write_safetensors(target.with_suffix(".safetensors"), tensors)
        write_json(options.output / "beam" / f"{folder.name}.json", beams(folder))
        for sentence in content["sentences"]:
            print(folder.name, {score: run["text"] for score, run in sentence["runs"].items()})
    cases = {folder.name: tokenizer_cases(folder / "tokenizer.json") for folder in bundles}
    write_json(options.output / "parity" / "tokenizer-cases.json", cases)


if __name__ == "__main__":
    main()

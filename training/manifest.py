"""`model.json`: what a bundle says about itself."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from .attention import SCORES
from .bundle import WEIGHTS, sha256
from .decode import LONGEST_TARGET
from .model import Sizes
from .vocabulary import BEGIN, END, PAD

NAMES = {
    "bahdanau": "French → English, Bahdanau (RNNsearch)",
    "luong": "French → English, Luong",
}
DESCRIPTIONS = {
    "bahdanau": "Bidirectional GRU encoder and GRU decoder. The query is the state before the step, "
    "and the context enters the next state (Bahdanau et al. 2015).",
    "luong": "Bidirectional GRU encoder and GRU decoder. The query is the state after the step, "
    "and the context joins it in the readout (Luong et al. 2015, without input feeding).",
}
SOURCES = {
    "tatoeba": ("Tatoeba, French-English", "CC BY 2.0 FR", "https://tatoeba.org"),
    "europarl-short": (
        "Europarl v7, French-English, up to 25 words",
        "no known copyright restriction; acknowledgement asked",
        "https://www.statmt.org/europarl/",
    ),
    "europarl-long": (
        "Europarl v7, French-English, 26 to 50 words",
        "no known copyright restriction; acknowledgement asked",
        "https://www.statmt.org/europarl/",
    ),
}
LICENCE = (
    "CC BY 2.0 FR: trained on sentences by the contributors of Tatoeba (https://tatoeba.org, CC BY 2.0 FR) "
    "and on the Europarl corpus (Koehn 2005)."
)
ROLES = ((WEIGHTS, "weights"), ("encoder.onnx", "encoder"), ("decoder.onnx", "decoder"),
         ("readout.onnx", "readout"), ("tokenizer.json", "tokenizer"))  # fmt: skip


def manifest(
    folder: Path,
    sizes: Sizes,
    state: dict[str, Any],
    prepared: dict[str, Any],
    measured: dict[str, dict[str, Any]],
    aer: dict[str, dict[str, float]],
    effect: dict[str, float],
    machine: str,
) -> dict[str, Any]:
    """The content of `model.json` for the files in `folder` and a checkpoint's `state`."""
    options = state["options"]
    return {
        "format": 1,
        "id": f"fr-en-{sizes.family}",
        "name": NAMES[sizes.family],
        "description": DESCRIPTIONS[sizes.family]
        + " One network, trained with a score function drawn anew for every batch.",
        "source": {"language": "fr"},
        "target": {"language": "en"},
        "family": sizes.family,
        "sizes": {
            "vocabulary": sizes.vocabulary,
            "embedding": sizes.embedding,
            "hidden": sizes.hidden,
            "attention": sizes.attention,
            "maxSourceLength": sizes.positions,
            "maxTargetLength": LONGEST_TARGET,
        },
        "specialTokens": {"pad": PAD, "begin": BEGIN, "end": END},
        "scoreFunctions": list(SCORES),
        "rowConvention": "same",
        "storage": {"weights": "float16", "compute": "float32", "effect": effect},
        "files": [
            {
                "path": path,
                "role": role,
                "bytes": (folder / path).stat().st_size,
                "sha256": sha256(folder / path),
            }
            for path, role in ROLES
        ],
        "licence": LICENCE,
        "trainingData": [
            {"name": SOURCES[name][0], "pairs": prepared["corpora"][name]["kept"], "licence": SOURCES[name][1],
             "home": SOURCES[name][2]}
            for name in state["epochs"]
        ],  # fmt: skip
        "training": {
            "minutes": round(state["minutes"], 1),
            "machine": machine,
            "steps": state["step"],
            "targetTokens": state["tokens"],
            "epochs": state["epochs"],
            "shares": options["shares"],
            "precision": state["precision"],
            "seed": int(options["seed"]),
            "date": datetime.date.today().isoformat(),
        },
        "measured": {
            "bleu": {name: result["bleu"] for name, result in measured.items()},
            "bleuLong": {name: result["bleuLong"] for name, result in measured.items()},
            "sentences": {name: result["sentences"] for name, result in measured.items()},
            "sentencesLong": {name: result["sentencesLong"] for name, result in measured.items()},
            "signature": next(iter(measured.values()))["signature"],
            **({"aer": aer} if aer else {}),
        },
    }

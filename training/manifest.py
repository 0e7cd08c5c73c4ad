"""`model.json`: what a bundle says about itself."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from .attention import SCORES
from .bundle import WEIGHTS, sha256
from .decode import LONGEST_TARGET
from .model import Sizes
from .schedule import GUIDED
from .sources import LICENCE, MADE, SOURCES
from .vocabulary import BEGIN, COPIES, END, OPENS, PAD

LANGUAGES = {"fr": "French", "en": "English"}
NAMES = {"bahdanau": "Bahdanau (RNNsearch)", "luong": "Luong"}
DESCRIPTIONS = {
    "bahdanau": "The query is the state before the step, "
    "and the context enters the next state (Bahdanau et al. 2015).",
    "luong": "The query is the state after the step, "
    "and the context joins it in the readout (Luong et al. 2015, without input feeding).",
}
ABOVE = (
    "A layer above the attention reads contexts one after the other and so remembers what was looked at (Wu et al. 2016)."
)
ROLES = ((WEIGHTS, "weights"), ("encoder.onnx", "encoder"), ("decoder.onnx", "decoder"),
         ("readout.onnx", "readout"), ("tokenizer.json", "tokenizer"))  # fmt: skip


def description(sizes: Sizes) -> str:
    layers = "" if sizes.encoder_layers == 1 else f" of {sizes.encoder_layers} layers"
    return " ".join(
        (
            f"Bidirectional GRU encoder{layers} and GRU decoder.",
            DESCRIPTIONS[sizes.family],
            *((ABOVE,) if sizes.decoder_layers == 2 else ()),
            "One network, trained with a score function drawn anew for every batch.",
        )
    )


def manifest(
    folder: Path,
    sizes: Sizes,
    state: dict[str, Any],
    prepared: dict[str, Any],
    effect: dict[str, Any],
    machine: str,
) -> dict[str, Any]:
    """The content of `model.json` for the files in `folder` and a checkpoint's `state`, measurements excepted."""
    options = state["options"]
    source, target = options["direction"].split("-")
    trained = options.get("scores", ",".join(SCORES)).split(",")
    return {
        "format": 1,
        "id": f"{options['direction']}-{sizes.family}",
        "name": f"{LANGUAGES[source]} → {LANGUAGES[target]}, {NAMES[sizes.family]}",
        "description": description(sizes),
        "source": {"language": source},
        "target": {"language": target},
        "family": sizes.family,
        "sizes": {
            "vocabulary": sizes.vocabulary,
            "embedding": sizes.embedding,
            "hidden": sizes.hidden,
            "attention": sizes.attention,
            "encoderLayers": sizes.encoder_layers,
            "decoderLayers": sizes.decoder_layers,
            "maxSourceLength": sizes.positions,
            "maxTargetLength": LONGEST_TARGET,
        },
        "specialTokens": {"pad": PAD, "begin": BEGIN, "end": END},
        "placeholders": {"copies": len(COPIES), "pairs": len(OPENS)},
        "scoreFunctions": trained,
        "rowConvention": "same",
        "storage": {"weights": "int8, a scale for each row", "compute": "float32", "effect": effect},
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
            if name not in MADE
        ],  # fmt: skip
        "training": {
            "minutes": round(state["minutes"], 1),
            "machine": machine,
            "steps": state["step"],
            "targetTokens": state["tokens"],
            "epochs": state["epochs"],
            "shares": {name: round(share, 3) for name, share in state["shares"].items()},
            "guidance": {"weight": float(options["guidance"]), "until": GUIDED if float(options["guidance"]) else 0},
            "before": state["before"],
            **({"blend": state["blend"]} if "blend" in state else {}),
            **({"drawnMoreOften": options["draw"]} if options.get("draw") else {}),
            "optimizer": options["optimizer"],
            "peakRate": float(options["peak"]),
            "dropout": float(options["dropout"]),
            "wordDropout": float(options.get("word_dropout", 0)),
            "smoothing": float(options["smoothing"]),
            "precision": state["precision"],
            "seed": int(options["seed"]),
            "date": datetime.date.today().isoformat(),
        },
    }


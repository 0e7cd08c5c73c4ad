"""Begin a training with the weights of a bundle, or of a checkpoint, instead of random ones.

The network may have grown: rows that a matrix did not have (more source positions) keep their random
beginning, and so do layers that were not there; a piece that the vocabulary did not have begins with the
mean of the pieces that it was merged from. So a shipped bundle can be trained further, on another
machine, for longer, or for the other direction, whose vocabulary is the same.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from . import checkpoint
from .bundle import load_bundle
from .model import Translator


def weights_of(path: Path) -> dict[str, Tensor]:
    """Parameters of a bundle folder, or the averaged ones of a checkpoint."""
    model = load_bundle(path) if path.is_dir() else checkpoint.averaged_model(path)[0]
    return model.state_dict()


def ancestry(path: Path) -> list[dict[str, Any]]:
    """The runs that the weights of a bundle or a checkpoint come from, the oldest first."""
    if path.is_dir():
        content = json.loads((path / "model.json").read_text(encoding="utf-8"))
        run, name = content["training"], content["id"]
        guidance = run.get("guidance", {"weight": 0.0})["weight"]
    else:
        state = checkpoint.load(path)
        options = state["options"]
        name = f"{options['direction']}-{options['family']}"
        run = {"before": state["before"], "minutes": round(state["minutes"], 1)}
        run |= {"steps": state["step"], "targetTokens": state["tokens"]}
        guidance = float(options["guidance"])
    last = {"id": name, **{key: run[key] for key in ("minutes", "steps", "targetTokens")}, "guidance": guidance}
    return [*run.get("before", []), last]


# Layers that a network may have more: they begin silent (`model.Gru`).
LAYERS = ("upper_encoder.", "upper_decoder.")


@torch.no_grad()
def warm_start(
    model: Translator, weights: dict[str, Tensor], parts: dict[int, list[int]] | None = None
) -> list[str]:
    """Copy what fits; returns the names of parameters that have rows of their own besides.

    `parts` says of new pieces which old ones they were merged from (`grow_vocabulary.parts_of`). Raises ValueError where a parameter is missing or has another shape than more rows.
    """
    grown = []
    for name, parameter in model.named_parameters():
        given = weights.get(name)
        if given is None and name.startswith(LAYERS):
            grown.append(name)
            continue
        if given is None or given.shape[1:] != parameter.shape[1:] or len(given.shape) != len(parameter.shape):
            found = "no such parameter" if given is None else f"shape {tuple(given.shape)}"
            raise ValueError(f"{name}: {found}; the network to train has {tuple(parameter.shape)}")
        if given.dim() == 0 or given.shape == parameter.shape:
            parameter.copy_(given)
            continue
        if given.shape[0] > parameter.shape[0]:
            raise ValueError(f"{name}: {given.shape[0]} rows; the network to train has {parameter.shape[0]}")
        parameter[: given.shape[0]] = given
        grown.append(name)
        if name == "output_bias":
            # Pieces that nobody has seen are as rare as the rarest.
            parameter[given.shape[0] :] = given.min()
        if name == "embedding":
            for piece, some in (parts or {}).items():
                rows = given[some]
                mean = rows.mean(0)
                # As long as its parts are, which their mean is not.
                parameter[piece] = mean * (rows.norm(dim=1).mean() / mean.norm().clamp_min(1e-6))
    return grown

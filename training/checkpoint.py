"""Checkpoints: everything that a run needs to go on as if it had not been stopped."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from .model import Sizes, Translator

RECENT = int(torch.__version__.split(".")[0]) >= 2


def save(path: Path, state: dict[str, Any]) -> None:
    """Write beside, then rename: a reader finds the old file or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".partial")
    torch.save(state, temporary)
    os.replace(temporary, path)


def load(path: Path, device: str | torch.device = "cpu") -> dict[str, Any]:
    """A checkpoint of our own. PyTorch 1.13 cannot read numbers and lists in its safe mode, so there
    it must be trusted: it is a pickle."""
    state: dict[str, Any] = torch.load(path, map_location=device, weights_only=RECENT)
    return state


def random_state() -> dict[str, Any]:
    """Where PyTorch's generators are."""
    state: dict[str, Any] = {"cpu": torch.get_rng_state()}
    if torch.cuda.is_available():
        state["cuda"] = torch.cuda.get_rng_state_all()
    return state


def set_random_state(state: dict[str, Any]) -> None:
    torch.set_rng_state(state["cpu"].cpu())
    if "cuda" in state and torch.cuda.is_available():
        torch.cuda.set_rng_state_all([generator.cpu() for generator in state["cuda"]])


def averaged_model(path: Path, device: str | torch.device = "cpu") -> tuple[Translator, dict[str, Any]]:
    """The network with its averaged weights, ready for inference, and the whole checkpoint."""
    state = load(path, device)
    model = Translator(Sizes(**state["sizes"]))
    model.load_state_dict(state["average"])
    return model.to(device).eval(), state


class Average:
    """Exponential moving average of the weights (Polyak and Juditsky 1992), updated now and then.

    The decay grows with the number of updates, so that the random beginning is forgotten.
    """

    def __init__(self, parameters: dict[str, Tensor], decay: float, every: int) -> None:
        self.decay, self.every = decay, every
        self.values = {name: parameter.detach().clone() for name, parameter in parameters.items()}

    @torch.no_grad()
    def update(self, parameters: dict[str, Tensor], step: int) -> None:
        if step % self.every:
            return
        decay = min(self.decay, (1 + step) / (10 + step)) ** self.every
        for name, value in self.values.items():
            value.lerp_(parameters[name].detach(), 1 - decay)

"""Muon for the matrices, Adam for the rest, as one optimizer.

Muon (`muon.py`) makes every update of a matrix nearly orthogonal, so that directions that the gradient
seldom shows are learned as fast as those that it shows often. Tables of which a batch touches a few rows (embedding, positions) and vectors stay with Adam.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

from . import checkpoint
from .muon import Muon

# Rows of these are looked up, not multiplied with: their gradients are sparse, not of low rank.
TABLES = ("embedding", "attention.functions.location.W")


def is_matrix(name: str, parameter: nn.Parameter) -> bool:
    return parameter.dim() == 2 and name not in TABLES


class Optimizers:
    """Several optimizers that step together and are saved together."""

    def __init__(self, model: nn.Module, kind: str, peak: float, precision: torch.dtype = torch.float32) -> None:
        named = list(model.named_parameters())
        matrices = [p for name, p in named if is_matrix(name, p)] if kind == "muon" else []
        chosen = {id(parameter) for parameter in matrices}
        rest = [parameter for _, parameter in named if id(parameter) not in chosen]
        # The fused update is in newer releases only; the results are the same.
        fused = {"fused": True} if checkpoint.RECENT else {}
        self.all: list[torch.optim.Optimizer] = [
            torch.optim.Adam(rest, lr=peak, betas=(0.9, 0.98), eps=1e-9, **fused)
        ]
        if matrices:
            self.all.append(Muon(matrices, peak, precision))

    @property
    def rate(self) -> float:
        return float(self.all[0].param_groups[0]["lr"])

    def zero_grad(self) -> None:
        for optimizer in self.all:
            optimizer.zero_grad(set_to_none=True)

    def step(self, rate: float) -> None:
        for optimizer in self.all:
            for group in optimizer.param_groups:
                group["lr"] = rate
            optimizer.step()

    def state_dict(self) -> list[dict[str, Any]]:
        return [optimizer.state_dict() for optimizer in self.all]

    def load_state_dict(self, states: list[dict[str, Any]]) -> None:
        for optimizer, state in zip(self.all, states, strict=True):
            optimizer.load_state_dict(state)

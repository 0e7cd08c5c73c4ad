"""Muon: momentum whose matrices are made nearly orthogonal before every step (Jordan et al. 2024).

PyTorch has one, which iterates in bfloat16, whatever the machine: where that is emulated it takes most of a training
step (training/README.md). This one iterates in the type that the matrix products of training have.
"""

from __future__ import annotations

from typing import Any, Iterable

import torch
from torch import Tensor, nn

# Of the quintic iteration: they lift small singular values fastest, and leave them near 1, not at it.
COEFFICIENTS = (3.4445, -4.7750, 2.0315)
ITERATIONS = 5
SMALLEST_NORM = 1e-7
RMS = 0.2  # of an update, times the learning rate: that of Adam's (Liu et al. 2025, section 2.2)


def orthogonal(matrix: Tensor) -> Tensor:
    """[M, N] -> [M, N], with the same singular vectors and singular values near 1, by Newton-Schulz iterations."""
    a, b, c = COEFFICIENTS
    tall = matrix.size(0) > matrix.size(1)
    x = matrix.T if tall else matrix
    x = x / x.norm().clamp(min=SMALLEST_NORM)
    for _ in range(ITERATIONS):
        gram = x @ x.T
        x = torch.addmm(x, torch.addmm(gram, gram, gram, beta=b, alpha=c), x, beta=a)
    return x.T if tall else x


class Muon(torch.optim.Optimizer):
    """For matrices only; momentum is Nesterov's. `precision` is the type of the iterations."""

    def __init__(
        self, matrices: Iterable[nn.Parameter], lr: float, precision: torch.dtype, momentum: float = 0.95
    ) -> None:
        super().__init__(matrices, {"lr": lr, "momentum": momentum})
        self._precision = precision

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:
        for group in self.param_groups:
            for matrix in group["params"]:
                if matrix.grad is None:
                    continue
                state = self.state[matrix]
                if not state:
                    state["momentum_buffer"] = torch.zeros_like(matrix)
                velocity = state["momentum_buffer"]
                velocity.lerp_(matrix.grad, 1 - group["momentum"])
                ahead = matrix.grad.lerp(velocity, group["momentum"])
                scale = RMS * max(matrix.shape) ** 0.5
                matrix.add_(orthogonal(ahead.to(self._precision)).to(matrix.dtype), alpha=-group["lr"] * scale)

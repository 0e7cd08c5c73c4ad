"""Golden numbers for the attention code, from formulations that share nothing with `attention.py`.

Every score function is written here once more, sentence by sentence and pair by pair or with
PyTorch's own operators, in float64, and rounded to 9 significant digits.
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

D, A, K, S, T = 6, 5, 4, 7, 3


def digits(values: Tensor) -> Any:
    """Nested lists with 9 significant digits."""

    def one(value: Any) -> Any:
        return [one(item) for item in value] if isinstance(value, list) else float(f"{value:.9g}")

    return one(values.tolist())


def tensor(values: Tensor) -> dict[str, Any]:
    return {"shape": list(values.shape), "data": digits(values.flatten())}


def energy(score: str, p: dict[str, Tensor], q: Tensor, h: Tensor) -> Tensor:
    """Energies [S] of one query [d] with annotations [S, d]."""
    if score == "additive":
        return torch.stack([p["v"] @ torch.tanh(p["W"] @ q + p["U"] @ h_i) for h_i in h])
    if score == "concat":
        return torch.stack([p["v"] @ torch.tanh(p["W"] @ torch.cat([q, h_i])) for h_i in h])
    if score == "general":
        return torch.einsum("d,de,se->s", q, p["W"], h)
    if score == "dot":
        return torch.einsum("d,sd->s", q, h)
    if score == "scaled-dot":
        return torch.einsum("kd,d,ke,se->s", p["W_Q"], q, p["W_K"], h) / math.sqrt(len(p["W_Q"]))
    if score == "content-based":
        return p["beta"] * F.cosine_similarity(q[None], h, dim=-1)
    if score == "location":
        return F.linear(q, p["W"])[: len(h)]
    raise ValueError(score)


def parameters(score: str, generator: torch.Generator) -> dict[str, Tensor]:
    """Parameters with the names and shapes of a bundle; location has more positions than are used."""
    shapes: dict[str, dict[str, tuple[int, ...]]] = {
        "additive": {"W": (A, D), "U": (A, D), "v": (A,)},
        "concat": {"W": (A, 2 * D), "v": (A,)},
        "general": {"W": (D, D)},
        "dot": {},
        "scaled-dot": {"W_Q": (K, D), "W_K": (K, D)},
        "content-based": {"beta": (1,)},
        "location": {"W": (S + 2, D)},
        "none": {},
    }
    drawn = {
        name: torch.randn(shape, generator=generator, dtype=torch.float32).double()
        for name, shape in shapes[score].items()
    }
    if "beta" in drawn:
        drawn["beta"] = drawn["beta"].abs() + 1.5
    return drawn


def masked_softmax(energies: Tensor, mask: list[bool] | None) -> Tensor:
    """exp(e_i) / sum_j exp(e_j) over the true positions of the mask, zero elsewhere."""
    if mask is None:
        return torch.softmax(energies, -1)
    present = torch.tensor(mask)
    weights = torch.zeros_like(energies)
    weights[present] = torch.softmax(energies[present], -1)
    return weights


def score_case(score: str, mask: list[bool] | None, generator: torch.Generator) -> dict[str, Any]:
    h = torch.randn(S, D, generator=generator, dtype=torch.float32).double()
    q = torch.randn(D, generator=generator, dtype=torch.float32).double()
    p = parameters(score, generator)
    case: dict[str, Any] = {
        "score": score,
        "params": {name: tensor(value) for name, value in p.items()},
        "query": digits(q),
        "annotations": tensor(h),
        "mask": mask,
    }
    if score == "none":
        # The encoder's summary, given; it is not computed from the annotations.
        summary = torch.randn(D, generator=generator, dtype=torch.float32).double()
        return case | {"summary": digits(summary), "energies": None, "weights": None, "context": digits(summary)}
    energies = energy(score, p, q, h)
    weights = masked_softmax(energies, mask)
    context = torch.einsum("s,sd->d", weights, h)
    if score == "scaled-dot" and mask is None and hasattr(F, "scaled_dot_product_attention"):
        other = F.scaled_dot_product_attention(
            (p["W_Q"] @ q)[None, None], (h @ p["W_K"].T)[None], h[None]
        )  # the library's own, as a check of this file
        assert torch.allclose(other[0, 0], context)
    return case | {"energies": digits(energies), "weights": digits(weights), "context": digits(context)}


def softmax_cases() -> list[dict[str, Any]]:
    """Where a careless softmax breaks."""
    edges: list[tuple[str, list[float], list[bool] | None]] = [
        ("large positive", [1e4, 1e4 - 1, 1e4 - 2], None),
        ("large negative", [-1e4, -1e4 + 1, -1e4 + 2], None),
        ("far apart", [1e4, 0.0, -1e4], None),
        ("all but one masked", [5.0, -3.0, 700.0, 1.0], [False, True, False, False]),
        ("largest masked", [1.0, 2.0, 1e4], [True, True, False]),
        ("equal", [0.25, 0.25, 0.25, 0.25], None),
        ("one position", [-7.5], None),
    ]
    cases = []
    for name, energies, mask in edges:
        values = torch.tensor(energies, dtype=torch.float64)
        cases.append({"name": name, "energies": energies, "mask": mask, "weights": digits(masked_softmax(values, mask))})
    return cases


def golden_cases() -> dict[str, Any]:
    """Three queries for every score function, then one with a mask."""
    from .attention import SCORES

    generator = torch.Generator().manual_seed(2015)
    cases = []
    for score in SCORES:
        cases += [score_case(score, None, generator) for _ in range(T)]
        cases.append(score_case(score, [True] * (S - 2) + [False] * 2, generator))
        cases.append(score_case(score, [True, False, True, True, False, True, False], generator))
    return {"cases": cases, "softmax": softmax_cases()}

"""Weights of two runs are mixed, each parameter by itself."""

from __future__ import annotations

import torch

from ..export import blend
from .small import small_model


def test_blend_lies_between() -> None:
    own, others = small_model("luong", seed=1), small_model("luong", seed=2)
    before = {name: value.clone() for name, value in own.state_dict().items()}
    blend(own, others.state_dict(), 0.75)
    for name, value in own.state_dict().items():
        assert torch.allclose(value, 0.75 * before[name] + 0.25 * others.state_dict()[name], atol=1e-6), name

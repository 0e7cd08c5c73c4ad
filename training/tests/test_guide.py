"""The guided alignment loss, by hand and where nothing is linked; and when it ends."""

from __future__ import annotations

import math

import pytest
import torch

from ..guide import guide_loss
from ..schedule import guidance


def test_by_hand() -> None:
    weights = torch.tensor([[[0.5, 0.3, 0.2], [0.1, 0.1, 0.8], [0.4, 0.4, 0.2]]])
    guide = torch.tensor([[[True, True, False], [False, True, False], [False, False, False]]])
    # Row 0 has 0.8 on its links, row 1 has 0.1, row 2 has no links and does not count.
    expected = -(math.log(0.8) + math.log(0.1)) / 2
    assert float(guide_loss(weights, guide)) == pytest.approx(expected, rel=1e-4)


def test_without_links_there_is_nothing_to_learn() -> None:
    weights = torch.full((1, 2, 3), 1 / 3, requires_grad=True)
    loss = guide_loss(weights, torch.zeros(1, 2, 3, dtype=torch.bool))
    loss.backward()
    assert float(loss.detach()) == 0
    assert weights.grad is not None and not weights.grad.any()


def test_guidance_falls_to_nothing() -> None:
    assert guidance(0, 0.4) == pytest.approx(0.4)
    assert guidance(0.35, 0.4) == pytest.approx(0.2)
    assert guidance(0.7, 0.4) == pytest.approx(0) and guidance(1, 0.4) == 0

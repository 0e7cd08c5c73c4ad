"""Score functions against the independent formulations of `golden.py`."""

from __future__ import annotations

import pytest
import torch

from ..attention import SCORES, Attention
from ..golden import energy, golden_cases, masked_softmax

WITH_WEIGHTS = [score for score in SCORES if score != "none"]


def drawn() -> tuple[Attention, torch.Tensor, torch.Tensor, torch.Tensor]:
    torch.manual_seed(5)
    attention = Attention(6, 5, 9)
    mask = torch.tensor([[True] * 7, [True] * 4 + [False] * 3])
    return attention, torch.randn(2, 3, 6), torch.randn(2, 7, 6), mask


@pytest.mark.parametrize("score", WITH_WEIGHTS)
@torch.no_grad()
def test_equation(score: str) -> None:
    attention, query, annotations, mask = drawn()
    function = attention.functions[score]
    p = {name: value for name, value in function.named_parameters()}
    if score == "content-based":
        p = {"beta": p["log_beta"].exp().reshape(1)}
    energies, weights, context = attention(score, query, function.keys(annotations), annotations, mask)
    for b in range(2):
        for t in range(3):
            expected = energy(score, p, query[b, t], annotations[b])
            assert torch.allclose(energies[b, t], expected, atol=1e-5)
            alone = masked_softmax(expected, mask[b].tolist())
            assert torch.allclose(weights[b, t], alone, atol=1e-5)
            assert torch.allclose(context[b, t], alone @ annotations[b], atol=1e-5)


@pytest.mark.parametrize("score", WITH_WEIGHTS)
@torch.no_grad()
def test_masked_positions_have_no_weight_and_change_nothing(score: str) -> None:
    attention, query, annotations, mask = drawn()
    function = attention.functions[score]
    _, weights, context = attention(score, query, function.keys(annotations), annotations, mask)
    assert bool((weights[1, :, 4:] == 0).all())
    other = annotations.clone()
    other[1, 4:] = 1e3
    _, _, same = attention(score, query, function.keys(other), other, mask)
    assert torch.allclose(context, same, atol=1e-6)


def test_golden_cases_are_the_same_every_time() -> None:
    first, second = golden_cases(), golden_cases()
    assert first == second
    assert {case["score"] for case in first["cases"]} == set(SCORES)

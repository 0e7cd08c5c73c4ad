"""The hand-written gradients against PyTorch's own layers."""

from __future__ import annotations

import shutil

import pytest
import torch
from torch import Tensor
from torch.nn import functional as F

from .. import layers
from ..layers import column_sums, cross_entropy, gru_cell, gru_sequence, linear, set_precision


def reorder(weight: Tensor) -> Tensor:
    """z, r, n (ours, ONNX's) to r, z, n (PyTorch's)."""
    z, r, n = weight.chunk(3)
    return torch.cat([r, z, n])


def weights(parts: dict[str, Tensor]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    return parts["W"], parts["R"], parts["b"], parts["c"]


@pytest.fixture
def parts() -> dict[str, Tensor]:
    torch.manual_seed(1)
    steps, batch, inputs, d = 5, 3, 4, 6
    shapes = {"x": (steps, batch, inputs), "h": (batch, d), "W": (3 * d, inputs), "R": (3 * d, d), "b": (3 * d,), "c": (3 * d,)}
    return {name: torch.randn(shape, requires_grad=True) for name, shape in shapes.items()}


def test_sequence_is_pytorchs_gru(parts: dict[str, Tensor]) -> None:
    gru = torch.nn.GRU(4, 6)
    with torch.no_grad():
        for name, key in (("weight_ih_l0", "W"), ("weight_hh_l0", "R"), ("bias_ih_l0", "b"), ("bias_hh_l0", "c")):
            getattr(gru, name).copy_(reorder(parts[key]))
    expected, _ = gru(parts["x"], parts["h"][None])
    states = gru_sequence(parts["x"], parts["h"], weights(parts))
    assert torch.allclose(states, expected, atol=1e-6)

    pull = torch.randn_like(states)
    expected_gradients = torch.autograd.grad((expected * pull).sum(), [parts["x"], parts["h"]])
    gradients = torch.autograd.grad((states * pull).sum(), [parts["x"], parts["h"], parts["R"]])
    for mine, theirs in zip(gradients, expected_gradients):
        assert torch.allclose(mine, theirs, atol=1e-5)
    (theirs,) = torch.autograd.grad((gru(parts["x"], parts["h"][None])[0] * pull).sum(), [gru.weight_hh_l0])
    assert torch.allclose(reorder(gradients[2]), theirs, atol=1e-4)


def test_cell_is_one_step_of_the_sequence(parts: dict[str, Tensor]) -> None:
    expected = gru_sequence(parts["x"][:1], parts["h"], weights(parts))[0]
    x = linear(parts["x"][:1], parts["W"], parts["b"])
    state = gru_cell(x[0], linear(parts["h"], parts["R"], parts["c"]), parts["h"])
    assert torch.allclose(state, expected, atol=1e-6)
    gradients = torch.autograd.grad(state.sum(), [parts["R"], parts["h"]])
    for mine, theirs in zip(gradients, torch.autograd.grad(expected.sum(), [parts["R"], parts["h"]])):
        assert torch.allclose(mine, theirs, atol=1e-5)


def test_masked_steps_keep_the_state_and_pass_its_gradient_on(parts: dict[str, Tensor]) -> None:
    x = parts["x"]
    mask = torch.ones(5, 3, 1, dtype=torch.bool)
    mask[3:] = False
    states = gru_sequence(x, parts["h"], weights(parts), mask)
    short = gru_sequence(x[:3], parts["h"], weights(parts))
    assert torch.equal(states[-1], short[-1])
    (mine,) = torch.autograd.grad(states[-1].sum(), [parts["h"]], retain_graph=True)
    (theirs,) = torch.autograd.grad(short[-1].sum(), [parts["h"]])
    assert torch.allclose(mine, theirs, atol=1e-6)


def test_backwards_is_forwards_over_reversed_inputs(parts: dict[str, Tensor]) -> None:
    names = ["x", "h", "W", "R", "b", "c"]
    back = gru_sequence(parts["x"], parts["h"], weights(parts), backwards=True)
    expected = gru_sequence(parts["x"].flip(0), parts["h"], weights(parts)).flip(0)
    assert torch.equal(back, expected)
    pull = torch.randn_like(back)
    gradients = torch.autograd.grad((back * pull).sum(), [parts[name] for name in names])
    for mine, theirs in zip(gradients, torch.autograd.grad((expected * pull).sum(), [parts[name] for name in names])):
        assert torch.allclose(mine, theirs, atol=1e-5)


def test_column_sums_are_sums() -> None:
    torch.manual_seed(3)
    matrix = torch.randn(40, 6)
    assert torch.allclose(column_sums(matrix), matrix.sum(0), atol=1e-5)


@pytest.mark.skipif(shutil.which("g++") is None, reason="fused steps are compiled with g++")
def test_fused_steps_are_the_same(parts: dict[str, Tensor], monkeypatch: pytest.MonkeyPatch) -> None:
    mask = torch.ones(5, 3, 1, dtype=torch.bool)
    mask[3:, 1] = False
    names = ["x", "h", "W", "R", "b", "c"]

    def run() -> tuple[Tensor, ...]:
        states = gru_sequence(parts["x"], parts["h"], weights(parts), mask, backwards=True)
        return states, *torch.autograd.grad((states**2).sum(), [parts[name] for name in names])

    expected = run()
    # Put back after the test, however `fuse` replaces them.
    monkeypatch.setattr(layers, "_run_step", layers._run_step)
    monkeypatch.setattr(layers, "_run_step_gradient", layers._run_step_gradient)
    layers.fuse()
    for mine, theirs in zip(run(), expected):
        assert torch.allclose(mine, theirs, atol=1e-5)


def test_cross_entropy_in_slices_is_pytorchs() -> None:
    torch.manual_seed(2)
    outputs, embedding, bias = (torch.randn(s, requires_grad=True) for s in ((600, 8), (50, 8), (50,)))
    targets = torch.randint(0, 50, (600,))
    loss, likelihood = cross_entropy(outputs, embedding, bias, targets, 0.1)
    logits = F.linear(outputs, embedding, bias)
    expected = F.cross_entropy(logits, targets, label_smoothing=0.1)
    assert torch.allclose(loss, expected, atol=1e-5)
    assert torch.allclose(likelihood, F.cross_entropy(logits, targets), atol=1e-5)
    gradients = torch.autograd.grad(3 * loss, [outputs, embedding, bias])
    for mine, theirs in zip(gradients, torch.autograd.grad(3 * expected, [outputs, embedding, bias])):
        assert torch.allclose(mine, theirs, atol=1e-5)


def test_bfloat16_products_are_close() -> None:
    torch.manual_seed(4)
    x, weight = torch.randn(7, 32, requires_grad=True), torch.randn(16, 32, requires_grad=True)
    set_precision(torch.bfloat16)
    try:
        y = linear(x, weight)
    finally:
        set_precision(torch.float32)
    assert y.dtype == torch.float32
    assert torch.allclose(y, x @ weight.t(), atol=0.2)

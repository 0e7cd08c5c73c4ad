"""The two layers that training time goes into, with their gradients written out by hand.

Why by hand: PyTorch on CPU steps through a GRU with some forty small operations and adds to the
gradient of the recurrent matrix at every step. Here that gradient is one large product over all
steps, matrix products run in bfloat16 where the machine has it (states, gates and sums stay in
float32), and the softmax over the vocabulary is taken in slices that stay in the cache.

Gate order is z, r, n throughout, which is the order of the ONNX operator `GRU`.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

# The type that matrix products run in. float32 unless `set_precision` says otherwise.
_product_type = torch.float32


def set_precision(dtype: torch.dtype) -> None:
    """Choose the type of matrix products in training: torch.float32 or torch.bfloat16."""
    global _product_type
    _product_type = dtype


def product_type() -> torch.dtype:
    """The type that matrix products run in."""
    return _product_type


def column_sums(low: Tensor) -> Tensor:
    """[N, K] -> [K]. As a product: `sum` makes a copy of a bfloat16 matrix in float32 first."""
    return (low.new_ones(1, len(low)) @ low)[0].float()


class _Linear(torch.autograd.Function):
    """y = x W^T + b with operands in the product type and float32 in and out."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:  # type: ignore[override]
        low_x = x.to(_product_type)
        low_weight = weight.to(_product_type)
        ctx.save_for_backward(low_x, low_weight)
        ctx.has_bias = bias is not None
        y = (low_x @ low_weight.t()).float()
        return y if bias is None else y.add_(bias)

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:  # type: ignore[override]
        low_x, low_weight = ctx.saved_tensors
        low = gradient.to(low_x.dtype)
        flat = low.reshape(-1, low.shape[-1])
        d_x = (low @ low_weight).float() if ctx.needs_input_grad[0] else None
        d_weight = (flat.t() @ low_x.reshape(-1, low_x.shape[-1])).float()
        d_bias = gradient.reshape(-1, gradient.shape[-1]).sum(0) if ctx.has_bias else None
        return d_x, d_weight, d_bias


def linear(x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """[..., in] and [out, in] -> [..., out]."""
    if _product_type == torch.float32:
        return torch.nn.functional.linear(x, weight, bias)
    return _Linear.apply(x, weight, bias)


def gates(inputs: Tensor, recurrent: Tensor, state: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """One GRU update from its two projections, [B, 3d] each (Cho et al. 2014, with the reset gate
    applied after the recurrent product, as cuDNN and ONNX `linear_before_reset` have it).

    Returns z, r, n and the new state (1 - z) n + z h, [B, d] each.
    """
    d = state.shape[-1]
    zr = torch.sigmoid(inputs[..., : 2 * d] + recurrent[..., : 2 * d])
    z, r = zr[..., :d], zr[..., d:]
    n = torch.tanh(torch.addcmul(inputs[..., 2 * d :], r, recurrent[..., 2 * d :]))
    return z, r, n, torch.lerp(n, state, z)


def gates_gradient(
    d_new: Tensor, state: Tensor, z: Tensor, r: Tensor, n: Tensor, recurrent_n: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """Gradients of `gates`: of `inputs` [B, 3d], of `recurrent` [B, 3d], and of the state directly."""
    d_state = d_new * z
    d_n = (d_new - d_state).mul_(1 - n * n)
    d_z = (state - n).mul_(d_state).mul_(1 - z)
    d_r = (d_n * recurrent_n).mul_(r).mul_(1 - r)
    return torch.cat([d_z, d_r, d_n], -1), torch.cat([d_z, d_r, d_n * r], -1), d_state


class _Cell(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, inputs: Tensor, recurrent: Tensor, state: Tensor) -> Tensor:  # type: ignore[override]
        z, r, n, new = gates(inputs, recurrent, state)
        ctx.save_for_backward(state, z, r, n, recurrent[..., 2 * state.shape[-1] :])
        return new

    @staticmethod
    def backward(ctx: Any, d_new: Tensor) -> tuple[Tensor, Tensor, Tensor]:  # type: ignore[override]
        return gates_gradient(d_new, *ctx.saved_tensors)


def gru_cell(inputs: Tensor, recurrent: Tensor, state: Tensor) -> Tensor:
    """The new state [B, d] from the projections W x + b and R h + b', [B, 3d] each."""
    return _Cell.apply(inputs, recurrent, state)


def _step(
    inputs: Tensor, recurrent: Tensor, bias: Tensor, state: Tensor, mask: Tensor | None, new: Tensor, gate: Tensor
) -> None:
    """One update of a whole layer, written to `new` [B, d] and `gate` [4, B, d], which has z, r, n and R_n h.

    The projections [B, 3d] are in the product type; bias [2, 3d] has that of the inputs and the recurrent one.
    """
    h = recurrent.float() + bias[1]
    z, r, n, updated = gates(inputs.float() + bias[0], h, state)
    new.copy_(updated if mask is None else torch.where(mask, updated, state))
    for kept, value in zip(gate, (z, r, n, h[:, 2 * state.shape[-1] :])):
        kept.copy_(value)


def _step_gradient(
    d_new: Tensor, gate: Tensor, state: Tensor, mask: Tensor | None, d_inputs: Tensor, d_recurrent: Tensor
) -> Tensor:
    """Gradients of `_step`, written to `d_inputs` and `d_recurrent` [B, 3d]; returns that of the state directly."""
    seen = d_new if mask is None else torch.where(mask, d_new, 0.0)
    to_inputs, to_recurrent, to_state = gates_gradient(seen, state, gate[0], gate[1], gate[2], gate[3])
    d_inputs.copy_(to_inputs)
    d_recurrent.copy_(to_recurrent)
    return d_new - seen + to_state


# What a step of a layer runs through: some forty small operations, or one loop each after `fuse`.
_run_step, _run_step_gradient = _step, _step_gradient


def fuse() -> None:
    """Compile the steps of a layer into one loop each, which takes a C++ compiler; results are the same."""
    global _run_step, _run_step_gradient
    # One each for every combination of sizes, of a mask and of first steps, which start at the beginning of a buffer.
    torch._dynamo.config.recompile_limit = 64
    _run_step = torch.compile(_step, dynamic=True)
    _run_step_gradient = torch.compile(_step_gradient, dynamic=True)


class _Sequence(torch.autograd.Function):
    @staticmethod
    def forward(  # type: ignore[override]
        ctx: Any,
        x: Tensor,
        initial: Tensor,
        weight: Tensor,
        recurrent_weight: Tensor,
        bias: Tensor,
        mask: Tensor | None,
        backwards: bool,
    ) -> Tensor:
        low_x, low_weight = x.to(_product_type), weight.to(_product_type)
        low_recurrent = recurrent_weight.to(_product_type)
        inputs = low_x @ low_weight.t()
        steps, (batch, d) = x.shape[0], initial.shape
        states = initial.new_empty(steps, batch, d)
        low_states = torch.empty_like(states, dtype=_product_type)
        gate = initial.new_empty(steps, 4, batch, d)
        order = range(steps - 1, -1, -1) if backwards else range(steps)
        state = initial
        for t in order:
            low_states[t].copy_(state)
            recurrent = low_states[t] @ low_recurrent.t()
            _run_step(inputs[t], recurrent, bias, state, None if mask is None else mask[t], states[t], gate[t])
            state = states[t]
        ctx.order, ctx.masked = order, mask is not None
        masks = [] if mask is None else [mask]
        ctx.save_for_backward(low_x, low_weight, low_recurrent, low_states, initial, states, gate, *masks)
        return states

    @staticmethod
    def backward(ctx: Any, d_states: Tensor) -> tuple[Tensor | None, ...]:  # type: ignore[override]
        low_x, low_weight, low_recurrent, low_states, initial, states, gate, *masks = ctx.saved_tensors
        steps, batch, d = states.shape
        d_inputs = low_states.new_empty(steps, batch, 3 * d)
        d_recurrent = torch.empty_like(d_inputs)
        carried: Tensor | None = None
        for number in range(steps - 1, -1, -1):
            t = ctx.order[number]
            before = states[ctx.order[number - 1]] if number else initial
            d_new = d_states[t] if carried is None else d_states[t] + carried
            mask = masks[0][t] if masks else None
            direct = _run_step_gradient(d_new, gate[t], before, mask, d_inputs[t], d_recurrent[t])
            carried = (d_recurrent[t] @ low_recurrent).float().add_(direct)
        flat_inputs, flat_recurrent = d_inputs.flatten(0, 1), d_recurrent.flatten(0, 1)
        d_x = (flat_inputs @ low_weight).view(low_x.shape).float() if ctx.needs_input_grad[0] else None
        d_weight = (flat_inputs.t() @ low_x.flatten(0, 1)).float()
        d_recurrent_weight = (flat_recurrent.t() @ low_states.flatten(0, 1)).float()
        d_bias = torch.stack([column_sums(flat_inputs), column_sums(flat_recurrent)])
        return d_x, carried, d_weight, d_recurrent_weight, d_bias, None, None


def gru_sequence(
    x: Tensor,
    initial: Tensor,
    weights: tuple[Tensor, Tensor, Tensor, Tensor],
    mask: Tensor | None = None,
    backwards: bool = False,
) -> Tensor:
    """All states of a GRU, [T, B, d], over inputs x [T, B, in] from a first state [B, d].

    weights: W [3d, in], R [3d, d] and their biases [3d]. `backwards` reads x from its end; the states stay where
    their inputs are. Where `mask` [T, B, 1] is false the state stays as it was: with padding at the right the last
    state is that of the last real piece, and read backwards the last real piece meets the first state.
    """
    W, R, b_W, b_R = weights
    return _Sequence.apply(x, initial, W, R, torch.stack([b_W, b_R]), mask, backwards)


class _CrossEntropy(torch.autograd.Function):
    @staticmethod
    def forward(  # type: ignore[override]
        ctx: Any, outputs: Tensor, embedding: Tensor, bias: Tensor, targets: Tensor, smoothing: float, rows: int
    ) -> tuple[Tensor, Tensor]:
        low_outputs, low_embedding = outputs.to(_product_type), embedding.to(_product_type)
        low_bias, transposed = bias.to(_product_type), low_embedding.t().contiguous()
        mean_row, mean_bias = embedding.mean(0), bias.mean()
        d_outputs = torch.empty_like(outputs)
        d_embedding = torch.zeros_like(embedding)
        d_bias = torch.zeros_like(bias)
        count = outputs.shape[0]
        total, likelihood = outputs.new_zeros(()), outputs.new_zeros(())
        for start in range(0, count, rows):
            part, gold = low_outputs[start : start + rows], targets[start : start + rows, None]
            logits = torch.addmm(low_bias, part, transposed)
            p = torch.softmax(logits, -1)
            log_gold = p.gather(1, gold).float().log()
            likelihood -= log_gold.sum()
            # log p_j = logit_j - lse, and the mean of the logits is that of the mean row: no second pass.
            mean_logit = outputs[start : start + rows] @ mean_row + mean_bias
            lse = logits.gather(1, gold).float() - log_gold
            total -= (1 - smoothing) * log_gold.sum() + smoothing * (mean_logit - lse[:, 0]).sum()
            p.scatter_add_(1, gold, torch.full_like(gold, smoothing - 1, dtype=p.dtype))
            d_outputs[start : start + rows] = p @ low_embedding
            # The right-hand side in row order: the other way round the product takes half as long again.
            d_embedding += (part.t().contiguous() @ p).t()
            d_bias += column_sums(p)
        # What smoothing takes from every piece alike is a product of means.
        d_outputs -= smoothing * mean_row
        d_embedding -= smoothing / len(embedding) * outputs.sum(0)
        d_bias -= smoothing / len(embedding) * count
        ctx.save_for_backward(d_outputs.div_(count), d_embedding.div_(count), d_bias.div_(count))
        ctx.mark_non_differentiable(likelihood)
        return total / count, likelihood / count

    @staticmethod
    def backward(ctx: Any, gradient: Tensor, _: Tensor) -> tuple[Tensor | None, ...]:  # type: ignore[override]
        d_outputs, d_embedding, d_bias = ctx.saved_tensors
        return gradient * d_outputs, gradient * d_embedding, gradient * d_bias, None, None, None


def cross_entropy(
    outputs: Tensor, embedding: Tensor, bias: Tensor, targets: Tensor, smoothing: float
) -> tuple[Tensor, Tensor]:
    """Mean label-smoothed loss (Szegedy et al. 2016) and mean negative log-likelihood.

    outputs [N, e], embedding [V, e], bias [V], targets [N]. Logits are never held all at once.
    """
    rows = 4096 if outputs.is_cuda else 1024
    return _CrossEntropy.apply(outputs, embedding, bias, targets, smoothing, rows)

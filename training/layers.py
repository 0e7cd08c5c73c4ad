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


class _Sequence(torch.autograd.Function):
    @staticmethod
    def forward(  # type: ignore[override]
        ctx: Any, inputs: Tensor, initial: Tensor, weight: Tensor, bias: Tensor, mask: Tensor | None
    ) -> Tensor:
        low_weight = weight.to(_product_type)
        transposed = low_weight.t()
        d = initial.shape[-1]
        state, low_state = initial, initial.to(_product_type)
        saved, states, low_states = [], [], []
        for t in range(inputs.shape[0]):
            recurrent = (low_state @ transposed).float().add_(bias)
            z, r, n, new = gates(inputs[t], recurrent, state)
            if mask is not None:
                new = torch.where(mask[t], new, state)
            saved.append((state, z, r, n, recurrent[..., 2 * d :]))
            low_states.append(low_state)
            state, low_state = new, new.to(_product_type)
            states.append(new)
        ctx.saved = saved
        ctx.save_for_backward(low_weight, torch.stack(low_states), *([] if mask is None else [mask]))
        return torch.stack(states)

    @staticmethod
    def backward(ctx: Any, d_states: Tensor) -> tuple[Tensor | None, ...]:  # type: ignore[override]
        low_weight, low_states, *masks = ctx.saved_tensors
        steps = d_states.shape[0]
        d_inputs: list[Tensor] = [d_states] * steps
        d_recurrent: list[Tensor] = [d_states] * steps
        carried = torch.zeros_like(d_states[0])
        for t in reversed(range(steps)):
            d_new = d_states[t] + carried
            kept = None
            if masks:
                kept = torch.where(masks[0][t], torch.zeros_like(d_new), d_new)
                d_new = d_new - kept
            d_inputs[t], d_r, d_state = gates_gradient(d_new, *ctx.saved[t])
            d_recurrent[t] = d_r.to(low_weight.dtype)
            carried = (d_recurrent[t] @ low_weight).float().add_(d_state)
            if kept is not None:
                carried.add_(kept)
        flat = torch.stack(d_recurrent).reshape(-1, low_weight.shape[0])
        d_weight = (flat.t() @ low_states.reshape(-1, low_states.shape[-1])).float()
        return torch.stack(d_inputs), carried, d_weight, flat.sum(0, dtype=torch.float32), None


def gru_sequence(
    inputs: Tensor, initial: Tensor, weight: Tensor, bias: Tensor, mask: Tensor | None = None
) -> Tensor:
    """All states of a GRU, [T, B, d], from its projected inputs [T, B, 3d] and first state [B, d].

    Where `mask` [T, B, 1] is false the state stays as it was: with padding at the right the last
    state is that of the last real piece, with padding at the left the first real piece meets h_0.
    """
    return _Sequence.apply(inputs, initial, weight, bias, mask)


class _CrossEntropy(torch.autograd.Function):
    @staticmethod
    def forward(  # type: ignore[override]
        ctx: Any, outputs: Tensor, embedding: Tensor, bias: Tensor, targets: Tensor, smoothing: float, rows: int
    ) -> tuple[Tensor, Tensor]:
        low_embedding = embedding.to(_product_type)
        low_outputs = outputs.to(_product_type)
        d_outputs = torch.empty_like(outputs)
        d_embedding = torch.zeros_like(embedding)
        d_bias = torch.zeros_like(bias)
        count, pieces = outputs.shape[0], embedding.shape[0]
        total, likelihood = outputs.new_zeros(()), outputs.new_zeros(())
        for start in range(0, count, rows):
            part, gold = low_outputs[start : start + rows], targets[start : start + rows, None]
            logits = (part @ low_embedding.t()).float().add_(bias)
            p = torch.softmax(logits, -1)
            log_gold = p.gather(1, gold).log()
            # log p_j = logit_j - lse, so the mean over all j needs no second pass.
            lse = logits.gather(1, gold) - log_gold
            likelihood -= log_gold.sum()
            total -= (1 - smoothing) * log_gold.sum() + smoothing * (logits.mean(1, keepdim=True) - lse).sum()
            p.sub_(smoothing / pieces)
            p.scatter_add_(1, gold, torch.full_like(log_gold, smoothing - 1))
            low = p.to(_product_type)
            d_outputs[start : start + rows] = low @ low_embedding
            d_embedding += low.t() @ part
            d_bias += low.sum(0, dtype=torch.float32)
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
    rows = 8192 if outputs.is_cuda else 256
    return _CrossEntropy.apply(outputs, embedding, bias, targets, smoothing, rows)

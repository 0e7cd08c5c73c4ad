"""The eight score functions, each beside its equation.

B sentences, T queries, S source positions; d size of states and annotations, a of hidden layers,
k of projections. A score function gives energies e [B, T, S]; the rest is the same for all:

    weight   a_ti = exp(e_ti) / sum_j exp(e_tj)      softmax over the unmasked source
    context  c_t  = sum_i a_ti h_i

No score function has a bias: one that is the same for all i would cancel in the softmax.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from .layers import linear

SCORES = ("additive", "concat", "general", "dot", "scaled-dot", "content-based", "location", "none")


def _matrix(rows: int, columns: int) -> nn.Parameter:
    return nn.Parameter(nn.init.xavier_uniform_(torch.empty(rows, columns)))


class Additive(nn.Module):
    """v^T tanh(W q + U h_i). Bahdanau et al. 2015, appendix A.1.2."""

    def __init__(self, d: int, a: int) -> None:
        super().__init__()
        self.W, self.U = _matrix(a, d), _matrix(a, d)
        self.v = nn.Parameter(torch.empty(a).uniform_(-1, 1) * math.sqrt(3 / a))

    def keys(self, annotations: Tensor) -> Tensor:
        return linear(annotations, self.U)  # [B, S, a]

    def forward(self, query: Tensor, keys: Tensor) -> Tensor:
        return torch.tanh(linear(query, self.W)[:, :, None] + keys[:, None]) @ self.v


class Concat(nn.Module):
    """v^T tanh(W [q; h_i]). Luong et al. 2015, section 3.1, eq. 8."""

    def __init__(self, d: int, a: int) -> None:
        super().__init__()
        self.W = _matrix(a, 2 * d)
        self.v = nn.Parameter(torch.empty(a).uniform_(-1, 1) * math.sqrt(3 / a))

    def keys(self, annotations: Tensor) -> Tensor:
        # W [q; h] = W_left q + W_right h: the right half does not change with the query.
        return linear(annotations, self.W[:, annotations.shape[-1] :])  # [B, S, a]

    def forward(self, query: Tensor, keys: Tensor) -> Tensor:
        left = linear(query, self.W[:, : query.shape[-1]])
        return torch.tanh(left[:, :, None] + keys[:, None]) @ self.v


class General(nn.Module):
    """q^T W h_i. Luong et al. 2015, section 3.1, eq. 8."""

    def __init__(self, d: int) -> None:
        super().__init__()
        # Energies begin with a deviation near 1, as those of dot do not.
        self.W = nn.Parameter(torch.randn(d, d) / d)

    def keys(self, annotations: Tensor) -> Tensor:
        return linear(annotations, self.W)  # [B, S, d]

    def forward(self, query: Tensor, keys: Tensor) -> Tensor:
        return query @ keys.transpose(1, 2)


class Dot(nn.Module):
    """q^T h_i. Luong et al. 2015, section 3.1, eq. 8. No parameters."""

    def keys(self, annotations: Tensor) -> Tensor:
        return annotations

    def forward(self, query: Tensor, keys: Tensor) -> Tensor:
        return query @ keys.transpose(1, 2)


class ScaledDot(nn.Module):
    """(W_Q q)^T (W_K h_i) / sqrt(k). Vaswani et al. 2017, sections 3.2.1 and 3.2.2."""

    def __init__(self, d: int, k: int) -> None:
        super().__init__()
        self.W_Q, self.W_K = _matrix(k, d), _matrix(k, d)

    def keys(self, annotations: Tensor) -> Tensor:
        return linear(annotations, self.W_K)  # [B, S, k]

    def forward(self, query: Tensor, keys: Tensor) -> Tensor:
        return linear(query, self.W_Q) @ keys.transpose(1, 2) / math.sqrt(keys.shape[-1])


class ContentBased(nn.Module):
    """beta cos(q, h_i). Graves et al. 2014, section 3.3.1, eq. 5 and 6; beta > 0 is learned."""

    def __init__(self) -> None:
        super().__init__()
        # Learned as a logarithm, so that it stays positive; exported as beta itself.
        self.log_beta = nn.Parameter(torch.tensor(math.log(8.0)))

    def keys(self, annotations: Tensor) -> Tensor:
        return annotations / annotations.norm(dim=-1, keepdim=True).clamp_min(1e-8)

    def forward(self, query: Tensor, keys: Tensor) -> Tensor:
        unit = query / query.norm(dim=-1, keepdim=True).clamp_min(1e-8)
        return self.log_beta.exp() * (unit @ keys.transpose(1, 2))


class Location(nn.Module):
    """(W q)_i: the source content is not looked at. Luong et al. 2015, section 3.1, eq. 8."""

    def __init__(self, d: int, positions: int) -> None:
        super().__init__()
        self.W = _matrix(positions, d)

    def keys(self, annotations: Tensor) -> Tensor:
        return annotations[:, :, :1]  # only how many positions there are

    def forward(self, query: Tensor, keys: Tensor) -> Tensor:
        return linear(query, self.W[: keys.shape[1]])


class Attention(nn.Module):
    """All score functions of one network. `none` has no parameters and no weights."""

    def __init__(self, d: int, a: int, positions: int) -> None:
        super().__init__()
        self.functions = nn.ModuleDict(
            {
                "additive": Additive(d, a),
                "concat": Concat(d, a),
                "general": General(d),
                "dot": Dot(),
                "scaled-dot": ScaledDot(d, a),
                "content-based": ContentBased(),
                "location": Location(d, positions),
            }
        )

    def forward(
        self, score: str, query: Tensor, keys: Tensor, annotations: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Energies [B, T, S], weights [B, T, S], context [B, T, d]. `mask` [B, S] is true on the source."""
        energies = self.functions[score](query, keys)
        weights = torch.softmax(energies.masked_fill(~mask[:, None], -math.inf), -1)
        return energies, weights, weights @ annotations

"""The translation network: one encoder and decoder, eight score functions.

B sentences, S source and T target positions, V pieces, e embedding, d hidden size.
Sequences are padded at the right with 0; a source ends with `</s>`, which is an annotation too.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Callable, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .attention import Attention
from .layers import gru_cell, gru_sequence, linear

FAMILIES = ("luong", "bahdanau")
DIRECTIONS = ("fr-en", "en-fr")


@dataclass(frozen=True)
class Sizes:
    """What decides the shape of every parameter."""

    family: str
    vocabulary: int = 8000
    embedding: int = 256
    hidden: int = 512
    attention: int = 256
    positions: int = 160
    encoder_layers: int = 1
    decoder_layers: int = 1  # 1 or 2

    def asdict(self) -> dict[str, object]:
        return asdict(self)


class Gru(nn.Module):
    """Parameters of one GRU direction: W [3d, in], R [3d, d], gates in the order z, r, n.

    A `silent` one begins with states of zero, whatever comes in: its candidate n is tanh(0). So a network that gets
    one more layer computes at first what it did before (`warm_start.py`), and learns from there.
    """

    def __init__(self, inputs: int, d: int, silent: bool = False) -> None:
        super().__init__()
        self.W = nn.Parameter(nn.init.xavier_uniform_(torch.empty(3 * d, inputs)))
        if silent:
            nn.init.zeros_(self.W[2 * d :].detach())
        self.R = nn.Parameter(torch.cat([nn.init.orthogonal_(torch.empty(d, d)) for _ in range(3)]))
        self.b_W = nn.Parameter(torch.zeros(3 * d))
        self.b_R = nn.Parameter(torch.zeros(3 * d))

    @property
    def weights(self) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        return self.W, self.R, self.b_W, self.b_R


@dataclass
class Source:
    """What the encoder made of a batch."""

    annotations: Tensor  # [B, S, d]
    mask: Tensor  # [B, S], true on pieces
    summary: Tensor  # [B, d]: last forward state, first backward state
    initial: Tensor  # [B, d]: the decoder's first state


# From queries [B, T, d] to energies and weights [B, T, S], if there are any, and context [B, T, d].
Attend = Callable[[Tensor], tuple[Tensor | None, Tensor | None, Tensor]]


class Translator(nn.Module):
    def __init__(self, sizes: Sizes, dropout: float = 0.0, word_dropout: float = 0.0) -> None:
        super().__init__()
        self.sizes, self.dropout, self.word_dropout = sizes, dropout, word_dropout
        e, d = sizes.embedding, sizes.hidden
        # One table for source, target and output layer (Press and Wolf 2017).
        self.embedding = nn.Parameter(torch.randn(sizes.vocabulary, e) * e**-0.5)
        self.output_bias = nn.Parameter(torch.zeros(sizes.vocabulary))
        self.forward_gru = Gru(e, d // 2)
        self.backward_gru = Gru(e, d // 2)
        self.upper_encoder = nn.ModuleList(
            nn.ModuleList(Gru(d, d // 2, silent=True) for _ in range(2)) for _ in range(1, sizes.encoder_layers)
        )
        self.initial = nn.Linear(d, d)
        self.attention = Attention(d, sizes.attention, sizes.positions)
        if sizes.family == "luong":
            self.decoder = Gru(e, d)
            self.combine = nn.Linear(2 * d, d)  # W_c [c; s]
        else:
            self.decoder = Gru(e + d, d)
            self.combine = nn.Linear(2 * d + e, d)  # [s; c; E y]
        if sizes.decoder_layers == 2:
            self.upper_decoder = Gru(d, d, silent=True)
        self.output = nn.Linear(d, e)

    def drop(self, x: Tensor, time: int) -> Tensor:
        """Dropout with one mask for all positions of a sentence (Gal and Ghahramani 2016).

        `time` is the axis that shares the mask. Drawing a mask for every position took a
        twentieth of a training step on CPU.
        """
        if not self.training or self.dropout == 0:
            return x
        shape = list(x.shape)
        shape[time] = 1
        kept = torch.rand(shape, device=x.device) >= self.dropout
        return x * (kept / (1 - self.dropout))

    def embed(self, pieces: Tensor, time: int = 0) -> Tensor:
        # Rows of unit length suit the output layer, but are small as input: scaled to deviation 1/2.
        embedded = F.embedding(pieces, self.embedding) * (0.5 * self.sizes.embedding**0.5)
        if self.training and self.word_dropout > 0:
            # Whole pieces are missing now and then (Sennrich and Zhang 2019, section 3.4), so that no sentence that
            # was seen is known by one of its words.
            embedded = embedded * (torch.rand(pieces.shape, device=pieces.device) >= self.word_dropout)[..., None]
        return self.drop(embedded, time)

    def both_ways(self, x: Tensor, mask: Tensor, grus: Sequence[Gru]) -> Tensor:
        """States [S, B, d] of a forward and a backward GRU over x [S, B, in]; mask [S, B, 1] is true on pieces."""
        zero = x.new_zeros(x.shape[1], self.sizes.hidden // 2)
        forward, backward = grus
        there = gru_sequence(x, zero, forward.weights, mask)
        back = gru_sequence(x, zero, backward.weights, mask, backwards=True)
        return torch.cat([there, back], -1)

    def encode(self, source: Tensor) -> Source:
        """source [B, S]: Bahdanau et al. 2015, section 3.2, with GRU states as annotations.

        Further layers read the one below both ways and add what they found to it (Wu et al. 2016, section 3.1).
        """
        mask = source != 0
        steps = mask.t()[:, :, None]
        states = self.both_ways(self.embed(source.t()), steps, (self.forward_gru, self.backward_gru))  # [S, B, d]
        for layer in self.upper_encoder:
            states = states + self.both_ways(self.drop(states, 0), steps, layer)
        annotations = states.transpose(0, 1).contiguous()
        half = self.sizes.hidden // 2
        summary = torch.cat([states[-1, :, :half], states[0, :, half:]], -1)
        initial = torch.tanh(linear(summary, self.initial.weight, self.initial.bias))
        return Source(annotations, mask, summary, initial)

    def attend(self, score: str, source: Source) -> Attend:
        """A function from queries [B, T, d] to energies and weights [B, T, S] and context [B, T, d]."""
        if score == "none":
            # The fixed-length bottleneck (Sutskever et al. 2014): no energies, no weights.
            return lambda query: (None, None, source.summary[:, None].expand(-1, query.shape[1], -1))
        keys = self.attention.functions[score].keys(source.annotations)
        return lambda query: self.attention(score, query, keys, source.annotations, source.mask)

    def step(self, previous: Tensor, state: Tensor, context: Tensor | None) -> Tensor:
        """The decoder state after `previous` [B]; Bahdanau's cell also takes the context [B, d]."""
        x = self.embed(previous)
        if context is not None:
            x = torch.cat([x, context], -1)
        gru = self.decoder
        return gru_cell(linear(x, gru.W, gru.b_W), linear(state, gru.R, gru.b_R), state)

    def attentional(self, state: Tensor, context: Tensor, previous: Tensor) -> Tensor:
        """What context and state say together, [..., d].

        Luong et al. 2015, eq. 5: tanh(W_c [c; s]). Bahdanau et al. 2015, A.2.2, with tanh for
        maxout: tanh(U_o s + V_o E y + C_o c).
        """
        parts = [context, state] if self.sizes.family == "luong" else [context, state, self.embed(previous, -2)]
        return torch.tanh(linear(torch.cat(parts, -1), self.combine.weight, self.combine.bias))

    def upper_step(self, hidden: Tensor, state: Tensor) -> Tensor:
        """The next state [B, d] of the layer above the attention, from what context and state say, [B, d]."""
        gru = self.upper_decoder
        return gru_cell(linear(hidden, gru.W, gru.b_W), linear(state, gru.R, gru.b_R), state)

    def readout(self, hidden: Tensor) -> Tensor:
        """What the output layer is multiplied with, [..., e]."""
        return linear(self.drop(hidden, -2), self.output.weight, self.output.bias)

    def logits(self, readout: Tensor) -> Tensor:
        return F.linear(readout, self.embedding, self.output_bias)

    def forward(self, source: Tensor, previous: Tensor, score: str) -> tuple[Tensor, Tensor | None]:
        """Readouts [B, T, e] and weights [B, T, S] with the true target given: `previous` [B, T]
        begins with `<s>`. No weights for the score function `none`."""
        encoded = self.encode(source)
        attend = self.attend(score, encoded)
        gru = self.decoder
        embedded = self.embed(previous.t())  # [T, B, e]
        if self.sizes.family == "luong":
            # Without input feeding no step waits for an attention: all at once.
            states = gru_sequence(embedded, encoded.initial, gru.weights).transpose(0, 1)
            _, weights, context = attend(states)
        else:
            e = self.sizes.embedding
            # Unbound, because the gradient of inputs[t] is a whole tensor of zeros around one step.
            inputs = linear(embedded, gru.W[:, :e], gru.b_W).unbind(0)
            context_weight = gru.W[:, e:]
            state, all_states, all_contexts, all_weights = encoded.initial, [], [], []
            for inputs_t in inputs:
                _, weights_t, context_t = attend(state[:, None])
                context_t = context_t[:, 0]
                state = gru_cell(
                    inputs_t + linear(context_t, context_weight), linear(state, gru.R, gru.b_R), state
                )
                all_states.append(state)
                all_contexts.append(context_t)
                all_weights.append(weights_t)
            states, context = torch.stack(all_states, 1), torch.stack(all_contexts, 1)
            weights = None if score == "none" else torch.cat(all_weights, 1)
        hidden = self.attentional(states, self.drop(context, 1), previous)
        if self.sizes.decoder_layers == 2:
            below = self.drop(hidden, 1).transpose(0, 1)
            above = gru_sequence(below, torch.zeros_like(encoded.initial), self.upper_decoder.weights)
            hidden = hidden + above.transpose(0, 1)
        return self.readout(hidden), weights

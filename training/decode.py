"""Greedy decoding, a batch of sentences at a time, with every intermediate there to be kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Iterator, Sequence

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from .batches import pad
from .model import Attend, Source, Translator
from .vocabulary import BEGIN, END

LONGEST_TARGET = 200


@dataclass
class Step:
    """One decoder step for a batch: B sentences, S source positions."""

    query: Tensor  # [B, d]
    energies: Tensor | None  # [B, S]
    weights: Tensor | None  # [B, S]
    context: Tensor  # [B, d]
    state: Tensor  # after the step: [B, d], with a layer above the attention [B, 2d]
    logits: Tensor  # [B, V]


def steps(
    model: Translator, source: Source, score: str, attend: Attend | None = None
) -> Callable[[Tensor, Tensor], Step]:
    """A function (previous piece [B], state) -> Step; the first state is `first_state`.

    `attend` is given where keys are there already. Bahdanau asks with the state before the step, Luong with the state after it.
    """
    attend = attend or model.attend(score, source)
    luong = model.sizes.family == "luong"
    d = model.sizes.hidden

    def step(previous: Tensor, before: Tensor) -> Step:
        state, upper = before[:, :d], before[:, d:]
        if luong:
            state = model.step(previous, state, None)
        query = state
        energies, weights, context = attend(query[:, None])
        context = context[:, 0]
        if not luong:
            state = model.step(previous, state, context)
        hidden = model.attentional(state[:, None], context[:, None], previous[:, None])[:, 0]
        after = state
        if model.sizes.decoder_layers == 2:
            upper = model.upper_step(hidden, upper)
            hidden, after = hidden + upper, torch.cat([state, upper], -1)
        logits = model.logits(model.readout(hidden[:, None]))[:, 0]
        row = (lambda x: None if x is None else x[:, 0])
        return Step(query, row(energies), row(weights), context, after, logits)

    return step


def first_state(model: Translator, source: Source) -> Tensor:
    """What the first step begins with: [B, d] from the encoder; a layer above the attention begins at zero."""
    state = source.initial
    return state if model.sizes.decoder_layers == 1 else torch.cat([state, torch.zeros_like(state)], -1)


@torch.no_grad()
def forced(model: Translator, source: Tensor, target: Tensor, score: str) -> tuple[Tensor, list[Step]]:
    """The first state and all steps when `target` [B, T] (with `</s>`) is produced, right or not."""
    encoded = model.encode(source)
    step = steps(model, encoded, score)
    first = first_state(model, encoded)
    state, previous = first, torch.full_like(target[:, 0], BEGIN)
    results = []
    for t in range(target.shape[1]):
        results.append(step(previous, state))
        state, previous = results[-1].state, target[:, t]
    return first, results


def select(source: Source, rows: Tensor) -> Source:
    """The encoder's results for some sentences of a batch."""
    return Source(source.annotations[rows], source.mask[rows], source.summary[rows], source.initial[rows])


@torch.no_grad()
def greedy(model: Translator, source: Tensor, score: str, longest: int = LONGEST_TARGET) -> list[list[int]]:
    """Most probable pieces, without `</s>`, for source [B, S].

    Finished sentences leave the batch, so that one that never ends does not hold up the others.
    """
    encoded = model.encode(source)
    step = steps(model, encoded, score)
    state = first_state(model, encoded)
    previous = torch.full_like(source[:, 0], BEGIN)
    numbers = list(range(len(source)))  # which sentence each row of the batch is
    produced: list[list[int]] = [[] for _ in numbers]
    for _ in range(longest):
        result = step(previous, state)
        state, previous = result.state, result.logits.argmax(-1)
        running = previous != END
        if not bool(running.all()):
            if not bool(running.any()):
                break
            rows = running.nonzero()[:, 0]
            numbers = [numbers[row] for row in rows.tolist()]
            state, previous, encoded = state[rows], previous[rows], select(encoded, rows)
            step = steps(model, encoded, score)
        for number, piece in zip(numbers, previous.tolist()):
            produced[number].append(piece)
    return produced


def encode_lines(tokenizer: Tokenizer, lines: Sequence[str], longest: int) -> list[np.ndarray]:
    """Piece numbers closed by `</s>`. Longer lines are cut, for measuring only."""
    return [np.array([*item.ids[: longest - 1], END]) for item in tokenizer.encode_batch(list(lines))]


def by_length(sequences: Sequence[np.ndarray], size: int) -> Iterator[list[int]]:
    """Batches of indices, of similar length each."""
    order = sorted(range(len(sequences)), key=lambda index: len(sequences[index]))
    for start in range(0, len(order), size):
        yield order[start : start + size]


def translate(
    model: Translator, tokenizer: Tokenizer, lines: Sequence[str], score: str, size: int = 100
) -> list[str]:
    """Text to text, in the order of `lines`."""
    sources = encode_lines(tokenizer, lines, model.sizes.positions)
    texts = [""] * len(lines)
    device = model.embedding.device
    for indices in by_length(sources, size):
        batch = pad([sources[index] for index in indices]).to(device)
        for index, pieces in zip(indices, greedy(model, batch, score)):
            texts[index] = tokenizer.decode(pieces).strip()
    return texts

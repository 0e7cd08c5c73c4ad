"""Training batches: corpora mixed by tokens, bucketed by length, and resumable.

Sentences are drawn into *pools* of many batches, every corpus with its share of the target
tokens and in a shuffled order of its own. A pool is sorted by length and cut into batches, whose
order is shuffled again. Everything follows from the seed and a few counters, so a checkpoint
needs to hold only the counters.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator

import numpy as np
import torch
from torch import Tensor

from .vocabulary import BEGIN


class Corpus:
    """Packed pairs of one corpus, and the order in which an epoch goes through them."""

    def __init__(self, path: Path, seed: int) -> None:
        arrays = np.load(path)
        self.source, self.source_offsets = arrays["source"], arrays["source_offsets"]
        self.target, self.target_offsets = arrays["target"], arrays["target_offsets"]
        self.lengths = np.stack([np.diff(self.source_offsets), np.diff(self.target_offsets)], 1)
        self.seed = seed
        self.epoch, self.position = 0, 0
        self._order: tuple[int, np.ndarray] = (-1, np.empty(0, dtype=np.int64))

    def order(self) -> np.ndarray:
        if self._order[0] != self.epoch:
            generator = np.random.default_rng([self.seed, self.epoch])
            self._order = (self.epoch, generator.permutation(len(self.lengths)))
        return self._order[1]

    def take(self, tokens: float) -> np.ndarray:
        """The next pairs, together about `tokens` target tokens."""
        taken: list[np.ndarray] = []
        while tokens > 0:
            ahead = self.order()[self.position :]
            sums = np.cumsum(self.lengths[ahead, 1])
            count = min(int(np.searchsorted(sums, tokens)) + 1, len(ahead))
            taken.append(ahead[:count])
            tokens -= float(sums[count - 1])
            self.position += count
            if self.position == len(self.lengths):
                self.epoch, self.position = self.epoch + 1, 0
        return np.concatenate(taken)

    def pair(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        s, t = self.source_offsets, self.target_offsets
        return self.source[s[index] : s[index + 1]], self.target[t[index] : t[index + 1]]


@dataclass
class Batch:
    source: Tensor  # [B, S]
    previous: Tensor  # [B, T], begins with <s>
    target: Tensor  # [B, T], ends with </s>
    tokens: int  # target tokens without padding


def pad(sequences: list[np.ndarray]) -> Tensor:
    width = max(len(sequence) for sequence in sequences)
    padded = np.zeros((len(sequences), width), dtype=np.int64)
    for row, sequence in zip(padded, sequences):
        row[: len(sequence)] = sequence
    return torch.from_numpy(padded)


class Batches:
    """An endless iterator of batches. `shares` are the corpora's shares of the target tokens."""

    def __init__(self, folder: Path, shares: dict[str, float], batch_tokens: int, seed: int, pool: int = 60) -> None:
        self.names = list(shares)
        self.corpora = [Corpus(folder / f"{name}.npz", seed + number) for number, name in enumerate(self.names)]
        total = sum(shares.values())
        self.tokens = [pool * batch_tokens * share / total for share in shares.values()]
        self.batch_tokens, self.seed = batch_tokens, seed
        self.pool, self.used = 0, 0
        self._at_pool = self._positions()

    def _positions(self) -> list[tuple[int, int]]:
        return [(corpus.epoch, corpus.position) for corpus in self.corpora]

    def state(self) -> dict[str, Any]:
        """Counters as they were when the present pool was drawn, and how many batches of it are used."""
        return {"pool": self.pool, "used": self.used, "positions": self._at_pool}

    def restore(self, state: dict[str, Any]) -> None:
        self.pool, self.used = state["pool"], state["used"]
        for corpus, (epoch, position) in zip(self.corpora, state["positions"]):
            corpus.epoch, corpus.position = epoch, position

    def epochs(self) -> dict[str, float]:
        """How often each corpus was gone through."""
        return {
            name: round(corpus.epoch + corpus.position / len(corpus.lengths), 2)
            for name, corpus in zip(self.names, self.corpora)
        }

    def _draw_pool(self) -> list[list[tuple[int, int]]]:
        generator = np.random.default_rng([self.seed, 7, self.pool])
        members, lengths = [], []
        for number, (corpus, tokens) in enumerate(zip(self.corpora, self.tokens)):
            taken = corpus.take(tokens)
            members += [(number, int(index)) for index in taken]
            lengths.append(corpus.lengths[taken])
        both = np.concatenate(lengths)
        # Near the target length first: the decoder, with its vocabulary, costs most.
        order = np.lexsort((generator.random(len(both)), both[:, 0], both[:, 1]))
        batches: list[list[tuple[int, int]]] = []
        current: list[tuple[int, int]] = []
        for index in order:
            width = int(both[index].max())
            if current and (len(current) + 1) * width > self.batch_tokens * 1.15:
                batches.append(current)
                current = []
            current.append(members[index])
        batches.append(current)
        generator.shuffle(batches)
        return batches

    def __iter__(self) -> Iterator[Batch]:
        while True:
            self._at_pool = self._positions()
            batches = self._draw_pool()
            while self.used < len(batches):
                members = batches[self.used]
                self.used += 1
                yield self._batch(members)
            self.pool, self.used = self.pool + 1, 0

    def _batch(self, members: list[tuple[int, int]]) -> Batch:
        pairs = [self.corpora[number].pair(index) for number, index in members]
        target = pad([pair[1] for pair in pairs])
        previous = torch.cat([torch.full_like(target[:, :1], BEGIN), target[:, :-1]], 1)
        return Batch(pad([pair[0] for pair in pairs]), previous, target, int((target != 0).sum()))

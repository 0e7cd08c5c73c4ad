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


@dataclass
class Side:
    """One language of a corpus: all sentences in a row, and where each begins."""

    pieces: np.ndarray
    words: np.ndarray  # the number of the word that each piece belongs to
    offsets: np.ndarray  # [N + 1]

    def sentence(self, index: int) -> np.ndarray:
        return self.pieces[self.offsets[index] : self.offsets[index + 1]]

    def owners(self, index: int) -> np.ndarray:
        return self.words[self.offsets[index] : self.offsets[index + 1]]


class Corpus:
    """Packed pairs of one corpus in one direction, and the order in which an epoch goes through them."""

    def __init__(self, folder: Path, name: str, direction: str, seed: int) -> None:
        arrays = np.load(folder / f"{name}.npz")
        source, target = direction.split("-")
        self.source, self.target = (
            Side(arrays[language], arrays[f"{language}_words"], arrays[f"{language}_offsets"])
            for language in (source, target)
        )
        self.lengths = np.stack([np.diff(self.source.offsets), np.diff(self.target.offsets)], 1)
        self.links = Links(folder / f"{name}.links.npz", source == "en")
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

    def guide(self, index: int) -> np.ndarray | None:
        """Whether a target piece and a source piece belong to linked words: [T, S]; None without links."""
        links = self.links.of(index)
        if links is None:
            return None
        sources, targets = self.source.owners(index), self.target.owners(index)
        words = np.zeros((256, 256), dtype=bool)
        words[links[:, 1], links[:, 0]] = True
        return words[targets][:, sources]  # type: ignore[no-any-return]


class Links:
    """The word alignments of a corpus (`links.py`), where there are any."""

    def __init__(self, path: Path, swapped: bool) -> None:
        self.swapped = swapped
        stored = np.load(path) if path.exists() else None
        self.links, self.offsets = (None, None) if stored is None else (stored["links"], stored["offsets"])

    def of(self, index: int) -> np.ndarray | None:
        """Pairs (source word, target word), [L, 2]."""
        if self.links is None or self.offsets is None or self.offsets[index] == self.offsets[index + 1]:
            return None
        found: np.ndarray = self.links[self.offsets[index] : self.offsets[index + 1]]
        return found[:, ::-1] if self.swapped else found


@dataclass
class Batch:
    source: Tensor  # [B, S]
    previous: Tensor  # [B, T], begins with <s>
    target: Tensor  # [B, T], ends with </s>
    tokens: int  # target tokens without padding
    guide: Tensor | None = None  # [B, T, S], true where words were aligned


def pad(sequences: list[np.ndarray]) -> Tensor:
    width = max(len(sequence) for sequence in sequences)
    padded = np.zeros((len(sequences), width), dtype=np.int64)
    for row, sequence in zip(padded, sequences):
        row[: len(sequence)] = sequence
    return torch.from_numpy(padded)


class Batches:
    """An endless iterator of batches.

    Corpora are mixed by temperature: a corpus of n target tokens has a share of the tokens in
    proportion to preference * n^(1/temperature). At 1 the mixture is that of the data, at infinity
    only the preferences count.
    """

    def __init__(
        self,
        folder: Path,
        direction: str,
        preferences: dict[str, float],
        temperature: float,
        batch_tokens: int,
        seed: int,
        pool: int = 60,
    ) -> None:
        self.names = list(preferences)
        self.corpora = [Corpus(folder, name, direction, seed + number) for number, name in enumerate(self.names)]
        sizes = [preference * len(corpus.target.pieces) ** (1 / temperature)
                 for corpus, preference in zip(self.corpora, preferences.values())]
        self.shares = {name: size / sum(sizes) for name, size in zip(self.names, sizes)}
        self.tokens = [pool * batch_tokens * share for share in self.shares.values()]
        self.guided = False  # whether batches carry their guides
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
        corpora = [(self.corpora[number], index) for number, index in members]
        source = pad([corpus.source.sentence(index) for corpus, index in corpora])
        target = pad([corpus.target.sentence(index) for corpus, index in corpora])
        previous = torch.cat([torch.full_like(target[:, :1], BEGIN), target[:, :-1]], 1)
        guide = None
        if self.guided:
            guide = torch.zeros(*target.shape, source.shape[1], dtype=torch.bool)
            for row, (corpus, index) in zip(guide, corpora):
                known = corpus.guide(index)
                if known is not None:
                    row[: known.shape[0], : known.shape[1]] = torch.from_numpy(known)
        return Batch(source, previous, target, int((target != 0).sum()), guide)

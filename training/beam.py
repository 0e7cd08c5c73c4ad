"""Beam search over the network itself, as plainly as it can be written: what the extension's is compared with.

One hypothesis at a time, each decoder step a batch of one; shares no code and no data structure with the
extension's. Only for fixtures: it is slow.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from .decode import LONGEST_TARGET, first_state, steps
from .model import Source, Translator
from .vocabulary import BEGIN, END


@dataclass
class Hypothesis:
    """Pieces, `</s>` included if it was reached, their log-probability, and one row of weights [S] for each."""

    pieces: list[int]
    logprob: float
    rows: list[Tensor]
    state: Tensor  # [1, d], or [1, 2d]

    def score(self, alpha: float) -> float:
        """Wu et al. 2016, eq. 14."""
        return self.logprob / (((5 + len(self.pieces)) ** alpha) / ((5 + 1) ** alpha))

    def complete(self) -> bool:
        return self.pieces[-1:] == [END]


@torch.no_grad()
def beam(
    model: Translator, source: Tensor, score: str, width: int, alpha: float, longest: int = LONGEST_TARGET
) -> tuple[list[Hypothesis], float]:
    """Hypotheses of source [1, S], the best first, and how close the search came to another result.

    That is the smallest distance between the log-probabilities of a continuation that was kept and one that
    was not, or between the scores of two neighbours: where it is smaller than the precision of the numbers,
    another implementation may differ.
    """
    encoded: Source = model.encode(source)
    step = steps(model, encoded, score)
    live = [Hypothesis([], 0.0, [], first_state(model, encoded))]
    done: list[Hypothesis] = []
    closest = float("inf")
    while live:
        longer: list[Hypothesis] = []
        for hypothesis in live:
            previous = torch.tensor([hypothesis.pieces[-1] if hypothesis.pieces else BEGIN])
            result = step(previous, hypothesis.state)
            logprobs = torch.log_softmax(result.logits[0].double(), -1)
            values, pieces = logprobs.topk(width + 1)
            rows = hypothesis.rows if result.weights is None else [*hypothesis.rows, result.weights[0]]
            for value, piece in zip(values.tolist(), pieces.tolist()):
                longer.append(Hypothesis([*hypothesis.pieces, piece], hypothesis.logprob + value, rows, result.state))
        longer.sort(key=lambda hypothesis: -hypothesis.logprob)
        places = width - len(done)
        closest = min(closest, longer[places - 1].logprob - longer[places].logprob)
        live = []
        for hypothesis in longer[:places]:
            ended = hypothesis.complete() or len(hypothesis.pieces) == longest
            (done if ended else live).append(hypothesis)
    done.sort(key=lambda hypothesis: (not hypothesis.complete(), -hypothesis.score(alpha)))
    scores = [hypothesis.score(alpha) for hypothesis in done]
    return done, min([closest, *(abs(one - other) for one, other in zip(scores, scores[1:]))])

"""How sharply each score function attends: the entropy of its rows of weights, through the extension's own engine."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from .evaluate import Task, engine

Figures = dict[str, Any]


def entropies(weights: np.ndarray) -> np.ndarray:
    """H(a_t) = -sum_i a_ti log2 a_ti of each row [target, source], in bits."""
    return -(weights * np.log2(weights, where=weights > 0, out=np.zeros_like(weights))).sum(-1)  # type: ignore[no-any-return]


def measure_entropy(task: Task, lines: list[str]) -> Figures:
    """Over all rows of the translations of `lines`, the row that produced the end of a sentence left out.

    `bits`: mean entropy; `quantiles`: at 5, 25, 50, 75 and 95 % of the rows; `share`: mean of H / log2 S, 1 where
    all S source tokens weigh the same; `largest`: mean of the largest weight; `end`: mean weight of the end of the
    source, a token that no word belongs to.
    """
    rows: list[tuple[float, float, float, float]] = []
    for answer in engine(task, "translate", "--format", "json", lines=lines, skips=True):
        translation = json.loads(answer)
        ends = translation["targetTokens"][-1] == "</s>"
        weights = np.array(translation["weights"])[: -1 if ends else None]
        if len(weights) and weights.shape[1] > 1:
            bits = entropies(weights)
            share = bits / np.log2(weights.shape[1])
            rows += zip(bits, share, weights.max(-1), weights[:, -1])
    bits, share, largest, end = np.array(rows).T
    return {
        "rows": len(rows),
        "bits": round(float(bits.mean()), 3),
        "quantiles": [round(float(value), 3) for value in np.quantile(bits, (0.05, 0.25, 0.5, 0.75, 0.95))],
        "share": round(float(share.mean()), 4),
        "largest": round(float(largest.mean()), 4),
        "end": round(float(end.mean()), 4),
    }

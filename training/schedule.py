"""The learning rate over a run."""

from __future__ import annotations

import math

WARM_UP = 0.03


def learning_rate(progress: float, peak: float) -> float:
    """Linear warm-up over 3 % of the run, then a cosine to a hundredth of the peak."""
    if progress < WARM_UP:
        return peak * max(progress, 1e-4) / WARM_UP
    angle = math.pi * min(1.0, (progress - WARM_UP) / (1 - WARM_UP))
    return peak * (0.01 + 0.99 * 0.5 * (1 + math.cos(angle)))


# For this part of a run the attention is guided; after it, translation alone decides.
GUIDED = 0.7


def guidance(progress: float, most: float) -> float:
    """The weight of the guided alignment loss: falls from `most` to 0 over the first 70 % of the run."""
    return most * max(0.0, 1 - progress / GUIDED)

"""Entropies of rows that are known."""

from __future__ import annotations

import numpy as np
import pytest

from ..entropy import entropies


def test_entropy_in_bits() -> None:
    rows = np.array([[0.25, 0.25, 0.25, 0.25], [1, 0, 0, 0], [0.5, 0.25, 0.25, 0]])
    assert entropies(rows) == pytest.approx([2, 0, 1.5])

"""A run that is stopped and resumed ends where an uninterrupted one does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from ..checkpoint import load
from ..model import FAMILIES
from ..prepare import pack
from ..schedule import learning_rate


def write_corpus(folder: Path) -> None:
    """Three hundred random pairs."""
    generator = np.random.default_rng(6)

    def sentence() -> np.ndarray:
        return np.append(generator.integers(3, 60, generator.integers(2, 9)), 2).astype(np.uint16)

    folder.mkdir(parents=True)
    (source, source_offsets), (target, target_offsets) = (pack([sentence() for _ in range(300)]) for _ in range(2))
    np.savez(
        folder / "toy.npz",
        source=source,
        source_offsets=source_offsets,
        target=target,
        target_offsets=target_offsets,
    )


def run(work: Path, family: str, *extra: str) -> dict[str, torch.Tensor]:
    small = "--vocabulary 60 --hidden 16 --embedding 8 --attention 8 --batch-tokens 40 --shares toy=1 --device cpu"
    command = [sys.executable, "-m", "training.train", "--family", family, "--work", str(work), "--steps", "100"]
    subprocess.run([*command, *small.split(), *extra], check=True, capture_output=True)
    state = load(work / family / "checkpoint.pt")
    return {**state["model"], **{f"average {name}": value for name, value in state["average"].items()}}


@pytest.mark.parametrize("family", FAMILIES)
def test_resume(family: str, tmp_path: Path) -> None:
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    for work in (whole, parts):
        write_corpus(work / "data")
    expected = run(whole, family, "--stop", "70")
    run(parts, family, "--stop", "63")  # in the second pool of batches
    resumed = run(parts, family, "--stop", "70", "--resume")
    for name, value in expected.items():
        assert torch.equal(value, resumed[name]), name


def test_rate_rises_and_falls() -> None:
    rates = [learning_rate(progress / 100, 1.0) for progress in range(101)]
    assert max(rates) == rates[3] and rates[0] < 0.01 and rates[-1] == pytest.approx(0.01)

"""A run that is stopped and resumed ends where an uninterrupted one does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from ..batches import Batches
from ..checkpoint import load
from ..model import FAMILIES
from ..prepare import LANGUAGES, pack
from ..schedule import learning_rate


def write_corpus(folder: Path) -> None:
    """Three hundred random pairs, every piece a word, and links between words of the same number."""
    generator = np.random.default_rng(6)

    def sentence() -> np.ndarray:
        return np.append(generator.integers(3, 60, generator.integers(2, 9)), 2).astype(np.uint16)

    folder.mkdir(parents=True)
    arrays, lengths = {}, {}
    for language in LANGUAGES:
        sentences = [sentence() for _ in range(300)]
        arrays[language], arrays[f"{language}_offsets"] = pack(sentences)
        arrays[f"{language}_words"] = np.concatenate([np.arange(len(s), dtype=np.uint8) for s in sentences])
        lengths[language] = [len(s) - 1 for s in sentences]
    np.savez(folder / "toy.npz", **arrays)
    links = [[(i, i) for i in range(min(both))] for both in zip(*lengths.values())]
    np.savez(
        folder / "toy.links.npz",
        links=np.array([link for pair in links for link in pair], dtype=np.uint8),
        offsets=np.cumsum([0, *map(len, links)]),
    )


def run(work: Path, family: str, *extra: str) -> dict[str, torch.Tensor]:
    small = "--vocabulary 60 --hidden 16 --embedding 8 --attention 8 --batch-tokens 40 --mix toy=1 --device cpu"
    which = ["--direction", "en-fr", "--family", family]
    command = [sys.executable, "-m", "training.train", *which, "--work", str(work), "--steps", "100"]
    subprocess.run([*command, *small.split(), *extra], check=True, capture_output=True)
    state = load(work / f"en-fr-{family}" / "checkpoint.pt")
    return {**state["model"], **{f"average {name}": value for name, value in state["average"].items()}}


@pytest.mark.parametrize(("family", "optimizer"), [*((family, "adam") for family in FAMILIES), ("luong", "muon")])
def test_resume(family: str, optimizer: str, tmp_path: Path) -> None:
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    for work in (whole, parts):
        write_corpus(work / "data")
    with_it = ("--optimizer", optimizer)
    expected = run(whole, family, *with_it, "--stop", "70")
    run(parts, family, *with_it, "--stop", "63")  # in the second pool of batches
    resumed = run(parts, family, *with_it, "--stop", "70", "--resume")
    for name, value in expected.items():
        assert torch.equal(value, resumed[name]), name


def test_rate_rises_and_falls() -> None:
    rates = [learning_rate(progress / 100, 1.0) for progress in range(101)]
    assert max(rates) == rates[3] and rates[0] < 0.01 and rates[-1] == pytest.approx(0.01)


def test_batches_carry_guides(tmp_path: Path) -> None:
    write_corpus(tmp_path / "data")
    batches = Batches(tmp_path / "data", "fr-en", {"toy": 1}, 5, 40, seed=1)
    batches.guided = True
    batch = next(iter(batches))
    assert batch.guide is not None and batch.guide.shape == (*batch.target.shape, batch.source.shape[1])
    for guide, source, target in zip(batch.guide, batch.source, batch.target):
        words = min(int((source != 0).sum()), int((target != 0).sum())) - 1
        expected = torch.zeros_like(guide)
        expected[range(words), range(words)] = True
        assert torch.equal(guide, expected)


def test_corpora_are_mixed_by_temperature(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    write_corpus(folder)
    arrays = dict(np.load(folder / "toy.npz"))
    size = len(arrays["en"])
    np.savez(folder / "whole.npz", **arrays)
    shares = {t: Batches(folder, "fr-en", {"toy": 2, "whole": 1}, t, 40, seed=1).shares["toy"] for t in (1, 1e9)}
    assert shares[1] == pytest.approx(2 / 3) and shares[1e9] == pytest.approx(2 / 3)
    half = int(arrays["en_offsets"][150])
    arrays |= {"en": arrays["en"][:half], "en_words": arrays["en_words"][:half], "en_offsets": arrays["en_offsets"][:151]}
    arrays |= {"fr_offsets": arrays["fr_offsets"][:151]}
    np.savez(folder / "half.npz", **arrays)
    by_size = Batches(folder, "fr-en", {"half": 1, "whole": 1}, 1, 40, seed=1).shares["half"]
    assert by_size == pytest.approx(half / (half + size))
    warmer = Batches(folder, "fr-en", {"half": 1, "whole": 1}, 2, 40, seed=1).shares["half"]
    assert warmer == pytest.approx(half**0.5 / (half**0.5 + size**0.5))


def test_muon_takes_matrices_and_leaves_tables_to_adam(tmp_path: Path) -> None:
    write_corpus(tmp_path / "data")
    before, after = (
        run(tmp_path, "luong", "--optimizer", "muon", "--stop", stop, *more)
        for stop, more in (("5", ()), ("6", ("--resume",)))
    )

    def evenness(name: str) -> float:
        """The smallest singular value of the update against the largest: how near to orthogonal it is."""
        singular = torch.linalg.svdvals(after[name] - before[name])
        return float(singular[-1] / singular[0])

    # A table moves where the batch touched it; a matrix in all directions about as far.
    assert evenness("decoder.R") > 0.4 and evenness("output.weight") > 0.4
    assert evenness("embedding") < 0.3

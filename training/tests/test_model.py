"""Training runs whole sequences, inference single steps: both must be the same network."""

from __future__ import annotations

import pytest
import torch

from ..attention import SCORES
from ..decode import forced, greedy
from ..model import FAMILIES
from .small import SOURCE, TARGET, previous, small_model


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("score", SCORES)
@torch.no_grad()
def test_steps_give_the_logits_of_training(family: str, score: str) -> None:
    model = small_model(family)
    expected = model.logits(model(SOURCE, previous(TARGET), score)[0])
    _, steps = forced(model, SOURCE, TARGET, score)
    logits = torch.stack([step.logits for step in steps], 1)
    present = TARGET != 0
    assert torch.allclose(logits[present], expected[present], atol=1e-5)


@pytest.mark.parametrize("family", FAMILIES)
@torch.no_grad()
def test_padding_changes_nothing(family: str) -> None:
    model = small_model(family)
    together, alone = model.encode(SOURCE), model.encode(SOURCE[1:2, :3])
    assert torch.allclose(together.annotations[1, :3], alone.annotations[0], atol=1e-6)
    assert torch.allclose(together.summary[1], alone.summary[0], atol=1e-6)
    for score in SCORES:
        assert greedy(model, SOURCE, score, 12)[1] == greedy(model, SOURCE[1:2, :3], score, 12)[0]


@torch.no_grad()
def test_queries_of_the_families() -> None:
    for family in FAMILIES:
        initial, steps = forced(small_model(family), SOURCE, TARGET, "general")
        before = [initial, *(step.state for step in steps)]
        for t, step in enumerate(steps):
            assert torch.equal(step.query, before[t + 1] if family == "luong" else before[t])


@torch.no_grad()
def test_none_sees_the_summary_only() -> None:
    for family in FAMILIES:
        model = small_model(family)
        _, steps = forced(model, SOURCE, TARGET, "none")
        for step in steps:
            assert step.weights is None and torch.equal(step.context, model.encode(SOURCE).summary)


def test_dropped_pieces_leave_nothing_of_themselves() -> None:
    model = small_model("luong").train()
    model.word_dropout = 0.5
    torch.manual_seed(1)
    whole = torch.nn.functional.embedding(SOURCE, model.embedding)
    embedded = model.embed(SOURCE)
    gone = (embedded == 0).all(-1)
    assert 0 < int(gone.sum()) < gone.numel()
    scale = 0.5 * model.sizes.embedding**0.5
    assert torch.allclose(embedded[~gone], scale * whole[~gone])
    assert torch.equal(model.eval().embed(SOURCE), scale * whole)

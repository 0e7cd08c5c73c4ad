"""Training runs whole sequences, inference single steps: both must be the same network."""

from __future__ import annotations

import pytest
import torch

from ..attention import SCORES
from ..decode import first_state, forced, greedy, steps
from ..model import FAMILIES
from .small import SHAPES, SOURCE, TARGET, previous, small_model


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("score", SCORES)
@torch.no_grad()
def test_steps_give_the_logits_of_training(shape: tuple[str, int, int], score: str) -> None:
    model = small_model(*shape)
    expected = model.logits(model(SOURCE, previous(TARGET), score)[0])
    _, steps = forced(model, SOURCE, TARGET, score)
    logits = torch.stack([step.logits for step in steps], 1)
    present = TARGET != 0
    assert torch.allclose(logits[present], expected[present], atol=1e-5)


@pytest.mark.parametrize("shape", SHAPES)
@torch.no_grad()
def test_padding_changes_nothing(shape: tuple[str, int, int]) -> None:
    model = small_model(*shape)
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


@torch.no_grad()
def test_what_was_looked_at_is_remembered_above_the_attention() -> None:
    """Luong's decoder is told by its upper layer alone what contexts there were before."""
    for layers, same in ((1, True), (2, False)):
        model = small_model("luong", 1, layers)
        source = model.encode(SOURCE)
        step = steps(model, source, "general")
        first, begin = first_state(model, source), torch.ones_like(SOURCE[:, 0])
        plain = step(begin, first)
        source.annotations.copy_(source.annotations.flip(2))  # contexts become others
        other = steps(model, source, "general")(begin, first)
        again = [step(begin, result.state).logits for result in (plain, other)]
        assert torch.equal(*again) == same

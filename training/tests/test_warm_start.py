"""A network that begins with another's weights computes what that one did, and may have grown."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from ..model import FAMILIES, Translator
from ..warm_start import warm_start
from .small import SOURCE, TARGET, previous, small_model


@pytest.mark.parametrize("family", FAMILIES)
@torch.no_grad()
def test_same_network_with_more_pieces(family: str) -> None:
    old = small_model(family)
    new = Translator(replace(old.sizes, vocabulary=44, positions=12)).eval()
    grown = warm_start(new, old.state_dict())
    assert sorted(grown) == ["attention.functions.location.W", "embedding", "output_bias"]
    for score in ("additive", "content-based", "location", "none"):
        expected, weights = old(SOURCE, previous(TARGET), score)
        readout, again = new(SOURCE, previous(TARGET), score)
        assert torch.equal(readout, expected)
        assert (weights is None) == (again is None) and (weights is None or torch.equal(weights, again))
        assert torch.equal(new.logits(readout)[..., :40], old.logits(expected))


def test_other_sizes_are_refused_by_name() -> None:
    old = small_model("luong")
    with pytest.raises(ValueError, match="forward_gru.W.*shape"):
        warm_start(Translator(replace(old.sizes, embedding=10)), {**old.state_dict(), "embedding": torch.zeros(40, 10)})
    with pytest.raises(ValueError, match="embedding: 40 rows; the network to train has 30"):
        warm_start(Translator(replace(old.sizes, vocabulary=30)), old.state_dict())
    with pytest.raises(ValueError, match="combine.weight"):
        warm_start(Translator(replace(old.sizes, family="bahdanau")), {**small_model("bahdanau").state_dict(), "combine.weight": torch.zeros(3, 3)})

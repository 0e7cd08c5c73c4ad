"""A network that begins with another's weights computes what that one did, and may have grown."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from ..checkpoint import save
from ..model import FAMILIES, Translator
from ..warm_start import LAYERS, ancestry, warm_start
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


@torch.no_grad()
def test_a_new_piece_begins_with_the_mean_of_its_parts() -> None:
    old = small_model("luong")
    new = Translator(replace(old.sizes, vocabulary=42))
    warm_start(new, old.state_dict(), {41: [5, 7]})
    five, seven, both = old.embedding[5], old.embedding[7], new.embedding[41]
    assert torch.allclose(both / both.norm(), (five + seven) / (five + seven).norm(), atol=1e-6)
    assert torch.isclose(both.norm(), (five.norm() + seven.norm()) / 2)


@pytest.mark.parametrize("family", FAMILIES)
@torch.no_grad()
def test_same_network_with_more_layers(family: str) -> None:
    old = small_model(family)
    new = Translator(replace(old.sizes, encoder_layers=3, decoder_layers=2)).eval()
    grown = warm_start(new, old.state_dict())
    assert {name.split(".")[0] for name in grown} == {"upper_encoder", "upper_decoder"}
    for score in ("additive", "none"):
        expected, _ = old(SOURCE, previous(TARGET), score)
        assert torch.equal(new(SOURCE, previous(TARGET), score)[0], expected)


def test_more_layers_learn() -> None:
    old = small_model("luong")
    new = Translator(replace(old.sizes, encoder_layers=2, decoder_layers=2)).train()
    warm_start(new, old.state_dict())
    new(SOURCE, previous(TARGET), "general")[0].square().sum().backward()
    for name, parameter in new.named_parameters():
        if name.startswith(LAYERS) and name.endswith(".W"):
            assert parameter.grad is not None and bool(parameter.grad.abs().sum() > 0), name


def test_other_sizes_are_refused_by_name() -> None:
    old = small_model("luong")
    with pytest.raises(ValueError, match="forward_gru.W.*shape"):
        warm_start(Translator(replace(old.sizes, embedding=10)), {**old.state_dict(), "embedding": torch.zeros(40, 10)})
    with pytest.raises(ValueError, match="embedding: 40 rows; the network to train has 30"):
        warm_start(Translator(replace(old.sizes, vocabulary=30)), old.state_dict())
    with pytest.raises(ValueError, match="combine.weight"):
        warm_start(Translator(replace(old.sizes, family="bahdanau")), {**small_model("bahdanau").state_dict(), "combine.weight": torch.zeros(3, 3)})


def test_what_weights_come_from(tmp_path: Path) -> None:
    bundle = tmp_path / "fr-en-luong"
    bundle.mkdir()
    first = {"minutes": 108.0, "steps": 6448, "targetTokens": 17_000_000}
    (bundle / "model.json").write_text(json.dumps({"id": "fr-en-luong", "training": {**first, "machine": "CPU"}}))
    assert ancestry(bundle) == [{"id": "fr-en-luong", **first, "guidance": 0.0}]
    state = {"options": {"direction": "en-fr", "family": "luong", "guidance": "0.4"}, "minutes": 54.0, "step": 2610, "tokens": 8_000_000}
    save(tmp_path / "run" / "checkpoint.pt", {**state, "before": ancestry(bundle)})
    second = {"id": "en-fr-luong", "minutes": 54.0, "steps": 2610, "targetTokens": 8_000_000, "guidance": 0.4}
    assert ancestry(tmp_path / "run" / "checkpoint.pt") == [{"id": "fr-en-luong", **first, "guidance": 0.0}, second]

"""What is written to a bundle is what is read from it, by us and by ONNX Runtime."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from ..bundle import ALIGNMENT, WEIGHTS, from_file, read_safetensors, rounded, to_file, write_safetensors
from ..decode import forced
from .small import SHAPES, SOURCE, TARGET, previous, small_model


@pytest.mark.parametrize("shape", SHAPES)
def test_round_trip(shape: tuple[str, int, int], tmp_path: Path) -> None:
    model = rounded(small_model(*shape))
    arrays = to_file(model)
    places = write_safetensors(tmp_path / WEIGHTS, arrays)
    again = from_file(read_safetensors(tmp_path / WEIGHTS), model.sizes)
    for name, value in model.state_dict().items():
        assert torch.equal(value, again.state_dict()[name]), name
    data = (tmp_path / WEIGHTS).read_bytes()
    for name, (offset, length) in places.items():
        assert data[offset : offset + length] == arrays[name].tobytes(), name
    assert places["embedding"][0] % ALIGNMENT == 0


@pytest.mark.parametrize("shape", SHAPES)
@torch.no_grad()
def test_graphs_compute_what_pytorch_computes(shape: tuple[str, int, int], tmp_path: Path) -> None:
    runtime = pytest.importorskip("onnxruntime")
    from ..graphs import BUILDERS

    model = rounded(small_model(*shape))
    d, luong = model.sizes.hidden, shape[0] == "luong"
    arrays = to_file(model)
    places = write_safetensors(tmp_path / WEIGHTS, arrays)
    sessions = {}
    for name, build in BUILDERS.items():
        (tmp_path / f"{name}.onnx").write_bytes(build(arrays, places, model.sizes).SerializeToString())
        sessions[name] = runtime.InferenceSession(str(tmp_path / f"{name}.onnx"))

    encoded = model.encode(SOURCE)
    lengths = (SOURCE != 0).sum(1)
    annotations, summary, state = sessions["encoder"].run(
        None, {"source": SOURCE.numpy().astype(np.int32), "lengths": lengths.numpy().astype(np.int32)}
    )
    present = (SOURCE != 0).numpy()
    assert np.allclose(annotations[present], encoded.annotations.numpy()[present], atol=1e-5)
    assert np.allclose(summary, encoded.summary.numpy(), atol=1e-5)

    _, steps = forced(model, SOURCE, TARGET, "additive")
    upper = {} if model.sizes.decoder_layers == 1 else {"upper": np.zeros_like(state)}
    for step, pieces in zip(steps, previous(TARGET).t().numpy().astype(np.int32)):
        context = {"context": step.context.numpy()}
        (state,) = sessions["decoder"].run(None, {"previous": pieces, "state": state, **({} if luong else context)})
        assert np.allclose(state, step.state[:, :d].numpy(), atol=1e-5)
        seen = {"state": state, **context, **upper, **({} if luong else {"previous": pieces})}
        log_probabilities, *above = sessions["readout"].run(None, seen)
        assert np.allclose(log_probabilities, step.logits.log_softmax(-1).numpy(), atol=1e-4)
        if upper:
            upper = {"upper": above[0]}
            assert np.allclose(above[0], step.state[:, d:].numpy(), atol=1e-5)

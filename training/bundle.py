"""The files of a model bundle: how parameters are named, shaped and stored.

All parameters are in `weights.safetensors`, once. Each has the layout that its reader wants:
recurrent ones that of the ONNX operator `GRU` (leading axis for directions, gates z r n, both
biases in a row), those of the score functions the matrix of their equation, row by row.

Matrices are stored as int8 with a float32 scale for each row, `NAME.scale` [..., rows, 1]: the
parameter is the integer times its row's scale. Everything else is float16.
"""

from __future__ import annotations

import hashlib
import json
import math
import struct
from pathlib import Path
from typing import Iterator

import numpy as np
import torch
from torch import Tensor

from .model import Sizes, Translator

ALIGNMENT = 64
WEIGHTS = "weights.safetensors"

# Parameters that only change their name: (name in the file, name in the network).
PLAIN = (
    ("embedding", "embedding"),
    ("output.bias", "output_bias"),
    ("initial.W", "initial.weight"),
    ("initial.b", "initial.bias"),
    ("combine.W", "combine.weight"),
    ("combine.b", "combine.bias"),
    ("project.W", "output.weight"),
    ("project.b", "output.bias"),
    ("attention.additive.W", "attention.functions.additive.W"),
    ("attention.additive.U", "attention.functions.additive.U"),
    ("attention.additive.v", "attention.functions.additive.v"),
    ("attention.concat.W", "attention.functions.concat.W"),
    ("attention.concat.v", "attention.functions.concat.v"),
    ("attention.general.W", "attention.functions.general.W"),
    ("attention.scaled-dot.W_Q", "attention.functions.scaled-dot.W_Q"),
    ("attention.scaled-dot.W_K", "attention.functions.scaled-dot.W_K"),
    ("attention.location.W", "attention.functions.location.W"),
)
BETA = ("attention.content-based.beta", "attention.functions.content-based.log_beta")
SCALE = ".scale"


def recurrent(sizes: Sizes) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Recurrent layers: the name in the file, and those of their directions in the network."""
    yield "encoder", ("forward_gru", "backward_gru")
    for layer in range(1, sizes.encoder_layers):
        yield f"encoder{layer + 1}", (f"upper_encoder.{layer - 1}.0", f"upper_encoder.{layer - 1}.1")
    yield "decoder", ("decoder",)
    if sizes.decoder_layers == 2:
        yield "decoder2", ("upper_decoder",)


def quantised(matrix: Tensor) -> tuple[np.ndarray, np.ndarray]:
    """Integers -127..127 and the scale of each row, so that its largest entry is met exactly."""
    scale = matrix.abs().amax(-1, keepdim=True).clamp_min(1e-12) / 127
    return torch.round(matrix / scale).to(torch.int8).numpy(), scale.numpy()


def to_file(model: Translator) -> dict[str, np.ndarray]:
    """Every parameter as it is stored, in the order of the file."""
    state = {name: value.detach().cpu().float() for name, value in model.state_dict().items()}
    tensors = {name: state[key] for name, key in PLAIN}
    tensors[BETA[0]] = state[BETA[1]].exp().reshape(1)
    for name, directions in recurrent(model.sizes):
        for part in ("W", "R"):
            tensors[f"{name}.{part}"] = torch.stack([state[f"{direction}.{part}"] for direction in directions])
        tensors[f"{name}.B"] = torch.stack(
            [torch.cat([state[f"{direction}.b_W"], state[f"{direction}.b_R"]]) for direction in directions]
        )
    arrays: dict[str, np.ndarray] = {}
    for name, tensor in sorted(tensors.items()):
        if is_matrix(name):
            arrays[name], arrays[name + SCALE] = quantised(tensor)
        else:
            arrays[name] = tensor.to(torch.float16).numpy()
            assert np.isfinite(arrays[name]).all(), f"{name} does not fit into float16"
    return arrays


def is_matrix(name: str) -> bool:
    """Whether a stored parameter is a matrix, or a stack of them; the others are vectors and a number."""
    return name == "embedding" or name.rpartition(".")[2] in ("W", "R", "U", "W_Q", "W_K")


def stored_values(arrays: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The parameters in float32, scales applied; files that hold float16 only are read as well."""
    return {
        name: array.astype(np.float32) * arrays[name + SCALE] if name + SCALE in arrays else array.astype(np.float32)
        for name, array in arrays.items()
        if not name.endswith(SCALE)
    }


def from_file(arrays: dict[str, np.ndarray], sizes: Sizes) -> Translator:
    """The network with the stored parameters, in float32."""
    model = Translator(sizes)
    tensors = {name: torch.from_numpy(array) for name, array in stored_values(arrays).items()}
    state: dict[str, Tensor] = {key: tensors[name] for name, key in PLAIN}
    state[BETA[1]] = tensors[BETA[0]][0].log()
    for name, directions in recurrent(sizes):
        for number, direction in enumerate(directions):
            state[f"{direction}.W"] = tensors[f"{name}.W"][number]
            state[f"{direction}.R"] = tensors[f"{name}.R"][number]
            half = tensors[f"{name}.B"].shape[1] // 2
            state[f"{direction}.b_W"] = tensors[f"{name}.B"][number][:half]
            state[f"{direction}.b_R"] = tensors[f"{name}.B"][number][half:]
    model.load_state_dict(state)
    return model.eval()


def rounded(model: Translator) -> Translator:
    """The network as a reader of the bundle sees it, with the parameters that are stored."""
    return from_file(to_file(model), model.sizes)


def write_safetensors(path: Path, arrays: dict[str, np.ndarray]) -> dict[str, tuple[int, int]]:
    """Write the file; returns the absolute offset and length of every tensor in it.

    Written by hand, because every tensor begins at a multiple of 64 bytes: the header is filled
    up with spaces, as the format allows, and no tensor has a size that would break the row
    (gaps are not allowed). The ONNX graphs point into this file.
    """
    kinds = {"float16": "F16", "float32": "F32", "int32": "I32", "int8": "I8"}
    header: dict[str, object] = {}
    position = 0
    # Largest alignment first: sizes that are multiples of 64 bytes leave the next one aligned.
    order = sorted(arrays, key=lambda name: arrays[name].nbytes % ALIGNMENT != 0)
    for name in order:
        array = arrays[name]
        header[name] = {
            "dtype": kinds[str(array.dtype)],
            "shape": list(array.shape),
            "data_offsets": [position, position + array.nbytes],
        }
        position += array.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-(8 + len(text)) % ALIGNMENT)
    start = 8 + len(text)
    with path.open("wb") as stream:
        stream.write(struct.pack("<Q", len(text)) + text)
        for name in order:
            stream.write(np.ascontiguousarray(arrays[name]).tobytes())
    return {
        name: (start + entry["data_offsets"][0], arrays[name].nbytes)  # type: ignore[index]
        for name, entry in header.items()
    }


def read_safetensors(path: Path) -> dict[str, np.ndarray]:
    """All tensors of a file that this project wrote."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    kinds = {"F16": np.float16, "F32": np.float32, "I32": np.int32, "I8": np.int8}
    arrays = {}
    for name, entry in json.loads(data[8 : 8 + length]).items():
        first, last = (8 + length + offset for offset in entry["data_offsets"])
        count = math.prod(entry["shape"])
        assert last - first == count * np.dtype(kinds[entry["dtype"]]).itemsize, name
        arrays[name] = np.frombuffer(data, kinds[entry["dtype"]], count, first).reshape(entry["shape"])
    return arrays


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def load_bundle(folder: Path) -> Translator:
    """The network of a bundle, in float32 arithmetic."""
    manifest = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    sizes = manifest["sizes"]
    names = ("vocabulary", "embedding", "hidden", "attention")
    layers = {"encoder_layers": sizes.get("encoderLayers", 1), "decoder_layers": sizes.get("decoderLayers", 1)}
    known = Sizes(manifest["family"], *(sizes[name] for name in names), positions=sizes["maxSourceLength"], **layers)
    return from_file(read_safetensors(folder / WEIGHTS), known)

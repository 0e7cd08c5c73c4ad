"""The three ONNX graphs of a bundle, built node by node.

They hold topology only. Their parameters are ONNX *external data*: places in
`weights.safetensors`, stored as int8 with a scale for each row, or as float16, and made float32
where they enter the graph (ONNX Runtime does that once, when it loads). So the embedding is stored
once for all three graphs.

The attention between them is not here: the host computes it, to have every number at hand.

    encoder   source [B, S], lengths [B]              -> annotations [B, S, d], summary, initial_state [B, d]
    decoder   previous [B], state [B, d] (, context)  -> next_state [B, d]
    readout   state, context [B, d] (, previous [B])  -> log_probabilities [B, V]

In parentheses: the Bahdanau family only. Where a decoder has a layer above the attention, the readout also takes that
layer's state, `upper` [B, d], and returns `next_upper`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import onnx
from onnx import TensorProto, helper

from .bundle import SCALE, WEIGHTS
from .model import Sizes

Places = dict[str, tuple[int, int]]
FLOAT, INT = TensorProto.FLOAT, TensorProto.INT32


@dataclass
class Graph:
    """Collects nodes, parameters and constants of one graph."""

    arrays: dict[str, np.ndarray]
    places: Places
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    initializers: list[onnx.TensorProto] = field(default_factory=list)
    known: set[str] = field(default_factory=set)

    def parameter(self, name: str) -> str:
        """A stored tensor, as float32."""
        result = f"{name}.f32"
        if name in self.known:
            return result
        self.known.add(name)
        self.external(name)
        if name + SCALE in self.arrays:
            self.external(name + SCALE)
            self.add("Cast", [name], f"{name}.integers", to=FLOAT)
            self.add("Mul", [f"{name}.integers", name + SCALE], result)
        else:
            self.add("Cast", [name], result, to=FLOAT)
        return result

    def external(self, name: str) -> None:
        """An initializer that points to its place in the file of weights."""
        array = self.arrays[name]
        kind = helper.np_dtype_to_tensor_dtype(array.dtype)
        tensor = TensorProto(name=name, dims=array.shape, data_type=kind)
        tensor.data_location = TensorProto.EXTERNAL
        offset, length = self.places[name]
        for key, value in (("location", WEIGHTS), ("offset", str(offset)), ("length", str(length))):
            tensor.external_data.add(key=key, value=value)
        self.initializers.append(tensor)

    def constant(self, name: str, value: np.ndarray) -> str:
        self.initializers.append(onnx.numpy_helper.from_array(value, name))
        return name

    def add(self, operator: str, inputs: list[str], outputs: str | list[str], doc: str = "", **attributes: object) -> str:
        names = [outputs] if isinstance(outputs, str) else outputs
        label = next(name for name in names if name)
        self.nodes.append(helper.make_node(operator, inputs, names, name=label, doc_string=doc, **attributes))
        return label

    def embed(self, pieces: str, size: int, output: str) -> str:
        """Rows of the embedding, scaled as in `Translator.embed`."""
        self.add("Gather", [self.parameter("embedding"), pieces], f"{output}.rows", axis=0)
        scale = self.constant(f"{output}.scale", np.array(0.5 * size**0.5, dtype=np.float32))
        return self.add("Mul", [f"{output}.rows", scale], output, f"E[{pieces}]")

    def affine(self, x: str, layer: str, output: str, doc: str, bias: str = "b") -> str:
        return self.add(
            "Gemm", [x, self.parameter(f"{layer}.W"), self.parameter(f"{layer}.{bias}")], output, doc, transB=1
        )

    def model(
        self, name: str, doc: str, inputs: list[onnx.ValueInfoProto], outputs: list[onnx.ValueInfoProto]
    ) -> onnx.ModelProto:
        graph = helper.make_graph(self.nodes, name, inputs, outputs, self.initializers, doc)
        return helper.make_model(
            graph, producer_name="attention-lens", opset_imports=[helper.make_opsetid("", 17)], ir_version=8
        )


def value(name: str, kind: int, *shape: str | int) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, shape)


def both_ways(g: Graph, x: str, layer: str, d: int) -> tuple[str, str]:
    """A bidirectional GRU over x [S, B, in]: its states [S, B, d], and the last of each direction [2, B, d/2]."""
    states, last = f"{layer}.states", f"{layer}.last"
    g.add(
        "GRU",
        [x, *(g.parameter(f"{layer}.{part}") for part in ("W", "R", "B")), "lengths"],
        [f"{layer}.directions", last],
        "both directions; [S, 2, B, d/2] and [2, B, d/2]",
        hidden_size=d // 2,
        direction="bidirectional",
        linear_before_reset=1,
    )
    g.add("Transpose", [f"{layer}.directions"], f"{layer}.by_sentence", perm=[0, 2, 1, 3])
    shape = g.constant(f"{layer}.shape", np.array([0, 0, d]))
    return g.add("Reshape", [f"{layer}.by_sentence", shape], states, "[S, B, d]"), last


def encoder(arrays: dict[str, np.ndarray], places: Places, sizes: Sizes) -> onnx.ModelProto:
    """Bahdanau et al. 2015, section 3.2: annotation h_i = [forward state; backward state], summed over the layers."""
    g, d = Graph(arrays, places), sizes.hidden
    g.add("Transpose", ["source"], "source_by_time", perm=[1, 0])
    x = g.embed("source_by_time", sizes.embedding, "embedded")
    states, last = both_ways(g, x, "encoder", d)
    for number in range(2, sizes.encoder_layers + 1):
        found, found_last = both_ways(g, states, f"encoder{number}", d)
        states = g.add("Add", [states, found], f"encoder{number}.sum", "what this layer found, added")
        last = g.add("Add", [last, found_last], f"encoder{number}.last_sum")
    g.add("Transpose", [states], "annotations", perm=[1, 0, 2])
    g.add("Transpose", [last], "last_by_sentence", perm=[1, 0, 2])
    g.add(
        "Reshape",
        ["last_by_sentence", g.constant("shape2", np.array([0, d]))],
        "summary",
        "last forward state, first backward state",
    )
    g.affine("summary", "initial", "initial.linear", "W summary + b")
    g.add("Tanh", ["initial.linear"], "initial_state", "s_0")
    return g.model(
        "encoder",
        "Bidirectional GRU over the source; `lengths` counts pieces including </s>.",
        [value("source", INT, "batch", "sourceLength"), value("lengths", INT, "batch")],
        [
            value("annotations", FLOAT, "batch", "sourceLength", d),
            value("summary", FLOAT, "batch", d),
            value("initial_state", FLOAT, "batch", d),
        ],
    )


def one_step(g: Graph, x: str, state: str, layer: str, output: str, d: int) -> str:
    """One step of a GRU: the next state [B, d] from x [B, in] and state [B, d]."""
    # A sequence of length one: its leading axis is put on and taken off again.
    axis = g.constant(f"{layer}.axis", np.array([0]))
    g.add("Unsqueeze", [x, axis], f"{layer}.in_time")
    g.add("Unsqueeze", [state, axis], f"{layer}.state_by_direction")
    g.add(
        "GRU",
        [f"{layer}.in_time", *(g.parameter(f"{layer}.{part}") for part in ("W", "R", "B")), "", f"{layer}.state_by_direction"],
        ["", f"{layer}.last"],
        "[1, B, d]",
        hidden_size=d,
        linear_before_reset=1,
    )
    return g.add("Squeeze", [f"{layer}.last", axis], output)


def decoder(arrays: dict[str, np.ndarray], places: Places, sizes: Sizes) -> onnx.ModelProto:
    """One GRU step: s_t = f(s_{t-1}, y_{t-1}), in the Bahdanau family f(s_{t-1}, y_{t-1}, c_t)."""
    g, d = Graph(arrays, places), sizes.hidden
    bahdanau = sizes.family == "bahdanau"
    x = g.embed("previous", sizes.embedding, "embedded")
    if bahdanau:
        x = g.add("Concat", [x, "context"], "inputs", "[E y; c]", axis=-1)
    one_step(g, x, "state", "decoder", "next_state", d)
    inputs = [value("previous", INT, "batch"), value("state", FLOAT, "batch", d)]
    if bahdanau:
        inputs.append(value("context", FLOAT, "batch", d))
    doc = "One decoder step, after the attention." if bahdanau else "One decoder step, before the attention."
    return g.model("decoder", doc, inputs, [value("next_state", FLOAT, "batch", d)])


def readout(arrays: dict[str, np.ndarray], places: Places, sizes: Sizes) -> onnx.ModelProto:
    """Luong et al. 2015, eq. 5 and 6: tanh(W_c [c; s]); Bahdanau et al. 2015, A.2.2, also sees y."""
    g, d = Graph(arrays, places), sizes.hidden
    bahdanau = sizes.family == "bahdanau"
    parts = ["context", "state"]
    if bahdanau:
        parts.append(g.embed("previous", sizes.embedding, "embedded"))
    g.add("Concat", parts, "seen", "[c; s; E y]" if bahdanau else "[c; s]", axis=-1)
    g.affine("seen", "combine", "combined", "W_c seen + b")
    read = g.add("Tanh", ["combined"], "attentional")
    inputs = [value("state", FLOAT, "batch", d), value("context", FLOAT, "batch", d)]
    outputs = [value("log_probabilities", FLOAT, "batch", sizes.vocabulary)]
    if sizes.decoder_layers == 2:
        one_step(g, "attentional", "upper", "decoder2", "next_upper", d)
        read = g.add("Add", ["attentional", "next_upper"], "summed", "what the layer above the attention found, added")
        inputs.append(value("upper", FLOAT, "batch", d))
        outputs.append(value("next_upper", FLOAT, "batch", d))
    g.affine(read, "project", "projected", "from d to the size of an embedding")
    g.add(
        "Gemm",
        ["projected", g.parameter("embedding"), g.parameter("output.bias")],
        "logits",
        "against every row of the embedding",
        transB=1,
    )
    if bahdanau:
        inputs.append(value("previous", INT, "batch"))
    g.add("LogSoftmax", ["logits"], "log_probabilities", "log p(y_t | y_<t, x)", axis=-1)
    doc = "From state and context to the logarithm of every piece's probability."
    return g.model("readout", doc, inputs, outputs)


BUILDERS = {"encoder": encoder, "decoder": decoder, "readout": readout}

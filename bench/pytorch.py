"""The same decoding in PyTorch, on the same weights, as fast as it goes without changing what is computed.

Reads a JSON object from standard input:

    {"models": FOLDER, "runs": N, "work": [{"model", "score", "source": [ids], "produced": [ids]}, ...]}

and writes {"torch": VERSION, "figures": [{"model", "score", "threads", "samples": [ms, ...]}, ...]}. Fails if a
sentence does not come out as it did in the extension: then the two would not do the same work.
"""

import json
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import torch  # noqa: E402
from torch.nn import functional as F  # noqa: E402

from training.bundle import read_safetensors, stored_values  # noqa: E402


def torch_gates(matrix):
    """Gates z r n, as ONNX stores them, in the order r z n of PyTorch."""
    z, r, n = matrix.chunk(3, 0)
    return torch.cat([r, z, n], 0).contiguous()


class Model:
    def __init__(self, folder):
        manifest = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        sizes = manifest["sizes"]
        self.family, self.longest = manifest["family"], sizes["maxTargetLength"]
        self.begin, self.end = manifest["specialTokens"]["begin"], manifest["specialTokens"]["end"]
        stored = stored_values(read_safetensors(folder / "weights.safetensors"))
        w = self.w = {name: torch.from_numpy(values) for name, values in stored.items()}
        d, e = sizes["hidden"], sizes["embedding"]
        self.scaled = w["embedding"] * (0.5 * e**0.5)
        layers = range(sizes.get("encoderLayers", 1))
        self.encoders = [torch.nn.GRU(d if layer else e, d // 2, bidirectional=True) for layer in layers]
        self.cell = torch.nn.GRUCell(e if self.family == "luong" else e + d, d)
        self.upper = torch.nn.GRUCell(d, d) if sizes.get("decoderLayers", 1) == 2 else None
        for layer, encoder in enumerate(self.encoders):
            for direction, suffix in enumerate(("", "_reverse")):
                self.fill(encoder, f"encoder{layer + 1 if layer else ''}", direction, f"_l0{suffix}")
        self.fill(self.cell, "decoder", 0, "")
        if self.upper is not None:
            self.fill(self.upper, "decoder2", 0, "")

    def fill(self, layer, name, direction, suffix):
        b = self.w[f"{name}.B"][direction]
        half = b.shape[0] // 2
        values = {
            "weight_ih": self.w[f"{name}.W"][direction],
            "weight_hh": self.w[f"{name}.R"][direction],
            "bias_ih": b[:half],
            "bias_hh": b[half:],
        }
        with torch.no_grad():
            for key, value in values.items():
                getattr(layer, key + suffix).copy_(torch_gates(value))

    def attention(self, score, h):
        """A function from a query [1, d] to a context [1, d]; what does not depend on the query comes first."""
        p = {name.rsplit(".", 1)[1]: v for name, v in self.w.items() if name.startswith(f"attention.{score}.")}
        if score == "additive":
            keys, v = h @ p["U"].t(), p["v"].reshape(-1)
            energies = lambda q: torch.tanh(q @ p["W"].t() + keys) @ v
        elif score == "general":
            keys = h @ p["W"].t()
            energies = lambda q: (keys @ q[0])
        else:
            raise ValueError(score)
        return lambda q: torch.softmax(energies(q), 0)[None] @ h

    def translate(self, source, score):
        w = self.w
        states, last = self.encoders[0](self.scaled[source][:, None])
        for encoder in self.encoders[1:]:
            found, found_last = encoder(states)
            states, last = states + found, last + found_last
        h, summary = states[:, 0], last.reshape(1, -1)
        state = torch.tanh(F.linear(summary, w["initial.W"], w["initial.b"]))
        above = torch.zeros_like(state)
        attend = self.attention(score, h)
        previous, produced = self.begin, []
        while previous != self.end and len(produced) < self.longest:
            y = self.scaled[previous][None]
            if self.family == "luong":
                state = self.cell(y, state)
                seen = torch.cat([attend(state), state], 1)
            else:
                context = attend(state)
                state = self.cell(torch.cat([y, context], 1), state)
                seen = torch.cat([context, state, y], 1)
            hidden = torch.tanh(F.linear(seen, w["combine.W"], w["combine.b"]))
            if self.upper is not None:
                above = self.upper(hidden, above)
                hidden = hidden + above
            logits = F.linear(F.linear(hidden, w["project.W"], w["project.b"]), w["embedding"], w["output.bias"])
            # The extension keeps the log-probabilities and the ten best of every step; so does this.
            best = torch.log_softmax(logits, 1).topk(10)
            previous = int(best.indices[0, 0])
            produced.append(previous)
        return produced


@torch.inference_mode()
def main():
    request = json.load(sys.stdin)
    models = {name: Model(Path(request["models"]) / name) for name in {w["model"] for w in request["work"]}}
    groups = {}
    for work in request["work"]:
        groups.setdefault((work["model"], work["score"]), []).append(work)
    figures = []
    for threads in sorted({1, os.cpu_count() or 1}):
        torch.set_num_threads(threads)
        for (name, score), works in groups.items():
            samples = []
            for run in range(2 * request["runs"]):
                work = works[run % len(works)]
                source = torch.tensor(work["source"])
                begin = time.perf_counter()
                produced = models[name].translate(source, score)
                samples.append((time.perf_counter() - begin) * 1000)
                if produced != work["produced"]:
                    sys.exit(f"{name}, {score}: PyTorch produced {produced}, the extension {work['produced']}")
            # The first half warms up.
            figures.append({"model": name, "score": score, "threads": threads, "samples": samples[request["runs"] :]})
    json.dump({"torch": torch.__version__, "figures": figures}, sys.stdout)


if __name__ == "__main__":
    main()

"""A file of sentences translated by PyTorch on CPU, with the weights of a bundle, from text to text.

The first line of standard input is a JSON object:

    {"folder": BUNDLE, "score": NAME, "lines": [text, ...], "sources": [[ids], ...], "longest": N, "processes": N}

Each line after it asks for one run, {"batch": N, "how": "threads" | "processes", "kept": BOOL, "produced": BOOL},
and is answered with {"seconds": S, "produced": [[ids], ...] | null} on a line of its own. `threads` is one process with
all cores; `processes` one for each core, with one thread each. Without `kept` it is `training.decode.greedy` as it
stands, which computes the keys anew whenever a sentence leaves the batch; with it they are kept, which is the same.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import time
from pathlib import Path
from typing import Callable

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import torch  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402

from training.batches import pad  # noqa: E402
from training.bundle import load_bundle  # noqa: E402
from training.decode import Step, by_length, encode_lines, first_state, greedy, select, steps  # noqa: E402
from training.model import Translator  # noqa: E402
from training.vocabulary import BEGIN, END  # noqa: E402


@torch.no_grad()
def greedy_kept(model: Translator, source: torch.Tensor, score: str, longest: int) -> list[list[int]]:
    """`training.decode.greedy` with the keys of the sentences that are left taken along."""
    encoded = model.encode(source)
    keys = None if score == "none" else model.attention.functions[score].keys(encoded.annotations)

    def step_on() -> Callable[[torch.Tensor, torch.Tensor], Step]:
        source, known = encoded, keys
        if known is None:
            return steps(model, source, score)
        attend = lambda query: model.attention(score, query, known, source.annotations, source.mask)  # noqa: E731
        return steps(model, source, score, attend)

    step = step_on()
    state, previous = first_state(model, encoded), torch.full_like(source[:, 0], BEGIN)
    numbers = list(range(len(source)))
    produced: list[list[int]] = [[] for _ in numbers]
    for _ in range(longest):
        result = step(previous, state)
        state, previous = result.state, result.logits.argmax(-1)
        running = previous != END
        if not bool(running.all()):
            if not bool(running.any()):
                break
            rows = running.nonzero()[:, 0]
            numbers = [numbers[row] for row in rows.tolist()]
            state, previous, encoded = state[rows], previous[rows], select(encoded, rows)
            keys = None if keys is None else keys[rows]
            step = step_on()
        for number, piece in zip(numbers, previous.tolist()):
            produced[number].append(piece)
    return produced


class Side:
    """What every process has: the network, its tokenizer and the sentences."""

    def __init__(self, request: dict) -> None:
        folder = Path(request["folder"])
        self.model, self.request = load_bundle(folder), request
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    def translate(self, indices: list[int], kept: bool) -> list[list[int]]:
        request = self.request
        # Timed because it belongs to the work; the sources are those of the extension, with its placeholders.
        encode_lines(self.tokenizer, [request["lines"][i] for i in indices], self.model.sizes.positions)
        batch = pad([torch.tensor(request["sources"][i]).numpy() for i in indices])
        produced = (greedy_kept if kept else greedy)(self.model, batch, request["score"], request["longest"])
        for pieces in produced:
            self.tokenizer.decode(pieces)
        return produced


side: Side


def start(request: dict) -> None:
    global side
    torch.set_num_threads(1)
    side = Side(request)


def work(task: tuple[list[int], bool]) -> list[list[int]]:
    return side.translate(*task)


def main() -> None:
    request = json.loads(sys.stdin.readline())
    processes = request["processes"]
    pool = multiprocessing.get_context("spawn").Pool(processes, start, (request,))
    alone = Side(request)
    torch.set_num_threads(processes)
    for line in sys.stdin:
        run = json.loads(line)
        # The longest first, as it is good for sharing.
        groups = list(by_length(request["sources"], run["batch"]))[::-1]
        tasks = [(group, run["kept"]) for group in groups]
        begin = time.perf_counter()
        if run["how"] == "processes":
            answers = pool.map(work, tasks, chunksize=1)
        else:
            answers = [alone.translate(*task) for task in tasks]
        seconds = time.perf_counter() - begin
        produced: list[list[int]] = [[] for _ in request["sources"]]
        for group, answer in zip(groups, answers):
            for index, pieces in zip(group, answer):
                produced[index] = pieces
        print(json.dumps({"seconds": seconds, "produced": produced if run["produced"] else None}), flush=True)
    pool.terminate()


if __name__ == "__main__":
    main()

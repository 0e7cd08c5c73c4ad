"""Train one network with all score functions; one of them is drawn for every batch.

    python -m training.train --family luong --minutes 100 [--resume]

The schedule follows the clock: the learning rate rises over the first 3 % of `--minutes` and
falls to nothing at the end, however fast the machine is. With `--steps` it follows the steps
instead, and a run can be repeated exactly. Written to WORK/FAMILY: `checkpoint.pt` every few
minutes, `log.csv`.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from typing import Any

import torch

from . import checkpoint
from .attention import SCORES
from .batches import Batch, Batches
from .layers import cross_entropy, set_precision
from .machine import choose_device, choose_precision, keep_freed_memory
from .model import FAMILIES, Sizes, Translator
from .schedule import learning_rate

SHARES = "tatoeba=0.65,europarl-short=0.3,europarl-long=0.05"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--family", choices=FAMILIES, required=True)
    parser.add_argument("--minutes", type=float, default=100, help="length of the whole schedule")
    parser.add_argument("--steps", type=int, default=0, help="length of the schedule in steps, instead of minutes")
    parser.add_argument("--stop", type=int, default=0, help="stop and save at this step")
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--resume", action="store_true", help="go on from WORK/FAMILY/checkpoint.pt")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda, cuda:1, ...")
    parser.add_argument("--precision", choices=("auto", "float32", "bfloat16"), default="auto")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shares", default=SHARES, help=f"corpora by target tokens (default {SHARES})")
    parser.add_argument("--batch-tokens", type=int, default=3000)
    parser.add_argument("--vocabulary", type=int, default=8000)
    parser.add_argument("--hidden", type=int, default=512)
    parser.add_argument("--embedding", type=int, default=256)
    parser.add_argument("--attention", type=int, default=256)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--smoothing", type=float, default=0.1)
    parser.add_argument("--peak", type=float, default=1.5e-3, help="highest learning rate")
    parser.add_argument("--save-minutes", type=float, default=4)
    return parser.parse_args()


class Run:
    """A network, its optimizer, its data, and how far it is."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.device = choose_device(options.device)
        self.precision = choose_precision(options.precision, self.device)
        set_precision(self.precision)
        torch.set_num_threads(options.threads)
        torch.manual_seed(options.seed)
        shares = {name: float(share) for name, share in (item.split("=") for item in options.shares.split(","))}
        self.batches = Batches(options.work / "data", shares, options.batch_tokens, options.seed)
        self.sizes = Sizes(
            options.family, options.vocabulary, options.embedding, options.hidden, options.attention
        )
        self.model = Translator(self.sizes, options.dropout).to(self.device)
        self.model.train()
        self.parameters = dict(self.model.named_parameters())
        # The fused update is in newer releases only; the results are the same.
        fused = {"fused": True} if checkpoint.RECENT else {}
        self.optimizer = torch.optim.Adam(
            self.model.parameters(), lr=options.peak, betas=(0.9, 0.98), eps=1e-9, **fused
        )
        self.average = checkpoint.Average(self.parameters, decay=0.9995, every=5)
        self.step, self.tokens = 0, 0
        self._minutes_before, self._started = 0.0, time.monotonic()

    @property
    def minutes(self) -> float:
        return self._minutes_before + (time.monotonic() - self._started) / 60

    @property
    def progress(self) -> float:
        steps: int = self.options.steps
        return self.step / steps if steps else self.minutes / float(self.options.minutes)

    def train(self, batch: Batch, score: str) -> float:
        """One update; returns the negative log-likelihood of a target piece."""
        for group in self.optimizer.param_groups:
            group["lr"] = learning_rate(self.progress, self.options.peak)
        target = batch.target.to(self.device)
        present = target != 0
        outputs = self.model(batch.source.to(self.device), batch.previous.to(self.device), score)
        loss, likelihood = cross_entropy(
            outputs[present], self.model.embedding, self.model.output_bias, target[present], self.options.smoothing
        )
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        self.tokens += batch.tokens
        self.average.update(self.parameters, self.step)
        return float(likelihood.detach())

    def state(self) -> dict[str, Any]:
        return {
            "sizes": self.sizes.asdict(),
            "options": {key: str(value) for key, value in vars(self.options).items()},
            "model": self.model.state_dict(),
            "average": self.average.values,
            "optimizer": self.optimizer.state_dict(),
            "batches": self.batches.state(),
            "random": checkpoint.random_state(),
            "step": self.step,
            "tokens": self.tokens,
            "minutes": self.minutes,
            "epochs": self.batches.epochs(),
            "precision": str(self.precision).replace("torch.", ""),
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average.values = state["average"]
        self.batches.restore(state["batches"])
        checkpoint.set_random_state(state["random"])
        self.step, self.tokens = state["step"], state["tokens"]
        self._minutes_before = state["minutes"]


class Log:
    """`log.csv`: every 200 steps the mean loss of each score function since the last line."""

    def __init__(self, path: Path, run: Run) -> None:
        self.path, self.run = path, run
        if run.step == 0:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("minutes,step,target_tokens,tokens_per_second,rate," + ",".join(SCORES) + "\n")
        self._begin()

    def _begin(self) -> None:
        self.losses: dict[str, list[float]] = {score: [] for score in SCORES}
        self.since, self.tokens = time.monotonic(), self.run.tokens

    def add(self, score: str, loss: float) -> None:
        self.losses[score].append(loss)

    def write(self) -> None:
        run = self.run
        speed = (run.tokens - self.tokens) / (time.monotonic() - self.since)
        rate = run.optimizer.param_groups[0]["lr"]
        means = [f"{sum(values) / len(values):.3f}" if values else "" for values in self.losses.values()]
        line = f"{run.minutes:.2f},{run.step},{run.tokens},{speed:.0f},{rate:.2e}," + ",".join(means)
        with self.path.open("a") as stream:
            stream.write(line + "\n")
        print(line, flush=True)
        self._begin()


def main() -> None:
    options = arguments()
    keep_freed_memory()
    run = Run(options)
    folder: Path = options.work / options.family
    if options.resume:
        run.restore(checkpoint.load(folder / "checkpoint.pt", run.device))
    log = Log(folder / "log.csv", run)
    saved = time.monotonic()
    for batch in run.batches:
        # Drawn from the step alone, so that a resumed run draws the same.
        score = random.Random(f"{options.seed} {run.step}").choice(SCORES)
        log.add(score, run.train(batch, score))
        done = run.progress >= 1 or run.step == options.stop
        if run.step % 200 == 0 or done:
            log.write()
        if done or time.monotonic() - saved > options.save_minutes * 60:
            checkpoint.save(folder / "checkpoint.pt", run.state())
            saved = time.monotonic()
        if done:
            break


if __name__ == "__main__":
    main()

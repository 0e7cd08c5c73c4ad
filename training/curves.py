"""What a run writes while it goes: losses and BLEU, one column for each score function."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from sacrebleu.metrics import BLEU
from tokenizers import Tokenizer

from .attention import SCORES
from .decode import translate
from .layers import product_type, set_precision
from .model import Translator
from .prepare import read_lines

if TYPE_CHECKING:
    from .train import Run


class Curve:
    """A CSV file that a resumed run goes on with."""

    def __init__(self, path: Path, run: Run, columns: str) -> None:
        self.path, self.run = path, run
        if run.step == 0:
            path.write_text(f"{columns}," + ",".join(SCORES) + "\n")

    def append(self, line: str) -> None:
        with self.path.open("a") as stream:
            stream.write(line + "\n")
        print(line, flush=True)


class LossCurve(Curve):
    """Every 200 steps the mean loss (nats a piece) of each score function since the last line."""

    def __init__(self, path: Path, run: Run) -> None:
        super().__init__(path, run, "minutes,step,target_tokens,tokens_per_second,rate")
        self._begin()

    def _begin(self) -> None:
        self.losses: dict[str, list[float]] = {score: [] for score in SCORES}
        self.since, self.tokens = time.monotonic(), self.run.tokens

    def add(self, score: str, loss: float) -> None:
        self.losses[score].append(loss)

    def write(self) -> None:
        run = self.run
        speed = (run.tokens - self.tokens) / (time.monotonic() - self.since)
        rate = run.optimizer.rate
        means = [f"{sum(values) / len(values):.3f}" if values else "" for values in self.losses.values()]
        self.append(f"{run.minutes:.2f},{run.step},{run.tokens},{speed:.0f},{rate:.2e}," + ",".join(means))
        self._begin()


class BleuCurve(Curve):
    """Every few minutes, and at the end, BLEU of the averaged weights on the first lines of `tatoeba-dev`."""

    def __init__(self, path: Path, run: Run) -> None:
        super().__init__(path, run, "minutes,step,target_tokens")
        options = run.options
        source, target = options.direction.split("-")
        self.lines, self.references = (
            read_lines(options.data / "dev", f"tatoeba-dev.{language}")[: options.bleu_lines]
            for language in (source, target)
        )
        self.tokenizer = Tokenizer.from_file(str(options.work / "data" / "tokenizer.json"))
        self.measured = time.monotonic()

    def tick(self, done: bool) -> None:
        """Measure, if it is time."""
        if not done and time.monotonic() - self.measured < self.run.options.bleu_minutes * 60:
            return
        run = self.run
        state = torch.get_rng_state()
        model = Translator(run.sizes).to(run.device)
        model.load_state_dict(run.average.values)
        model.eval()
        trained_in = product_type()
        set_precision(torch.float32)
        scores = []
        for score in SCORES:
            texts = translate(model, self.tokenizer, self.lines, score)
            scores.append(f"{BLEU().corpus_score(texts, [self.references]).score:.2f}")
        set_precision(trained_in)
        torch.set_rng_state(state)
        self.append(f"{run.minutes:.2f},{run.step},{run.tokens}," + ",".join(scores))
        self.measured = time.monotonic()

"""Train one network with all score functions; one of them is drawn for every batch.

    python -m training.train --direction fr-en --family luong --minutes 100 [--resume]
        [--warm-start models/fr-en-luong] [--data DIR]

The schedule follows the clock: the learning rate rises over the first 3 % of `--minutes` and
falls to nothing at the end, however fast the machine is. With `--steps` it follows the steps
instead, and a run can be repeated exactly. Written to WORK/DIRECTION-FAMILY (or `--name`): `checkpoint.pt` every
few minutes, `loss.csv`, and with `--data`, BLEU on the first lines of `tatoeba-dev` now and then,
`bleu.csv`.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from . import checkpoint
from .attention import SCORES
from .batches import Batch, Batches
from .curves import BleuCurve, LossCurve
from .grow_vocabulary import parts_of
from .guide import UNGUIDED, guide_loss
from .layers import cross_entropy, fuse, set_precision
from .machine import choose_device, choose_precision, keep_freed_memory
from .model import DIRECTIONS, FAMILIES, Sizes, Translator
from .optimizers import Optimizers
from .schedule import guidance, learning_rate
from .warm_start import ancestry, warm_start, weights_of

# Everyday text above all, and not by its size: it is what people read, and Europarl is ten times as large.
PREFERENCES = "tatoeba=4,europarl-short=1,europarl-long=0.4,augmented=0.8"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--direction", choices=DIRECTIONS, required=True)
    parser.add_argument("--family", choices=FAMILIES, required=True)
    parser.add_argument("--minutes", type=float, default=100, help="length of the whole schedule")
    parser.add_argument("--steps", type=int, default=0, help="length of the schedule in steps, instead of minutes")
    parser.add_argument("--stop", type=int, default=0, help="stop and save at this step")
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--name", default="", help="of the run's folder (default DIRECTION-FAMILY)")
    parser.add_argument("--resume", action="store_true", help="go on from the run's checkpoint.pt")
    parser.add_argument("--warm-start", type=Path, help="begin with the weights of this bundle or checkpoint")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda, cuda:1, ...")
    parser.add_argument("--precision", choices=("auto", "float32", "bfloat16"), default="auto")
    parser.add_argument("--fuse", action="store_true", help="compile the steps of a GRU; takes a C++ compiler")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mix", default=PREFERENCES, help=f"corpora with their preferences (default {PREFERENCES})")
    parser.add_argument("--temperature", type=float, default=5, help="of the mixture, see batches.py (default 5)")
    parser.add_argument("--scores", default=",".join(SCORES), help="score functions to train (default: all)")
    parser.add_argument("--draw", default="", help="score functions to draw more often: content-based=3,...")
    parser.add_argument("--guidance", type=float, default=0.4, help="weight of guided alignment at the beginning")
    parser.add_argument("--batch-tokens", type=int, default=3000)
    parser.add_argument("--vocabulary", type=int, default=0, help="pieces (default: those of the tokenizer)")
    parser.add_argument("--hidden", type=int, default=512)
    parser.add_argument("--embedding", type=int, default=256)
    parser.add_argument("--attention", type=int, default=256)
    parser.add_argument("--encoder-layers", type=int, default=1)
    parser.add_argument("--decoder-layers", type=int, choices=(1, 2), default=1, help="2: one above the attention")
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--word-dropout", type=float, default=0.0, help="part of the pieces that are not shown (default 0)")
    parser.add_argument("--smoothing", type=float, default=0.1)
    parser.add_argument("--optimizer", choices=("adam", "muon"), default="adam")
    parser.add_argument("--peak", type=float, default=1.5e-3, help="highest learning rate")
    parser.add_argument("--save-minutes", type=float, default=4)
    parser.add_argument("--data", type=Path, help="folder with dev/tatoeba-dev.fr and .en, to draw curves of BLEU")
    parser.add_argument("--bleu-minutes", type=float, default=10)
    parser.add_argument("--bleu-lines", type=int, default=200)
    return parser.parse_args()


def vocabulary(work: Path) -> Tokenizer:
    return Tokenizer.from_file(str(work / "data" / "tokenizer.json"))


class Run:
    """A network, its optimizer, its data, and how far it is."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.device = choose_device(options.device)
        self.precision = choose_precision(options.precision, self.device)
        set_precision(self.precision)
        if options.fuse:
            fuse()
        torch.set_num_threads(options.threads)
        torch.manual_seed(options.seed)
        preferences = {name: float(value) for name, value in (item.split("=") for item in options.mix.split(","))}
        self.batches = Batches(
            options.work / "data",
            options.direction,
            preferences,
            options.temperature,
            options.batch_tokens,
            options.seed,
        )
        self.sizes = Sizes(
            options.family,
            options.vocabulary or vocabulary(options.work).get_vocab_size(),
            options.embedding,
            options.hidden,
            options.attention,
            encoder_layers=options.encoder_layers,
            decoder_layers=options.decoder_layers,
        )
        self.model = Translator(self.sizes, options.dropout, options.word_dropout)
        self.before: list[dict[str, Any]] = []
        if options.warm_start:
            weights = weights_of(options.warm_start)
            warm_start(self.model, weights, parts_of(vocabulary(options.work), len(weights["embedding"])))
            self.before = ancestry(options.warm_start)
        self.model.to(self.device).train()
        self.parameters = dict(self.model.named_parameters())
        self.optimizer = Optimizers(self.model, options.optimizer, options.peak, self.precision)
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
        progress = self.progress
        target = batch.target.to(self.device)
        present = target != 0
        outputs, weights = self.model(batch.source.to(self.device), batch.previous.to(self.device), score)
        loss, likelihood = cross_entropy(
            outputs[present], self.model.embedding, self.model.output_bias, target[present], self.options.smoothing
        )
        guided = guidance(progress, self.options.guidance)
        self.batches.guided = guided > 0
        if guided > 0 and batch.guide is not None and score not in UNGUIDED:
            loss = loss + guided * guide_loss(weights, batch.guide.to(self.device))
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step(learning_rate(progress, self.options.peak))
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
            "shares": self.batches.shares,
            "before": self.before,
            "precision": str(self.precision).replace("torch.", ""),
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average.values = state["average"]
        self.before = state["before"]
        self.batches.restore(state["batches"])
        checkpoint.set_random_state(state["random"])
        self.step, self.tokens = state["step"], state["tokens"]
        self._minutes_before = state["minutes"]


def main() -> None:
    options = arguments()
    keep_freed_memory()
    run = Run(options)
    folder: Path = options.work / (options.name or f"{options.direction}-{options.family}")
    if options.resume:
        run.restore(checkpoint.load(folder / "checkpoint.pt", run.device))
    folder.mkdir(parents=True, exist_ok=True)
    losses = LossCurve(folder / "loss.csv", run)
    bleu = BleuCurve(folder / "bleu.csv", run) if options.data else None
    saved = time.monotonic()
    favoured = dict(item.split("=") for item in options.draw.split(",") if item)
    trained = options.scores.split(",")
    odds = [float(favoured.get(score, 1)) if score in trained else 0.0 for score in SCORES]
    run.batches.guided = guidance(run.progress, options.guidance) > 0
    for batch in run.batches:
        # Drawn from the step alone, so that a resumed run draws the same.
        (score,) = random.Random(f"{options.seed} {run.step}").choices(SCORES, odds)
        losses.add(score, run.train(batch, score))
        done = run.progress >= 1 or run.step == options.stop
        if run.step % 200 == 0 or done:
            losses.write()
        if bleu:
            bleu.tick(done)
        if done or time.monotonic() - saved > options.save_minutes * 60:
            checkpoint.save(folder / "checkpoint.pt", run.state())
            saved = time.monotonic()
        if done:
            break


if __name__ == "__main__":
    main()

"""Train one network with all score functions; one of them is drawn for every batch.

    python -m training.train --family luong --minutes 100 [--resume]

The schedule follows the clock: the learning rate rises over the first 3 % of `--minutes` and
falls to nothing at the end, however fast the machine is. Written to WORK/FAMILY: `checkpoint.pt`
every few minutes, `log.csv`.
"""

from __future__ import annotations

import argparse
import ctypes
import math
import random
import time
from pathlib import Path

import torch

from . import checkpoint
from .attention import SCORES
from .batches import Batches
from .layers import cross_entropy, set_precision
from .model import FAMILIES, Sizes, Translator

SHARES = "tatoeba=0.65,europarl-short=0.3,europarl-long=0.05"


def keep_freed_memory() -> None:
    """Tell glibc not to hand freed blocks back to the system: asking again costs page faults,
    which took a third of the time of a training step."""
    try:
        libc = ctypes.CDLL("libc.so.6")
        libc.mallopt(-3, 1 << 30)  # M_MMAP_THRESHOLD
        libc.mallopt(-1, (1 << 31) - 1)  # M_TRIM_THRESHOLD
    except OSError:
        pass  # not glibc: only slower


def choose_precision(name: str, device: torch.device) -> torch.dtype:
    """bfloat16 products where the hardware has them, float32 elsewhere."""
    if name != "auto":
        return {"float32": torch.float32, "bfloat16": torch.bfloat16}[name]
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float32
    flags = Path("/proc/cpuinfo")
    text = flags.read_text() if flags.exists() else ""
    recent = int(torch.__version__.split(".")[0]) >= 2
    return torch.bfloat16 if recent and ("avx512_bf16" in text or "amx_bf16" in text) else torch.float32


def learning_rate(progress: float, peak: float) -> float:
    """Linear warm-up over 3 % of the time, then a cosine to a hundredth of the peak."""
    if progress < 0.03:
        return peak * max(progress, 1e-4) / 0.03
    angle = math.pi * min(1.0, (progress - 0.03) / 0.97)
    return peak * (0.01 + 0.99 * 0.5 * (1 + math.cos(angle)))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--family", choices=FAMILIES, required=True)
    parser.add_argument("--minutes", type=float, default=100)
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--resume", action="store_true", help="go on from WORK/FAMILY/checkpoint.pt")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda, cuda:1, ...")
    parser.add_argument("--precision", choices=("auto", "float32", "bfloat16"), default="auto")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shares", default=SHARES, help=f"corpora by target tokens (default {SHARES})")
    parser.add_argument("--batch-tokens", type=int, default=3000)
    parser.add_argument("--hidden", type=int, default=512)
    parser.add_argument("--embedding", type=int, default=256)
    parser.add_argument("--attention", type=int, default=256)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--smoothing", type=float, default=0.1)
    parser.add_argument("--peak", type=float, default=1.5e-3, help="highest learning rate")
    parser.add_argument("--save-minutes", type=float, default=4)
    parser.add_argument("--steps", type=int, default=0, help="stop after so many steps (for tests)")
    return parser.parse_args()


def main() -> None:
    options = arguments()
    keep_freed_memory()
    torch.set_num_threads(options.threads)
    device = torch.device(("cuda" if torch.cuda.is_available() else "cpu") if options.device == "auto" else options.device)
    precision = choose_precision(options.precision, device)
    set_precision(precision)
    torch.manual_seed(options.seed)

    folder: Path = options.work / options.family
    path = folder / "checkpoint.pt"
    shares = {name: float(share) for name, share in (item.split("=") for item in options.shares.split(","))}
    batches = Batches(options.work / "data", shares, options.batch_tokens, options.seed)
    sizes = Sizes(options.family, hidden=options.hidden, embedding=options.embedding, attention=options.attention)
    model = Translator(sizes, options.dropout).to(device)
    parameters = dict(model.named_parameters())
    # The fused update is in newer releases only; the results are the same.
    fused = {"fused": True} if int(torch.__version__.split(".")[0]) >= 2 else {}
    optimizer = torch.optim.Adam(model.parameters(), lr=options.peak, betas=(0.9, 0.98), eps=1e-9, **fused)
    average = checkpoint.Average(parameters, decay=0.9995, every=5)
    step, tokens, elapsed_before = 0, 0, 0.0
    if options.resume:
        state = checkpoint.load(path, device)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        average.values = state["average"]
        batches.restore(state["batches"])
        torch.set_rng_state(state["random"].cpu())
        step, tokens, elapsed_before = state["step"], state["tokens"], state["minutes"]
    else:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "log.csv").write_text("minutes,step,target_tokens,tokens_per_second,rate," + ",".join(SCORES) + "\n")

    started = time.monotonic()
    saved = started
    sums = {score: [0.0, 0] for score in SCORES}
    reported, reported_tokens = started, tokens
    model.train()

    def minutes() -> float:
        return elapsed_before + (time.monotonic() - started) / 60

    def save() -> None:
        state = {
            "sizes": sizes.asdict(),
            "options": {key: str(value) for key, value in vars(options).items()},
            "model": model.state_dict(),
            "average": average.values,
            "optimizer": optimizer.state_dict(),
            "batches": batches.state(),
            "random": torch.get_rng_state(),
            "step": step,
            "tokens": tokens,
            "minutes": minutes(),
            "epochs": batches.epochs(),
            "precision": str(precision).replace("torch.", ""),
        }
        checkpoint.save(path, state)

    for batch in batches:
        progress = minutes() / options.minutes
        rate = learning_rate(progress, options.peak)
        for group in optimizer.param_groups:
            group["lr"] = rate
        # Drawn from the step alone, so that a resumed run draws the same.
        score = random.Random(f"{options.seed} {step}").choice(SCORES)
        target = batch.target.to(device)
        present = target != 0
        outputs = model(batch.source.to(device), batch.previous.to(device), score)
        loss, likelihood = cross_entropy(
            outputs[present], model.embedding, model.output_bias, target[present], options.smoothing
        )
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step += 1
        tokens += batch.tokens
        average.update(parameters, step)
        sums[score][0] += likelihood.detach().item()
        sums[score][1] += 1

        now = time.monotonic()
        done = progress >= 1 or (options.steps and step >= options.steps)
        if step % 200 == 0 or done:
            losses = [f"{total / count:.3f}" if count else "" for total, count in sums.values()]
            speed = (tokens - reported_tokens) / (now - reported)
            line = f"{minutes():.2f},{step},{tokens},{speed:.0f},{rate:.2e}," + ",".join(losses)
            with (folder / "log.csv").open("a") as log:
                log.write(line + "\n")
            print(line, flush=True)
            sums = {name: [0.0, 0] for name in SCORES}
            reported, reported_tokens = now, tokens
        if done or now - saved > options.save_minutes * 60:
            save()
            saved = time.monotonic()
        if done:
            break


if __name__ == "__main__":
    main()

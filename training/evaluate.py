"""BLEU of every score function, overall and on sentences of more than 12 source words.

    python -m training.evaluate --model models/fr-en-luong --data DIR [--sets tatoeba-dev,...]

`--model` is a bundle, or a checkpoint with the tokenizer in `--work`. DIR holds `dev/NAME.fr` and
`dev/NAME.en`. sacreBLEU (Post 2018), greedy decoding, cased, detokenised. A Markdown table goes to
standard output, all figures to `--json`.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any, Sequence

import torch
from sacrebleu.metrics import BLEU
from tokenizers import Tokenizer

from .attention import SCORES
from .bundle import load_any
from .decode import translate
from .model import Translator
from .prepare import read_lines

LONG = 12


def read_set(data: Path, name: str, limit: int = 0) -> tuple[list[str], list[str]]:
    """French lines, English lines."""
    french, english = (read_lines(data / "dev", f"{name}.{language}") for language in ("fr", "en"))
    return (french[:limit], english[:limit]) if limit else (french, english)


def bleu(hypotheses: Sequence[str], references: Sequence[str]) -> tuple[float, str]:
    """The score and sacreBLEU's signature."""
    metric = BLEU()
    score = metric.corpus_score(list(hypotheses), [list(references)]).score
    return round(score, 2), str(metric.get_signature())


def measure(
    model: Translator, tokenizer: Tokenizer, french: list[str], english: list[str], scores: Sequence[str]
) -> dict[str, Any]:
    """BLEU per score function: all sentences, long ones, and the signature."""
    long = [index for index, line in enumerate(french) if len(line.split()) > LONG]
    result: dict[str, Any] = {"bleu": {}, "bleuLong": {}, "sentences": len(french), "sentencesLong": len(long)}
    for score in scores:
        texts = translate(model, tokenizer, french, score)
        result["bleu"][score], result["signature"] = bleu(texts, english)
        result["bleuLong"][score], _ = bleu([texts[i] for i in long], [english[i] for i in long])
    return result


def table(results: dict[str, dict[str, Any]]) -> str:
    """Markdown: a row per score function, two columns per set."""
    heads = [f"{name} | {name}, over {LONG} words" for name in results]
    lines = ["| score function | " + " | ".join(heads) + " |", "|---|" + "---:|" * (2 * len(results))]
    scores = next(iter(results.values()))["bleu"]
    for score in scores:
        cells = [f"{r['bleu'][score]:.1f} | {r['bleuLong'][score]:.1f}" for r in results.values()]
        lines.append(f"| {score} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="bundle folder or checkpoint.pt")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--sets", default="tatoeba-dev")
    parser.add_argument("--scores", default=",".join(SCORES))
    parser.add_argument("--limit", type=int, default=0, help="only the first lines of each set")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)

    started = time.time()
    model, tokenizer = load_any(options.model, options.work, options.device)
    results = {}
    for name in options.sets.split(","):
        french, english = read_set(options.data, name, options.limit)
        results[name] = measure(model, tokenizer, french, english, options.scores.split(","))
    print(table(results))
    print(f"\n{next(iter(results.values()))['signature']}; {time.time() - started:.0f} s")
    if options.json:
        options.json.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Alignment error rate of the attention weights against hand-made word alignments.

    python -m training.aer --model models/fr-en-luong --data DIR [--sets europarl100,...]

DIR holds `gold/NAME.fr`, `gold/NAME.en` (tokenised) and `gold/NAME.align` with 0-based English-French
links, `i-j` sure and `i?j` possible. The English side is produced by force; each English word is
linked to the French word with the largest weight (source pieces summed, target pieces averaged),
or to none where `</s>` has the largest. AER (Och and Ney 2003), in per cent, lower is better.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from .attention import SCORES
from .bundle import load_any
from .decode import forced
from .model import Translator
from .prepare import read_lines
from .vocabulary import END

Links = set[tuple[int, int]]


def gold_links(line: str) -> tuple[Links, Links]:
    """Sure links, and possible ones (which include the sure)."""
    found = re.findall(r"(\d+)([-?])(\d+)", line)
    possible = {(int(i), int(j)) for i, _, j in found}
    return {(int(i), int(j)) for i, kind, j in found if kind == "-"}, possible


def encode_words(tokenizer: Tokenizer, line: str) -> tuple[list[int], list[int]]:
    """Pieces, and the number of the word that each belongs to. `</s>` is a word of its own at the end."""
    pieces, owners = [], []
    words = line.split(" ")
    for number, word in enumerate(words):
        ids = tokenizer.encode(word).ids
        pieces += ids
        owners += [number] * len(ids)
    return [*pieces, END], [*owners, len(words)]


def sum_columns(weights: Tensor, owners: list[int]) -> Tensor:
    """[T, S] pieces -> [T, words]: a source word has the weight of all its pieces."""
    columns = torch.zeros(weights.shape[0], owners[-1] + 1)
    return columns.index_add(1, torch.tensor(owners), weights)


def links(weights: Tensor, source_owners: list[int], target_owners: list[int]) -> Links:
    """One French word for every English word; weights [T, S] in pieces."""
    columns = sum_columns(weights, source_owners)
    found = set()
    for word in range(target_owners[-1]):  # without </s>
        rows = [t for t, owner in enumerate(target_owners) if owner == word]
        if rows:
            best = int(columns[rows].mean(0).argmax())
            if best < source_owners[-1]:
                found.add((word, best))
    return found


def alignment_error(model: Translator, tokenizer: Tokenizer, data: Path, name: str, score: str) -> float:
    french, english, gold = (read_lines(data / "gold", f"{name}.{end}") for end in ("fr", "en", "align"))
    common_sure = common_possible = produced = sure_count = 0
    for source_line, target_line, gold_line in zip(french, english, gold):
        source, source_owners = encode_words(tokenizer, source_line)
        target, target_owners = encode_words(tokenizer, target_line)
        if len(source) > model.sizes.positions:
            continue  # longer than the model takes
        _, steps = forced(model, torch.tensor([source]), torch.tensor([target]), score)
        weights = torch.cat([step.weights for step in steps])  # type: ignore[misc]
        made = links(weights, source_owners, target_owners)
        sure, possible = gold_links(gold_line)
        common_sure += len(made & sure)
        common_possible += len(made & possible)
        produced += len(made)
        sure_count += len(sure)
    return round(100 * (1 - (common_sure + common_possible) / (produced + sure_count)), 1)


def measure_aer(model: Translator, tokenizer: Tokenizer, data: Path, names: list[str]) -> dict[str, dict[str, float]]:
    return {
        name: {score: alignment_error(model, tokenizer, data, name, score) for score in SCORES if score != "none"}
        for name in names
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="bundle folder or checkpoint.pt")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--sets", default="europarl100,hansards-trial,alibi-a")
    options = parser.parse_args()
    torch.set_num_threads(1)
    model, tokenizer = load_any(options.model, options.work)
    print(json.dumps(measure_aer(model, tokenizer, options.data, options.sets.split(",")), indent=2))


if __name__ == "__main__":
    main()

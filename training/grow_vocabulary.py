"""Learn more pieces on top of a vocabulary: byte-pair encoding goes on where it stopped.

    python -m training.grow_vocabulary --data DIR --tokenizer models/fr-en-luong/tokenizer.json --pieces 6000 [--work .training]

The first vocabulary of 8,000 pieces was counted over Tatoeba and Europarl, so `kitchen` and `sleeps` are three pieces
each, and a network has to spell them. Written to WORK/grown.json, for `prepare --tokenizer`: all pieces keep their
numbers, new ones come behind them, and a warm start begins a new piece with the mean of its parts (`warm_start.py`).
"""

from __future__ import annotations

import argparse
import heapq
import json
from collections import Counter, defaultdict
from itertools import islice
from pathlib import Path
from typing import Iterable

from tokenizers import Tokenizer

from .phrasebook import entries
from .prepare import training_pairs

Pair = tuple[str, str]


def counted_words(tokenizer: Tokenizer, lines: Iterable[str], times: int, counts: Counter[str]) -> None:
    """Add the words of some lines, as the tokenizer cuts text before it looks for pieces."""
    for line in lines:
        for word, _ in tokenizer.pre_tokenizer.pre_tokenize_str(tokenizer.normalizer.normalize_str(line)):
            counts[word] += times


def more_merges(tokenizer: Tokenizer, counts: Counter[str], pieces: int, fewest: int) -> list[Pair]:
    """The next merges of byte-pair encoding (Sennrich et al. 2016, algorithm 1), at most `pieces`.

    Pairs that stand less than `fewest` times are left alone, and so is what is spelled in bytes.
    """
    words = [([token.value for token in tokenizer.model.tokenize(word)], count) for word, count in counts.items()]
    words = [(parts, count) for parts, count in words if len(parts) > 1 and not any(part.startswith("<0x") for part in parts)]
    found: Counter[Pair] = Counter()
    where: dict[Pair, set[int]] = defaultdict(set)
    for number, (parts, count) in enumerate(words):
        for pair in zip(parts, parts[1:]):
            found[pair] += count
            where[pair].add(number)
    heap = [(-count, pair) for pair, count in found.items()]
    heapq.heapify(heap)
    merges: list[Pair] = []
    while heap and len(merges) < pieces:
        negative, pair = heapq.heappop(heap)
        if found[pair] != -negative:
            continue  # counted anew since
        if -negative < fewest:
            break
        merges.append(pair)
        changed: set[Pair] = set()
        for number in where.pop(pair):
            parts, count = words[number]
            merged = joined(parts, pair)
            for old in zip(parts, parts[1:]):
                found[old] -= count
                changed.add(old)
            for new in zip(merged, merged[1:]):
                found[new] += count
                where[new].add(number)
                changed.add(new)
            words[number] = (merged, count)
        for one in changed:
            if one != pair and found[one] > 0:
                heapq.heappush(heap, (-found[one], one))
    return merges


def joined(parts: list[str], pair: Pair) -> list[str]:
    """The pieces of a word with every occurrence of a pair as one piece."""
    result: list[str] = []
    at = 0
    while at < len(parts):
        both = tuple(parts[at : at + 2]) == pair
        result.append(pair[0] + pair[1] if both else parts[at])
        at += 2 if both else 1
    return result


def grown(tokenizer: Tokenizer, merges: Iterable[Pair]) -> Tokenizer:
    """The tokenizer with more merges; their pieces are numbered behind all others."""
    state = json.loads(tokenizer.to_str())
    pieces: dict[str, int] = state["model"]["vocab"]
    for left, right in merges:
        pieces.setdefault(left + right, len(pieces))
        state["model"]["merges"].append([left, right])
    return Tokenizer.from_str(json.dumps(state, ensure_ascii=False))


def parts_of(tokenizer: Tokenizer, known: int) -> dict[int, list[int]]:
    """Each piece that is numbered `known` or higher: the pieces below that it was merged from."""
    state = json.loads(tokenizer.to_str())["model"]
    merges = {left + right: (left, right) for left, right in state["merges"]}
    numbers: dict[str, int] = state["vocab"]

    def parts(piece: str) -> list[int]:
        if numbers[piece] < known:
            return [numbers[piece]]
        return [number for half in merges[piece] for number in parts(half)]

    return {number: parts(piece) for piece, number in numbers.items() if number >= known and piece in merges}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--tokenizer", type=Path, required=True, help="the vocabulary to go on from")
    parser.add_argument("--pieces", type=int, default=6000, help="at most so many more (default 6000)")
    parser.add_argument("--fewest", type=int, default=60, help="times that a pair must stand in the text (default 60)")
    options = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(options.tokenizer))
    counts: Counter[str] = Counter()
    # As for the first pieces (`prepare.vocabulary_text`), everyday text shapes them.
    for pairs, times in (
        (training_pairs(options.data, "tatoeba"), 3),
        (entries()["sentence"], 3),
        (islice(training_pairs(options.data, "europarl-short"), 150_000), 1),
    ):
        for pair in pairs:
            counted_words(tokenizer, pair, times, counts)
    print(f"{len(counts):,} words", flush=True)
    merges = more_merges(tokenizer, counts, options.pieces, options.fewest)
    options.work.mkdir(parents=True, exist_ok=True)
    grown(tokenizer, merges).save(str(options.work / "grown.json"))
    print(f"{len(merges):,} more pieces, from {merges[:4]} to {merges[-4:]}")


if __name__ == "__main__":
    main()

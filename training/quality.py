"""How good translations and alignments are: BLEU (sacreBLEU, Post 2018) and AER (Och and Ney 2003)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Iterable, Sequence

from sacrebleu.metrics import BLEU

from .prepare import read_lines

Links = set[tuple[int, int]]

LONG = 12  # source words; what is longer is where attention pays
BINS = ((1, 5), (6, 10), (11, 15), (16, 20), (21, 30), (31, 40), (41, None))


def bleu(hypotheses: Sequence[str], references: Sequence[str]) -> float:
    """Of a whole set: cased, detokenised, one reference a sentence."""
    return round(BLEU().corpus_score(list(hypotheses), [list(references)]).score, 2)


def signature() -> str:
    """What sacreBLEU calls the way `bleu` measures."""
    metric = BLEU()
    metric.corpus_score(["one"], [["one"]])
    return str(metric.get_signature())


def words(sentence: str) -> int:
    return len(sentence.split())


def bin_name(low: int, high: int | None) -> str:
    return f"over {low - 1}" if high is None else f"{low}-{high}"


def of_length(sources: Sequence[str], low: int, high: int | None) -> list[int]:
    """The sentences with so many source words."""
    return [number for number, line in enumerate(sources) if low <= words(line) and (high is None or words(line) <= high)]


def select(lines: Sequence[str], numbers: Iterable[int]) -> list[str]:
    return [lines[number] for number in numbers]


def gold_links(line: str) -> tuple[Links, Links]:
    """Sure links `i-j`, and possible ones `i?j`, which include the sure."""
    found = re.findall(r"(\d+)([-?])(\d+)", line)
    possible = {(int(i), int(j)) for i, _, j in found}
    return {(int(i), int(j)) for i, kind, j in found if kind == "-"}, possible


def pharaoh_links(line: str, turned: bool) -> Links:
    """Links `i-j` of an aligner; `turned` ones the other way round."""
    pairs = [tuple(map(int, link.split("-"))) for link in line.split()]
    return {(j, i) if turned else (i, j) for i, j in pairs}


def alignment_error(made: Sequence[Links], gold: Sequence[tuple[Links, Links]]) -> float:
    """AER in per cent, lower is better: 100 (1 - (|A and S| + |A and P|) / (|A| + |S|)).

    A sentence without any links counts with all the sure ones that it lacks.
    """
    assert len(made) == len(gold)
    hits = sum(len(links & sure) + len(links & possible) for links, (sure, possible) in zip(made, gold))
    total = sum(len(links) + len(sure) for links, (sure, _) in zip(made, gold))
    return round(100 * (1 - hits / total), 1)


def read_pair(folder: Path, name: str, direction: str) -> tuple[list[str], list[str]]:
    """Source and target lines of a set, in a direction such as `fr-en`."""
    source, target = (read_lines(folder, f"{name}.{language}") for language in direction.split("-"))
    assert len(source) == len(target), name
    return source, target

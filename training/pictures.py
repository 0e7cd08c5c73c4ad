"""The pictures of a model card: small SVG files, on white so that they can be read on any page."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot  # noqa: E402
from matplotlib.axes import Axes  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402

# The same picture gives the same file; text stays text.
matplotlib.rcParams.update({"svg.hashsalt": "attention-lens", "svg.fonttype": "none", "font.size": 10})

# Told apart without colour, too (Okabe and Ito 2008): those that are no usual attention are not solid.
STYLES: dict[str, dict[str, Any]] = {
    "additive": {"color": "#0072b2", "marker": "o"},
    "concat": {"color": "#56b4e9", "marker": "s"},
    "general": {"color": "#d55e00", "marker": "^"},
    "dot": {"color": "#e69f00", "marker": "v"},
    "scaled-dot": {"color": "#009e73", "marker": "D"},
    "content-based": {"color": "#cc79a7", "marker": "P"},
    "location": {"color": "#666666", "marker": "x", "linestyle": "--"},
    "none": {"color": "#000000", "marker": "", "linestyle": ":"},
}
NAMES = {"loss": "loss (nats a piece)", "bleu": "BLEU"}


def start() -> tuple[Figure, Axes]:
    figure, axes = pyplot.subplots(figsize=(7.2, 3.4), facecolor="white", layout="constrained")
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#dddddd", linewidth=0.8)
    axes.set_axisbelow(True)
    return figure, axes


def save(figure: Figure, path: Path) -> None:
    figure.savefig(path, facecolor="white", metadata={"Date": None, "Creator": None})
    pyplot.close(figure)


def curves(log: Path, path: Path, kind: str, scores: list[str]) -> None:
    """A column of the log for each score function, over minutes."""
    with log.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    figure, axes = start()
    for score in scores:
        points = [(float(line["minutes"]), float(line[score])) for line in lines if line.get(score)]
        if points:
            minutes, values = zip(*points)
            every = max(1, len(points) // 12)
            axes.plot(minutes, values, label=score, linewidth=1.4, markersize=4, markevery=every, **STYLES.get(score, {}))
    axes.set_xlabel("minutes of training")
    axes.set_ylabel(NAMES[kind])
    figure.legend(loc="outside right center", frameon=False)
    save(figure, path)


def by_length(measured: dict[str, Any], path: Path) -> None:
    """BLEU of additive and of none for sentences of each length, over all sets."""
    figure, axes = start()
    lengths, counts = measured["lengths"], measured["sentencesByLength"]["all"]
    for score in ("additive", "none"):
        values = measured["bleuByLength"]["all"].get(score)
        if values is None:
            continue
        points = [(place, value) for place, value in enumerate(values) if value is not None]
        places, heights = zip(*points)
        style = {**STYLES[score], "marker": "o"}
        axes.plot(places, heights, linewidth=2, markersize=5, **style)
        axes.annotate(score, (places[-1], heights[-1]), (8, 0), textcoords="offset points", va="center", color=style["color"])
        for place, height in points:
            axes.annotate(f"{height:.1f}", (place, height), (0, 7), textcoords="offset points", ha="center", fontsize=9)
    axes.set_xticks(range(len(lengths)), [f"{name}\n({count:,})" for name, count in zip(lengths, counts)])
    axes.set_xlabel("source words (sentences)")
    axes.set_ylabel("BLEU")
    axes.set_ylim(bottom=0)
    axes.margins(x=0.08, y=0.15)
    save(figure, path)

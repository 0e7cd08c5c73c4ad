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
LABEL: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "fontsize": 9}
BEHIND = {"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.5}
FEWEST = 20  # sentences, for a point of the picture by length
NAMES = {"loss": "loss (nats a piece)", "bleu": "BLEU"}


def start(panels: int = 1, height: float = 3.4) -> tuple[Figure, list[Axes]]:
    figure, grid = pyplot.subplots(
        1, panels, figsize=(7.2, height), facecolor="white", layout="constrained", sharey=True, squeeze=False
    )
    for axes in grid[0]:
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(axis="y", color="#dddddd", linewidth=0.8)
        axes.set_axisbelow(True)
    return figure, list(grid[0])


def save(figure: Figure, path: Path) -> None:
    figure.savefig(path, facecolor="white", metadata={"Date": None, "Creator": None})
    pyplot.close(figure)


def curves(log: Path, path: Path, kind: str, scores: list[str]) -> None:
    """A column of the log for each score function, over minutes."""
    with log.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    figure, (axes,) = start()
    for score in scores:
        points = [(float(line["minutes"]), float(line[score])) for line in lines if line.get(score)]
        if points:
            minutes, values = zip(*points)
            every = max(1, len(points) // 12)
            axes.plot(minutes, values, label=score, linewidth=1.4, markersize=4, markevery=every, **STYLES.get(score, {}))
    axes.set_xlabel("minutes of training")
    axes.set_ylabel(NAMES[kind])
    if axes.has_data():
        figure.legend(loc="outside right center", frameon=False)
    save(figure, path)


def by_length(measured: dict[str, Any], path: Path) -> None:
    """BLEU of additive and of none for sentences of each length: a panel for each set."""
    known = measured["bleuByLength"]
    figure, panels = start(max(1, len(known)), height=2.9)
    for axes, (name, scores) in zip(panels, known.items()):
        counts = measured["sentencesByLength"][name]
        kept = [place for place, count in enumerate(counts) if count >= FEWEST]
        for score in ("additive", "none"):
            points = [(place, scores[score][place]) for place in kept] if score in scores else []
            if not points:
                continue
            places, heights = zip(*points)
            axes.plot(places, heights, linewidth=2, markersize=4, label=score, **{**STYLES[score], "marker": "o"})
            for place, height in (points[0], points[-1]):
                axes.annotate(f"{height:.1f}", (place, height), (0, 6), bbox=BEHIND, **LABEL)
        axes.set_title(name, fontsize=10)
        axes.set_xticks(kept, [measured["lengths"][place] for place in kept], rotation=45, ha="right", fontsize=9)
        axes.set_ylim(bottom=0)
        axes.margins(x=0.12, y=0.15)
    panels[0].set_ylabel("BLEU")
    figure.supxlabel("source words", fontsize=10)
    if any(axes.has_data() for axes in panels):
        handles, labels = next(axes for axes in panels if axes.has_data()).get_legend_handles_labels()
        panels[-1].legend(handles, labels, frameon=False, loc="upper right")
    save(figure, path)

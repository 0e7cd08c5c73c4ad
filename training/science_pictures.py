"""The pictures of docs/score-functions.md: small multiples, a panel for each bundle, on one scale."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Sequence

from matplotlib import pyplot
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .pictures import FEWEST, STYLES, save

Model = dict[str, Any]
Figures = dict[str, Any]

LINE: dict[str, Any] = {"linewidth": 1.5, "markersize": 4}


def grid(rows: int, columns: int, size: tuple[float, float], **shared: Any) -> tuple[Figure, list[Axes]]:
    figure, axes = pyplot.subplots(
        rows, columns, figsize=size, facecolor="white", layout="constrained", squeeze=False, **shared
    )
    panels = [panel for row in axes for panel in row]
    for panel in panels:
        panel.spines[["top", "right"]].set_visible(False)
        panel.set_axisbelow(True)
    return figure, panels


def legend(figure: Figure, panel: Axes) -> None:
    handles, labels = panel.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4, frameon=False)


def lengths(models: dict[str, Model], name: str, path: Path) -> None:
    """BLEU by the number of source words, of every score function. After Bahdanau et al. 2015, figure 2."""
    figure, panels = grid(2, 2, (7.6, 6.4), sharey=True)
    for panel, (bundle, model) in zip(panels, models.items()):
        measured = model["measured"]
        counts = measured["sentencesByLength"][name]
        kept = [place for place, count in enumerate(counts) if count >= FEWEST]
        for score in model["scoreFunctions"]:
            known = measured["bleuByLength"].get(name, {}).get(score)
            if known:
                panel.plot(kept, [known[place] for place in kept], label=score, **{**LINE, **STYLES[score]})
        panel.set_title(bundle, fontsize=10)
        panel.set_xticks(kept, [measured["lengths"][place] for place in kept], rotation=30, ha="right", fontsize=8)
        panel.grid(axis="y", color="#dddddd", linewidth=0.8)
    panels[0].set_ylim(bottom=0)  # of all: they share it
    for panel in panels[::2]:
        panel.set_ylabel(f"BLEU, {name}")
    for panel in panels[2:]:
        panel.set_xlabel("source words")
    legend(figure, panels[0])
    save(figure, path)


def errors(models: dict[str, Model], gold: Sequence[str], path: Path) -> None:
    """AER of each score function, for both conventions: which word a row belongs to."""
    figure, panels = grid(len(gold), len(models), (9.2, 2.6 * len(gold)), sharex=True, sharey=True)
    for number, panel in enumerate(panels):
        name, (bundle, model) = gold[number // len(models)], list(models.items())[number % len(models)]
        scores = [score for score in model["scoreFunctions"] if score in model["measured"]["aer"][name]]
        for place, score in enumerate(scores):
            ends = [model["measured"][key][name][score] for key in ("aer", "aerPrevious")]
            panel.plot(ends, [place, place], color="#bbbbbb", linewidth=1.5, zorder=1)
            color = STYLES[score]["color"]
            panel.scatter(ends[0], place, color=color, s=36, zorder=2, label="same" if place == 0 else None)
            panel.scatter(ends[1], place, facecolor="white", edgecolor=color, s=36, zorder=2,
                          label="previous" if place == 0 else None)  # fmt: skip
        panel.set_yticks(range(len(scores)), scores, fontsize=8)
        panel.grid(axis="x", color="#dddddd", linewidth=0.8)
        if number < len(models):
            panel.set_title(bundle, fontsize=10)
        if number % len(models) == 0:
            panel.set_ylabel(name)
    panels[0].invert_yaxis()
    figure.supxlabel("AER in per cent, lower is better: full circles, the row belongs to its own word (same); "
                     "empty ones, to the word before (previous)", fontsize=9)  # fmt: skip
    save(figure, path)


def entropies(models: dict[str, Model], found: Figures, name: str, path: Path) -> None:
    """Where the middle half of the rows lies, their median, and the range of 90 % of them."""
    figure, panels = grid(1, len(models), (9.2, 2.9), sharex=True, sharey=True)
    for panel, bundle in zip(panels, models):
        scores = list(found[bundle][name])
        for place, score in enumerate(scores):
            low, first, middle, third, high = found[bundle][name][score]["quantiles"]
            color = STYLES[score]["color"]
            panel.plot([low, high], [place, place], color=color, linewidth=1.2)
            panel.plot([first, third], [place, place], color=color, linewidth=6, solid_capstyle="butt", alpha=0.55)
            panel.scatter(middle, place, color="white", edgecolor=color, s=30, zorder=3)
        panel.set_yticks(range(len(scores)), scores, fontsize=8)
        panel.set_title(bundle, fontsize=10)
        panel.set_xlim(left=0)
        panel.grid(axis="x", color="#dddddd", linewidth=0.8)
    panels[0].invert_yaxis()
    figure.supxlabel(f"entropy of a row of weights in bits, {name}: median, middle half, 5 to 95 %", fontsize=9)
    save(figure, path)


def ablation(result: Figures, path: Path) -> None:
    """The same score function in the joint network and in networks of its own."""
    measures = (("bleu", "tatoeba-dev", "BLEU, tatoeba-dev"), ("bleuLong", "tatoeba-dev", "BLEU, over 12 words"),
                ("aer", "europarl100", "AER, europarl100 (lower is better)"))  # fmt: skip
    networks = result["networks"]
    joint = networks["joint"]
    kinds = [
        (lambda score: "joint", "together", {}),
        (lambda score: score, "alone, as many updates", {"facecolor": "white"}),
        (lambda score: f"{score}-eighth", "alone, an eighth of the updates", {"facecolor": "white", "hatch": "///"}),
    ]
    figure, panels = grid(1, len(measures), (9.2, 3.1))
    for panel, (kind, data, title) in zip(panels, measures):
        for number, (name, label, style) in enumerate(kinds):
            for place, score in enumerate(joint["measured"]):
                value = networks[name(score)]["measured"][score][kind][data]
                color = STYLES[score]["color"]
                bar = panel.bar(place + 0.27 * (number - 1), value, 0.25, edgecolor=color, linewidth=1.2,
                                **{"facecolor": color, **style})  # fmt: skip
                panel.bar_label(bar, fmt="%.1f", fontsize=8, padding=2)
        panel.set_xticks(range(len(joint["measured"])), list(joint["measured"]))
        panel.set_title(title, fontsize=10)
        panel.margins(y=0.15)
    figure.supxlabel("filled: " + "; empty: ".join(label for _, label, _ in kinds[:2]) + f"; hatched: {kinds[2][1]}", fontsize=9)
    save(figure, path)

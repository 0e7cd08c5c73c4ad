"""Write a bundle's model card: models/ID/README.md and its pictures.

    python -m training.card [--models models] [--bundles fr-en-luong,...]

Every figure comes from models/ID/model.json and training/curves/ID.{loss,bleu}.csv. What only people
can say, known weaknesses with examples and screenshots, is in training/cards/ID.md and is taken
over as it is; the sentences of `sentences.py` are in training/cards/ID.json. `evaluate.py` writes the cards of what it
measured.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from . import pictures
from .sources import MADE

HERE = Path(__file__).parent
LANGUAGES = {"fr": "French", "en": "English"}
Model = dict[str, Any]
BLANK = "\n\n"
OPTIMIZERS = {"adam": "Adam", "muon": "Muon for matrices, Adam for tables and vectors"}


def row(*cells: object) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def table(head: list[object], rows: list[list[object]], numbers_from: int = 1) -> str:
    """Markdown; columns from `numbers_from` on are numbers."""
    kinds = ["---" if column < numbers_from else "---:" for column in range(len(head))]
    return "\n".join([row(*head), row(*kinds), *(row(*cells) for cells in rows)])


def figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def direction(model: Model) -> str:
    return " to ".join(LANGUAGES.get(model[side]["language"], model[side]["language"]) for side in ("source", "target"))


def what_it_is(model: Model) -> str:
    sizes = model["sizes"]
    total = sum(entry["bytes"] for entry in model["files"])
    rows: list[list[object]] = [
        ["direction", direction(model)],
        ["decoder family", model["family"].capitalize()],
        ["score functions", ", ".join(model["scoreFunctions"])],
        ["vocabulary", f"{sizes['vocabulary']:,} pieces, shared by both languages"],
        ["embedding, annotations and states, attention", f"{sizes['embedding']}, {sizes['hidden']}, {sizes['attention']}"],
        ["layers of encoder, decoder", f"{sizes.get('encoderLayers', 1)}, {sizes.get('decoderLayers', 1)}"],
        ["longest sentence", f"{sizes['maxSourceLength']} tokens in, {sizes['maxTargetLength']} out"],
        ["on disk", f"{total / 1e6:.1f} MB; parameters as {model['storage']['weights']}"],
        ["licence", model["licence"]],
    ]
    return f"{model['description']}\n\n" + table(["", ""], rows, numbers_from=2)


def data(model: Model) -> str:
    """What it learned from: the corpora are in the order of `epochs`, which may have made ones as well."""
    training = model["training"]
    shares, epochs = training["shares"], training["epochs"]
    if not isinstance(shares, dict):  # an older bundle: name=share, ...
        shares = {name: float(share) for name, share in (item.split("=") for item in shares.split(","))}
    homes = iter(model["trainingData"])
    rows: list[list[object]] = []
    for name, passes in epochs.items():
        share = f"{100 * shares[name]:.0f} %" if name in shares else "–"
        if name in MADE:
            rows.append([*MADE[name], "–", share, f"{passes:.2f}"])
        else:
            corpus = next(homes)
            name = f"[{corpus['name']}]({corpus['home']})"
            rows.append([name, corpus["licence"], f"{corpus['pairs']:,}", share, f"{passes:.2f}"])
    return table(["data", "licence", "pairs", "share of the target pieces", "passes"], rows, numbers_from=2)


def how_it_was_trained(model: Model) -> str:
    training = model["training"]
    rows: list[list[object]] = [
        ["time, this run", f"{training['minutes'] / 60:.1f} hours"],
        ["machine", training["machine"]],
        ["updates", f"{training['steps']:,}"],
        ["target pieces seen", f"{training['targetTokens']:,}"],
    ]
    if "before" in training:
        rows.append(["began with", began_with(training["before"])])
    if "blend" in training:
        part, runs = training["blend"]["part"], training["blend"]["runs"]
        of_before = f"{part:g} of the last run's, {1 - part:g} of those after the first {runs} runs above"
        rows.append(["weights that ship", f"a mean: {of_before} (Wortsman et al. 2022)"])
    if "drawnMoreOften" in training:
        drawn = training["drawnMoreOften"].replace("=", " times ").replace(",", ", ")
        rows.append(["score functions drawn more or less often than others", drawn])
    guidance = training.get("guidance")
    if guidance:
        weight, until = guidance["weight"], 100 * guidance["until"]
        told = f"weight {weight:g} falling to 0 over the first {until:.0f} % of the run" if weight else "not in this run"
        rows.append(["attention guided by word alignments (eflomal)", told])
    if "optimizer" in training:
        rows.append(["optimizer", OPTIMIZERS[training["optimizer"]]])
    settings = (
        ("peakRate", "highest learning rate"),
        ("dropout", "dropout"),
        ("wordDropout", "chance of a piece not to be shown"),
        ("smoothing", "label smoothing"),
    )
    for key, name in settings:
        if key in training:
            rows.append([name, f"{training[key]:g}"])
    rows += [["matrix products in", training["precision"]], ["seed", training["seed"]], ["date", training["date"]]]
    text = f"{data(model)}\n\n{table(['', ''], rows, numbers_from=2)}"
    if any([guidance and guidance["weight"], *(run["guidance"] for run in training.get("before", []))]):
        text += "\n\nThat rows of weights look like alignments is in part because the network was shown some."
    return text


def began_with(before: list[Model]) -> str:
    """The runs whose weights this one went on with, the oldest first."""
    runs = [
        f"`{run['id']}` ({run['minutes'] / 60:.1f} hours, {run['steps']:,} updates, {run['targetTokens']:,} target pieces, "
        + (f"guided from {run['guidance']:g})" if run["guidance"] else "not guided)")
        for run in before
    ]
    return f"the weights of {', then '.join(runs)}" if runs else "random weights"


def translation(model: Model) -> str:
    measured = model["measured"]
    sets = list(measured["bleu"])
    heads = [f"{name}, {group}" for name in sets for group in ("all", "long")]
    rows: list[list[object]] = [
        [score, *(figure(measured[key][name].get(score)) for name in sets for key in ("bleu", "bleuLong"))]
        for score in model["scoreFunctions"]
    ]
    sizes = ", ".join(f"{measured['sentences'][name]:,} ({measured['sentencesLong'][name]:,} long) of {name}" for name in sets)
    return f"""sacreBLEU, greedy decoding, cased and detokenised, one reference a sentence: `{measured["signature"]}`.
"Long" are sentences of more than 12 source words. {sizes}.{lost(measured, "untranslated", "translated")}

{table(["score function", *heads], rows)}"""


def lost(measured: Model, key: str, done: str) -> str:
    """Sentences that the model does not take: they count as empty."""
    found = [f"{count} of {name}" for name, count in measured.get(key, {}).items() if count]
    return f" Not {done}, because they are too long for the model, and counted as empty: {', '.join(found)}." if found else ""


def by_length(model: Model) -> str:
    measured = model["measured"]
    tables = []
    for name, known in measured["bleuByLength"].items():
        counts = measured["sentencesByLength"][name]
        rows: list[list[object]] = [["*sentences*", *(f"{count:,}" for count in counts)]]
        rows += [[score, *map(figure, known[score])] for score in model["scoreFunctions"] if score in known]
        tables.append(table([f"{name}, source words", *measured["lengths"]], rows))
    return f"""BLEU by the number of source words. *none* has no attention: all that it knows of a sentence is one vector of a
fixed length (Bahdanau et al. 2015, figure 2). The picture leaves out lengths of fewer than {pictures.FEWEST} sentences.

![BLEU by source length, additive and none](length.svg)

{BLANK.join(tables)}"""


def alignment(model: Model) -> str:
    measured = model["measured"]
    sets = list(measured["aer"])
    rows: list[list[object]] = [
        [score, *(figure(measured[key][name].get(score)) for key in ("aer", "aerPrevious") for name in sets)]
        for score in model["scoreFunctions"]
        if score != "none"
    ]
    heads = [f"{name}, {convention}" for convention in ("same", "previous") for name in sets]
    sizes = ", ".join(f"{measured['aerSentences'][name]} of {name}" for name in sets)
    return f"""Alignment error rate in per cent against hand-made word alignments, lower is better: the target is produced by
force, and each of its words is linked to the source word with the largest weight (`attention-lens align`). A row of
weights belongs to the token that its step produced ("same", the default of the command, and the better one) or to the
one before it ("previous"). Sentences: {sizes}.{lost(measured, "unaligned", "aligned")}

{table(["score function", *heads], rows)}"""


def storage(model: Model) -> str:
    effect = model["storage"].get("effect", {})
    parts = [f"Parameters are stored as {model['storage']['weights']}; arithmetic is {model['storage']['compute']}."]
    if isinstance(effect.get("bleu"), dict):
        changes = effect["bleu"]
        worst = min(changes, key=changes.__getitem__)
        parts.append(
            f"Against the unrounded network, BLEU on {effect['set']} ({effect['sentences']:,} sentences) changes by "
            f"{effect['meanBleu']:+.2f} on average and by {changes[worst]:+.2f} at worst ({worst})."
        )
    if "meanAbsoluteWeight" in effect:
        parts.append(
            f"Attention weights move by {effect['meanAbsoluteWeight']:g} on average, {effect['maxAbsoluteWeight']:g} at most."
        )
    return " ".join(parts)


def curves(drawn: list[str]) -> str:
    texts = {
        "loss": "![Loss of each score function](loss.svg)\n\nLoss in nats a piece on the training batches, label smoothing and guidance included.",
        "bleu": "![BLEU of each score function while training](bleu.svg)\n\nBLEU of the averaged weights on the first lines of `tatoeba-dev`, measured by the trainer.",
    }
    return "\n\n".join(texts[name] for name in drawn)


def escaped(text: str) -> str:
    """Text in a cell of a table."""
    return text.replace("|", r"\|")


def sentences(found: Model) -> str:
    """What became of the thirty sentences of cards/sentences, good or bad."""
    parts = [
        f"Twenty everyday sentences and ten long ones, always the same, whatever comes of them: as they come out with the "
        f"score function *{found['score']}*, greedily and with a beam of {found['beam']} (`python -m training.sentences`)."
    ]
    for kind in ("everyday", "long"):
        rows: list[list[object]] = [
            [escaped(source), escaped(greedy), escaped(searched) if searched != greedy else "the same"]
            for source, greedy, searched in found[kind]
        ]
        parts.append(table([kind, "greedy", f"beam of {found['beam']}"], rows, numbers_from=3))
    return BLANK.join(parts)


def card(model: Model, drawn: list[str], own: str, notes: str) -> str:
    measured = model.get("measured", {})
    sections = [("What it is", what_it_is(model)), ("How it was trained", how_it_was_trained(model))]
    if "bleu" in measured:
        sections.append(("How well it translates", translation(model)))
    if "bleuByLength" in measured:
        sections.append(("Long sentences", by_length(model)))
    if "aer" in measured:
        sections.append(("How well it aligns", alignment(model)))
    sections.append(("What storing it costs", storage(model)))
    if drawn:
        sections.append(("The run", curves(drawn)))
    if own:
        sections.append(("Thirty sentences", own))
    origin = "Written by `training/card.py` from `model.json` and the logs of the run"
    if "engine" in measured:
        origin += f"; translations and alignments are those of {measured['engine']}, measured on {measured['date']}"
    # The notes bring their own titles.
    body = BLANK.join([*(f"## {title}\n\n{text}" for title, text in sections), *filter(None, [notes])])
    return f"# {model['name']}\n\n`{model['id']}`. {origin}.\n\n{body}\n"


def write(folder: Path) -> None:
    """The card and the pictures of the bundle in a folder."""
    model = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    drawn = []
    for name in ("loss", "bleu"):
        log = HERE / "curves" / f"{model['id']}.{name}.csv"
        if log.exists() and log.read_text(encoding="utf-8").count("\n") > 1:  # more than its head
            pictures.curves(log, folder / f"{name}.svg", name, model["scoreFunctions"])
            drawn.append(name)
    if "bleuByLength" in model.get("measured", {}):
        pictures.by_length(model["measured"], folder / "length.svg")
    notes = HERE / "cards" / f"{model['id']}.md"
    known = HERE / "cards" / f"{model['id']}.json"
    own = sentences(json.loads(known.read_text(encoding="utf-8"))) if known.exists() else ""
    text = notes.read_text(encoding="utf-8").strip() if notes.exists() else ""
    (folder / "README.md").write_text(card(model, drawn, own, text), encoding="utf-8")


def bundle_ids(models: Path, chosen: str) -> list[str]:
    """Those chosen, separated by commas; all if none are."""
    return chosen.split(",") if chosen else sorted(path.parent.name for path in models.glob("*/model.json"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--bundles", default="", help="ids, separated by commas (default: all)")
    options = parser.parse_args()
    for name in bundle_ids(options.models, options.bundles):
        write(options.models / name)
        print(options.models / name / "README.md")


if __name__ == "__main__":
    main()

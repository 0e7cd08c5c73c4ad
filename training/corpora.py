"""Make the folder of data that everything here reads (`--data DIR`) from the corpora's public homes.

    python -m training.corpora --downloads FOLDER --output DIR

FOLDER holds what was downloaded by hand (licences and sizes should be seen before they are accepted):

    fra-eng.zip                  https://www.manythings.org/anki/ (Tatoeba; CC BY 2.0 FR)
    fr-en.tgz                    https://www.statmt.org/europarl/v7/fr-en.tgz (Koehn 2005)
    DiaBLa-dataset/              git clone https://github.com/rbawden/DiaBLa-dataset (CC BY-SA 4.0)
    newstest2013.fr, .en         sacrebleu -t wmt13 -l fr-en --echo src (and ref)
    gold/NAME.{fr,en,align}      word alignments, if you have them: see training/README.md

What is missing there is missing in DIR too, and is said. Sentences of the dev and gold sets are
taken out of what is trained on; 2,000 pairs of Tatoeba are held out as `tatoeba-dev`. They are not
the 2,000 that the published figures were measured on: to compare with those, use the same set.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import tarfile
import zipfile
from pathlib import Path
from typing import Callable, Iterable, Iterator

Pair = tuple[str, str]  # French, English

HELD_OUT = 2000
SHORT, LONG = 25, 50
LONG_PAIRS = 200_000
SHORT_PAIRS = 750_000


def clean(text: str) -> str:
    """One kind of blank, apostrophes attached as in print."""
    text = re.sub(r"[\s\u00a0\u202f]+", " ", text).strip()
    return re.sub(r"(?<=\w)['\u2019] (?=\w)", "'", text)


def tatoeba(archive: Path) -> Iterator[Pair]:
    """Lines `English <tab> French <tab> attribution` of fra.txt."""
    with zipfile.ZipFile(archive) as files, files.open("fra.txt") as stream:
        for line in stream:
            english, french, *_ = line.decode("utf-8").rstrip("\n").split("\t")
            yield clean(french), clean(english)


def europarl(archive: Path) -> Iterator[Pair]:
    """The two files of europarl-v7.fr-en, line by line."""
    with tarfile.open(archive) as files:
        texts = {}
        for member in files:
            for language in ("fr", "en"):
                if member.name.endswith(f"europarl-v7.fr-en.{language}"):
                    stream = files.extractfile(member)
                    assert stream is not None
                    texts[language] = stream.read().decode("utf-8").split("\n")
    for french, english in zip(texts["fr"], texts["en"]):
        yield clean(french), clean(english)


def diabla(folder: Path) -> Iterator[Pair]:
    """What was said in French, spelling corrected where the corpus corrects it, and its translation."""
    for path in sorted((folder / "DiaBLa-corpus" / "dialogues").glob("*.json")):
        utterances = json.loads(path.read_text(encoding="utf-8"))["utterances"]
        for number in sorted(utterances, key=int):
            said = utterances[number]
            if said["language"] == "french" and said["reference_translation"].strip():
                yield clean(said["normalised_version"] or said["original_text"]), clean(said["reference_translation"])


def key(text: str) -> str:
    """Sentences that differ in blanks, case or marks only are the same sentence."""
    return re.sub(r"\W+", "", text).lower()


def distinct(pairs: Iterable[Pair], without: set[str]) -> list[Pair]:
    """Pairs of which neither side is empty or among `without`, each once."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for french, english in pairs:
        keys = (key(french), key(english))
        if all(keys) and keys not in seen and not without.intersection(keys):
            seen.add(keys)
            kept.append((french, english))
    return kept


def plausible(pair: Pair, shortest: int, longest: int) -> bool:
    """Of the wanted length, and not misaligned by the look of it."""
    words = [len(side.split()) for side in pair]
    return shortest <= max(words) <= longest and max(words) <= 2 * min(words) + 3


def hold_out(pairs: list[Pair], count: int, seed: int) -> tuple[list[Pair], list[Pair]]:
    """Pairs to train on and pairs to test on. A tested sentence has no other translation in what is trained on."""
    tested = random.Random(seed).sample(pairs, min(count, len(pairs) // 10))
    sides = {key(side) for pair in tested for side in pair}
    return distinct(pairs, sides), tested


def write(folder: Path, name: str, pairs: list[Pair]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for side, language in enumerate(("fr", "en")):
        text = "".join(f"{pair[side]}\n" for pair in pairs)
        (folder / f"{name}.{language}").write_text(text, encoding="utf-8")
    print(f"{folder.name}/{name}: {len(pairs):,} pairs", flush=True)


def read(folder: Path, name: str) -> list[Pair]:
    sides = [(folder / f"{name}.{language}").read_text(encoding="utf-8").splitlines() for language in ("fr", "en")]
    return list(zip(*sides))


def build(downloads: Path, output: Path, seed: int = 1) -> None:
    """Write everything that the downloads allow."""

    def present(name: str, make: Callable[[Path], Iterable[Pair]]) -> list[Pair]:
        path = downloads / name
        if not path.exists():
            print(f"{name} is not in {downloads}: left out", flush=True)
            return []
        return list(make(path))

    tests = {
        "diabla-fr-en": present("DiaBLa-dataset", diabla),
        "newstest2013": present("newstest2013.fr", lambda path: read(path.parent, "newstest2013")),
    }
    gold = downloads / "gold"
    if gold.exists():
        shutil.copytree(gold, output / "gold", dirs_exist_ok=True)
    links = [read(gold, path.stem) for path in sorted(gold.glob("*.align"))]
    known = {key(side) for pairs in (*tests.values(), *links) for pair in pairs for side in pair}

    everyday, tests["tatoeba-dev"] = hold_out(distinct(present("fra-eng.zip", tatoeba), known), HELD_OUT, seed)
    known |= {key(side) for pair in tests["tatoeba-dev"] for side in pair}
    parliament = distinct(present("fr-en.tgz", europarl), known)
    random.Random(seed).shuffle(parliament)
    train = {
        "tatoeba": everyday,
        "europarl-short": [pair for pair in parliament if plausible(pair, 1, SHORT)][:SHORT_PAIRS],
        "europarl-long": [pair for pair in parliament if plausible(pair, SHORT + 1, LONG)][:LONG_PAIRS],
    }
    for folder, sets in (("dev", tests), ("train", train)):
        for name, pairs in sets.items():
            if pairs:
                write(output / folder, name, pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--downloads", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1, help="draws what is held out and what Europarl is cut to")
    options = parser.parse_args()
    build(options.downloads, options.output, options.seed)


if __name__ == "__main__":
    main()

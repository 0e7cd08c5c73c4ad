"""More pairs of the same text: what the shipped models make of either side, beside the other as it was.

    npm run build && python -m training.diversify --data DIR [--work .training] [--models DIR]

Every corpus is translated by the shipped models of both directions, and what they make is put beside the side
that they read (data diversification: Nguyen et al. 2020, section 3, with one round). For the direction of the model
that is sequence distillation (Kim and Rush 2016, section 3.2): targets that a network can learn. For the other one
it is back-translation (Sennrich et al. 2016, section 3.1): other ways to say the source. Translations that are far
from the human one are left out, as they lack something, and so are those that are the same.

WORK/translations/CORPUS.BUNDLE.txt has every line as it came out; a file that is there is not made again. Written:
WORK/data/CORPUS-made-fr.npz, whose French a model made, and CORPUS-made-en.npz.
"""

from __future__ import annotations

import argparse
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path

from sacrebleu.metrics import CHRF
from tokenizers import Tokenizer

from .corpora import key
from .evaluate import Task, engine, translator
from .joins import Texts
from .prepare import LANGUAGES, read_lines, write_corpus

# Corpora, whose models translate them, and how many lines of them: what a quarter of an hour allows.
PARTS = (("tatoeba", ("luong", "bahdanau"), 1_000_000), ("europarl-short", ("luong",), 60_000))
# Of 100. Of fifty translations above it that were read fourteen had a mistake, of twenty below it twelve.
NEAREST = 60.0
SHORTEST, LONGEST = 0.7, 1.4  # of the letters of the human translation

metric = CHRF()


def is_close(made: str, reference: str) -> bool:
    """Whether a translation says most of what the human one says, and is another (chrF: Popović 2015)."""
    if not SHORTEST * len(reference) <= len(made) <= LONGEST * len(reference) or key(made) == key(reference):
        return False
    return metric.sentence_score(made, [reference]).score >= NEAREST


def translations(task: Task, corpus: str, lines: list[str], folder: Path) -> list[str]:
    """What a bundle makes of the lines; an empty line where it makes nothing."""
    path = folder / f"{corpus}.{task.bundle}.txt"
    if not path.exists():
        made = engine(task, "translate", "--format", "text", lines=lines)
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{line}\n" for line in made), encoding="utf-8")
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")[: len(lines)]


def kept(read: list[str], references: list[str], made: list[list[str]]) -> list[Texts]:
    """What was read with what models made of it, each once, where that is close to the human translation."""
    found: dict[Texts, None] = {}
    with ProcessPoolExecutor() as pool:
        for lines in made:
            close = pool.map(is_close, lines, references, chunksize=2000)
            found |= {(line, translation): None for line, translation, fits in zip(read, lines, close) if fits}
    return list(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--cli", type=Path, default=Path("dist/cli.js"))
    parser.add_argument("--score", default="general")
    parser.add_argument("--longest", type=int, default=100, help="longest sequence kept, in pieces (default 100)")
    options = parser.parse_args()
    started = time.time()
    folder = options.work / "data"
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    for (corpus, families, count), (source, target) in product(PARTS, (LANGUAGES, LANGUAGES[::-1])):
        read, references = (read_lines(options.data / "train", f"{corpus}.{side}")[:count] for side in (source, target))
        made = []
        for family in families:
            task = translator(f"{source}-{target}-{family}", options.score, options.cli, options.models)
            made.append(translations(task, corpus, read, options.work / "translations"))
        pairs = kept(read, references, made)
        texts = {source: [pair[0] for pair in pairs], target: [pair[1] for pair in pairs]}
        name = f"{corpus}-made-{target}"
        figures = write_corpus(folder / f"{name}.npz", tokenizer, texts["fr"], texts["en"], options.longest)
        print(name, figures, f"{time.time() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()

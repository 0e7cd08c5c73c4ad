"""Examples of what the corpora lack: carried-over spans, marks around words, unusual case, rare names, length.

    python -m training.augment --data DIR [--work .training]

Made from pairs whose words were aligned (`links.py`), by changing both sides alike:

* copies: words that are the same on both sides, or linked one to one, become placeholders, as URLs,
  inline code, long numbers and emoji do in the extension; or one is put in front or at the end;
* marks: words that are translated together are put between OPENS[k] and CLOSES[k], as `**bold**`,
  `[links](...)` and tags are;
* case: both sides in small letters;
* ends: `...`, `!!!` and the like;
* names: names that are the same on both sides become other names; or all names become placeholders,
  which is how the extension carries over those that the vocabulary lacks;
* fragments: words and phrases alone (`phrases.py`), which are no sentences;
* length: pairs in a row, or as clauses of one sentence (`joins.py`), so that sentences longer than the
  corpora have are learned too.

Written to WORK/data/augmented.npz, with words, and links between placeholders alone (`carried_links.py`).
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Encoding, Tokenizer

from .carried_links import link_carried
from .joins import Texts, common_words, conjoined, in_a_row
from .phrases import as_entry, counted, dictionary, phrases
from .prepare import LANGUAGES, read_lines, write_corpus
from .vocabulary import CLOSES, COPIES, OPENS

Span = tuple[int, int]
Edit = tuple[int, int, str]  # characters [start, end) are replaced
Links = list[tuple[int, int]]

LIMITS = {"tatoeba": 110_000, "europarl-short": 80_000}
IN_A_ROW = 15_000
CONJOINED = 60_000
# Words of a phrase, at most: those of Europarl are its vocabulary, those of Tatoeba everyday turns.
LONGEST = {"tatoeba": 5, "europarl-short": 2}
FRAGMENTS = 80_000
DRAWN_OUT = {".": ("...", "...", "....", ". . ."), "!": ("!!", "!!!", "!!!!!", "?!"), "?": ("??", "???", "?!")}


def word_spans(encoding: Encoding, text: str) -> list[Span]:
    """Characters [start, end) of each word, without spaces."""
    spans: list[Span] = []
    for word, (start, end) in zip(encoding.word_ids, encoding.offsets):
        while start < end and text[start].isspace():
            start += 1
        while word >= len(spans):
            spans.append((start, end))
        spans[word] = (min(spans[word][0], start), max(spans[word][1], end))
    return spans


@dataclass
class Pair:
    """A pair of sentences, the characters of their words, and the links between words."""

    texts: tuple[str, str]
    spans: tuple[list[Span], list[Span]]
    links: Links

    def word(self, side: int, number: int) -> str:
        start, end = self.spans[side][number]
        return self.texts[side][start:end]

    def one_to_one(self) -> Links:
        """Links between words that have no other link."""
        lefts, rights = [i for i, _ in self.links], [j for _, j in self.links]
        return [(i, j) for i, j in self.links if lefts.count(i) == 1 and rights.count(j) == 1]

    def edited(self, edits: tuple[list[Edit], list[Edit]]) -> tuple[str, str]:
        return apply(self.texts[0], edits[0]), apply(self.texts[1], edits[1])


def apply(text: str, edits: list[Edit]) -> str:
    """The text with all edits made; those of the same place stay in their order."""
    for start, end, new in sorted(edits, key=lambda edit: edit[0], reverse=True):
        text = text[:start] + new + text[end:]
    return text


def in_reading_order(text: str, other: str, kinds: tuple[str, ...], chance: random.Random) -> tuple[str, str]:
    """Number the placeholders of one kind as the source has them. The source may be either side: drawn.

    Mostly from 0 on, as the extension does; sometimes by chance, so that high numbers are learned too.
    """
    first = text if chance.random() < 0.5 else other
    found = sorted((character for character in set(first) if character in kinds), key=first.index)
    if chance.random() < 0.25:
        numbers = sorted(chance.sample(range(len(kinds)), len(found)))
    else:
        numbers = list(range(len(found)))
    table = {ord(character): kinds[number] for character, number in zip(found, numbers)}
    if kinds is OPENS:
        table |= {ord(CLOSES[OPENS.index(c)]): CLOSES[n] for c, n in zip(found, numbers)}
    return text.translate(table), other.translate(table)


def copies(pair: Pair, chance: random.Random) -> tuple[str, str] | None:
    """One to three words become placeholders, or one is added at an end."""
    if chance.random() < 0.25:
        return added_copy(pair, chance)
    candidates = [
        (i, j)
        for i, j in pair.one_to_one()
        if pair.word(0, i) == pair.word(1, j) and pair.word(0, i)[:1].isalnum()
        or min(len(pair.word(0, i)), len(pair.word(1, j))) >= 4
    ]
    if not candidates:
        return added_copy(pair, chance)
    count = min(len(candidates), chance.choice((1, 1, 1, 2, 2, 3)))
    return in_reading_order(*replaced(pair, chance.sample(candidates, count), list(COPIES)), COPIES, chance)


def added_copy(pair: Pair, chance: random.Random) -> tuple[str, str]:
    """A placeholder before the sentence or after it, as an emoji, a number of a list or a URL stands."""
    form = chance.choice(("{} {c}", "{} {c}", "{c} {}", "{} ({c})", "{c} : {}", "{}{c}"))
    texts = list(pair.texts)
    if chance.random() < 0.4 and all(text[-1:] in ".!?" for text in texts):
        ends = [text[-1] for text in texts]
        texts = [text[:-1].rstrip() for text in texts]
    else:
        ends = ["", ""]
    forms = (form, form.replace(" : ", ": "))
    french, english = (f.format(text, c=COPIES[0]) + end for f, text, end in zip(forms, texts, ends))
    return in_reading_order(french, english, COPIES, chance)


def marks(pair: Pair, chance: random.Random) -> tuple[str, str] | None:
    """One or two phrases between an opening and a closing placeholder; two may be the same words."""
    candidates = phrases(pair)
    if not candidates:
        return None
    chosen = [chance.choice(candidates)]
    apart = [
        phrase
        for phrase in candidates
        if all(a[1] < b[0] or b[1] < a[0] for a, b in zip(phrase, chosen[0]))
    ]
    if apart and chance.random() < 0.3:
        chosen.append(chance.choice(apart))
    nested = len(chosen) == 1 and chance.random() < 0.08
    edits: tuple[list[Edit], list[Edit]] = ([], [])
    for number, phrase in enumerate(chosen):
        opening = OPENS[number] + (OPENS[number + 1] if nested else "")
        closing = (CLOSES[number + 1] if nested else "") + CLOSES[number]
        for side, (first, last) in enumerate(phrase):
            start, end = pair.spans[side][first][0], pair.spans[side][last][1]
            edits[side].extend([(start, start, opening), (end, end, closing)])
    return in_reading_order(*pair.edited(edits), OPENS, chance)


def in_small_letters(pair: Pair) -> tuple[str, str]:
    return pair.texts[0].lower(), pair.texts[1].lower()


def drawn_out(pair: Pair, chance: random.Random) -> tuple[str, str] | None:
    """Other ends than corpora have: `...`, `!!!`, `?!`. A network that never saw them may not find an end to them."""
    ends = {text[-1:] for text in pair.texts}
    mark = ends.pop()
    if ends or mark not in DRAWN_OUT:
        return None
    end = chance.choice(DRAWN_OUT[mark])
    return pair.texts[0][:-1] + end, pair.texts[1][:-1] + end


def is_name(word: str) -> bool:
    return len(word) > 2 and word[0].isupper() and word[1:].islower()


def named(pair: Pair) -> Links:
    """Names that belong together, the same on both sides or not: `Londres` and `London`."""
    return [(i, j) for i, j in pair.one_to_one() if is_name(pair.word(0, i)) and is_name(pair.word(1, j))]


def renamed(pair: Pair, names: list[str], chance: random.Random) -> tuple[str, str] | None:
    """Every name that is the same on both sides becomes another."""
    found = [(i, j) for i, j in named(pair) if pair.word(0, i) == pair.word(1, j)]
    return replaced(pair, found, chance.choices(names, k=len(found))) if found else None


def carried_names(pair: Pair, chance: random.Random) -> tuple[str, str] | None:
    """
    Every name becomes a placeholder, also one that has another name in the other language: where people live is mostly
    such a one, and `à` before it has to be learned. A word that begins both sentences may be no name, and stays.
    """
    found = [(i, j) for i, j in named(pair) if (i, j) != (0, 0) or pair.word(0, 0) == pair.word(1, 0)][: len(COPIES)]
    return in_reading_order(*replaced(pair, found, list(COPIES)), COPIES, chance) if found else None


def replaced(pair: Pair, words: Links, by: list[str]) -> tuple[str, str]:
    """The words of each link become the same text."""
    edits: tuple[list[Edit], list[Edit]] = ([], [])
    for link, text in zip(words, by):
        for side, word in enumerate(link):
            edits[side].append((*pair.spans[side][word], text))
    return pair.edited(edits)


def read_pairs(tokenizer: Tokenizer, data: Path, folder: Path, name: str, limit: int) -> list[Pair]:
    """Aligned pairs of one corpus, by chance."""
    lines = [read_lines(data / "train", f"{name}.{language}") for language in LANGUAGES]
    numbers = np.load(folder / f"{name}.npz")["lines"]
    stored = np.load(folder / f"{name}.links.npz")
    links, offsets = stored["links"], stored["offsets"]
    aligned = np.nonzero(np.diff(offsets) >= 2)[0]
    chosen = np.random.default_rng(3).permutation(aligned)[:limit]
    texts = [[normal(tokenizer, lines[side][numbers[index]]) for index in chosen] for side in (0, 1)]
    encodings = [tokenizer.encode_batch(side) for side in texts]
    pairs = []
    for row, index in enumerate(chosen):
        spans = tuple(word_spans(encodings[side][row], texts[side][row]) for side in (0, 1))
        found = [(int(i), int(j)) for i, j in links[offsets[index] : offsets[index + 1]]]
        pairs.append(Pair((texts[0][row], texts[1][row]), spans, found))  # type: ignore[arg-type]
    return pairs


def normal(tokenizer: Tokenizer, text: str) -> str:
    """As the vocabulary sees it, so that offsets and letters agree."""
    return tokenizer.normalizer.normalize_str(text)  # type: ignore[no-any-return]


def changed(pair: Pair, names: list[str], chance: random.Random) -> tuple[str, str] | None:
    kind = chance.choices(("copies", "marks", "case", "ends", "names", "carried names"), (30, 29, 5, 4, 11, 21))[0]
    if kind == "copies":
        return copies(pair, chance)
    if kind == "marks":
        return marks(pair, chance)
    if kind == "case":
        return in_small_letters(pair)
    if kind == "ends":
        return drawn_out(pair, chance) or copies(pair, chance)
    if kind == "carried names":
        return carried_names(pair, chance) or copies(pair, chance)
    return renamed(pair, names, chance) or copies(pair, chance)


def fragments(by_corpus: dict[str, list[Pair]], count: int, chance: random.Random) -> list[Texts]:
    """Entries of a dictionary of phrases, drawn evenly."""
    common = common_words([pair.texts for pairs in by_corpus.values() for pair in pairs])
    seen = Counter(texts for name, some in by_corpus.items() for texts in counted(some, LONGEST[name], common))
    entries = dictionary(seen)
    print(f"{len(entries)} phrases", flush=True)
    return [as_entry(texts, chance) for texts in chance.choices(entries, k=count)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path(".training"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=int, default=160, help="longest sequence kept, in pieces (default 160)")
    options = parser.parse_args()
    started = time.time()
    folder = options.work / "data"
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    by_corpus = {name: read_pairs(tokenizer, options.data, folder, name, limit) for name, limit in LIMITS.items()}
    pairs = [pair for some in by_corpus.values() for pair in some]
    names = sorted({p.word(0, i) for p in pairs for i, j in p.links if is_name(p.word(0, i)) and p.word(0, i) == p.word(1, j)})
    print(f"{len(pairs)} pairs, {len(names)} names, {time.time() - started:.0f} s", flush=True)
    chance = random.Random(options.seed)
    made = [pair for pair in (changed(pair, names, chance) for pair in pairs) if pair]
    made += in_a_row([pair.texts for pair in pairs], IN_A_ROW, chance)
    made += conjoined([pair.texts for pair in by_corpus["tatoeba"]], CONJOINED, chance)
    made += fragments(by_corpus, FRAGMENTS, chance)
    figures = write_corpus(
        folder / "augmented.npz", tokenizer, [pair[0] for pair in made], [pair[1] for pair in made], options.longest
    )
    links = link_carried(folder / "augmented.npz", tokenizer)
    print(figures, f"{links} links, {time.time() - started:.0f} s")


if __name__ == "__main__":
    main()

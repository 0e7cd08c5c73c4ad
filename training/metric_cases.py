"""Golden numbers for the metrics of `attention-lens evaluate`, which are written once more in TypeScript.

    python -m training.metric_cases [--output test/fixtures/metrics]

* `bleu.json`: what sacreBLEU's tokenizer 13a makes of texts, and its corpus BLEU of small corpora.
* `alignment.json`: AER, precision and recall of links, counted link by link in exact fractions; the
  AER is also asserted to be that of `quality.py`, which measures the published figures.

It needs only sacreBLEU.
"""

from __future__ import annotations

import argparse
import json
import random
from fractions import Fraction
from pathlib import Path
from typing import Any, Sequence

import sacrebleu
from sacrebleu.metrics import BLEU
from sacrebleu.tokenizers.tokenizer_13a import Tokenizer13a

from .quality import alignment_error, gold_links, pharaoh_links

# What a port of the tokenizer can get wrong.
TEXTS = (
    "",
    "   ",
    "Hello, world!",
    "He's here; isn't he?",
    '"Quoted" and (in parentheses) [or brackets] {or braces}',
    "&quot;Tom &amp; Jerry&quot; &lt;b&gt;",
    "&amp;quot; &amp;lt; twice, and &apos; &#39; not at all",
    "a&b&&c &",
    "one <skipped> two<skipped>",
    "<skipped>",
    "1,000.50 euros, 3.14, .5 5. 5, ,5 1.2.3 1,,2",
    "v2.0.1-beta, 192.168.0.1:8080",
    "3-4 three-four 3-four three-4 -3 10-20-30 --5 5--",
    "a.b a,b a. b .a ,a",
    "...etc... and ,,, or .,.,",
    ".",
    ".,",
    "..5",
    "5..",
    "L'été, c’est « fini » … n’est-ce pas ?",
    "«\u00a0Où vas-tu\u202f?\u00a0»",
    "10\u202f000,5\u00a0€ 50 %",
    "naïve café, œuvre: 3,5 %",
    "e\u0301te\u0301.",
    "你好，世界。1.5万",
    "日本語,テキスト.です",
    "東京.2020,年",
    "Привет, мир! ٣٫١٤, ٣.٤",
    "²,³ ½.½",
    "😀, 👩‍👩‍👧.😀 𝕏.𝕐",
    "tab\tand\u000bother\u000cwhite\u001cspace\u001d\u001e\u001f\u0085here\u2028and\u2029there\u3000end",
    "\ufeffmarked\ufeff \u200bzero\u200bwidth\u180e",
    "trailing \t\u3000\u00a0",
    "\u3000leading",
    "hyphen-\nated and\nbroken",
    "ends with a hyphen-\n",
    "back\\slash `tick` ~tilde^ |pipe| _under_score_ @at #hash $5 100%",
    "https://example.org/a,b.c?d=1&e=2#f",
    "-LRB- and -RRB-",
    "! \" # $ % & ' ( ) * + , - . / : ; < = > ? @ [ \\ ] ^ _ ` { | } ~",
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "NUL\u0000 and bell\u0007.",
)

CAT = "The cat sat on the mat."

# Hypotheses, and one or more references of each.
CORPORA: tuple[tuple[str, Sequence[str], Sequence[Sequence[str]]], ...] = (
    ("the same", [CAT, "A dog barks, loudly."], [[CAT, "A dog barks, loudly."]]),
    ("nothing in common", ["one two three four five"], [["six seven eight nine ten"]]),
    ("single words in common", ["the cat is a fine animal"], [["a dog ate fine cheese"]]),
    ("no 4-gram in common", ["the cat sat on a mat"], [["the cat sat at the mat"]]),
    ("no 3-gram in common", ["the cat has eaten on the mat"], [["the cat sat in a hat on the floor"]]),
    ("an empty hypothesis", ["", CAT], [[CAT, CAT]]),
    ("an empty reference", [CAT, CAT], [["", CAT]]),
    ("empty hypotheses only", ["", ""], [[CAT, CAT]]),
    ("nothing at all", ["", ""], [["", ""]]),
    ("empty references only", ["a cat", "a dog"], [["", ""]]),
    ("three words", ["the black cat"], [["the black cat"]]),
    ("three words among longer ones", ["the black cat", CAT], [["the black cat", CAT]]),
    ("one word", ["cat"], [["cat"]]),
    ("clipped counts", ["the the the the the the the"], [["the cat is on the mat"]]),
    ("too short", ["the cat sat on"], [["the cat sat on the mat with the hat"]]),
    ("too long", ["the cat sat on the mat with the hat"], [["the cat sat on"]]),
    ("case matters", ["the CAT sat on the mat ."], [["The cat sat on the mat ."]]),
    ("punctuation is apart", ["The cat, sat on the mat."], [["The cat , sat on the mat ."]]),
    ("white space at the ends", ["  The cat sat on the mat. \t"], [["The cat sat on the mat.\u3000"]]),
    (
        "two references, of which each has something",
        ["the cat sat on the mat today", "it is raining cats and dogs"],
        [["the cat sat there all day", "it rains"], ["a cat lies on the mat today", "it is raining very hard and long"]],
    ),
    (
        "two references as near as each other: the shorter counts",
        ["one two three four five"],
        [["one two three four five six"], ["one two three four"]],
    ),
    (
        "three references, empty ones among them",
        [CAT, "two words here", ""],
        [[CAT, "", "gone"], ["", "two words there", ""], ["A cat.", "", "it is gone"]],
    ),
    ("entities and numbers", ["&quot;It costs 1,000.50&quot;, he said."], [['"It costs 1,000.50", he said.']]),
    ("other scripts", ["你好，世界。 再见 。", "Привет, мир !"], [["你好，世界。 再见 ！", "Привет, мой мир !"]]),
    ("no letters", ["😀 😀 😀 😀 !", "."], [["😀 😀 😀 😀 ?", "..."]]),
)

WORDS = "the a cat dog sat ran on mat, 1,5 2-3 it's « » &amp; L'été über 東京 . ! ? -".split()


def drawn_corpora(generator: random.Random, count: int) -> list[tuple[str, list[str], list[list[str]]]]:
    """Hypotheses that are references with words changed, dropped and put in: BLEU of every size."""

    def sentence() -> list[str]:
        return generator.choices(WORDS, k=generator.randrange(0, 18))

    def changed(words: list[str], rate: float) -> str:
        kept = [generator.choice(WORDS) if generator.random() < rate else word for word in words]
        kept = [word for word in kept if generator.random() > rate / 3]
        return " ".join(kept)

    corpora = []
    for number in range(count):
        base = [sentence() for _ in range(generator.randrange(1, 12))]
        references = [[changed(words, 0.25 * i) for words in base] for i in range(generator.randrange(1, 4))]
        hypotheses = [changed(words, generator.choice((0.05, 0.3, 0.6))) for words in base]
        corpora.append((f"drawn, {number}", hypotheses, references))
    return corpora


def bleu_cases() -> dict[str, Any]:
    tokenizer = Tokenizer13a()
    cases = []
    for name, hypotheses, references in [*CORPORA, *drawn_corpora(random.Random(2002), 40)]:
        metric = BLEU()
        score = metric.corpus_score(list(hypotheses), [list(lines) for lines in references])
        cases.append(
            {
                "name": name,
                "hypotheses": hypotheses,
                "references": references,
                "signature": str(metric.get_signature()),
                "score": score.score,
                "precisions": score.precisions,
                "counts": score.counts,
                "totals": score.totals,
                "brevityPenalty": score.bp,
                "hypothesisLength": score.sys_len,
                "referenceLength": score.ref_len,
            }
        )
    return {
        "sacrebleu": sacrebleu.__version__,
        "tokens": [{"text": text, "tokens": tokenizer(text.rstrip())} for text in TEXTS],
        "corpora": cases,
    }


def percent(part: int, whole: int) -> float | None:
    return float(Fraction(100 * part, whole)) if whole else None


def alignment_case(name: str, made: Sequence[str], gold: Sequence[str]) -> dict[str, Any]:
    """Och and Ney (2003), section 6: lists of links, one sentence after the other."""
    links = sure = in_sure = in_possible = possible = 0
    for own, expected in zip(made, gold):
        own_links = own.split()
        sure_links = {link for link in expected.split() if "-" in link}
        possible_links = {link.replace("?", "-") for link in expected.split()}
        links += len(own_links)
        sure += len(sure_links)
        possible += len(possible_links)
        in_sure += sum(link in sure_links for link in own_links)
        in_possible += sum(link in possible_links for link in own_links)
    rate = percent(links + sure - in_sure - in_possible, links + sure)
    if rate is not None:
        other = alignment_error([pharaoh_links(line, False) for line in made], [gold_links(line) for line in gold])
        assert abs(rate - other) <= 0.0501, (name, rate, other)
    return {
        "name": name,
        "made": made,
        "gold": gold,
        "aer": rate,
        "precision": percent(in_possible, links),
        "recall": percent(in_sure, sure),
        "links": links,
        "sure": sure,
        "possible": possible,
        "inSure": in_sure,
        "inPossible": in_possible,
    }


def alignment_cases() -> list[dict[str, Any]]:
    generator = random.Random(2003)
    cases = [
        alignment_case("the same", ["0-0 1-1"], ["0-0 1-1"]),
        alignment_case("nothing right", ["0-1"], ["0-0"]),
        alignment_case("three links, one sure, one possible", ["0-0 1-1 2-2"], ["0-0 1?1 3-3"]),
        alignment_case("sure and possible at once", ["0-0 1-1"], ["0-0 0?0 1?1"]),
        alignment_case("possible links cost nothing", ["0-0 5-6"], ["0-0 1-1 5?6"]),
        alignment_case("no links made", ["", ""], ["0-0", "1-1 2?2"]),
        alignment_case("no sure links", ["0-0 1-1"], ["0?0"]),
        alignment_case("no gold links", ["0-0"], [""]),
        alignment_case("nothing at all", [""], [""]),
        alignment_case("sentences count together", ["0-0 1-1", "0-1", ""], ["0-0 1-1", "0-0", "4-4 5-5"]),
    ]
    for number in range(30):
        made, gold = [], []
        for _ in range(generator.randrange(1, 9)):
            rows, columns = generator.randrange(1, 12), generator.randrange(1, 12)
            made.append(" ".join(f"{generator.randrange(rows)}-{j}" for j in range(columns)))
            cells = [(i, j) for i in range(rows) for j in range(columns)]
            drawn = generator.sample(cells, generator.randrange(0, len(cells) // 3 + 1))
            gold.append(" ".join(f"{i}{generator.choice('--?')}{j}" for i, j in drawn))
        cases.append(alignment_case(f"drawn, {number}", made, gold))
    return cases


def write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path("test/fixtures/metrics"))
    options = parser.parse_args()
    write(options.output / "bleu.json", bleu_cases())
    write(options.output / "alignment.json", alignment_cases())


if __name__ == "__main__":
    main()

"""Nouns and adjectives of both languages with their forms (`lexicon/`), sorted by what may stand in for what.

Written for this project by a large language model (Claude). A word may take the place of another where nothing else of
the sentence has to change on either side: the same gender, number and kind of thing, and a beginning that has the same
articles (`l'arbre`, `an apple`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "lexicon"

Texts = tuple[str, str]  # French, English

FRENCH_VOWELS = tuple("aeiouyàâäéèêëîïôöœùûü")
# Words with an h that keeps `le`, `la` and `de` whole: their beginnings, where no other word has them.
ASPIRATED = (
    "hache haie haine hall halt hamac hamburger hamster hanche handball handicap hangar hareng haricot harnais harpe hasard "
    "hausse haut hérisson héron héros hêtre hibou hideu hobby hockey homard honte honteu hot hotte houe houle housse houx "
    "hublot huée hurle hutte hyène"
).split()
ENGLISH_VOWELS = tuple("aeiou")
SILENT_H = ("heir", "honest", "honor", "honour", "hour")
LIKE_YOU = ("eu", "ewe", "one", "once", "uni", "use", "usu", "ura", "ute", "uti", "ubi")


def begins_with_vowel(texts: Texts) -> tuple[bool, bool]:
    """Whether the words have `l'` in French, and `an` in English."""
    french, english = (text.lower() for text in texts)
    silent = french.startswith("h") and not french.startswith(tuple(ASPIRATED))
    glide = french.startswith("y") and french[1:2] in "aeo"
    elided = silent or (french.startswith(FRENCH_VOWELS) and not glide and not french.startswith(("oui", "onz", "ouist")))
    an = english.startswith(SILENT_H) or (english.startswith(ENGLISH_VOWELS) and not english.startswith(LIKE_YOU))
    return elided, an


@dataclass(frozen=True)
class Word:
    """A noun or an adjective."""

    group: tuple[str, ...]  # what it has in common with those that may stand in for it, its beginning apart
    forms: tuple[tuple[str, Texts], ...]  # by number, or gender and number

    def form(self, name: str) -> Texts:
        return dict(self.forms)[name]


def noun(gender: str, kind: str, french: str, frenches: str, english: str, englishes: str) -> Word:
    forms = [("s", (french, english))]
    if frenches and englishes:
        forms.append(("p", (frenches, englishes)))
    counted = "counted" if len(forms) == 2 else "mass"
    return Word(("noun", gender, kind, counted), tuple(forms))


def adjective(place: str, kind: str, *texts: str) -> Word:
    *french, english = texts
    return Word(("adjective", place, kind), tuple(zip(("ms", "fs", "mp", "fp"), ((text, english) for text in french))))


class Lexicon:
    """Finds the words of a text, and others in their place."""

    def __init__(self, words: list[Word]) -> None:
        self.words = words
        self.french: dict[str, list[tuple[Word, str]]] = defaultdict(list)
        self.english: set[str] = set()
        self._groups: dict[tuple[object, ...], list[Word]] = defaultdict(list)
        for word in words:
            for name, texts in word.forms:
                self.french[texts[0]].append((word, name))
                self.english.add(texts[1])
                self._groups[(word.group, name, *begins_with_vowel(texts))].append(word)

    def others(self, word: Word, names: tuple[str, ...]) -> list[Word]:
        """Words that may stand where this one has a form that could be any of `names`, and that have one text for them."""
        group = self._groups[(word.group, names[0], *begins_with_vowel(word.form(names[0])))]
        return [other for other in group if other != word and len({other.form(name) for name in names}) == 1]


def read_lexicon(folder: Path = FOLDER) -> Lexicon:
    words = []
    for name, make in (("nouns", noun), ("adjectives", adjective)):
        for line in (folder / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
            words.append(make(*line.split("\t")))
    return Lexicon(words)

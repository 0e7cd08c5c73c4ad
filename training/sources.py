"""What the networks learned from, as manifests and cards call it."""

from __future__ import annotations

# Name, licence and home of each corpus.
SOURCES = {
    "tatoeba": ("Tatoeba, French-English", "CC BY 2.0 FR", "https://tatoeba.org"),
    "europarl-short": (
        "Europarl v7, French-English, up to 25 words",
        "no known copyright restriction; acknowledgement asked",
        "https://www.statmt.org/europarl/",
    ),
    "europarl-long": (
        "Europarl v7, French-English, 26 to 50 words",
        "no known copyright restriction; acknowledgement asked",
        "https://www.statmt.org/europarl/",
    ),
}
# What has no public home: what it is, and its licence.
BY_MODELS = "by the models of before (`training/diversify.py`)"
MADE = {
    "augmented": ("made from the others (`training/augment.py`)", "as theirs"),
    "substituted": (
        "Tatoeba and what a language model wrote, with other nouns and adjectives (`training/substitute.py`)",
        "as Tatoeba; MIT",
    ),
    "phrasebook": ("written by a language model for this project (`training/phrasebook/`)", "MIT"),
    "everyday": ("of it, long everyday sentences once more (`phrasebook/everyday.tsv`)", "MIT"),
    "clauses": ("written by the same language model while the network learned (`phrasebook/clauses.tsv`)", "MIT"),
    "tatoeba-long": ("Tatoeba's pairs of ten French words or more, once more", "as Tatoeba"),
    "tatoeba-made-fr": (f"Tatoeba, the French {BY_MODELS}", "as Tatoeba"),
    "tatoeba-made-en": (f"Tatoeba, the English {BY_MODELS}", "as Tatoeba"),
    "europarl-short-made-fr": (f"Europarl, the French {BY_MODELS}", "as Europarl"),
    "europarl-short-made-en": (f"Europarl, the English {BY_MODELS}", "as Europarl"),
}
MADE |= {
    f"{name}-split-{language}": (f"{of}, the {side} in other pieces (`training/split.py`)", licence)
    for name, of, licence in (
        ("tatoeba", "Tatoeba", "as Tatoeba"),
        ("tatoeba-long", "Tatoeba's longer pairs", "as Tatoeba"),
        ("phrasebook", "what a language model wrote", "MIT"),
        ("substituted", "pairs with other nouns and adjectives", "as Tatoeba; MIT"),
    )
    for language, side in (("fr", "French"), ("en", "English"))
}
LICENCE = (
    "CC BY 2.0 FR: trained on sentences by the contributors of Tatoeba (https://tatoeba.org, CC BY 2.0 FR) "
    "and on the Europarl corpus (Koehn 2005)."
)

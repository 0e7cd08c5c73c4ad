"""The joint French-English vocabulary: how text becomes pieces, and pieces text again.

One byte-pair encoding (Sennrich et al. 2016) for both languages, in the Hugging Face
`tokenizer.json` format, so that Python here and JavaScript in the extension read the same file.

Three choices that are not the library's defaults:

* The special pieces and the 256 byte pieces are entries of the model's vocabulary, *not* "added
  tokens". Added tokens are searched for in the text, so that a document with the letters `</s>`
  in it would end its own sentence.
* `byte_fallback`: a character that training never saw is spelt as its UTF-8 bytes. There is no
  unknown piece, and nothing that a user selects is lost.
* Punctuation and single digits are pieces of their own, so that an alignment can point at them.
"""

from __future__ import annotations

import json
from typing import Iterable

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

PAD, BEGIN, END = 0, 1, 2
SPECIALS = ("<pad>", "<s>", "</s>")
SPACE = "\u2581"  # stands for the space before a word
BYTES = tuple(f"<0x{value:02X}>" for value in range(256))


def normalizer() -> normalizers.Normalizer:
    """Canonical composition, plain quotes and dots, one kind of space."""
    return normalizers.Sequence(
        [
            normalizers.NFC(),
            normalizers.Replace(Regex("[\u2018\u2019\u02bc]"), "'"),
            normalizers.Replace(Regex("[\u00ab\u00bb\u201c\u201d\u201e]"), '"'),
            normalizers.Replace("\u2026", "..."),
            # Every blank becomes a space: tabs and newlines inside a selection, the narrow
            # no-break space of French typography. Named one by one: what \s means differs
            # between the regular expressions of Rust and of JavaScript.
            normalizers.Replace(
                Regex("[ \t\n\u000b\u000c\r\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+"), " "
            ),
            normalizers.Strip(),
        ]
    )


def empty_tokenizer() -> Tokenizer:
    """The pipeline around an untrained model."""
    tokenizer = Tokenizer(models.BPE(byte_fallback=True))
    tokenizer.normalizer = normalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Metaspace(replacement="\u2581", prepend_scheme="always"),
            pre_tokenizers.Punctuation(behavior="isolated"),
            pre_tokenizers.Digits(individual_digits=True),
        ]
    )
    tokenizer.decoder = decoders.Sequence(
        [
            decoders.Replace("\u2581", " "),
            decoders.ByteFallback(),
            decoders.Fuse(),
            decoders.Strip(content=" ", left=1, right=0),
        ]
    )
    return tokenizer


def train_tokenizer(lines: Iterable[str], size: int) -> Tokenizer:
    """Learn `size` pieces in all: specials, then bytes, then what byte-pair encoding finds."""
    tokenizer = empty_tokenizer()
    trainer = trainers.BpeTrainer(
        vocab_size=size - len(SPECIALS) - len(BYTES),
        limit_alphabet=180,
        min_frequency=2,
        show_progress=False,
    )
    tokenizer.train_from_iterator(lines, trainer)

    # Put the reserved pieces in front. The trainer can do it only by making them added tokens.
    state = json.loads(tokenizer.to_str())
    learned = sorted(state["model"]["vocab"].items(), key=lambda item: item[1])
    reserved = [*SPECIALS, *BYTES]
    pieces = reserved + [piece for piece, _ in learned if piece not in reserved]
    state["model"]["vocab"] = {piece: number for number, piece in enumerate(pieces)}
    return Tokenizer.from_str(json.dumps(state, ensure_ascii=False))


# Placeholders stand for what is not translated but carried over: characters of the private use area,
# so that the pieces around them are those that the text would have without them.
COPIES = tuple(chr(0xE000 + number) for number in range(16))
OPENS = tuple(chr(0xE010 + number) for number in range(8))
CLOSES = tuple(chr(0xE018 + number) for number in range(8))
PLACEHOLDERS = (*COPIES, *OPENS, *CLOSES)


def with_placeholders(tokenizer: Tokenizer) -> Tokenizer:
    """The same pieces under the same numbers, and after them every placeholder, alone and after a space.

    The k-th URL, inline code or the like of a sentence is read and written as the piece COPIES[k], the
    k-th pair of marks around words (`**`, `_`, a tag) as OPENS[k] and CLOSES[k]. See `augment.py`.
    """
    state = json.loads(tokenizer.to_str())
    pieces: dict[str, int] = state["model"]["vocab"]
    for character in PLACEHOLDERS:
        for piece in (character, f"{SPACE}{character}"):
            if piece not in pieces:
                pieces[piece] = len(pieces)
        if [SPACE, character] not in state["model"]["merges"]:
            state["model"]["merges"].append([SPACE, character])
    return Tokenizer.from_str(json.dumps(state, ensure_ascii=False))

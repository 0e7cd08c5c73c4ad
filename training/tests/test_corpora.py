"""The folder of data from downloads of the form that their homes give."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path

from ..corpora import build, clean, key
from ..prepare import read_lines


def downloads(folder: Path) -> None:
    everyday = [(f"Sentence {n} is here.", f"La phrase {n} est ici.") for n in range(40)]
    everyday += [everyday[0], ("Oh, I know!", "Ça, je le sais."), ("They were gone .", "Ils étaient partis.")]
    with zipfile.ZipFile(folder / "fra-eng.zip", "w") as archive:
        archive.writestr("fra.txt", "".join(f"{en}\t{fr}\tCC-BY 2.0\n" for en, fr in everyday))
    short = [("I declare it open.", "Je la déclare ouverte."), ("", "Applaudissements"), ("no", "un deux trois quatre cinq six")]
    long = [(" ".join(["word"] * 30) + ".", " ".join(["mot"] * 31) + ".")]
    with tarfile.open(folder / "fr-en.tgz", "w:gz") as archive:
        for side, language in enumerate(("en", "fr")):
            data = "\n".join(pair[side] for pair in short + long).encode()
            member = tarfile.TarInfo(f"europarl-v7.fr-en.{language}")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    said = {
        "10": {"language": "french", "original_text": "Oui", "normalised_version": "Oui.", "reference_translation": "Yes."},
        "2": {"language": "french", "original_text": "Je sais.", "normalised_version": "", "reference_translation": "Oh, I know."},
        "3": {"language": "english", "original_text": "Hi", "normalised_version": "", "reference_translation": "Salut"},
    }
    dialogues = folder / "DiaBLa-dataset" / "DiaBLa-corpus" / "dialogues"
    dialogues.mkdir(parents=True)
    (dialogues / "a.json").write_text(json.dumps({"utterances": said}))
    (folder / "gold").mkdir()
    for name, text in (("x.fr", "ils étaient partis .\n"), ("x.en", "they were gone .\n"), ("x.align", "0-0\n")):
        (folder / "gold" / name).write_text(text)


def test_build(tmp_path: Path) -> None:
    source, output = tmp_path / "downloads", tmp_path / "data"
    source.mkdir()
    downloads(source)
    build(source, output)
    assert read_lines(output / "dev", "diabla-fr-en.fr") == ["Je sais.", "Oui."]
    assert read_lines(output / "dev", "diabla-fr-en.en") == ["Oh, I know.", "Yes."]
    train, dev = (read_lines(output / part, f"{name}.fr") for part, name in (("train", "tatoeba"), ("dev", "tatoeba-dev")))
    assert len(dev) == 4 and len(train) == 36 and not set(train) & set(dev)
    # Of the gold set and of the dialogues: not to be trained on, from either side.
    assert "Ils étaient partis." not in train and "Ça, je le sais." not in train
    assert read_lines(output / "train", "europarl-short.en") == ["I declare it open."]
    assert len(read_lines(output / "train", "europarl-long.en")) == 1
    assert (output / "gold" / "x.align").read_text() == "0-0\n"


def test_what_is_missing_is_left_out(tmp_path: Path) -> None:
    build(tmp_path, tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_cleaning() -> None:
    assert clean(" l' homme\u00a0:\t oui ") == "l'homme : oui"
    assert key("L'homme, oui !") == key("l homme oui")

"""The texts that networks are trained and measured on."""

from pathlib import Path

import pytest

from tests.neural.neural_samples import lexicon
from tests.training.training_samples import LINES
from training import corpora
from training.marked import Forms
from training.paths import Data


def conllu(documents: list[str], *, bar: bool = False) -> str:
    lines = []
    for name in documents:
        lines.append(f"# newdoc id = {name}")
        for line in LINES:
            marked = [*([("|", "O")] if bar else []), *line, (name, "O")]
            for number, (form, mark) in enumerate(marked, start=1):
                columns = [str(number), form, form, "X", "_", "_", "0", "dep", "_", f"name={mark}"]
                lines.append("\t".join(columns))
            lines.append("")
    return "\n".join(lines)


@pytest.fixture
def data(tmp_path: Path) -> Data:
    """Two Bokmål documents, one of development, twelve Nynorsk ones with headline bars."""
    made = Data(tmp_path)
    made.train.parent.mkdir()
    made.train.write_text(conllu(["nb1", "nb2"]), encoding="utf-8")
    made.dev.write_text(conllu(["utvikling"]), encoding="utf-8")
    nynorsk = [f"nn{number}" for number in range(12)]
    made.nynorsk.write_text(conllu(nynorsk, bar=True), encoding="utf-8")
    return made


def test_each_tenth_nynorsk_document_is_held_out(data: Data) -> None:
    learned, held = corpora.treebank(data)
    assert {sentence.document for sentence in held} == {"nn0", "nn10"}
    kept = list(dict.fromkeys(sentence.document for sentence in learned))
    assert kept == ["nb1", "nb2", *(f"nn{number}" for number in (*range(1, 10), 11))]
    assert len(learned) == len(LINES) * 12
    assert len(held) == len(LINES) * 2


def test_headline_bars_are_left_out(data: Data) -> None:
    assert all(
        word.form != "|" for part in corpora.treebank(data) for s in part for word in s.words
    )


def test_forms_that_stand_once_are_not_known_by_heart(data: Data) -> None:
    learned, _ = corpora.treebank(data)
    trained = corpora.trained_forms(learned)
    assert trained["bæver"] == 2 * 12
    assert trained["nb1"] == len(LINES)
    alone = corpora.trained_forms(learned[:1])
    assert not alone


def test_everything_is_read_with_variants_of_the_training_texts_alone(data: Data) -> None:
    forms = Forms(lexicon())
    read = corpora.load(data, forms)
    assert [len(variant) for variant in read.variants] == [12] * corpora.VARIANTS
    assert (len(read.dev), len(read.nynorsk)) == (1, 2)
    assert read.trained["oslo"] == 12
    plain, *_ = read.variants
    assert all(len(text.forms) == sum(len(line) + 1 for line in LINES) for text in plain)
    assert "utvikling" in forms.number
    assert "utvikling" not in read.trained
    assert "nn0" not in read.trained
    words = {form for text in plain for form in text.forms.tolist()}
    assert forms.number["utvikling"] not in words
    assert forms.number["nn10"] not in words


def test_reading_again_gives_the_same_variants(data: Data) -> None:
    one, other = (corpora.load(data, Forms(lexicon())) for _ in range(2))
    for a, b in zip(one.variants, other.variants, strict=True):
        assert [text.forms.tolist() for text in a] == [text.forms.tolist() for text in b]

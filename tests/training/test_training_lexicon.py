"""What the name tagger's lexicon learns from text and lists."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse

from pipeline.datafiles import rows
from pipeline.neural.arrays import Floats
from pipeline.neural.lexicon import CLASSES, Lexicon
from training import lexicon
from training.lexicon import CONTEXTS, Text
from training.paths import Data

LINES = ["Kari ser Åsmund", "Åsmund ser Kari og Kari ser Øya", "ser"]


def numbers(text: Text, forms: Sequence[str]) -> list[int]:
    return [text.forms.index(form) for form in forms]


def test_text_counts_its_forms_and_those_at_the_beginning_of_sentences() -> None:
    text = Text(LINES)
    assert text.forms == ["Kari", "ser", "Åsmund", "og", "Øya"]
    assert text.counts.tolist() == [3, 4, 2, 1, 1]
    assert text.at_start.tolist() == [1, 1, 1, 0, 0]
    ends = np.flatnonzero(text.tokens == -1)
    assert ends.tolist() == [3, 11, 13]


def test_empty_sentences_count_nothing() -> None:
    text = Text(["", "Å å", "  ", "Å"])
    assert dict(zip(text.forms, text.at_start.tolist(), strict=True)) == {"Å": 2, "å": 0}
    assert text.counts.tolist() == [2, 1]


def by_hand(lines: Sequence[str], form: str, context: str, side: int) -> float:
    """Count `context` to the left (0) or right (1) of `form`, half at distance two."""
    total = 0.0
    for line in lines:
        words = line.split()
        for place, word in enumerate(words):
            for distance, weight in ((1, 1.0), (2, 0.5)):
                other = place + (distance if side else -distance)
                if word == form and 0 <= other < len(words):
                    total += weight * (words[other].lower() == context)
    return total


def test_cooccurrences_are_those_counted_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [*LINES, "ser kari SER", "en to"]
    text = Text(lines)
    kept = ["ser", "Kari", "Åsmund"]
    # the context words by frequency, of equal ones the first in the text
    contexts = ["ser", "kari", "åsmund", "og", "øya", "en", "to"]
    monkeypatch.setattr(lexicon, "_STEP", 3)  # works through the text in several steps
    counts = lexicon.cooccurrences(text, np.array(numbers(text, kept))).toarray()
    assert counts.shape == (3, 2 * CONTEXTS)
    for row, form in enumerate(kept):
        for column, context in enumerate(contexts):
            for side in (0, 1):
                expected = by_hand(lines, form, context, side)
                assert counts[row, side * CONTEXTS + column] == expected, (form, context, side)
    assert counts.sum() == sum(
        by_hand(lines, form, context, side)
        for form in kept
        for context in contexts
        for side in (0, 1)
    )


def test_word_vectors_are_the_same_each_time_and_alike_for_words_used_alike() -> None:
    pytest.importorskip("sklearn")
    rng = np.random.default_rng(0)
    cells = rng.poisson(0.3, (40, 60)).astype(np.float32)
    cells[0, :5] = cells[1, :5] = 30
    cells[2, 30:35] = 30
    counts = scipy.sparse.csr_matrix(cells)
    vectors = lexicon.word_vectors(counts, 8)
    assert vectors.shape == (40, 8)
    assert vectors.dtype == np.float32
    np.testing.assert_array_equal(vectors, lexicon.word_vectors(counts, 8))
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert vectors[0] @ vectors[1] > max(0.5, vectors[0] @ vectors[2])


@pytest.fixture
def vectors(monkeypatch: pytest.MonkeyPatch) -> Floats:
    """Vectors in place of those of :func:`lexicon.word_vectors`, which need scikit-learn."""
    made = np.random.default_rng(0).normal(0, 1, (100, 6)).astype(np.float32)
    monkeypatch.setattr(lexicon, "word_vectors", lambda counts: made[: counts.shape[0]])
    return made


def built(rows_: int = 100) -> Lexicon:
    lines = ["Mai er her i mai"] * 6 + ["i mai ser mai Kari"] * 4 + ["Øya"]
    classes = {"Kari": {"given_name", "public_given"}, "Bæver": {"surname"}, "mai": {"title"}}
    return lexicon.build(Text(lines), {"er", "kari", "i"}, classes, rows_)


def test_frequent_forms_have_vectors_and_listed_and_trained_ones_rows(vectors: Floats) -> None:
    made = built()
    assert list(made.forms) == ["mai", "i", "Bæver", "Kari", "er", "kari"]
    assert made.vectors.any(axis=1).tolist() == [True, True, False, False, False, False]
    assert (made.counts > 0).tolist() == [True, True, False, False, False, False]
    wanted = vectors[:2] * np.sqrt(6)
    np.testing.assert_allclose(made.vectors[:2] * made.scale, wanted, atol=made.scale.max())


def test_only_so_many_forms_have_vectors(vectors: Floats) -> None:
    made = built(rows_=1)
    assert made.forms[0] == "mai"
    assert (made.counts > 0).sum() == 1


def test_counts_are_logarithms_and_capitals_those_off_the_beginning(vectors: Floats) -> None:
    made = built()
    at = made.row
    assert made.counts[at["mai"]] == round(10 * np.log1p(14))
    assert made.lowered[at["mai"]] == round(10 * np.log1p(14))  # `Mai` begins its sentences
    assert made.capitals[at["mai"]] == 0
    assert made.lowered[at["Kari"]] == made.lowered[at["kari"]] == round(10 * np.log1p(4))
    assert made.capitals[at["Kari"]] == made.capitals[at["kari"]] == 255
    assert made.lowered[at["Bæver"]] == made.capitals[at["Bæver"]] == 0


def test_classes_are_bits(vectors: Floats) -> None:
    made = built()

    def classes(form: str) -> set[str]:
        bits = int(made.classes[made.row[form]])
        return {name for place, name in enumerate(CLASSES) if bits >> place & 1}

    assert classes("Kari") == {"given_name", "public_given"}
    assert classes("kari") == classes("er") == {"trained"}
    assert classes("mai") == {"title"}
    assert classes("i") == {"trained"}


def test_it_comes_back_from_its_bytes_and_is_built_the_same_each_time(vectors: Floats) -> None:
    assert built().to_bytes() == built().to_bytes()
    assert list(Lexicon.from_bytes(built().to_bytes()).forms) == list(built().forms)


def test_listed_classes_come_from_the_lists_and_the_gazetteer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = Data(tmp_path).lists
    lists.mkdir()
    (lists / "ssb_names_navikt.csv").write_text(
        "name,type\nÅsbjørg,girl\nBæverli,surname\nÅ,surname\n", encoding="utf-8"
    )
    (lists / "politicians_nb.csv").write_text("name_nb\nGry Blåfjell\nPrins\n", encoding="utf-8")
    (lists / "storting_members.csv").write_text("name\nOdd von Grønnli\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "_world_cities", lambda: iter(["Tromsdalø", "Nye Tuå"]))
    classes = lexicon.listed_classes(Data(tmp_path))
    assert classes["Åsbjørg"] == {"given_name"}
    assert classes["Bæverli"] == {"surname"}
    assert "Å" not in classes
    assert classes["Gry"] >= {"public_given"}
    assert classes["Blåfjell"] == {"public_surname"}
    assert classes["Grønnli"] == {"public_surname"}
    assert "von" not in classes
    assert "Prins" not in classes
    assert classes["Tromsdalø"] == {"world_city"}
    assert "Nye Tuå" not in classes
    assert "country" in classes["Russland"]
    assert "nationality" in classes["russisk"]
    assert "nationality" in classes["Russisk"]
    assert "title" in classes["minister"]
    assert {kind for kinds in classes.values() for kind in kinds} <= set(CLASSES) - {"trained"}


def test_every_kind_of_organisation_has_a_class() -> None:
    assert {row["kind"] for row in rows("organisations.csv")} <= set(lexicon._ORGANISATIONS)
    assert set(lexicon._ORGANISATIONS.values()) <= set(CLASSES)

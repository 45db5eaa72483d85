"""The model as spaCy builds it: what it reads of documents, and embeddings that are kept."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import NumpyOps, get_current_ops, use_ops

from pipeline.neural import architecture, forms, tags
from pipeline.neural.architecture import KnownForms, Read, parted
from pipeline.neural.lexicon import Lexicon
from tests.neural.neural_samples import ARTICLE, MODEL, SENTENCES, initialized, lexicon

NLP = spacy.blank("nb")


def doc(*words: str) -> Doc:
    return Doc(NLP.vocab, list(words), spaces=[False] * len(words))


def read_words(read: Read) -> list[str]:
    return [NLP.vocab.strings[read.orths[place]] for place in read.form]


def built() -> Any:
    made = registry.resolve({"model": MODEL})["model"]
    made.attrs["lexicon"] = lexicon()
    made.layers[0].layers[-1].set_dim("nO", tags.number_of_tags(("LOC", "PER")))
    made.initialize()
    return made


def test_white_space_is_read_only_where_it_breaks_a_line() -> None:
    read = Read.of(
        [doc("Kari", "\u00a0", "Bæver", "\n\n", "Å"), doc(), doc(" ", "Kari", " \n"), doc("  ")]
    )
    assert read_words(read) == ["Kari", "Bæver", "\n\n", "Å", "Kari", " \n"]
    assert read.lengths.tolist() == [4, 0, 2, 0]
    assert [places.tolist() for places in read.places] == [[0, 2, 3, 4], [], [1, 2], []]
    assert len(read.orths) == len(set(read.orths)) == 5


@pytest.mark.parametrize("docs", [[], [doc()], [doc(), doc(" ")]])
def test_nothing_to_read_is_nothing_read(docs: list[Doc]) -> None:
    read = Read.of(docs)
    assert (read.orths, len(read.form)) == ([], 0)
    assert read.lengths.tolist() == [0] * len(docs)
    assert len(read.places) == len(docs)


def test_rows_are_parted_by_document() -> None:
    values = np.arange(10).reshape(5, 2)
    parts = parted(values, np.array([2, 0, 3]))
    assert [part.tolist() for part in parts] == [values[:2].tolist(), [], values[2:].tolist()]
    assert parted(values[:0], np.array([], np.int32)) == []
    assert [len(part) for part in parted(values[:0], np.array([0, 0]))] == [0, 0]


def test_scores_are_parted_by_document() -> None:
    docs = [NLP(ARTICLE), NLP(""), NLP("Kari"), NLP("Kari\u00a0 Bæver")]
    scores = built().predict(docs)
    assert [part.shape for part in scores] == [
        (length, 9) for length in Read.of(docs).lengths.tolist()
    ]


def test_embeddings_that_are_kept_give_the_scores_of_the_model_itself() -> None:
    nlp = initialized()
    component: Any = nlp.get_pipe("navnenett_names")
    docs = [nlp.make_doc(text) for text, _ in SENTENCES]
    for batch in (docs[:2], docs, docs[::-1]):  # the second finds some forms and adds others
        _, scores = component.scores(batch)
        np.testing.assert_allclose(
            scores, np.concatenate(component.model.predict(batch)), atol=1e-5
        )


def test_each_form_is_embedded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    model, known = built(), KnownForms()
    asked: list[str] = []

    def noted(written: Sequence[str], known: Lexicon) -> forms.Features:
        asked.extend(written)
        return features(written, known)

    features = forms.features
    monkeypatch.setattr(forms, "features", noted)
    for text in ("Kari og Åsmund", "Åsmund og Kari", "Kari ved Øya og Åsmund"):
        known.tokens(model, Read.of([NLP(text)]), NLP.vocab)
    assert sorted(asked) == sorted(["Kari", "og", "Åsmund", "ved", "Øya"])
    known.forget()
    known.tokens(model, Read.of([NLP("Kari")]), NLP.vocab)
    assert asked[-1] == "Kari"


def test_kept_embeddings_do_not_outgrow_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(architecture, "_MOST_FORMS", 4)
    model, known = built(), KnownForms()
    for text in ("en to tre", "fire fem", "en to tre fire fem seks sju", "to åtte"):
        read = Read.of([NLP(text)])
        found = known.tokens(model, read, NLP.vocab)
        fresh = KnownForms().tokens(model, read, NLP.vocab)
        np.testing.assert_allclose(found.vectors, fresh.vectors, atol=1e-6)
        assert len(known._row) <= max(4, len(read.orths))


def test_the_lexicon_travels_in_the_bytes_of_the_model() -> None:
    model = built()
    again = registry.resolve({"model": MODEL})["model"].from_bytes(model.to_bytes())
    assert list(again.attrs["lexicon"].forms) == list(lexicon().forms)
    docs = [NLP(ARTICLE)]
    np.testing.assert_array_equal(model.predict(docs)[0], again.predict(docs)[0])


def test_its_layers_are_on_openblas_whatever_the_rest_is_on() -> None:
    with use_ops("numpy", use_blis=True):
        made = built()
        ops: Any = get_current_ops()
        assert ops.use_blis
    for node in made.layers[0].walk():
        assert isinstance(node.ops, NumpyOps)
        assert not node.ops.use_blis


def test_spacy_finds_the_architecture_by_its_name() -> None:
    assert registry.architectures.get("navnenett.NameTagger.v1") is architecture.name_tagger
    assert "navnenett_names" in Language.factories

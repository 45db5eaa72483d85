"""The component: learns, is kept and loaded, and behaves as spaCy's own components do."""

import json
import pickle
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from pipeline.neural.tags import log_softmax
from tests.neural.neural_samples import (
    ARTICLE,
    MODEL,
    SENTENCES,
    ents,
    example,
    examples,
    initialized,
    lexicon,
    tagger,
    trained,
)
from training.paths import PACKAGED

NAME = "navnenett_names"
TEXTS = [ARTICLE, "", *(text for text, _ in SENTENCES), "Åsmund", " \n", "Bæver\u00a0ler."]


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A pipeline that has learned the sentences; tests leave it as it is."""
    return trained()


@pytest.fixture(scope="module")
def names(nlp: Language) -> list[list[tuple[str, str]]]:
    """What it finds in each of the texts."""
    return [ents(nlp(text)) for text in TEXTS]


@pytest.fixture(scope="module")
def folder(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """It on disk."""
    path = tmp_path_factory.mktemp("tagger") / "modell"
    nlp.to_disk(path)
    return path


def component(nlp: Language) -> Any:
    return nlp.get_pipe(NAME)


def test_learns_the_names_of_its_examples(nlp: Language) -> None:
    for text, expected in SENTENCES:
        assert ents(nlp(text)) == expected


def test_the_loss_falls() -> None:
    nlp = initialized()
    optimizer = nlp.resume_training()
    optimizer.learn_rate = 0.01
    losses: list[float] = []
    for _ in range(8):
        told: dict[str, float] = {}
        nlp.update(examples(nlp), sgd=optimizer, losses=told, drop=0.1)
        losses.append(told[NAME])
    assert losses[-1] < losses[0] / 2


def test_the_loss_is_the_mean_over_tokens_whose_tag_is_known() -> None:
    nlp = initialized()
    text = "Kari ler."
    doc = nlp.make_doc(text)
    (scores,) = component(nlp).model.predict([doc])
    logarithms = log_softmax(scores)
    whole = Example.from_dict(doc, {"entities": ["U-PER", "O", "O"]})
    part = Example.from_dict(doc, {"entities": ["U-PER", "-", "O"]})
    place = 1 + 4 * nlp.get_pipe(NAME).labels.index("PER") + 3  # type: ignore[attr-defined]
    kept = [logarithms[0, place], logarithms[1, 0], logarithms[2, 0]]
    loss, (gradient,) = component(nlp).get_loss([whole], [scores])
    assert loss == pytest.approx(-float(np.mean(kept)), rel=1e-5)
    loss, (partial,) = component(nlp).get_loss([part], [scores])
    assert loss == pytest.approx(-float(np.mean([kept[0], kept[2]])), rel=1e-5)
    assert not partial[1].any()
    np.testing.assert_allclose(partial[0], gradient[0] * 3 / 2, rtol=1e-5)


@pytest.mark.parametrize("kind", ["disk", "bytes", "pickle"])
def test_comes_back_as_it_was(
    kind: str, nlp: Language, folder: Path, names: list[list[tuple[str, str]]]
) -> None:
    if kind == "disk":
        back = spacy.load(folder)
    elif kind == "bytes":
        back = spacy.blank("nb")
        tagger(back)
        back.from_bytes(nlp.to_bytes())
    else:
        back = pickle.loads(pickle.dumps(nlp))  # noqa: S301, our own bytes
    assert [ents(back(text)) for text in TEXTS] == names
    assert component(back).labels == component(nlp).labels
    assert [label in back.vocab.strings for label in component(nlp).labels] == [True] * 3


def test_the_component_alone_is_written_and_read(nlp: Language, tmp_path: Path) -> None:
    component(nlp).to_disk(str(tmp_path / "bare"))
    back = spacy.blank("nb")
    tagger(back).from_disk(str(tmp_path / "bare"))
    assert ents(back(ARTICLE)) == ents(nlp(ARTICLE)) != []
    other = spacy.blank("nb")
    tagger(other).from_bytes(component(nlp).to_bytes())
    assert ents(other(ARTICLE)) == ents(nlp(ARTICLE))


def test_spacy_loads_it_from_another_folder_without_an_import_of_ours(
    folder: Path, tmp_path: Path, names: list[list[tuple[str, str]]]
) -> None:
    script = (
        "import json, sys, spacy\n"
        "nlp = spacy.load(sys.argv[1])\n"
        "docs = [nlp(text) for text in json.loads(sys.argv[2])]\n"
        "print(json.dumps([[(e.text, e.label_) for e in doc.ents] for doc in docs]))\n"
        "print(json.dumps([m for m in ('pandas', 'networkx') if m in sys.modules]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder), json.dumps(TEXTS)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": "", "OPENBLAS_NUM_THREADS": "1"},
    )
    found, heavy = map(json.loads, done.stdout.splitlines())
    assert [[tuple(name) for name in text] for text in found] == names
    assert heavy == []


def test_two_processes_find_the_same(nlp: Language, names: list[list[tuple[str, str]]]) -> None:
    assert [ents(doc) for doc in nlp.pipe(TEXTS, n_process=2, batch_size=3)] == names


@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_the_size_of_batches_changes_nothing(
    size: int, nlp: Language, names: list[list[tuple[str, str]]]
) -> None:
    assert [ents(doc) for doc in nlp.pipe(TEXTS, batch_size=size)] == names


def kept_scores(nlp: Language) -> Any:
    """Scores by way of the embeddings that the component keeps."""
    return component(nlp).scores([nlp.make_doc(ARTICLE)])[1]


def own_scores(nlp: Language) -> Any:
    """Scores of the model itself; the component's are these but for line breaks."""
    (scores,) = component(nlp).model.predict([nlp.make_doc(ARTICLE)])
    return scores


def assert_kept_are_own(nlp: Language) -> None:
    kept, own = kept_scores(nlp), own_scores(nlp)
    words = kept[:, 1] > -1e5
    assert 0 < (~words).sum() < 5
    np.testing.assert_allclose(kept[words], own[words], atol=1e-4)


def test_embeddings_are_made_anew_after_an_update() -> None:
    nlp = initialized()
    before = kept_scores(nlp)
    optimizer = nlp.resume_training()
    optimizer.learn_rate = 0.05
    nlp.update(examples(nlp), sgd=optimizer)
    assert not np.allclose(kept_scores(nlp), before, atol=1e-3)
    assert_kept_are_own(nlp)
    # spaCy's own loop: updates without an optimizer, then finish_update
    component(nlp).update(examples(nlp))
    kept_scores(nlp)
    component(nlp).finish_update(optimizer)
    assert_kept_are_own(nlp)


def other_params(nlp: Language) -> dict[tuple[int, str], Any]:
    return {
        (node.id, name): node.get_param(name) * 0.5
        for node in component(nlp).model.walk()
        for name in node.param_names
    }


def test_embeddings_are_made_anew_within_use_params_and_after_it() -> None:
    nlp = initialized()
    before = kept_scores(nlp)
    with nlp.use_params(other_params(nlp)):
        assert not np.allclose(kept_scores(nlp), before, atol=1e-3)
        assert_kept_are_own(nlp)
    np.testing.assert_allclose(kept_scores(nlp), before, atol=1e-6)


def test_an_error_within_use_params_leaves_no_embeddings_of_the_other_weights() -> None:
    nlp = initialized()

    def fail() -> None:
        kept_scores(nlp)
        raise RuntimeError("feil")

    with (
        pytest.raises(RuntimeError, match="feil"),
        contextmanager(component(nlp).use_params)(other_params(nlp)),
    ):
        fail()
    assert_kept_are_own(nlp)


def test_embeddings_are_made_anew_after_loading(nlp: Language, folder: Path) -> None:
    fresh = initialized()
    kept_scores(fresh)
    component(fresh).from_disk(folder / NAME)
    np.testing.assert_allclose(kept_scores(fresh), kept_scores(nlp), atol=1e-4)
    fresh = initialized()
    kept_scores(fresh)
    component(fresh).from_bytes(component(nlp).to_bytes())
    np.testing.assert_allclose(kept_scores(fresh), kept_scores(nlp), atol=1e-4)


def test_embeddings_are_made_anew_after_initialize() -> None:
    nlp = initialized()
    kept_scores(nlp)
    component(nlp).initialize(lambda: examples(nlp), nlp=nlp, lexicon=lexicon())
    assert_kept_are_own(nlp)


def test_names_that_an_earlier_component_has_set_stay(folder: Path) -> None:
    nlp = spacy.load(folder)
    ruler: Any = nlp.add_pipe("entity_ruler", before=NAME)
    ruler.add_patterns(
        [
            {"label": "PROD", "pattern": "Bæver møtte", "id": "bok"},
            {"label": "EVT", "pattern": "i Oslo"},
        ]
    )
    doc = nlp("Kari Bæver møtte Åsmund i Oslo.")
    assert ents(doc) == [("Bæver møtte", "PROD"), ("Åsmund", "PER"), ("i Oslo", "EVT")]
    assert doc.ents[0].ent_id_ == "bok"


def test_a_space_inside_a_name_belongs_to_it_and_a_line_break_parts_it(nlp: Language) -> None:
    together = nlp("Kari\u00a0Bæver møtte Åsmund i Oslo.")
    assert together[1].is_space
    assert ("Kari\u00a0Bæver", "PER") in ents(together)
    double = nlp("Den grønne  øya AS ringte Kari.")
    assert ("Den grønne  øya AS", "ORG") in ents(double)
    for sign in ("\n", "\n\n", " \n "):
        parted = nlp(f"Kari{sign}Bæver møtte Åsmund i Oslo.")
        assert not any("\n" in ent.text for ent in parted.ents)
        assert parted.ents


def test_no_name_has_a_line_break_even_where_the_weights_want_one() -> None:
    nlp = initialized()
    output = component(nlp).model.layers[0].layers[-1]
    bias = np.zeros(13, np.float32)
    bias[[1, 2, 3]] = (50, 51, 50)  # B, I and L of the first label everywhere
    output.set_param("W", np.zeros((13, 16), np.float32))
    output.set_param("b", bias)
    doc = nlp("Å leve er\nå lære\n\nmer og\u00a0mer hver dag")
    assert [ent.text for ent in doc.ents] == ["Å leve er", "å lære", "mer og\u00a0mer hver dag"]


@pytest.mark.parametrize("text", ["", " ", "\n", " \n\n\t ", "\u00a0"])
def test_a_document_without_words_has_no_names(text: str, nlp: Language) -> None:
    assert nlp(text).ents == ()


def test_a_document_of_one_token(nlp: Language) -> None:
    doc = nlp("Åsmund")
    assert len(doc) == 1
    assert [ent.text for ent in doc.ents] in (["Åsmund"], [])
    assert ents(nlp("og")) == []


def test_documents_without_words_do_not_stop_an_update(nlp: Language) -> None:
    fresh = initialized()
    blanks = [Example.from_dict(fresh.make_doc(text), {}) for text in ("", "  ", "\n", " \n")]
    losses: dict[str, float] = {}
    fresh.update(blanks, losses=losses)
    assert losses == {NAME: 0.0}
    fresh.update([*blanks, *examples(fresh)], losses=losses)
    assert losses[NAME] > 0


def test_missing_and_misaligned_names_are_left_out_of_the_loss() -> None:
    nlp = initialized()
    doc = nlp.make_doc("Kari Bæver ler i dag.")
    unknown = Example.from_dict(doc, {"words": [token.text for token in doc]})
    blocked = Example.from_dict(doc, {"entities": ["-"] * len(doc)})
    crossed = Example.from_dict(  # the name ends inside the token `Bæver`
        doc,
        {
            "words": ["Kari Bæ", "ver", "ler", "i", "dag", "."],
            "entities": ["U-PER", "O", "O", "O", "O", "O"],
        },
    )
    unheard = Example.from_dict(doc, {"entities": [(0, 10, "DRV")]})
    tags_of = component(nlp)._tags_of
    assert set(tags_of(unknown).tolist()) == {-1}
    assert set(tags_of(blocked).tolist()) == {-1}
    assert tags_of(crossed).tolist()[2:] == [0, 0, 0, 0]
    assert -1 in tags_of(crossed).tolist()[:2]
    assert tags_of(unheard).tolist() == [-1, -1, 0, 0, 0, 0]
    optimizer = nlp.resume_training()
    for each in (unknown, blocked, crossed, unheard):
        losses: dict[str, float] = {}
        nlp.update([each], sgd=optimizer, losses=losses)
        assert np.isfinite(losses[NAME])
        assert (losses[NAME] == 0) == (each in (unknown, blocked))
    assert np.isfinite(own_scores(nlp)).all()


def test_labels_are_those_of_the_examples_in_order_of_the_alphabet(nlp: Language) -> None:
    assert component(nlp).labels == ("LOC", "ORG", "PER")
    assert component(nlp).label_data == ["LOC", "ORG", "PER"]
    assert nlp.pipe_labels[NAME] == ["LOC", "ORG", "PER"]


def test_labels_given_keep_their_order() -> None:
    nlp = spacy.blank("nb")
    made = tagger(nlp)
    assert (made.add_label("PER"), made.add_label("PER")) == (1, 0)
    made.initialize(list, nlp=nlp, labels=["ORG", "PER", "DRV"], lexicon=lexicon())
    assert made.labels == ("PER", "ORG", "DRV")
    assert made.scores([nlp.make_doc("Kari ler")])[1].shape == (2, 13)


def test_a_label_cannot_be_added_after_training(nlp: Language) -> None:
    with pytest.raises(ValueError, match=r"'MISC' cannot be added.*LOC, ORG, PER"):
        component(nlp).add_label("MISC")
    assert component(nlp).add_label("PER") == 0
    assert component(nlp).labels == ("LOC", "ORG", "PER")


def test_starts_without_lexicon_and_without_labels() -> None:
    nlp = spacy.blank("nb")
    tagger(nlp)
    nlp.initialize()
    assert component(nlp).labels == ()
    assert ents(nlp(ARTICLE)) == []


def test_learns_without_a_lexicon() -> None:
    nlp = spacy.blank("nb")
    tagger(nlp)
    optimizer = nlp.initialize(lambda: examples(nlp))
    optimizer.learn_rate = 0.01
    for _ in range(40):
        nlp.update(examples(nlp), sgd=optimizer)
    assert ents(nlp(SENTENCES[0][0])) == SENTENCES[0][1]


def test_the_scorer_gives_f(nlp: Language) -> None:
    scores = nlp.evaluate(examples(nlp))
    assert scores["ents_f"] == 1.0
    assert set(scores["ents_per_type"]) == {"LOC", "ORG", "PER"}
    wrong = example(nlp, "Norge svarte Russland i går.", [("Norge", "LOC"), ("går", "LOC")])
    assert nlp.evaluate([wrong])["ents_f"] == pytest.approx(0.5)


def test_score_weights_count_f_alone() -> None:
    nlp = initialized()
    weights = nlp.get_pipe_meta(NAME).default_score_weights or {}
    assert {name: weight for name, weight in weights.items() if weight} == {"ents_f": 1.0}
    assert nlp.config["training"]["score_weights"]["ents_f"] == 1.0


def test_the_config_builds_the_same_pipeline_again(nlp: Language) -> None:
    again = type(nlp).from_config(nlp.config)
    assert again.config.to_str() == nlp.config.to_str()
    assert again.config["components"][NAME]["model"] == {**MODEL, "nO": None}
    again.from_bytes(nlp.to_bytes())
    assert ents(again(ARTICLE)) == ents(nlp(ARTICLE))


def test_the_component_may_have_any_name() -> None:
    nlp = spacy.blank("nb")
    made = tagger(nlp, "ner")
    made.initialize(lambda: examples(nlp), nlp=nlp, lexicon=lexicon())
    losses: dict[str, float] = {}
    nlp.update(examples(nlp), losses=losses)
    assert set(losses) == {"ner"}


def test_set_annotations_keeps_names_in_order(nlp: Language) -> None:
    words = "Kari og Bæver og Åsmund".split()
    doc = Doc(nlp.vocab, words)
    doc.ents = (Span(doc, 2, 3, "ORG"),)
    component(nlp).set_annotations([doc], [[(0, 1, "PER"), (1, 4, "LOC"), (4, 5, "PER")]])
    assert ents(doc) == [("Kari", "PER"), ("Bæver", "ORG"), ("Åsmund", "PER")]


def test_training_goes_on_from_disk(folder: Path) -> None:
    nlp = spacy.load(folder)
    optimizer = nlp.resume_training()
    optimizer.learn_rate = 0.01
    more = example(nlp, "Grønnåsen skole venter på våren.", [("Grønnåsen skole", "ORG")])
    for _ in range(25):
        nlp.update([more, *examples(nlp)], sgd=optimizer)
    assert ents(nlp("Grønnåsen skole venter på våren.")) == [("Grønnåsen skole", "ORG")]
    assert ents(nlp(SENTENCES[0][0])) == SENTENCES[0][1]


def test_training_goes_on_with_the_bundled_pipeline() -> None:
    exclude = ["tok2vec", "morphologizer", "parser", "lemmatizer", "senter", "attribute_ruler"]
    nlp = spacy.load(PACKAGED, exclude=exclude)
    if nlp.get_pipe_meta("ner").factory != NAME:
        pytest.skip("the bundled pipeline has spaCy's own component for names")
    text = "Blåbærtuå ligger bak løa, sier Kari Bæver."
    learned = example(nlp, text, [("Blåbærtuå", "LOC"), ("Kari Bæver", "PER")])
    optimizer = nlp.resume_training()
    optimizer.learn_rate = 0.002
    told: list[float] = []
    for _ in range(12):
        losses: dict[str, float] = {}
        nlp.update([learned], sgd=optimizer, losses=losses)
        told.append(losses["ner"])
    assert told[-1] < told[0]
    assert ents(nlp(text)) == [("Blåbærtuå", "LOC"), ("Kari Bæver", "PER")]

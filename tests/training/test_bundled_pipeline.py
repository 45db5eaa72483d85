"""The pipeline that comes with the program."""

import json

import pytest
import spacy
from spacy.language import Language

from pipeline.evaluate.spacy_model import megabytes
from training.paths import PACKAGED

PIPES = ["tok2vec", "morphologizer", "parser", "lemmatizer", "senter", "attribute_ruler", "ner"]
NAMES = {"PER", "ORG", "LOC", "GPE_LOC", "GPE_ORG", "PROD", "EVT", "DRV", "MISC"}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(PACKAGED)


def found(nlp: Language, text: str) -> set[tuple[str, str]]:
    return {(e.text, e.label_.split("_")[0]) for e in nlp(text).ents}


def test_has_the_components_of_spacys_own_pipeline(nlp: Language) -> None:
    assert nlp.component_names == PIPES
    assert nlp.pipe_names == [name for name in PIPES if name != "senter"]
    assert nlp.disabled == ["senter"]
    assert nlp.lang == "nb"


def test_has_the_labels_of_spacys_own_pipeline(nlp: Language) -> None:
    assert set(nlp.get_pipe("ner").labels) == NAMES  # type: ignore[attr-defined]
    assert {"ROOT", "nsubj", "nsubj:pass", "obl", "appos", "flat:name", "acl:relcl"} <= set(
        nlp.get_pipe("parser").labels  # type: ignore[attr-defined]
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Russland svarte NATO, sier Sergej Lavrov etter møtet i Moskva.",
            {("Russland", "GPE"), ("NATO", "ORG"), ("Sergej Lavrov", "PER"), ("Moskva", "GPE")},
        ),
        (
            "USAs utenriksminister Rex Tillerson kom til Moskva.",
            {("USAs", "GPE"), ("Rex Tillerson", "PER"), ("Moskva", "GPE")},
        ),
        (
            "Generalsekretær Jens Stoltenberg sier at NATO støtter Ukraina.",
            {("Jens Stoltenberg", "PER"), ("NATO", "ORG"), ("Ukraina", "GPE")},
        ),
        (
            "Statsminister Erna Solberg reiste fra Oslo til Berlin for å møte Angela Merkel.",
            {("Erna Solberg", "PER"), ("Oslo", "GPE"), ("Angela Merkel", "PER")},
        ),
    ],
)
def test_finds_names(nlp: Language, text: str, names: set[tuple[str, str]]) -> None:
    assert names <= found(nlp, text)


def test_blank_lines_are_space_and_never_part_of_a_name(nlp: Language) -> None:
    doc = nlp("Toppmøte i Nato\n\nSergej Lavrov reiste til Brussel.\n\nHan sa lite.")
    gaps = [t for t in doc if t.is_space]
    assert len(gaps) == 2
    assert {t.pos_ for t in gaps} == {"SPACE"}
    assert {t.ent_iob_ for t in gaps} == {"O"}


def test_senter_works_alone() -> None:
    nlp = spacy.load(PACKAGED, exclude=[name for name in PIPES if name != "senter"])
    nlp.enable_pipe("senter")
    doc = nlp("Han stemte på Ap. Hun stemte på Frp. Det gikk bra.")
    assert [s.text for s in doc.sents] == [
        "Han stemte på Ap.",
        "Hun stemte på Frp.",
        "Det gikk bra.",
    ]


def test_lemmas_and_tags(nlp: Language) -> None:
    doc = nlp("De møtte journalistene.")
    assert [t.lemma_ for t in doc[:3]] == ["de", "møte", "journalist"]
    assert [t.pos_ for t in doc] == ["PRON", "VERB", "NOUN", "PUNCT"]
    assert doc[1].dep_ == "ROOT"


def test_is_small_and_carries_no_text(nlp: Language) -> None:
    assert megabytes(PACKAGED) < 25
    strings = json.loads((PACKAGED / "vocab" / "strings.json").read_text(encoding="utf-8"))
    assert max(len(s.split()) for s in strings) <= 3
    assert len(strings) < 20_000


def test_meta_says_what_it_is() -> None:
    meta = json.loads((PACKAGED / "meta.json").read_text(encoding="utf-8"))
    assert (meta["name"], meta["author"]) == ("navnenett_news", "Navnenett")
    assert meta["sources"]
    assert meta["notes"]
    assert meta["performance"]["gold_tokens"]["ents_f"] >= 0.839  # nb_core_news_lg, as published

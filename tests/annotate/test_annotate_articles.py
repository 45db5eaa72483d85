"""From articles to sentences, names and documents."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import DocBin

from pipeline.annotate import annotate, load
from pipeline.annotate.prose import paragraphs
from pipeline.tables import columns, empty
from tests.annotate.annotate_samples import articles, boilerplate, small

NLP = small("entity_ruler", "sentencizer")
MEETING = (
    "Toppmøte i Brussel\n"
    "\n"
    "Sergej\u00a0Lavrov kom til Brussel. Han møtte Stol\u00adtenberg.\n"
    "\n"
    "Les også: Nato svarer Lavrov\n"
    "\n"
    "Nato\tvil ikke svare.\n"
)


@pytest.fixture(scope="module")
def long_names(tmp_path_factory: pytest.TempPathFactory) -> Language:
    """A pipeline as load() makes it ready."""
    path = tmp_path_factory.mktemp("model") / "liten"
    small("entity_ruler", "sentencizer").to_disk(path)
    return load(str(path)).nlp


def annotated(
    *texts: str, cut: tuple[str, ...] = (), nlp: Language = NLP
) -> tuple[pd.DataFrame, pd.DataFrame, DocBin]:
    table = articles(*texts)
    sentences, names, _, docs = annotate(nlp, table, boilerplate(table, *cut))
    return sentences, names, docs


def reading_at_most(length: int) -> Language:
    """Return a pipeline that refuses longer texts, so that articles come in passages."""
    nlp = small("entity_ruler", "sentencizer")
    nlp.max_length = length
    return nlp


def rows(table: pd.DataFrame, *names: str) -> list[tuple[Any, ...]]:
    return list(zip(*(table[name].tolist() for name in names), strict=True))


def test_sentences_and_paragraphs_are_numbered_from_the_start_of_the_article() -> None:
    sentences, _, _ = annotated(MEETING, cut=("Les også: Nato svarer Lavrov",))
    assert [
        (sentence, paragraph, MEETING[start:end])
        for sentence, paragraph, start, end in rows(
            sentences, "sentence", "paragraph", "start", "end"
        )
    ] == [
        (0, 0, "Toppmøte i Brussel"),
        (1, 1, "Sergej\u00a0Lavrov kom til Brussel."),
        (2, 1, "Han møtte Stol\u00adtenberg."),
        (3, 2, "Nato\tvil ikke svare."),
    ]


def test_names_stand_where_the_raw_text_has_them() -> None:
    _, names, _ = annotated(MEETING, cut=("Les også: Nato svarer Lavrov",))
    assert rows(names, "sentence", "paragraph", "text", "label") == [
        (0, 0, "Brussel", "GPE_LOC"),
        (1, 1, "Sergej\u00a0Lavrov", "PER"),
        (1, 1, "Brussel", "GPE_LOC"),
        (2, 1, "Stol\u00adtenberg", "PER"),
        (3, 2, "Nato", "ORG"),
    ]
    for start, end, text in rows(names, "start", "end", "text"):
        assert MEETING[start:end] == text


def test_each_article_is_numbered_anew() -> None:
    sentences, names, _ = annotated("Lavrov kom. Nato svarte.", "Stoltenberg lo.")
    assert rows(sentences, "article_id", "sentence") == [("a0", 0), ("a0", 1), ("a1", 0)]
    assert rows(names, "article_id", "sentence", "token") == [
        ("a0", 0, 0),
        ("a0", 1, 3),
        ("a1", 0, 0),
    ]


def test_a_headline_without_a_full_stop_is_a_sentence() -> None:
    sentences, _, _ = annotated("Lavrov til Brussel\n\nHan møter Nato")
    assert len(sentences) == 2


def test_a_name_never_crosses_a_paragraph() -> None:
    _, names, _ = annotated("Vi møtte Sergej\n\nLavrov kom. Han gikk.")
    assert rows(names, "paragraph", "text") == [(1, "Lavrov")]


def test_a_long_name_never_crosses_a_paragraph(long_names: Language) -> None:
    whole = "Vi støtter Organisasjonen for sikkerhet og samarbeid i Europa. Den er bra."
    _, names, _ = annotated(whole, nlp=long_names)
    assert names["text"].tolist() == ["Organisasjonen for sikkerhet og samarbeid i Europa"]
    _, names, _ = annotated(whole.replace(" i Europa", "\n\nI Europa"), nlp=long_names)
    assert names["text"].tolist() == ["Europa"]


def test_boilerplate_is_not_read() -> None:
    _, names, _ = annotated("Nato svarer. (Foto: Lavrov) Stoltenberg lo.", cut=("(Foto: Lavrov)",))
    assert names["text"].tolist() == ["Nato", "Stoltenberg"]


@pytest.mark.parametrize("text", ["", " \n\n\u200b", "Les mer om Nato"])
def test_an_article_without_prose_gives_no_rows(text: str) -> None:
    sentences, names, docs = annotated(text, cut=("Les mer om Nato",))
    assert sentences.empty
    assert names.empty
    assert len(docs) == 0
    assert list(sentences.columns) == columns("sentences")
    assert list(names.columns) == columns("names")


def test_no_articles_give_empty_tables() -> None:
    sentences, names, _, docs = annotate(NLP, empty("articles"), empty("boilerplate"))
    assert (len(sentences), len(names), len(docs)) == (0, 0, 0)


def test_an_article_without_prose_does_not_disturb_its_neighbours() -> None:
    sentences, _, _ = annotated("Lavrov kom.", "", "Han gikk.")
    assert rows(sentences, "article_id", "sentence") == [("a0", 0), ("a2", 0)]


# Long articles


def test_numbers_go_on_over_the_passages_of_a_long_article() -> None:
    text = "\n\n".join(["Lavrov kom til Brussel.", "Stoltenberg ventet der. Nato svarte."] * 4)
    whole, whole_names, whole_docs = annotated(text)
    parts, part_names, part_docs = annotated(text, nlp=reading_at_most(40))
    pd.testing.assert_frame_equal(parts, whole)
    pd.testing.assert_frame_equal(part_names, whole_names)
    assert (len(whole_docs), len(part_docs)) == (1, 8)


def test_a_pipeline_that_reads_short_texts_only_gets_short_texts() -> None:
    text = "Ja. " + "b" * 20 + " " + "c" * 25 + " Lavrov"
    _, names, docs = annotated(text, nlp=reading_at_most(30))
    assert names["text"].tolist() == ["Lavrov"]
    assert len(docs) > 1


# Documents


def test_documents_say_which_article_they_are_and_survive_storage() -> None:
    sentences, names, docs = annotated("Lavrov kom. Nato svarte.\n\nHan gikk", "Stoltenberg lo.")
    again = list(DocBin().from_bytes(docs.to_bytes()).get_docs(NLP.vocab))
    assert [doc.user_data["article_id"] for doc in again] == ["a0", "a1"]
    assert [entity.text for doc in again for entity in doc.ents] == names["text"].tolist()
    assert sum(len(list(doc.sents)) for doc in again) == len(sentences)
    assert again[0].text == "Lavrov kom. Nato svarte.\nHan gikk"


def test_documents_of_a_long_article_all_name_it() -> None:
    text = "Lavrov kom til oss.\n\nNato svarte ikke."
    _, _, docs = annotated(text, "Han gikk.", nlp=reading_at_most(20))
    found = [doc.user_data["article_id"] for doc in docs.get_docs(NLP.vocab)]
    assert found == ["a0", "a0", "a1"]


# Any text


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["Lavrov", "Sergej Lavrov", "Nato", ".", " ", "\n\n", "\xad", "kom"]),
            st.text(max_size=5),
        ),
        max_size=25,
    ).map("".join)
)
def test_what_is_found_stands_in_the_text_in_order_and_inside_its_sentence(text: str) -> None:
    sentences, names, _ = annotated(text)
    assert sentences["sentence"].tolist() == list(range(len(sentences)))
    assert sentences["paragraph"].is_monotonic_increasing
    assert sentences["start"].is_monotonic_increasing
    spans = dict(zip(sentences["sentence"], rows(sentences, "start", "end"), strict=True))
    blocks = list(paragraphs(text))
    for start, end, name, sentence, paragraph in rows(
        names, "start", "end", "text", "sentence", "paragraph"
    ):
        assert text[start:end] == name
        assert spans[sentence][0] <= start < end <= spans[sentence][1]
        assert blocks[paragraph][0] <= start < end <= blocks[paragraph][1]


def test_the_bundled_pipeline_annotates_an_article() -> None:
    text = "Møte i Oslo\n\nSergej Lavrov kom. Les mer her. Jens Stoltenberg tok imot Lavrov i Oslo."
    table = articles(text)
    sentences, names, _, docs = annotate(
        load("bundled").nlp, table, boilerplate(table, "Les mer her.")
    )
    assert len(docs) == 1
    assert sentences["paragraph"].nunique() == 2
    assert len(names) > 0
    assert all(text[start:end] == name for start, end, name in rows(names, "start", "end", "text"))


# Words derived from countries


def test_adjectives_and_demonyms_outside_of_names_stand_beside_the_names() -> None:
    text = "Norske og amerikanske ledere møtte Lavrov. Russerne smilte i Brussel.\n\nDansk skip."
    sentences, names, _ = annotated(text)
    found = rows(names, "text", "label", "sentence")
    assert [(word, sentence) for word, label, sentence in found if label == "DRV"] == [
        ("Norske", 0),
        ("amerikanske", 0),
        ("Russerne", 1),
        ("Dansk", 2),
    ]
    assert [text[start:end] for start, end in rows(names, "start", "end")] == names["text"].tolist()
    assert names["start"].is_monotonic_increasing
    assert len(sentences) == 3


def test_words_in_names_and_in_boilerplate_are_not_derived() -> None:
    nlp = small("entity_ruler", "sentencizer")
    ruler = nlp.get_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Norske Skog"}])  # type: ignore[attr-defined]
    text = "Norske Skog vant.\n\nLes også: Russiske tog\n\nSlutt."
    _, names, _ = annotated(text, cut=("Les også: Russiske tog",), nlp=nlp)
    assert rows(names, "text", "label") == [("Norske Skog", "ORG")]

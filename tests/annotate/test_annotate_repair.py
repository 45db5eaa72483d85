"""Tests of pipeline/annotate/repair.py."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.annotate import repair


@pytest.fixture(scope="module")
def nlp() -> Language:
    assert callable(repair.Repair)
    nlp = spacy.blank("nb")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("navnenett_repair")
    return nlp


def _names(nlp: Language, text: str, *found: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the mended names of `text`, in which a model found `found` at their first places."""
    doc: Doc = nlp.make_doc(text)
    spans = [
        doc.char_span(text.index(name), text.index(name) + len(name), label=label)
        for name, label in found
    ]
    doc.ents = [span for span in spans if span is not None]
    for _, component in nlp.pipeline:
        doc = component(doc)
    return [(span.text, span.label_) for span in doc.ents]


def test_countries_and_acronyms_are_found_also_in_the_genitive(nlp: Language) -> None:
    assert _names(nlp, "Alle NATOs medlemmer, Natos sjef og Malis statsminister var der.") == [
        ("NATOs", "ORG"),
        ("Natos", "ORG"),
        ("Malis", "GPE_LOC"),
    ]


@pytest.mark.parametrize("text", ["Han gikk til venstre.", "Er det slik?", "Hun er på øya."])
def test_common_words_are_not_taken_for_known_names(nlp: Language, text: str) -> None:
    assert _names(nlp, text) == []


def test_a_long_name_of_an_organisation_is_found_whole(nlp: Language) -> None:
    text = "I organisasjonen for sikkerhet og samarbeid i Europa, OSSE, er de enige."
    assert _names(nlp, text, ("Europa", "LOC")) == [
        ("organisasjonen for sikkerhet og samarbeid i Europa", "ORG"),
        ("OSSE", "ORG"),
    ]


def test_a_longer_name_that_the_model_found_is_kept(nlp: Language) -> None:
    found = ("USA Today Sports Network", "ORG")
    assert _names(nlp, "Det skriver USA Today Sports Network i dag.", found) == [found]


def test_particles_join_the_parts_of_a_person(nlp: Language) -> None:
    text = "Ursula von der Leyen møtte Mohammed bin Salman."
    assert _names(
        nlp, text, ("Ursula", "PER"), ("Leyen", "LOC"), ("Mohammed", "PER"), ("Salman", "PER")
    ) == [("Ursula von der Leyen", "PER"), ("Mohammed bin Salman", "PER")]


def test_two_persons_side_by_side_stay_two(nlp: Language) -> None:
    found = [("Lavrov", "PER"), ("Tillerson", "PER")]
    assert _names(nlp, "Der møtte Lavrov den amerikanske kollegaen Tillerson.", *found) == found


def test_titles_and_genitives_of_countries_are_no_part_of_a_person(nlp: Language) -> None:
    text = "Statsminister Erna Solberg ringte Hviterusslands Aleksandr Lukasjenko."
    found = [("Statsminister Erna Solberg", "PER"), ("Hviterusslands Aleksandr Lukasjenko", "PER")]
    assert _names(nlp, text, *found) == [
        ("Erna Solberg", "PER"),
        ("Hviterusslands", "GPE_LOC"),
        ("Aleksandr Lukasjenko", "PER"),
    ]


def test_a_name_behind_a_title_is_a_person(nlp: Language) -> None:
    text = "Da svarte utenriksminister Sergei Shoigu at Rosneft Gruppen visste det."
    found = [("Sergei Shoigu", "ORG"), ("Rosneft Gruppen", "ORG")]
    assert _names(nlp, text, *found) == [("Sergei Shoigu", "PER"), ("Rosneft Gruppen", "ORG")]


def test_capitals_that_begin_a_caption_are_no_name(nlp: Language) -> None:
    text = "LENGE SIDEN SIST: Jens Stoltenberg ledet møtet."
    found = [("LENGE SIDEN SIST", "ORG"), ("Jens Stoltenberg", "PER")]
    assert _names(nlp, text, *found) == [("Jens Stoltenberg", "PER")]


def test_a_surname_is_found_where_the_model_overlooked_it(nlp: Language) -> None:
    text = "Rex Tillerson kom. Ifølge Tillerson var Tillersons plan god."
    assert _names(nlp, text, ("Rex Tillerson", "PER")) == [
        ("Rex Tillerson", "PER"),
        ("Tillerson", "PER"),
        ("Tillersons", "PER"),
    ]


def test_a_surname_that_is_also_a_word_of_the_text_is_not(nlp: Language) -> None:
    text = "Kari Berg kom. Berg og dal, sa hun om et berg."
    assert _names(nlp, text, ("Kari Berg", "PER")) == [("Kari Berg", "PER")]


def test_a_person_of_a_single_letter_is_nobody_but_a_party_is_one(nlp: Language) -> None:
    found = [("B", "PER"), ("Kari Berg", "PER"), ("H", "ORG")]
    text = "Nå gjelder plan B, sier Kari Berg (H)."
    assert _names(nlp, text, *found) == found[1:]


def test_an_unknown_first_name_belongs_to_the_person(nlp: Language) -> None:
    text = "Der traff hun Bulat Atabajev i går."
    assert _names(nlp, text, ("Atabajev", "PER")) == [("Bulat Atabajev", "PER")]


@pytest.mark.parametrize(
    "text",
    [
        "Møtte Atabajev noen?",  # the beginning of a sentence
        "Vi spurte Statsminister Atabajev om det.",
        "I Russlands Atabajev fant de en helt.",
        "De kalte det Reformen, sa Atabajev om reformen. Slik er Reformen Atabajev ville ha.",
    ],
)
def test_other_capital_words_before_a_surname_do_not(nlp: Language, text: str) -> None:
    assert "Atabajev" in {name for name, _ in _names(nlp, text, ("Atabajev", "PER"))}


def test_a_first_name_that_ends_like_a_title_stays(nlp: Language) -> None:
    text = "Landets leder Nursultan Nasarbajev kom."
    found = ("Nursultan Nasarbajev", "PER")
    assert _names(nlp, text, found) == [found]


def test_no_sentence_begins_inside_a_name(nlp: Language) -> None:
    doc = nlp.make_doc("Han spilte Doktor Å. Ærlig i går. Det var gøy.")
    doc.ents = [Span(doc, 2, 5, label="PROD")]
    for name, component in nlp.pipeline:
        doc = component(doc)
        if name == "sentencizer":
            doc[4].is_sent_start = True
    assert [sentence.text for sentence in doc.sents] == [
        "Han spilte Doktor Å. Ærlig i går.",
        "Det var gøy.",
    ]

"""Roles, memberships and parts that a text states."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.relate.coreference.references import Reference
from pipeline.relate.roles.offices import offices
from pipeline.relate.roles.phrase_patterns import Phrase
from pipeline.relate.roles.role_nouns import is_party, lexicon, title_of
from pipeline.relate.sentences import Article, Name
from tests.relate.parsed_samples import parsed

EXAMPLES = [
    (with_parse, one["name"], one["type"], example["text"], example["found"])
    for one in lexicon()["pattern"]
    for example in one["examples"]
    for with_parse in ((True,) if example.get("parsed") else (True, False))
]


def unparsed(article: Article) -> Article:
    """Return the article without its tokens."""
    return replace(article, sentences=tuple(replace(one, tokens=()) for one in article.sentences))


def found(article: Article, kind: str) -> list[tuple[str, str]]:
    """Return what is found in an article as (pattern, words)."""
    relations = offices(article, {})
    return [
        (
            one.pattern,
            " ".join(
                part
                for part in (
                    "not" if one.negated else "",
                    one.modality,
                    one.source.entity,
                    one.label,
                    one.target.entity,
                )
                if part
            ),
        )
        for one in relations
        if one.type == kind
    ]


@pytest.mark.parametrize(("with_parse", "pattern", "kind", "text", "expected"), EXAMPLES)
def test_an_example_of_a_pattern(
    with_parse: bool, pattern: str, kind: str, text: str, expected: list[str]
) -> None:
    article = parsed(text) if with_parse else unparsed(parsed(text))
    assert sorted(found(article, kind)) == sorted((pattern, one) for one in expected)


PUTIN = "{Vladimir Putin|Putin|person}"
LAVROV = "{Sergej Lavrov|Lavrov|person}"
RUSSIAS = "{Russlands|Russland|country}"
NATO = "{Nato|NATO|organisation}"


@pytest.mark.parametrize(
    "text",
    [
        f"{{Russland|Russland|country}} president {PUTIN}",  # no genitive
        f"{RUSSIAS} svar {LAVROV}",  # no title
        f"{RUSSIAS} gater så {LAVROV}",
        f"{RUSSIAS} president møtte {LAVROV}",
        f"{RUSSIAS} svar til president {PUTIN}",
        f"{RUSSIAS} president {NATO}",  # no person
        "{Putins|Putin|person} president {Vladimir Putin|Putin|person}",  # himself
        "{Nato-sjef|NATO|organisation|derived} og {Jens Stoltenberg|Stoltenberg|person}",
        "den {russiske|Russland|country|adjective} forfatteren {Kari Nordmann|Kari|person}",
        f"{LAVROV} og {PUTIN}, leder og {NATO}",
        f"{LAVROV}, svar i {NATO}",  # no title
        f"{LAVROV}, {{USAs|USA|country}} president {PUTIN} og andre",  # the title of the next
        "{USAs|USA|country} president {Trump-saken|Trump|person|derived}",
        f"{NATO}, leder i {RUSSIAS} hær",  # no person
        f"direktør i {{Ålesund-rederiet|Ålesund|place|derived}}, {LAVROV}",  # not of the town
        "{Lavrovs|Lavrov|person} amerikanske kollega {Rex Tillerson|Tillerson|person}",
    ],
)
def test_no_role_is_read_where_none_is_stated(text: str) -> None:
    wrong = {one for _, one in found(unparsed(parsed(text)), "role")} - {"Putin president USA"}
    assert not wrong


def test_an_apposition_belongs_to_the_name_before_it_in_a_list() -> None:
    text = f"{LAVROV}, leder i {NATO}, {PUTIN} og andre"
    assert found(unparsed(parsed(text)), "role") == [("name and office", "Lavrov leder NATO")]


def test_a_role_stands_where_its_words_stand() -> None:
    article = parsed(f"Ingen kom.\n\nDa kom {RUSSIAS} president {PUTIN} likevel.")
    (one,) = offices(article, {})
    assert article.text[one.start : one.end] == "Russlands president Vladimir Putin"


def test_the_stretch_takes_in_a_subject_that_stands_far_away() -> None:
    article = parsed(f"{PUTIN} fra Bergen med hunden sin er leder i {NATO} nå.")
    (one,) = offices(article, {})
    assert article.text[one.start : one.end] == (
        "Vladimir Putin fra Bergen med hunden sin er leder i Nato"
    )


def test_a_pronoun_counts_as_what_it_refers_to_and_says_by_which_rule() -> None:
    article = parsed(f"{LAVROV} kom.", f"Han er leder i {NATO}.")
    name = article.sentences[0].names[0]
    (one,) = offices(article, {(article.sentences[-1].number, 0): Reference((name,), "pronoun")})
    assert (one.source, one.target.entity, one.coreference) == (name, "NATO", "pronoun")
    assert offices(article, {}) == []


def test_two_owners_and_three_persons_tell_nothing() -> None:
    text = (
        f"Der var {RUSSIAS} og {{Kinas|Kina|country}} ministre, "
        f"{LAVROV}, {{Wang Yi|Wang|person}} og {PUTIN}."
    )
    assert found(unparsed(parsed(text)), "role") == []


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("presidenten", ("STATE", "president")),
        ("utanriksministeren", ("STATE", "utanriksminister")),
        ("utenriksministre", ("STATES", "utenriksminister")),
        ("lederne", ("JOBS", "leder")),
        ("ordfører", ("LOCAL", "ordfører")),
        ("trener", ("JOB", "trener")),
        ("megleren", ("JOB", "megler")),
        ("gleder", None),
        ("gate", None),
        ("kollega", None),
    ],
)
def test_titles_and_what_they_can_belong_to(word: str, expected: tuple[str, str] | None) -> None:
    assert title_of(word) == expected


@pytest.mark.parametrize(
    ("text", "party"),
    [("Ap", True), ("SVs", True), ("Bondepartiet", True), ("NRK", False), ("H", True)],
)
def test_parties(text: str, party: bool) -> None:
    assert is_party(Name(0, len(text), text, "organisation", text, text)) is party


@pytest.mark.parametrize("notation", ["KONGE", "source:% PERSON", "PERSON [x]"])
def test_a_pattern_outside_the_notation_is_refused(notation: str) -> None:
    with pytest.raises(ValueError, match=r"no (pattern|class)"):
        Phrase(notation)


@given(
    st.lists(
        st.sampled_from(
            [PUTIN, RUSSIAS, NATO, "leder", "i", ",", "og", "er", "(", ")", "president", "kom"]
        ),
        max_size=12,
    )
)
@settings(max_examples=60, deadline=None)
def test_relations_stand_in_their_sentence_between_two_entities(pieces: list[str]) -> None:
    article = unparsed(parsed(" ".join(pieces) or "Ingen."))
    for one in offices(article, {}):
        sentence = article.sentences[one.sentence]
        assert sentence.start <= one.start < one.end <= sentence.end
        assert one.source.entity_id != one.target.entity_id
        assert {one.source, one.target} <= set(sentence.names)

"""How the single names of an article are read: titles, genitives, compounds, kinds."""

from collections import Counter

import pytest

from pipeline.link.gazetteer import load
from pipeline.link.reading import read_names
from pipeline.link.terms import KINDS, Found, commonest
from tests.link.link_samples import linked, names_in


def forms(*found: Found) -> list[str]:
    readings, _ = read_names(found, load())
    return [reading.form for reading in readings]


# Genitives


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{GPE_LOC Russlands} president", ["Russland"]),
        ("{GPE_LOC USAs} president", ["USA"]),
        ("{ORG NRKs} sending", ["NRK"]),
        ("{PER Putins} talsmann", ["Putin"]),
        ("{PER Putin's} talsmann", ["Putin"]),
        ("{PER Putins} talsmann smilte, sa {PER Putin}.", ["Putin", "Putin"]),
        ("Det var {PER Putins}. {PER Putin} smilte.", ["Putin", "Putin"]),
        ("{PER Lavrovs} kone og {PER Sergej Lavrov}", ["Sergej Lavrov"] * 2),
        ("{PER Vladimir Putins} tale og {PER Putins} svar", ["Vladimir Putin"] * 2),
    ],
)
def test_a_genitive_is_its_base(text: str, expected: list[str]) -> None:
    assert names_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{PER Mattis} sa nei. {PER Mattis} gikk.", ["Mattis", "Mattis"]),
        ("{PER James Mattis} kom. {PER Mattis} og alle andre lo.", ["James Mattis"] * 2),
        ("{PER Hans} sier nei.", ["Hans"]),
        ("{PER Hans} Olsen", ["Hans"]),
        ("{PER Hans Olsen} kom med {PER Hans} bok.", ["Hans Olsen", "Hans Olsen"]),
        ("{PER Hans} og {PER Kari} leste {PER Hans} bok.", ["Hans", "Kari", "Hans"]),
        ("{GPE_LOC Paris} i mai", ["Paris"]),
        ("{GPE_LOC Las Vegas} ligger i ørkenen", ["Las Vegas"]),
        ("{PER Pål Anders Ås} og {PER Anders} bror", ["Pål Anders Ås", "Anders"]),
    ],
)  # fmt: skip
def test_a_name_in_s_stays_where_nothing_says_that_it_is_a_genitive(
    text: str, expected: list[str]
) -> None:
    assert names_in(text) == expected


@pytest.mark.parametrize("sign", ["'", "’"])
def test_an_apostrophe_is_all_there_is_to_the_genitive_of_a_name_in_s(sign: str) -> None:
    assert names_in(f"{{GPE_LOC Paris{sign}}} ordfører smilte.") == ["Paris"]
    assert names_in(f"{{PER James Mattis}} kom. {{PER Mattis{sign}}} plan holdt.") == [
        "James Mattis",
        "James Mattis",
    ]
    assert linked(f"{{ORG Hamas{sign}}} leder")[0].entity_id == "Q38799"


def test_no_noun_follows_in_front_of_a_verb_or_at_the_end() -> None:
    assert forms(Found("Nils", "PER", "", " sier")) == ["Nils"]
    assert forms(Found("Nils", "PER")) == ["Nils"]
    assert forms(Found("Nils", "PER", "", " Olsen")) == ["Nils"]
    assert forms(Found("Fjords", "ORG", "", " nye")) == ["Fjord"]


# Compounds


@pytest.mark.parametrize(
    ("text", "name", "entity_id"),
    [
        ("{DRV Nato-landene}", "Nato", "Q7184"),
        ("{ORG Nato-landene}", "Nato", "Q7184"),
        ("{DRV «Nato»-landene}", "Nato", "Q7184"),
        ("{DRV USA-ledede}", "USA", "Q30"),
        ("{DRV Nord-Korea-samtalene}", "Nord-Korea", "Q423"),
        ("{DRV EU–toppmøtet}", "EU", "Q458"),
        ("{DRV Natosjefen}", "Nato", "Q7184"),
        ("{MISC Natosjefen}", "Nato", "Q7184"),
        ("{DRV Trump-administrasjonen}", "Trump", None),
    ],
)
def test_a_compound_is_derived_from_the_name_in_it(
    text: str, name: str, entity_id: str | None
) -> None:
    (found,) = linked(text)
    assert (found.name, found.entity_id, found.derived) == (name, entity_id, True)
    assert found.rule == f"compound: {name}"


@pytest.mark.parametrize(
    "text",
    [
        "{GPE_LOC Sør-Korea}",
        "{ORG FN-sambandet}",
        "{ORG Venezia-kommisjonen}",
        "{PER Trump-tilhengeren}",
        "{LOC Karl Johan-kvartalet}",
        "{ORG EU-kommisjonen}",
    ],
)
def test_some_names_with_a_hyphen_are_names_of_their_own(text: str) -> None:
    (found,) = linked(text)
    assert not found.derived
    assert found.name == found.text


def test_a_compound_joins_the_person_in_it() -> None:
    found = linked("{DRV Trump-administrasjonen} og {PER Donald Trump}, sa {DRV Trumpsaken}.")
    assert [(name.name, name.derived) for name in found][:2] == [
        ("Donald Trump", True),
        ("Donald Trump", False),
    ]


def test_a_closed_compound_is_read_where_the_article_has_the_name() -> None:
    found = linked("{PER Trump} kom. {DRV Trumpadministrasjonen} jublet.")
    assert [(name.name, name.derived) for name in found] == [("Trump", False), ("Trump", True)]


def test_demonyms_and_adjectives_are_derived_from_their_country() -> None:
    found = linked("{DRV russere} {DRV Russerne} {DRV russarane} {DRV russiske} {NORP amerikanske}")
    assert [name.entity_id for name in found] == ["Q159"] * 4 + ["Q30"]
    assert [name.rule for name in found] == ["demonym: Russland"] * 4 + ["demonym: USA"]
    assert {(name.type, name.derived) for name in found} == {("country", True)}


# Titles


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("utenriksminister Sergej Lavrov", "Sergej Lavrov"),
        ("Statsminister Erna Solberg", "Erna Solberg"),
        ("Nato-sjef Jens Stoltenberg", "Jens Stoltenberg"),
        ("president", "president"),
        ("statsminister president", "president"),
    ],
)
def test_titles_in_front_are_no_part_of_a_person(name: str, expected: str) -> None:
    assert names_in(f"{{PER {name}}} kom.") == [expected]


def test_a_title_in_the_name_of_an_organisation_stays() -> None:
    assert names_in("{ORG Direktør Olsens Minnefond} ga penger.") == ["Direktør Olsens Minnefond"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{LOC NATO-hovedstaden Brussel}", "Brussel"),
        ("{GPE_LOC hovudstaden Fjordvik}", "Fjordvik"),
        ("{GPE_LOC Byen Fjord}", "Byen Fjord"),
        ("{LOC landsbyen}", "landsbyen"),
    ],
)
def test_a_common_noun_before_a_place_is_no_part_of_its_name(text: str, expected: str) -> None:
    assert names_in(text) == [expected]


def test_jesus_has_a_latin_genitive() -> None:
    assert names_in("{PER Jesu} fødsel og {PER Kristi} legeme") == ["Jesus Kristus"] * 2
    assert names_in("{PER Kristi} sa nei") == ["Kristi"]


def test_an_english_name_in_s_stays_where_no_noun_follows() -> None:
    assert names_in("Alle vet hvor {ORG Mulligan's} er.") == ["Mulligan's"]
    assert names_in("{PER Putin's} talsmann smilte.") == ["Putin"]


def test_a_town_in_the_genitive_is_the_town() -> None:
    assert names_in("Om {GPE_LOC Bergens} og andre byer")[0] == "Bergen"


# Spellings and kinds


def test_names_that_look_alike_are_one_term() -> None:
    texts = [
        "Jens\u00a0Stoltenberg",
        "Jens Stolten\u00adberg",
        "JENS STOLTENBERG",
        "«Jens Stoltenberg»",
    ]
    readings, terms = read_names([Found(text, "PER", "", " sier") for text in texts], load())
    assert [term.names for term in terms] == [[0, 1, 2, 3]]
    assert terms[0].words == ["jens", "stoltenberg"]
    assert not any(reading.derived for reading in readings)


def test_every_spelling_of_a_known_name_is_one_term() -> None:
    _, terms = read_names([Found("NATO", "ORG"), Found("Nato", "GPE_LOC")], load())
    (term,) = terms
    assert term.entry is not None
    assert term.entry.entity_id == "Q7184"


def test_a_name_of_quotes_alone_is_kept_as_it_is() -> None:
    assert forms(Found("«»", "ORG")) == ["«»"]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ({"person": 1}, "person"),
        ({"person": 1, "organisation": 2}, "organisation"),
        ({"organisation": 1, "person": 1}, "person"),
        ({"place": 1, "gpe": 1}, "gpe"),
        ({"derived": 5, "person": 1}, "person"),
        ({"derived": 5}, "derived"),
    ],
)
def test_the_commonest_kind_wins_and_compounds_tell_nothing(
    kinds: dict[str, int], expected: str
) -> None:
    assert commonest(Counter(kinds)) == expected


@pytest.mark.parametrize("label", [*KINDS, "MISC", "PROD", "EVT"])
def test_every_label_of_the_usual_pipelines_has_a_kind(label: str) -> None:
    _, (term,) = read_names([Found("Fjordheim", label)], load())
    assert term.kind == KINDS.get(label, "other")

"""Which names of persons in one article mean the same person."""

import pytest

from pipeline.link.persons import same_full_name
from tests.link.link_samples import linked, names_in


def test_a_surname_joins_the_only_full_name_of_its_article() -> None:
    assert names_in("{PER Sergej Lavrov} kom. {PER Lavrov} gikk.") == ["Sergej Lavrov"] * 2


def test_a_surname_joins_a_full_name_that_comes_later() -> None:
    assert names_in("{PER Lavrov} kom. Det sa {PER Sergej Lavrov}.") == ["Sergej Lavrov"] * 2


def test_a_first_name_joins_the_only_full_name_with_it() -> None:
    found = linked("{PER Erna Solberg} kom. {PER Erna} smilte.")
    assert [(name.name, name.rule) for name in found] == [
        ("Erna Solberg", "same-name"),
        ("Erna Solberg", "first-name: Erna Solberg"),
    ]


def test_a_surname_is_tried_before_a_first_name() -> None:
    assert names_in("{PER Jens Hansen} og {PER Hans Jens} kom. {PER Jens} gikk.")[2] == "Hans Jens"


def test_of_two_persons_with_one_surname_the_last_named_is_meant() -> None:
    text = (
        "{PER Bill Clinton} kom. {PER Clinton} lo. {PER Hillary Clinton} talte. {PER Clinton} gikk."
    )
    found = linked(text)
    assert [name.name for name in found] == ["Bill Clinton"] * 2 + ["Hillary Clinton"] * 2
    assert found[1].rule == "nearest-surname: Bill Clinton (last named)"
    assert found[3].rule == "nearest-surname: Hillary Clinton (last named)"


def test_of_two_persons_with_one_surname_the_main_one_is_meant() -> None:
    text = (
        "{PER Hillary Clinton} talte. {PER Hillary Clinton} vant over {PER Trump}. "
        "{PER Bill Clinton} så på. {PER Clinton} jublet."
    )
    assert names_in(text)[4] == "Hillary Clinton"


def test_a_surname_before_two_full_names_is_the_first_of_them() -> None:
    text = "{PER Clinton} talte. {PER Bill Clinton} og {PER Hillary Clinton} gikk."
    assert names_in(text)[0] == "Bill Clinton"


def test_two_persons_with_one_surname_stay_two() -> None:
    assert names_in("{PER Bill Clinton} og {PER Hillary Clinton}") == [
        "Bill Clinton",
        "Hillary Clinton",
    ]


@pytest.mark.parametrize("text", ["Gaddafi", "al-Gaddafi", "Muammar Gaddafi"])
def test_particles_before_a_surname_may_be_left_out(text: str) -> None:
    assert names_in(f"{{PER Muammar al-Gaddafi}} og {{PER {text}}}") == ["Muammar al-Gaddafi"] * 2


@pytest.mark.parametrize("text", ["von der Leyen", "der Leyen", "Leyen", "Ursula Leyen", "Ursula"])
def test_a_name_of_many_words_is_shortened_from_either_end(text: str) -> None:
    assert (
        names_in(f"{{PER Ursula von der Leyen}} og {{PER {text}}}") == ["Ursula von der Leyen"] * 2
    )


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ("sergej lavrov", "sergei lavrov", "spelling"),
        ("sergej sjojgu", "sergey shoigu", "spelling"),
        ("gro harlem brundtland", "gro brundtland", "middle-name"),
        ("george w bush", "george bush", "middle-name"),
        ("george w bush", "g w bush", "initial"),
        ("george walker bush", "gw bush", "initial"),
        ("george w bush", "g bush", "initial"),
        ("jf kennedy", "john fitzgerald kennedy", "initial"),
        ("bill clinton", "hillary clinton", None),
        ("h clinton", "bill clinton", None),
        ("anne hansen", "anna hansen", None),
        ("jan olav hansen", "olav hansen", None),
        ("a hansen", "b hansen", None),
    ],
)
def test_when_two_full_names_are_one_persons(one: str, other: str, rule: str | None) -> None:
    assert same_full_name(one.split(), other.split()) == rule
    assert same_full_name(other.split(), one.split()) == rule


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("George W. Bush", "George Bush"),
        ("George W. Bush", "G.W. Bush"),
        ("Gro Harlem Brundtland", "Gro Brundtland"),
        ("Anne Hansen", "A. Hansen"),
        ("John Fitzgerald Kennedy", "J.F. Kennedy"),
    ],
)
def test_the_fullest_name_stands_for_the_person_whichever_comes_first(one: str, other: str) -> None:
    assert names_in(f"{{PER {one}}} kom. {{PER {other}}} gikk.") == [one, one]
    assert names_in(f"{{PER {other}}} kom. {{PER {one}}} gikk.") == [one, one]


def test_of_two_spellings_the_first_stands_for_the_person() -> None:
    text = "{PER Sergej Sjojgu} og {PER Sergey Shoigu} og {PER Shoigu}"
    assert names_in(text) == ["Sergej Sjojgu"] * 3


@pytest.mark.parametrize("slip", ["Usjakiov", "Usjakvo", "Usjakow", "Usjako"])
def test_a_slip_of_the_pen_joins_the_surname(slip: str) -> None:
    found = linked(f"{{PER Jurij Usjakov}} kom. {{PER {slip}}} gikk.")
    assert [name.name for name in found] == ["Jurij Usjakov"] * 2


def test_a_slip_in_a_full_name_joins_the_one_that_is_named_more_often() -> None:
    text = "{PER Jurij Usjakov} kom. {PER Jurij Usjakiov} lo. {PER Jurij Usjakov} gikk."
    found = linked(text)
    assert {name.name for name in found} == {"Jurij Usjakov"}
    assert found[1].rule == "slip: Jurij Usjakov"


@pytest.mark.parametrize(
    "text",
    [
        "{PER Hansen} og {PER Jansen} og {PER Jansen}",  # another beginning
        "{PER Erik Lie} og {PER Lid}",  # too short
        "{PER Solberg} og {PER Solbærg}",  # neither is named more often
        "{PER Kari Solberg} og {PER Karin Solberg}",  # neither is named more often
        "{PER Hansen} og {PER Hansen} og {PER Hanson} og {PER Hanson}",  # each named twice
    ],
)
def test_names_a_letter_apart_are_not_always_slips(text: str) -> None:
    assert len(set(names_in(text))) == 2


@pytest.mark.parametrize(
    ("label", "joins"),
    [("PER", True), ("ORG", True), ("MISC", True), ("GPE_LOC", False), ("LOC", False)],
)
def test_a_surname_joins_whatever_its_label_but_that_of_a_place(label: str, joins: bool) -> None:
    found = linked(f"{{PER Sergej Lavrov}} kom. {{{label} Lavrov}} svarte.")
    assert (found[1].name == "Sergej Lavrov") == joins


@pytest.mark.parametrize(
    "text",
    [
        "{ORG Kongsvoll} vokser. {ORG Kongsvoll} eies av {PER Kari Kongsvoll}.",  # named before her
        "{PER Kari Kongsvoll} og {PER Ola Kongsvoll} eier {ORG Kongsvoll}.",  # of two persons
    ],
)
def test_a_firm_with_the_name_of_a_person_stays_a_firm(text: str) -> None:
    assert {name.type for name in linked(text) if name.text == "Kongsvoll"} == {"organisation"}


def test_a_surname_that_is_labelled_as_a_person_half_the_time_joins() -> None:
    found = linked("{PER Sergej Lavrov} kom. {ORG Lavrov} svarte. {PER Lavrov} gikk.")
    assert {(name.name, name.type) for name in found} == {("Sergej Lavrov", "person")}


def test_a_known_country_or_organisation_is_nobodys_surname() -> None:
    found = linked("{PER Dagfinn Norge} kom. {PER Norge} vant.")
    assert [name.entity_id for name in found] == [None, "Q20"]


def test_a_surname_that_a_firm_begins_with_is_the_firm_where_labelled_so() -> None:
    text = "{PER Egil Fjordhagen} eier {ORG Fjordhagen Bil}. Folk handler hos {ORG Fjordhagen}."
    assert names_in(text)[2] == "Fjordhagen Bil"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Roar Flåthen", "Roar Flaathen"),
        ("Per Sørås", "Per Soeraas"),
        ("Bjørn Sæther", "Bjørn Saether"),
    ],
)
def test_old_spellings_of_norwegian_letters_are_the_same(one: str, other: str) -> None:
    assert names_in(f"{{PER {one}}} kom. {{PER {other}}} gikk.") == [one, one]


def test_full_names_that_differ_by_a_letter_of_a_long_surname_are_one_person() -> None:
    found = linked("{PER Aleksandr Grosjko} kom. {PER Aleksandr Grusjko} gikk.")
    assert len({name.name for name in found}) == 1
    assert len(set(names_in("{PER Jan Holm} og {PER Jan Holt}"))) == 2


# Titles


def test_a_title_tells_two_persons_of_one_surname_apart() -> None:
    text = (
        "President {PER Bill Clinton} kom med utenriksminister {PER Hillary Clinton}. "
        "{PER Hillary Clinton} talte. Siden gikk president {PER Clinton}, og "
        "utenriksministeren {PER Clinton} smilte."
    )
    found = linked(text)
    assert [name.name for name in found[3:]] == ["Bill Clinton", "Hillary Clinton"]
    assert found[3].rule == "nearest-surname: Bill Clinton (title)"


def test_the_main_person_is_named_as_the_reason() -> None:
    text = "{PER Ann Romney} og {PER Mitt Romney}. {PER Mitt Romney} kom. {PER Romney} gikk."
    assert linked(text)[3].rule == "nearest-surname: Mitt Romney (main)"


@pytest.mark.parametrize("word", ["Kongen", "Kongens"])
def test_a_title_alone_is_the_only_person_who_bears_it(word: str) -> None:
    found = linked(f"Kong {{PER Harald}} kom. Det var {{PER {word}}} båt.")
    assert [name.name for name in found] == ["Harald", "Harald"]
    assert found[1].rule.endswith("title-alone: Harald")
    assert names_in("Kong {PER Harald} og kong {PER Felipe}. {PER Kongen} lo.")[2] == "Kongen"
    assert names_in("Kong {PER Harald} og {PER General} kom.")[1] == "General"


def test_thousands_of_names_take_no_long_time() -> None:
    text = " og ".join(f"{{PER {chr(65 + n % 26)}ark{n}sen Hansen}}" for n in range(1000))
    assert len(set(names_in(text))) == 1000


def test_initials_of_two_persons_are_nobodys() -> None:
    text = "{PER B. Hansen} kom. {PER Berit Hansen} og {PER Bodil Hansen} gikk."
    assert len(set(names_in(text))) == 3


@pytest.mark.parametrize(
    "text",
    [
        "{PER Kari Nilsen} og {PER Karl Nilsen} kom. {PER Kari Nilsen} lo. {PER Kari Nilsen} gikk.",
        "{PER Anna Berg} og {PER Anne Berg} kom. {PER Anna Berg} gikk.",
        "{PER Anders Hansen} møtte {PER Anders Hanssen}.",
        "{PER George W. Bush} og {PER George H.W. Bush} kom. {PER George W. Bush} gikk.",
    ],
)
def test_two_names_that_people_have_are_no_slip_of_the_pen(text: str) -> None:
    assert len(set(names_in(text))) == 2


def test_a_name_that_two_longer_ones_may_mean_is_neither() -> None:
    text = "{PER Jan Petter Olsen} og {PER Jan Peder Olsen} kom. {PER Jan Olsen} gikk."
    assert len(set(names_in(text))) == 3
    assert len(set(names_in("{PER Jan Olsen} kom. {PER Jan Petter Olsen} gikk."))) == 1

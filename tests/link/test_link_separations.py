"""What a person has said to be two stays two in every article."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.corrections import Correction
from pipeline.link import link_within
from pipeline.link.gazetteer import load
from pipeline.link.separations import Separations
from tests.link.link_samples import linked, marked, names_in


def different(name: str, other: str) -> tuple[Correction, ...]:
    return (Correction(2, "different", name, other),)


@pytest.mark.parametrize(
    ("text", "name", "other"),
    [
        ("{PER Sergej Lavrov} kom. {PER Lavrov} gikk.", "Lavrov", "Sergej Lavrov"),
        ("{PER Sergej Lavrov} kom. {PER Lavrov} gikk.", "SERGEJ LAVROV", "lavrov"),
        ("{PER Sergej Lavrov} kom. {PER Lavrov} gikk.", "person/lavrov", "person/sergej-lavrov"),
        ("{PER Sergej Lavrov} kom. {PER Sergei Lavrov} gikk.", "Sergei Lavrov", "Sergej Lavrov"),
        ("{ORG Norwegian Defence League} ({ORG NDL})", "NDL", "Norwegian Defence League"),
        ("{ORG Fjord Bank} og {ORG Fjord}", "Fjord", "organisation/fjord-bank"),
        ("{ORG NATO} og {ORG Atlanterhavsalliansen}", "Atlanterhavsalliansen", "NATO"),
        ("{ORG NATO} og {ORG Atlanterhavsalliansen}", "Q7184", "Atlanterhavsalliansen"),
        ("{GPE_LOC Noreg} og {GPE_LOC Norge}", "Noreg", "Norge"),
    ],
)
def test_two_names_that_are_different_stay_two(text: str, name: str, other: str) -> None:
    assert len(set(names_in(text))) == 1 or "{ORG NATO}" in text or "Noreg" in text
    for correction in (different(name, other), different(other, name)):
        found = linked(text, corrections=correction)
        assert len({(one.name, one.entity_id) for one in found}) == 2


def test_they_stay_two_through_a_third_name_also() -> None:
    text = "{PER George W. Bush} kom. {PER G. Bush} gikk. {PER George Bush} lo."
    assert len(set(names_in(text))) == 1
    found = names_in(text, corrections=different("George W. Bush", "George Bush"))
    assert found[0] != found[2]


def test_a_surname_of_several_is_that_of_one_who_may_be_meant() -> None:
    text = (
        "{PER Hillary Clinton} talte. {PER Hillary Clinton} vant. {PER Bill Clinton} så på. "
        "{PER Clinton} jublet."
    )
    assert names_in(text)[3] == "Hillary Clinton"
    apart = different("Clinton", "Hillary Clinton")
    found = linked(text, corrections=apart)
    assert found[3].name == "Bill Clinton"
    assert found[3].rule == "surname: Bill Clinton"


def test_after_a_home_is_given_nobody_barred_joins_there() -> None:
    text = (
        "{PER Bill Clinton} og {PER Hillary Clinton}. {PER Clinton} lo. {PER Bill Clinten} gikk. "
        "{PER Bill Clinton} kom igjen."
    )
    found = names_in(text, corrections=different("Clinton", "Bill Clinten"))
    assert found[3] == "Bill Clinten"


@pytest.mark.parametrize("action", ["same", "rename", "retype", "drop"])
def test_other_corrections_are_passed_over(action: str) -> None:
    line = Correction(2, action, "Lavrov", "Sergej Lavrov")  # type: ignore[arg-type]
    text = "{PER Sergej Lavrov} kom. {PER Lavrov} gikk."
    assert len(set(names_in(text, corrections=(line,)))) == 1


def test_a_name_is_never_different_from_itself() -> None:
    text = "{PER Sergej Lavrov} kom. {PER Sergej Lavrov} gikk."
    assert len(set(names_in(text, corrections=different("Sergej Lavrov", "Sergej Lavrov")))) == 1


def test_a_correction_of_other_names_changes_nothing() -> None:
    text = "{PER Sergej Lavrov} kom. {PER Lavrov} gikk."
    assert linked(text, corrections=different("Kari Li", "Li")) == linked(text)


NAMES = ["Bill Clinton", "Hillary Clinton", "Clinton", "B. Clinton", "Bill", "NDL", "Nato", "NATO",
         "Norwegian Defence League", "Atlanterhavsalliansen", "Clintons"]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["PER", "ORG"]), st.sampled_from(NAMES)), max_size=10),
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=3),
)
def test_no_entity_has_two_names_that_are_different(
    names: list[tuple[str, str]], pairs: list[tuple[str, str]]
) -> None:
    lines = tuple(Correction(2, "different", one, other) for one, other in pairs)
    text = " sa ".join(f"{{{label} {name}}}" for label, name in names)
    local, clusters, _ = link_within(*marked(text), corrections=lines)
    apart = Separations(lines, load())
    for forms in clusters["forms"]:
        handles = [apart.handles(form, None) for form in forms.split(";")]
        for one in handles:
            assert all(apart.barred(one).isdisjoint(other) for other in handles)
    assert len(local) == len(names)


def test_a_line_for_some_articles_holds_in_them_alone() -> None:
    text = "{PER Sergej Lavrov} kom. {PER Lavrov} gikk."
    here = (Correction(2, "different", "Lavrov", "Sergej Lavrov", ("a",)),)
    elsewhere = (Correction(2, "different", "Lavrov", "Sergej Lavrov", ("b",)),)
    assert len(set(names_in(text, corrections=here))) == 2
    assert len(set(names_in(text, corrections=elsewhere))) == 1

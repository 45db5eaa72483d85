"""A person's corrections win over the rules."""

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.contradictions import conflicts
from pipeline.corrections import Correction
from pipeline.link import link_across, load_gazetteer
from pipeline.link.corrected import Linked, correct
from tests.link.link_samples import cluster, clusters

LAVROVS = (
    cluster("a", "Sergej Lavrov", mentions=3),
    cluster("b", "Sergei Lavrov"),
    cluster("c", "Larisa Lavrova"),
    cluster("c", "Norsk Dykkerlag", "organisation"),
)


def linked(rows: tuple[dict[str, Any], ...], *lines: Correction) -> list[tuple[str, str, str]]:
    """Return id, label and type of each row, or of those that are left."""
    links = link_across(clusters(*rows), corrections=lines)[0]
    return list(
        zip(*(links[name].tolist() for name in ("entity_id", "entity", "type")), strict=True)
    )


def entities(rows: tuple[dict[str, Any], ...], *lines: Correction) -> list[str]:
    return [entity_id for entity_id, _, _ in linked(rows, *lines)]


def test_same_gives_two_names_the_entity_of_the_second() -> None:
    found = linked(LAVROVS, Correction(2, "same", "Larisa Lavrova", "Sergej Lavrov"))
    assert found[:3] == [("person/sergej-lavrov", "Sergej Lavrov", "person")] * 3


def test_same_may_be_told_of_ids_and_in_any_case() -> None:
    line = Correction(2, "same", "LARISA LAVROVA", "person/sergej-lavrov")
    assert entities(LAVROVS, line)[2] == "person/sergej-lavrov"


def test_same_may_name_an_entity_of_the_gazetteer_that_no_article_names() -> None:
    line = Correction(2, "same", "Norsk Dykkerlag", "Q7184")
    assert linked(LAVROVS, line)[3] == ("Q7184", "NATO", "organisation")


@pytest.mark.parametrize("other", ["person/nobody", "Nobody Here"])
def test_same_as_what_is_not_there_does_nothing_and_is_told(other: str) -> None:
    line = Correction(2, "same", "Sergej Lavrov", other)
    assert linked(LAVROVS, line) == linked(LAVROVS)
    assert link_across(clusters(*LAVROVS), corrections=[line])[2]["mentions"].tolist() == [0]


def test_same_holds_in_the_articles_that_are_given() -> None:
    rows = (cluster("a", "Kari"), cluster("b", "Kari"), cluster("c", "Kari Nordmann"))
    line = Correction(2, "same", "Kari", "Kari Nordmann", ("b",))
    assert entities(rows, line) == ["person/kari", *["person/kari-nordmann"] * 2]


def test_different_parts_what_a_rule_has_joined() -> None:
    assert entities(LAVROVS)[0] == entities(LAVROVS)[1]
    found = linked(LAVROVS, Correction(2, "different", "Sergei Lavrov", "Sergej Lavrov"))
    assert [label for _, label, _ in found[:2]] == ["Sergej Lavrov", "Sergei Lavrov"]
    assert found[0][0] == "person/sergej-lavrov"
    assert found[1][0] == "person/sergei-lavrov"


def test_different_keeps_the_id_for_who_gave_it_whichever_is_named_first() -> None:
    one = Correction(2, "different", "Sergei Lavrov", "Sergej Lavrov")
    other = Correction(2, "different", "Sergej Lavrov", "Sergei Lavrov")
    assert linked(LAVROVS, one) == linked(LAVROVS, other)


def test_different_of_one_name_parts_the_articles_that_are_given() -> None:
    rows = (cluster("a", "Kari Nordmann"), cluster("b", "Kari Nordmann"))
    line = Correction(2, "different", "Kari Nordmann", "Kari Nordmann", ("b",))
    assert entities(rows, line) == ["person/kari-nordmann", "person/kari-nordmann-2"]


def test_different_holds_also_against_what_same_brings_together() -> None:
    lines = (
        Correction(2, "same", "Larisa Lavrova", "Sergej Lavrov"),
        Correction(3, "different", "Larisa Lavrova", "Sergei Lavrov"),
    )
    found = entities(LAVROVS, *lines)
    assert found[0] == found[2] != found[1]


def test_rename_and_retype_keep_the_id() -> None:
    lines = (
        Correction(2, "rename", "Sergej Lavrov", "Sergej V. Lavrov"),
        Correction(3, "retype", "Norsk Dykkerlag", "place"),
    )
    found = linked(LAVROVS, *lines)
    assert found[:2] == [("person/sergej-lavrov", "Sergej V. Lavrov", "person")] * 2
    assert found[3] == ("organisation/norsk-dykkerlag", "Norsk Dykkerlag", "place")


def test_a_name_may_have_another_type_in_some_articles() -> None:
    rows = (cluster("a", "Gann", "place"), cluster("b", "Gann", "place"))
    lines = (
        Correction(2, "different", "Gann", "Gann", ("b",)),
        Correction(3, "retype", "place/gann-2", "organisation"),
    )
    assert linked(rows, *lines) == [
        ("place/gann", "Gann", "place"),
        ("place/gann-2", "Gann", "organisation"),
    ]


def test_drop_leaves_the_name_out() -> None:
    assert len(entities(LAVROVS, Correction(2, "drop", "Sergej Lavrov"))) == 2
    some = Correction(2, "drop", "Sergej Lavrov", articles=("a",))
    assert entities(LAVROVS, some)[0] == "person/sergej-lavrov"
    assert len(entities(LAVROVS, some)) == 3


def test_a_name_that_stands_only_in_short_means_who_is_called_so() -> None:
    rows = (cluster("a", "Donald Trump", forms="Donald Trump;Trump"),)
    assert linked(rows, Correction(2, "rename", "Trump", "D. Trump"))[0][1] == "D. Trump"
    assert entities(rows, Correction(2, "drop", "Trump")) == ["person/donald-trump"]


def test_drop_of_a_surname_leaves_the_person_in() -> None:
    rows = (cluster("a", "Kvam"), cluster("b", "Rune Kvam"))
    assert len(set(entities(rows))) == 1
    assert entities(rows, Correction(2, "drop", "Kvam")) == ["person/rune-kvam"]
    assert entities(rows, Correction(2, "drop", "Rune Kvam")) == []


def test_the_rule_names_the_line() -> None:
    links = link_across(
        clusters(*LAVROVS), corrections=[Correction(7, "rename", "Larisa Lavrova", "Larisa")]
    )[0]
    assert links["rule"].tolist()[2] == "same-name > correction: line 7"


def test_each_line_is_told_with_the_mentions_that_it_speaks_of() -> None:
    lines = [
        Correction(2, "drop", "Nobody Here"),
        Correction(3, "rename", "Sergej Lavrov", "S"),
    ]
    corrected = link_across(clusters(*LAVROVS), corrections=lines)[2]
    assert corrected[["line", "mentions"]].to_numpy().tolist() == [[2, 0], [3, 4]]


def test_a_settled_decision_is_not_asked_again() -> None:
    asked = link_across(clusters(*LAVROVS))[1]
    assert "Sergei Lavrov" in asked["name"].tolist()
    line = Correction(2, "different", "Sergei Lavrov", "Sergej Lavrov")
    asked = link_across(clusters(*LAVROVS), corrections=[line])[1]
    assert "Sergei Lavrov" not in asked["name"].tolist()


NAMES = ["Kari Ås", "Ola Ås", "Per Ås", "Gann", "Nato", "person/kari-as"]
LINES = st.lists(
    st.one_of(
        st.builds(
            lambda action, name, other, articles: (action, name, other, articles),
            st.sampled_from(["same", "different"]),
            st.sampled_from(NAMES),
            st.sampled_from(NAMES[:5]),
            st.sampled_from([(), ("a",), ("b", "c")]),
        ),
        st.builds(
            lambda name, other: ("rename", name, other, ()),
            st.sampled_from(NAMES),
            st.sampled_from(NAMES[:5]),
        ),
        st.builds(lambda name: ("drop", name, "", ()), st.sampled_from(NAMES)),
        st.builds(lambda name: ("retype", name, "place", ()), st.sampled_from(NAMES)),
    ),
    max_size=6,
)
CORPUS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(NAMES[:5])), max_size=12, unique=True
)


@settings(max_examples=2000, deadline=None)
@given(CORPUS, LINES)
def test_corrections_done_twice_are_as_done_once(
    corpus: list[tuple[str, str]], lines: list[tuple[Any, ...]]
) -> None:
    corrections = [Correction(2 + at, *line) for at, line in enumerate(lines)]
    # Lines that the reader of the file would not let through
    assume(all(one.action != "same" or one.name != one.other for one in corrections))
    assume(not list(conflicts(corrections)))
    gazetteer = load_gazetteer()
    rows = [
        Linked(number, article, name, 1, f"person/{name[:4].lower()}", name, "person", "same-name")
        for number, (article, name) in enumerate(corpus)
    ]
    once = correct(rows, corrections, gazetteer)[0]
    twice = correct(once, corrections, gazetteer)[0]
    assert [(one.number, one.entity_id, one.label, one.type) for one in twice] == [
        (one.number, one.entity_id, one.label, one.type) for one in once
    ]


@pytest.mark.parametrize("lines", [[], [Correction(2, "same", "X", "Y")]])
def test_corrections_of_nothing_change_nothing(lines: list[Correction]) -> None:
    assert linked(LAVROVS, *lines) == linked(LAVROVS)

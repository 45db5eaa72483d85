"""Surnames that stand alone in an article."""

import pytest

from pipeline.link.company import Occurrence
from pipeline.link.surnames import Bearer, Lone, may_be_surname, whose


def bearer(number: int, *names: str, kind: str = "person", mentions: int = 1) -> Bearer:
    held = [Occurrence(number, f"a{number}", names[0].title(), kind, "", mentions)]
    return Bearer(number, kind, names, held)


def held(number: int, name: str, *titles: str) -> Occurrence:
    return Occurrence(number, f"a{number}", name, "person", "", 1, titles)


def told(alone: Bearer, *persons: Bearer, company: str = "", place: bool = False) -> list[Lone]:
    around = {f"a{number}": frozenset({company} - {""}) for number in range(9)}
    return whose([alone], persons, around, lambda _: place)


def test_one_candidate_is_the_owner() -> None:
    assert told(bearer(0, "lavrov"), bearer(1, "sergej lavrov")) == [
        Lone(0, 1, True, "surname-in-corpus")
    ]


def test_of_several_candidates_the_likeliest_is_only_told() -> None:
    found = told(
        bearer(0, "clinton"), bearer(1, "bill clinton"), bearer(2, "hillary clinton", mentions=4)
    )
    assert found == [Lone(0, 2, False, "surname-of-several")]


def test_nobody_has_the_surname() -> None:
    assert told(bearer(0, "lavrov"), bearer(1, "rex tillerson")) == []


def test_a_common_surname_needs_company() -> None:
    hansen = bearer(0, "hansen"), bearer(1, "anne hansen")
    assert told(*hansen) == [Lone(0, 1, False, "common-surname")]
    assert told(*hansen, company="brann") == [Lone(0, 1, True, "surname-in-corpus")]


def test_an_athlete_is_no_minister_unless_they_keep_company() -> None:
    athlete = Bearer(0, "person", ("klingenberg",), [held(0, "Klingenberg", "fotballspiller")])
    minister = Bearer(1, "person", ("ola klingenberg",), [held(1, "Ola Klingenberg", "statsråd")])
    assert told(athlete, minister) == [Lone(0, 1, False, "other-field")]
    assert told(athlete, minister, company="brann")[0].joined


def test_who_has_joined_the_person_is_no_other_candidate() -> None:
    alone = [bearer(0, "erdogan"), bearer(2, "tayyip erdogan")]
    persons = [bearer(1, "recep tayyip erdogan", mentions=3), alone[1]]
    found = whose(alone, persons, {}, lambda _: False)
    assert [(one.number, one.owner, one.joined) for one in found] == [(0, 1, True), (2, 1, True)]


def test_a_surname_in_two_spellings_has_the_owners_of_both() -> None:
    alone = bearer(0, "sjojgu", "shoigu")
    assert told(alone, bearer(1, "sergej sjojgu"))[0].joined
    assert not told(alone, bearer(1, "sergej sjojgu"), bearer(2, "larisa shoigu"))[0].joined


def test_a_surname_of_several_words_is_that_behind_the_first_name() -> None:
    assert told(bearer(0, "gahr støre"), bearer(1, "jonas gahr støre"))[0].joined
    assert told(bearer(0, "bin salman"), bearer(1, "mohammed bin salman"))[0].joined


@pytest.mark.parametrize(("mentions", "joined"), [(5, True), (4, False)])
def test_another_kind_of_name_joins_if_it_is_rare(mentions: int, joined: bool) -> None:
    alone = bearer(0, "mattis", kind="organisation")
    assert bool(told(alone, bearer(1, "james mattis", mentions=mentions))) == joined
    assert not told(alone, bearer(1, "james mattis", mentions=mentions), place=True)


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("person", "lavrov", True),
        ("organisation", "lavrov", True),
        ("person", "gahr støre", True),
        ("person", "jonas støre", False),
        ("organisation", "gahr støre", False),
        ("person", "", True),
    ],
)
def test_what_may_be_a_surname(kind: str, name: str, expected: bool) -> None:
    assert may_be_surname(kind, name) == expected

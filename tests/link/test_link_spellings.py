"""Names of the corpus in several spellings."""

import pytest

from pipeline.link.company import Occurrence
from pipeline.link.spellings import Joined, Name, clear_type, join, names, roots, types
from tests.link.link_samples import cluster, clusters, entities_of

Row = dict[str, object]


def labels(*rows: Row) -> list[str]:
    return [label for _, label in entities_of(clusters(*rows))]


@pytest.mark.parametrize(
    "spellings",
    [
        ("Sergej Lavrov", "Sergei Lavrov", "Sergey Lavrov"),
        ("Volodymyr Zelenskyj", "Volodymyr Zelensky", "Volodymyr Zelenskij"),
        ("Sergej Sjojgu", "Sergei Shoigu"),
        ("Jevgenij Prigozjin", "Yevgeny Prigozhin"),
    ],
)
def test_transliterations_of_a_name_are_one_person(spellings: tuple[str, ...]) -> None:
    rows = [cluster(f"a{number}", name) for number, name in enumerate(spellings)]
    assert len(set(labels(*rows))) == 1


def test_names_that_only_sound_alike_are_one_in_the_same_company_alone() -> None:
    rows = [cluster("a", "Jurij Usjakov", mentions=2), cluster("b", "Jurij Usakov")]
    assert len(set(labels(*rows))) == 2
    company = [cluster(article, "Gann Mek", "organisation") for article in "ab"]
    assert labels(*rows, *company)[:2] == ["Jurij Usjakov", "Jurij Usjakov"]


def test_a_name_without_its_middle_joins_the_only_longer_one() -> None:
    assert labels(cluster("a", "Jonas Støre"), cluster("b", "Jonas Gahr Støre", mentions=2)) == [
        "Jonas Gahr Støre",
        "Jonas Gahr Støre",
    ]


def test_a_name_without_its_middle_that_several_may_mean_stays() -> None:
    rows = [
        cluster("a", "George Bush"),
        cluster("b", "George W. Bush"),
        cluster("c", "George H. W. Bush"),
    ]
    assert labels(*rows) == ["George Bush", "George W. Bush", "George H. W. Bush"]


def test_a_common_name_without_its_middle_needs_company() -> None:
    rows = [cluster("a", "Jan Hansen"), cluster("b", "Jan Ludvig Hansen", mentions=2)]
    assert labels(*rows) == ["Jan Hansen", "Jan Ludvig Hansen"]
    company = [cluster(article, "Gann Mek", "organisation") for article in "ab"]
    assert labels(*rows, *company)[:2] == ["Jan Ludvig Hansen"] * 2


def test_a_double_surname_alone_is_that_of_its_bearer() -> None:
    rows = [cluster("a", "Gahr Støre"), cluster("b", "Jonas Gahr Støre")]
    assert labels(*rows) == ["Jonas Gahr Støre"] * 2


def test_what_only_might_be_one_is_told_as_such() -> None:
    held = [
        Occurrence(0, "a", "Jurij Usjakov", "person", "", 2),
        Occurrence(1, "b", "Jurij Usakov", "person", "", 1),
    ]
    found = join(held, names(held, types(held)), {})
    assert found == [
        Joined(
            Name("person", "jurij usakov"),
            Name("person", "jurij usjakov"),
            "same-sound",
            apart=True,
        )
    ]
    assert roots(found) == ({}, {})


def test_the_type_of_nearly_all_mentions_is_clear() -> None:
    held = [
        Occurrence(0, "a", "Vinterly", "person", "", 2),
        Occurrence(1, "b", "Vinterly", "organisation", "", 1),
    ]
    votes = types(held)["vinterly"]
    assert clear_type(votes) == "person"
    votes["organisation"] += 1
    assert clear_type(votes) is None

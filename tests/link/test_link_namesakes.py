"""Different people of one name."""

import pytest

from pipeline.link.company import Occurrence, companies, components
from pipeline.link.namesakes import COMMON, apart, bearers, qualifiers, surname_share
from tests.link.link_samples import cluster, clusters, entities_of


def occurrence(number: int, name: str, titles: tuple[str, ...] = ()) -> Occurrence:
    return Occurrence(number, f"a{number}", name, "person", "", 1, titles)


@pytest.mark.parametrize(
    ("name", "common"),
    [
        ("Jan Hansen", True),
        ("Per Olsen", True),
        ("Kristin Halvorsen", False),
        ("Jens Stoltenberg", False),
        ("Jan Erik Hansen", False),
        ("Sergej Lavrov", False),
        ("Hansen", False),
        ("", False),
    ],
)
def test_a_name_is_common_if_many_are_expected_to_bear_it(name: str, common: bool) -> None:
    assert (bearers(name) >= COMMON) == common


def test_a_second_first_name_makes_a_name_rarer() -> None:
    assert 0 < bearers("Jan Erik Hansen") < bearers("Jan Hansen")


def test_surnames_have_the_share_of_their_list() -> None:
    assert surname_share("hansen") > surname_share("moe") > surname_share("lavrov") == 0


def test_companies_hang_together_through_others() -> None:
    kept = [frozenset("ab"), frozenset("c"), frozenset("bd"), frozenset(), frozenset("d")]
    assert components(kept) == [[0, 2, 4], [1], [3]]
    assert components([]) == []


def test_company_is_organisations_and_full_names() -> None:
    rows = [
        (Occurrence(0, "a", "Kari Nordmann", "person", "", 1), "kari"),
        (Occurrence(1, "a", "Hansen", "person", "", 1), "hansen"),
        (Occurrence(2, "a", "Norge", "country", "Q20", 1), "Q20"),
        (Occurrence(3, "a", "Brann", "organisation", "", 1), "brann"),
        (Occurrence(4, "b", "Bergen", "place", "", 1), "bergen"),
    ]
    assert companies(rows) == {"a": frozenset({"kari", "brann"})}


def test_bearers_of_a_common_name_in_different_company_are_apart() -> None:
    held = [occurrence(number, "Jan Hansen") for number in range(3)]
    around = {"a0": frozenset({"brann"}), "a1": frozenset({"høyre"}), "a2": frozenset({"brann"})}
    assert apart(held, "jan", around) == [[0, 2], [1]]


def test_bearers_of_a_rare_name_in_different_company_are_one() -> None:
    held = [occurrence(number, "Sergej Lavrov") for number in range(2)]
    around = {"a0": frozenset({"nato"}), "a1": frozenset({"fn"})}
    assert apart(held, "lavrov", around) == [[0, 1]]


def test_a_minister_and_a_footballer_of_a_rare_name_are_apart() -> None:
    held = [
        occurrence(0, "Trygve Berglund", ("utenriksminister",)),
        occurrence(1, "Trygve Berglund", ("fotballspiller",)),
        occurrence(2, "Trygve Berglund"),
        occurrence(3, "Trygve Berglund", ("statsråd",)),
    ]
    assert apart(held, "trygve", {}) == [[0, 2, 3], [1]]
    around = {f"a{number}": frozenset({"stortinget"}) for number in range(4)}
    assert apart(held, "trygve", around) == [[0, 1, 2, 3]]


def test_a_title_in_common_is_company_in_common() -> None:
    held = [occurrence(number, "Jan Hansen", ("brannsjef", "lege")) for number in range(2)]
    around = {"a0": frozenset({"brann"}), "a1": frozenset({"høyre"})}
    assert apart(held, "jan", around) == [[0, 1]]


def test_who_keeps_no_company_is_left_with_the_one_named_most() -> None:
    held = [occurrence(number, "Jan Hansen") for number in range(4)]
    around = {"a0": frozenset({"høyre"}), "a1": frozenset({"brann"}), "a2": frozenset({"brann"})}
    assert apart(held, "jan", around) == [[0], [1, 2, 3]]
    assert apart(held, "jan", {}) == [[0, 1, 2, 3]]


def test_namesakes_are_told_apart_by_a_title_of_their_own() -> None:
    held = [
        occurrence(0, "Jan Hansen", ("lege", "leder")),
        occurrence(1, "Jan Hansen", ("fotballspiller", "leder")),
        occurrence(2, "Jan Hansen"),
    ]
    assert qualifiers(held, [[0], [1], [2]]) == ["lege", "fotballspiller", ""]


def test_namesakes_get_ids_and_labels_that_tell_them_apart() -> None:
    rows = [
        cluster("a", "Jan Hansen", mentions=3, titles="statssekretær"),
        cluster("a", "Høyre", "organisation", entity_id="Q586364"),
        cluster("b", "Jan Hansen", titles="fotballtrener"),
        cluster("b", "SK Gann", "organisation"),
    ]
    assert entities_of(clusters(*rows))[::2] == [
        ("person/jan-hansen", "Jan Hansen"),
        ("person/jan-hansen-3e23", "Jan Hansen (fotballtrener)"),
    ]


def test_ids_of_namesakes_stay_when_articles_are_added() -> None:
    def rows(article: str, company: str, mentions: int = 1) -> list[dict[str, object]]:
        return [
            cluster(article, "Jan Hansen", mentions=mentions),
            cluster(article, company, "organisation"),
        ]

    before = [*rows("a", "Gann"), *rows("b", "Vinterly")]
    after = [*before, *rows("c", "Vinterly", mentions=9)]
    ids = [entity_id for entity_id, _ in entities_of(clusters(*before))]
    assert [entity_id for entity_id, _ in entities_of(clusters(*after))][:4] == ids


def test_a_first_name_or_a_common_surname_alone_is_one_person_in_one_company_only() -> None:
    for name in ("Kari", "Hansen"):
        rows = [
            *(cluster("a", name), cluster("a", "Gann", "organisation")),
            *(cluster("b", name), cluster("b", "Vinterly", "organisation")),
            *(cluster("c", name), cluster("c", "Gann", "organisation")),
            cluster("d", name),
        ]
        ids = [entity_id for entity_id, _ in entities_of(clusters(*rows))]
        assert ids[0] == ids[4]
        assert len({ids[0], ids[2], ids[6]}) == 3
    rows = [cluster("a", "Putin"), cluster("b", "Putin")]
    assert len(set(entities_of(clusters(*rows)))) == 1


def test_a_surname_of_namesakes_stays_alone() -> None:
    rows = [
        cluster("a", "Jan Hansen"),
        cluster("a", "Gann", "organisation"),
        cluster("b", "Jan Hansen"),
        cluster("b", "Vinterly", "organisation"),
        cluster("c", "Hansen"),
        cluster("c", "Vinterly", "organisation"),
    ]
    found = dict(entities_of(clusters(*rows)))
    assert len([entity for entity in found if entity.startswith("person/")]) == 3

"""The tables of the first half of linking."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.link import link_within
from pipeline.tables import concat, empty
from tests.link.link_samples import linked, marked, records

NAMES = [
    "Sergej Lavrov", "Lavrov", "Lavrovs", "Sergei Lavrov", "Bill Clinton", "Hillary Clinton",
    "Clinton", "Nato", "NATO", "Nato-landene", "NDL", "Norwegian Defence League", "russere", "Oslo",
    "Oslo kommune", "Fjord", "Fjord Bank", "Clintton", "«»", "utenriksminister Lavrov",
]  # fmt: skip
ANY_ARTICLE = st.lists(
    st.tuples(
        st.sampled_from(["PER", "ORG", "GPE_LOC", "LOC", "DRV", "MISC"]), st.sampled_from(NAMES)
    ),
    max_size=12,
).map(lambda names: " sa ".join(f"{{{label} {name}}}" for label, name in names))


def test_the_tables_say_who_is_who_in_each_article() -> None:
    one = marked("{PER Sergej Lavrov} møtte {DRV Nato-landene}. {PER Lavrovs} plan.", "b")
    two = marked("{PER Lavrov} og {ORG Fjord; Sønn}", "a")
    local, clusters, _ = link_within(
        concat("articles", [one[0], two[0]]), concat("names", [one[1], two[1]])
    )
    assert records(local, "article_id", "text", "cluster", "derived", "rule") == [
        ("b", "Sergej Lavrov", 0, False, "same-name"),
        ("b", "Nato-landene", 1, True, "compound: Nato"),
        ("b", "Lavrovs", 0, False, "genitive > surname: Sergej Lavrov"),
        ("a", "Lavrov", 0, False, "same-name"),
        ("a", "Fjord; Sønn", 1, False, "same-name"),
    ]
    assert records(clusters, "article_id", "cluster", "name", "type", "forms", "mentions") == [
        ("b", 0, "Sergej Lavrov", "person", "Lavrov;Sergej Lavrov", 2),
        ("b", 1, "Nato", "organisation", "", 1),
        ("a", 0, "Lavrov", "person", "Lavrov", 1),
        ("a", 1, "Fjord; Sønn", "organisation", "Fjord, Sønn", 1),
    ]
    assert clusters["entity_id"].fillna("").tolist() == ["", "Q7184", "", ""]
    assert clusters["rule"].tolist() == ["article", "gazetteer", "article", "article"]


def test_no_names_make_empty_tables() -> None:
    local, clusters, _ = link_within(marked("Ingen kom.")[0], empty("names"))
    pd.testing.assert_frame_equal(local, empty("local"))
    pd.testing.assert_frame_equal(clusters, empty("clusters"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{PER Vinterly}", "person"),
        ("{ORG Vinterly}", "organisation"),
        ("{GPE_LOC Vinterly}", "place"),
        ("{LOC Vinterly}", "place"),
        ("{MISC Vinterly}", "other"),
        ("{DRV Vinterly}", "other"),
        ("{PER Bergen} og {ORG Bergen}", "place"),
        ("{PER Kari Bergen} og {PER Bergen}", "person"),
        ("{GPE_LOC Norge}", "country"),
        ("{PER Norge}", "country"),
        ("{PER Vinterly} og {ORG Vinterly} og {ORG Vinterly}", "organisation"),
        ("{PER Vinterly} og {ORG Vinterly}", "person"),
        ("{DRV Vinterly-saken} og {ORG Vinterly}", "organisation"),
        ("{DRV Vinterly-saken}", "other"),
    ],
)
def test_an_entity_has_the_type_that_most_of_its_names_say(text: str, kind: str) -> None:
    assert {name.type for name in linked(text)} == {kind}


def test_a_word_on_the_next_line_of_a_wrapped_text_is_the_next_word() -> None:
    assert [name.name for name in linked("Det var {PER Putins}\ntalsmann som svarte.")] == ["Putin"]


def test_a_word_in_the_next_paragraph_is_not_the_next_word() -> None:
    assert [name.name for name in linked("Der satt {PER Nils}\n\nhavet var stille")] == ["Nils"]


@settings(max_examples=150, deadline=None)
@given(ANY_ARTICLE)
def test_every_name_has_one_entity_of_its_article(text: str) -> None:
    articles, names = marked(text)
    local, clusters, _ = link_within(articles, names)
    same = list(names.columns)
    pd.testing.assert_frame_equal(local[same], names)
    assert clusters["cluster"].tolist() == list(range(len(clusters)))
    counted = local[~local["rule"].str.startswith("demonym")]["cluster"].value_counts().to_dict()
    assert {**dict.fromkeys(clusters["cluster"], 0), **counted} == dict(
        records(clusters, "cluster", "mentions")
    )
    named = local[~local["rule"].str.startswith("demonym")].drop_duplicates("cluster")["cluster"]
    assert named.tolist() == clusters[clusters["mentions"] > 0]["cluster"].tolist()
    known = clusters["entity_id"].dropna()
    assert known.is_unique
    assert (clusters["name"] != "").all()


@settings(max_examples=50, deadline=None)
@given(ANY_ARTICLE, ANY_ARTICLE)
def test_an_article_is_linked_alike_beside_others(text: str, other: str) -> None:
    one, two = marked(text, "a"), marked(other, "b")
    both = link_within(concat("articles", [two[0], one[0]]), concat("names", [two[1], one[1]]))
    for joint, alone in zip(both, link_within(*one), strict=True):
        of_one = joint[joint["article_id"] == "a"].reset_index(drop=True)
        pd.testing.assert_frame_equal(of_one, alone, check_dtype=False)

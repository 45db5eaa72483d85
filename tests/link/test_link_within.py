"""The tables of the first half of linking."""

from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.link import link_within
from pipeline.link.entries import Entry, Row
from pipeline.link.gazetteer import Gazetteer
from pipeline.link.rules import WITHIN
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


def test_joins_say_which_name_was_taken_for_which() -> None:
    _, _, joins = link_within(
        *marked(
            "{PER Bill Clinton} og {PER Hillary Clinton}. {PER Clintons} mann. {PER Clinton} lo. "
            "{PER Lavrov} kom. {PER Lavrovs} sjef, {PER Sergej Lavrov}, gikk."
        )
    )
    assert records(joins, "cluster", "form", "other", "rule", "mentions") == [
        (1, "Clinton", "Hillary Clinton", "nearest-surname", 2),
        (2, "Lavrov", "Sergej Lavrov", "surname", 2),
    ]


def test_a_rule_goes_from_name_to_name() -> None:
    found = linked(
        "{PER Jurij Usjakov} kom. {PER Jurij Usjakov} sa nei. {PER Jurij Usjakiov} gikk. "
        "{PER Usjakiovs} bil sto der."
    )
    rule = "genitive > surname: Jurij Usjakiov > slip: Jurij Usjakov"
    assert [name.rule for name in found[2:]] == ["slip: Jurij Usjakov", rule]
    assert linked("{PER president Sergej Lavrov}")[0].rule == "title: president > same-name"
    assert linked("{ORG Natos} sjef")[0].rule == "genitive > gazetteer"


# Places


KYIV = Entry("place/kiev", "Kiev", "place", "", "", "UA")
PLACES = Gazetteer([Row(KYIV, ("Kiev", "Kyiv"))])


def test_spellings_of_a_known_place_are_one() -> None:
    found = linked("{GPE_LOC Kyiv} og {GPE_LOC Kiev} og {GPE_LOC Kyivs}", gazetteer=PLACES)
    assert {(name.name, name.entity_id) for name in found} == {("Kyiv", "place/kiev")}
    assert [name.rule for name in found] == ["same-name", "place-name: Kyiv", "genitive"]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("{PER Kiev}", ["place"]),
        ("{PER Kiev} og {PER Kiev}", ["person", "person"]),
        ("{ORG Kiev} og {ORG Kiev}", ["organisation", "organisation"]),
        ("{PER Ola Kiev} og {PER Kiev}", ["person", "person"]),
        ("{ORG Kiev} og {GPE_LOC Kiev}", ["place", "place"]),
    ],
)
def test_a_name_that_a_place_has_is_not_always_the_place(text: str, types: list[str]) -> None:
    found = linked(text, gazetteer=PLACES)
    assert [name.type for name in found] == types
    assert {name.entity_id for name in found} == ({"place/kiev"} if "place" in types else {None})


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
    local, clusters, joins = link_within(articles, names)
    same = list(names.columns)
    pd.testing.assert_frame_equal(local[same], names)
    assert clusters["cluster"].tolist() == list(range(len(clusters)))
    counted = local[~local["rule"].str.startswith("demonym")]["cluster"].value_counts().to_dict()
    assert {**dict.fromkeys(clusters["cluster"], 0), **counted} == dict(
        records(clusters, "cluster", "mentions")
    )
    named = local[~local["rule"].str.startswith("demonym")].drop_duplicates("cluster")["cluster"]
    assert named.tolist() == clusters[clusters["mentions"] > 0]["cluster"].tolist()
    steps = {step.split(": ")[0] for rule in local["rule"] for step in rule.split(" > ")}
    assert steps | set(joins["rule"]) <= WITHIN.keys()
    assert (joins["form"] != joins["other"]).all()
    known = clusters["entity_id"].dropna()
    assert known.is_unique
    assert (clusters["name"] != "").all()


@settings(max_examples=100, deadline=None)
@given(ANY_ARTICLE, ANY_ARTICLE, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(text: str, other: str, random: Random) -> None:
    parts = [marked(text, "a"), marked(other, "b")]
    articles = concat("articles", [part[0] for part in parts])
    names = concat("names", [part[1] for part in parts])
    local, *tables = link_within(articles, names)
    order = random.sample(range(len(names)), len(names))
    shuffled = names.iloc[order].reset_index(drop=True)
    local_again, *tables_again = link_within(articles.iloc[::-1].reset_index(drop=True), shuffled)
    by_place = ["article_id", "start"]
    for one, again, keys in zip(
        [local, *tables],
        [local_again, *tables_again],
        [by_place, ["article_id", "cluster"], ["article_id", "cluster", "form", "other", "rule"]],
        strict=True,
    ):
        pd.testing.assert_frame_equal(
            one.sort_values(keys, ignore_index=True), again.sort_values(keys, ignore_index=True)
        )
    pd.testing.assert_frame_equal(local_again[list(names.columns)], shuffled)


@settings(max_examples=150, deadline=None)
@given(ANY_ARTICLE, st.lists(st.sampled_from(["russiske", "Russerne", "norsk"]), max_size=4))
def test_adjectives_and_demonyms_change_nothing_else(text: str, words: list[str]) -> None:
    articles, names = marked(text + "".join(f" {{DRV {word}}}" for word in words))
    word = names["text"].isin(["russiske", "Russerne", "norsk"])
    local, clusters, joins = link_within(articles, names)
    plain = link_within(articles, names[~word])
    pd.testing.assert_frame_equal(local[~word].reset_index(drop=True), plain[0])
    pd.testing.assert_frame_equal(clusters.head(len(plain[1])), plain[1])
    pd.testing.assert_frame_equal(joins, plain[2])
    assert set(local[word]["rule"]) <= {"demonym: Russland", "demonym: Norge"}
    assert (clusters.iloc[len(plain[1]) :]["mentions"] == 0).all()


@settings(max_examples=50, deadline=None)
@given(ANY_ARTICLE, ANY_ARTICLE)
def test_an_article_is_linked_alike_beside_others(text: str, other: str) -> None:
    one, two = marked(text, "a"), marked(other, "b")
    both = link_within(concat("articles", [two[0], one[0]]), concat("names", [two[1], one[1]]))
    for joint, alone in zip(both, link_within(*one), strict=True):
        of_one = joint[joint["article_id"] == "a"].reset_index(drop=True)
        pd.testing.assert_frame_equal(of_one, alone, check_dtype=False)


def test_a_letter_in_parentheses_is_a_party() -> None:
    found = linked("{PER Erna Solberg} ({ORG H}) og {PER Trine Grande} ({ORG V}) lo.")
    assert [name.name for name in found if name.type == "organisation"] == ["H", "V"]
    assert [name.entity_id for name in found] == [None, "Q586364", None, "Q500190"]

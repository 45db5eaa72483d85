"""What holds of linking whatever the articles say."""

from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.corrections import Correction
from pipeline.link import apply_links, count_entities, link_across, link_within, merge_entities
from pipeline.tables import concat, frame
from tests.link.link_samples import marked

NAMES = (
    "{PER Sergej Lavrov} {PER Sergei Lavrov} {PER Lavrov} {PER Lavrovs} {PER Sergej} {PER Usjakov} "
    "{PER Usjakiov} {PER Jan Hansen} {PER Anne Hansen} {PER Hansen} {PER Hansens} {ORG Hansen} "
    "{PER Jonas Gahr Støre} {PER Gahr Støre} {PER Støre} {PER Jonas Støre} {PER Erik Vik} "
    "{PER Erik Wik} {ORG Norwegian Defence League} {ORG NDL} {ORG Nato} {DRV Nato-landene} "
    "{GPE_LOC Russland} {GPE_LOC Russlands} {DRV russiske} {GPE_LOC Moskva} {GPE_LOC Kiev} "
    "{GPE_LOC Kyiv} {PER Oslo} {PROD Borat} {PER Borat} {ORG Brann} {ORG SK Brann} {LOC Ås} "
    "{PER Ås}"
)
WORDS = [
    "kom.",
    "sa at",
    "og",
    "i",
    "(",
    ")",
    ",",
    "\n\n",
    "fotballspiller",
    "statsminister",
    "møtte",
]
ARTICLE = st.lists(
    st.sampled_from([*NAMES.replace("} ", "}|").split("|"), *WORDS]), max_size=14
).map(" ".join)
CORPUS = st.lists(ARTICLE, min_size=1, max_size=5)
LINES = [
    Correction(2, "same", "Hansen", "Anne Hansen"),
    Correction(3, "different", "Sergei Lavrov", "Sergej Lavrov"),
    Correction(4, "rename", "Borat", "Borat Sagdijev"),
    Correction(5, "retype", "Oslo", "organisation"),
    Correction(6, "drop", "Brann"),
]
CORRECTIONS = st.lists(st.sampled_from(LINES), unique=True)


def tables(texts: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables `articles` and `names` of these texts."""
    parts = [marked(text, f"a{number}") for number, text in enumerate(texts)]
    return concat("articles", [a for a, _ in parts]), concat("names", [n for _, n in parts])


def link(articles: pd.DataFrame, names: pd.DataFrame, lines: list[Correction]) -> pd.DataFrame:
    """Return the table `mentions`, with the words derived from names of countries."""
    local, clusters, joins = link_within(articles, names, corrections=lines)
    links = link_across(clusters, joins, corrections=lines)[0]
    return apply_links(local, links, derived=True)[0]


def linked(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return who is who, in the order of the text."""
    told = mentions[["article_id", "start", "text", "entity_id", "entity", "type", "rule"]]
    return told.sort_values(["article_id", "start"], ignore_index=True)


@settings(max_examples=60, deadline=None)
@given(CORPUS, CORRECTIONS, st.randoms(use_true_random=False))
def test_links_depend_neither_on_the_order_of_articles_nor_of_mentions(
    texts: list[str], lines: list[Correction], random: Any
) -> None:
    articles, names = tables(texts)
    expected = linked(link(articles, names, lines))
    for table in (articles, names):
        order = list(range(len(table)))
        random.shuffle(order)
        shuffled = table.iloc[order].reset_index(drop=True)
        articles, names = (shuffled, names) if table is articles else (articles, shuffled)
    pd.testing.assert_frame_equal(linked(link(articles, names, lines)), expected)


@settings(max_examples=60, deadline=None)
@given(CORPUS, CORRECTIONS)
def test_an_unrelated_article_changes_no_link(texts: list[str], lines: list[Correction]) -> None:
    unrelated = (
        "{PER Ingrid Bjørnebekk} leder {ORG Vinterly Vel}. {PER Bjørnebekk} bor i {GPE_LOC Bergen}."
    )
    alone = linked(link(*tables(texts), lines))
    beside = linked(link(*tables([*texts, unrelated]), lines))
    theirs = beside["article_id"] == f"a{len(texts)}"
    pd.testing.assert_frame_equal(beside[~theirs].reset_index(drop=True), alone)


@settings(max_examples=60, deadline=None)
@given(CORPUS, CORRECTIONS, st.booleans())
def test_every_mention_has_one_entity_and_every_entity_a_mention(
    texts: list[str], lines: list[Correction], derived: bool
) -> None:
    articles, names = tables(texts)
    local, clusters, joins = link_within(articles, names, corrections=lines)
    links = link_across(clusters, joins, corrections=lines)[0]
    assert not links.duplicated(["article_id", "cluster"]).any()
    mentions, words = apply_links(local, links, derived=derived)
    counts = count_entities(mentions, articles)
    entities = merge_entities(counts, clusters, links, derived=derived)
    assert mentions["entity_id"].notna().all()
    assert not mentions.duplicated(["article_id", "start", "end"]).any()
    assert set(mentions["entity_id"]) == set(entities["entity_id"])
    assert entities["entity_id"].is_unique
    facts = mentions[["entity_id", "entity", "type"]].drop_duplicates()
    assert facts["entity_id"].is_unique
    if not any(line.action == "drop" for line in lines):
        assert len(mentions) + (0 if derived else len(words)) == len(names)


@settings(max_examples=40, deadline=None)
@given(CORPUS, CORRECTIONS)
def test_decisions_speak_of_entities_that_there_are(
    texts: list[str], lines: list[Correction]
) -> None:
    _, clusters, joins = link_within(*tables(texts), corrections=lines)
    links, decisions, corrected = link_across(clusters, joins, corrections=lines)
    entities = set(links["entity_id"])
    assert set(decisions["entity_id"]) | set(decisions["other_id"].dropna()) <= entities
    same = decisions["verdict"] == "same"
    assert (decisions["entity_id"] == decisions["other_id"])[same].all()
    assert (decisions["mentions"] > 0).all()
    assert decisions["doubt"].between(0, 1).all()
    assert corrected["line"].tolist() == [line.line for line in lines]
    pd.testing.assert_frame_equal(decisions, frame("decisions", decisions))

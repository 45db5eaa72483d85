"""All typed relations and statements of a part, from annotated and linked articles."""

import functools
from collections.abc import Mapping

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.annotate import annotate, load
from pipeline.link import apply_links, link_across, link_within, load_gazetteer
from pipeline.relate import relations
from pipeline.tables import empty, frame
from tests.samples import article

TEXTS = {
    "a": "Russlands utenriksminister Sergej Lavrov møtte Rex Tillerson i Bonn.\n\n"
    "Han sa at Nato truer Russland.",
    "b": "– Norge støtter Ukraina, sier Nato-sjef Jens Stoltenberg.\n\n"
    "Jonas Gahr Støre, leder i Arbeiderpartiet, kritiserte Høyre.",
}


@functools.cache
def tables() -> Mapping[str, pd.DataFrame]:
    """Return the tables that relations are read from, of TEXTS, by the bundled pipeline."""
    articles = frame("articles", [article(key, text) for key, text in TEXTS.items()])
    sentences, names, parses, _ = annotate(load("bundled").nlp, articles, empty("boilerplate"))
    gazetteer = load_gazetteer()
    local, clusters, joins = link_within(articles, names, gazetteer)
    links, _, _ = link_across(clusters, joins, gazetteer)
    mentions, derived = apply_links(local, links)
    return {
        "articles": articles,
        "sentences": sentences,
        "mentions": mentions,
        "derived": derived,
        "parses": parses,
    }


def found(
    held: Mapping[str, pd.DataFrame], *, typed: bool = True, coreference: bool = True
) -> tuple[set[tuple[str, str, str]], set[tuple[str, str]]]:
    """Return (type, source, target) of the relations and (speaker, text) of the statements."""
    stated, said = relations(*held.values(), typed=typed, coreference=coreference)
    return (
        set(zip(stated["type"], stated["source"], stated["target"], strict=True)),
        set(zip(said["speaker"], said["text"], strict=True)),
    )


def test_relations_of_every_kind_are_found() -> None:
    stated, said = found(tables())
    assert stated == {
        ("role", "Sergej Lavrov", "Russland"),
        ("meets", "Sergej Lavrov", "Rex Tillerson"),
        ("states", "Sergej Lavrov", "NATO"),
        ("states", "Sergej Lavrov", "Russland"),
        ("conflict", "NATO", "Russland"),
        ("role", "Jens Stoltenberg", "NATO"),
        ("states", "Jens Stoltenberg", "Norge"),
        ("states", "Jens Stoltenberg", "Ukraina"),
        ("cooperation", "Norge", "Ukraina"),
        ("role", "Jonas Gahr Støre", "Arbeiderpartiet"),
        ("conflict", "Jonas Gahr Støre", "Høyre"),
    }
    assert said == {
        ("Sergej Lavrov", "Nato truer Russland"),
        ("Jens Stoltenberg", "Norge støtter Ukraina"),
    }


def test_without_coreference_a_pronoun_says_nothing() -> None:
    stated, said = found(tables(), coreference=False)
    assert stated == {one for one in found(tables())[0] if one[:2] != ("states", "Sergej Lavrov")}
    assert {speaker for speaker, _ in said} == {"Jens Stoltenberg"}
    assert set(relations(*tables().values(), coreference=False)[0]["coreference"]) == {""}


def test_without_types_only_roles_are_told() -> None:
    held = {**tables(), "parses": empty("parses")}
    stated, said = found(held, typed=False)
    assert {kind for kind, *_ in stated} == {"role"}
    assert ("role", "Jonas Gahr Støre", "Arbeiderpartiet") in stated
    assert not said


def test_the_text_of_a_row_is_the_stretch_of_the_article_and_rows_come_in_its_order() -> None:
    for rows in relations(*tables().values()):
        for row in rows.to_dict("records"):
            assert TEXTS[row["article_id"]][row["start"] : row["end"]] == row["text"]
        order = list(zip(rows["article_id"], rows["sentence"], rows["start"], strict=True))
        assert order == sorted(order)


def test_rows_of_other_articles_are_passed_over() -> None:
    held = dict(tables())
    held["articles"] = held["articles"][held["articles"]["article_id"] == "b"]
    stated, _ = found(held)
    assert {source for _, source, _ in stated} == {
        "Jens Stoltenberg",
        "Norge",
        "Jonas Gahr Støre",
    }


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_names_in_their_tables_does_not_matter(random: object) -> None:
    seed = random.randrange(10_000)  # type: ignore[attr-defined]
    held = dict(tables())
    for name in ("mentions", "derived"):
        held[name] = held[name].sample(frac=1, random_state=seed)
    for one, other in zip(relations(*held.values()), relations(*tables().values()), strict=True):
        pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize("table", ["sentences", "mentions", "parses"])
def test_a_part_without_rows_states_nothing_or_less(table: str) -> None:
    stated, _ = found({**tables(), table: empty(table)})
    assert stated < found(tables())[0]

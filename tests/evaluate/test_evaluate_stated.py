"""A run's tables beside gold articles: figures, mistakes, and what the run lacks."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline import tables
from pipeline.errors import InputError
from pipeline.evaluate.gold_relations import Annotated
from pipeline.evaluate.stated import beside, figures, share, wilson
from pipeline.evaluate.stated_mistakes import Mistake, mistakes
from pipeline.results import Results
from tests.evaluate.relation_samples import annotated, place

TEXT = (
    "{Kari Dahls|1|person} møte med den franske ministeren {Ola Berg|2|person} varte lenge.\n"
    "– Det gikk fint, sa {Dahl|1|person} om {NAF|3|organisation}.\n"
)
FINE = "Det gikk fint"


def gold() -> Annotated:
    return annotated(
        TEXT,
        [
            ("meets", "1", "2", "møte", {}),
            ("role", "2", "iso:FR", "ministeren", {"coref": True}),
        ],
        [("1", "3", FINE, {})],
    )


class Run(Results):
    """A finished run that is not on disk."""

    def __init__(self, held: dict[str, pd.DataFrame]) -> None:
        self.folder = Path("run")
        self._held = held

    def table(self, name: str, article_ids: list[str] | None = None) -> pd.DataFrame:
        """Return what it holds, or its rows of some articles."""
        rows = self._held[name]
        return rows if article_ids is None else rows[rows["article_id"].isin(article_ids)]


def run(of: Annotated, *, text: str | None = None, statements: bool = True) -> Run:
    """A run that found a meeting, a wrong role and, with `statements`, who said what."""
    kari, ola, france, car = "Q1", "Q2", "Q142", "Q3"

    def rows(name: str, *some: dict[str, Any]) -> pd.DataFrame:
        blank: dict[str, Any] = dict.fromkeys(tables.columns(name), "")
        whole = {"n_chars", "sentence", "paragraph", "token", "token_end", "mentions", "articles"}
        blank |= dict.fromkeys(whole & blank.keys(), 0)
        blank |= dict.fromkeys({"derived", "negated"} & blank.keys(), False)
        blank |= {"article_id": of.article.id} if "article_id" in blank else {}
        return tables.frame(name, [{**blank, **row} for row in some])

    def at(words: str) -> dict[str, int]:
        return place(of.article, words)

    def relation(kind: str, source: str, target: str, words: str) -> dict[str, Any]:
        ends = {"source_id": source, "source": source, "target_id": target, "target": target}
        return {"type": kind, **ends, **at(words), "label": "ord", "pattern": "mønster"}

    held = {
        "articles": rows("articles", {"text": of.article.text if text is None else text}),
        "mentions": rows(
            "mentions",
            {**at("Kari Dahls"), "entity_id": kari},
            {**at("Ola Berg"), "entity_id": ola},
            {**at("NAF"), "entity_id": car},
        ),
        "derived": rows("derived", {**at("franske"), "entity_id": france}),
        "entities": rows(
            "entities", {"entity_id": france, "iso3166": "FR"}, {"entity_id": kari, "iso3166": None}
        ),
        "relations": rows(
            "relations",
            relation("meets", kari, ola, "møte med den"),
            relation("role", france, ola, "ministeren"),
        ),
    }
    if statements:
        held["statements"] = rows(
            "statements",
            {"speaker_id": ola, "speaker": "Ola", **at(FINE), "label": "si", "pattern": "strek"},
        )
    return Run(held)


def test_figures_of_a_run() -> None:
    told = figures(beside([gold()], run(gold())))
    meets, role, every = (told["relations"][name] for name in ("meets", "role", "all"))
    assert (meets["p"], meets["r"], meets["f"]) == (1, 1, 1)
    assert meets["p_interval"] == wilson(1, 1)
    assert (role["gold"], role["found"], role["right"], role["p"], role["r"]) == (1, 1, 0, 0, 0)
    assert role["r_named"] is None
    assert role["negated_share"] is None
    assert (every["gold"], every["found"], every["right"]) == (3, 2, 1)  # states is missed
    assert (every["p"], every["r"], every["f"]) == (0.5, share(1, 3), pytest.approx(0.4))
    said = told["statements"]
    assert (said["attributed"], said["speaker"], said["p"], said["r"]) == (1, 0, 0, 0)
    assert said["patterns"] == {"strek": (0, 1, 0)}
    assert told["notes"] == []


def test_adjectives_of_countries_reach_their_relations() -> None:
    of = gold()
    held = run(of)
    swapped = held.table("relations").rename(
        columns={"source_id": "target_id", "target_id": "source_id"}
    )
    told = figures(beside([of], Run({**held._held, "relations": swapped})))
    assert told["relations"]["role"]["right"] == 1


def test_mistakes_tell_sentence_trigger_and_pattern() -> None:
    first, second = (gold().article.text[a:b] for a, b in gold().article.sentences[:2])
    told = list(mistakes(beside([gold()], run(gold()))))
    assert told == [
        Mistake(
            "wrong role",
            "egen",
            "Q142 → Q2: ord [mønster]; gold has role the other way there",
            first,
        ),
        Mistake("missed role", "egen", "Ola Berg → iso:FR: ministeren; needs coreference", first),
        Mistake("missed states", "egen", f"Kari Dahl → NAF: {FINE}", second),
        Mistake(
            "wrong statement", "egen", "Ola: si [strek]; the gold's speaker is Kari Dahl", FINE
        ),
        Mistake("missed statement", "egen", "Kari Dahl", FINE),
    ]


def test_a_run_without_statements_is_noted_and_measured() -> None:
    told = figures(beside([gold()], run(gold(), statements=False)))
    assert told["notes"] == ["The run has no table of statements: none was found."]
    assert (told["statements"]["attributed"], told["statements"]["gold"]) == (0, 1)
    assert told["statements"]["speaker"] is None
    assert told["relations"]["meets"]["right"] == 1


def test_articles_that_the_run_lacks_are_missed_and_noted() -> None:
    other = annotated(TEXT, [("meets", "1", "2", "møte", {})])
    other = Annotated(
        type(other.article)("annen", *list(vars(other.article).values())[1:]),
        other.relations,
        other.statements,
    )
    told = figures(beside([gold(), other], run(gold())))
    assert told["notes"] == ["1 of 2 articles are not in the run."]
    assert (told["relations"]["meets"]["gold"], told["relations"]["meets"]["right"]) == (2, 1)
    with pytest.raises(InputError, match="has read none of the gold articles"):
        beside([other], run(gold()))


def test_another_text_under_an_id_is_refused() -> None:
    with pytest.raises(InputError, match=r"article egen.*another text"):
        beside([gold()], run(gold(), text="Noe annet."))


def test_shares_of_nothing_are_none() -> None:
    assert share(0, 0) is None
    assert wilson(0, 0) is None
    # Agresti and Coull 1998: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)
    z = 1.959964
    assert wilson(0, 10) == pytest.approx((0, z**2 / (10 + z**2)), abs=1e-5)

"""The questions of a review: the doubtful decisions of a run, those that matter most first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from pipeline.contradictions import Names, Ties, reference
from pipeline.corrections import Correction
from pipeline.link.names import key
from pipeline.results import Results
from pipeline.review import impact
from pipeline.review.evidence import Mentions


@dataclass(frozen=True)
class Question:
    """A decision of linking that a person may see otherwise.

    As in the table `decisions`, with what is not there as an empty text: `other` and `other_id` of
    a question about a type. `ties`: see :func:`pipeline.review.impact.ties`. `type` is that of the
    entity. `subject` and `other_subject` are what the entities are called in corrections: the label
    if it means no other entity, else the id. `rows` and `other_rows` are the mentions on either
    side, by number, `articles` and `other_articles` the ids of their articles. `in_part` tells that
    the entity has the name elsewhere too, by another rule; `shared` and `other_shared` that the
    name is also one of another entity.
    """

    name: str
    other: str
    entity_id: str
    other_id: str
    verdict: str
    rule: str
    evidence: str = ""
    doubt: float = 0.0
    mentions: int = 0
    ties: int = 0
    type: str = ""
    subject: str = ""
    other_subject: str = ""
    articles: tuple[str, ...] = ()
    other_articles: tuple[str, ...] = ()
    in_part: bool = False
    shared: bool = False
    other_shared: bool = False
    rows: tuple[int, ...] = ()
    other_rows: tuple[int, ...] = ()

    @property
    def about_type(self) -> bool:
        """Whether it asks what `name` is, and not whether it is the same as `other`."""
        return not self.other

    @property
    def one_name(self) -> bool:
        """Whether `name` and `other` are one name, perhaps of two."""
        return not self.about_type and reference(self.name) == reference(self.other)

    @property
    def one_entity(self) -> bool:
        """Whether the run took both for one."""
        return self.entity_id == self.other_id


def ranked(results: Results) -> list[Question]:
    """Return all questions of a run, those first whose answer would change its graph most.

    That is `doubt` times the number of ties that would move; of equal ones that with more doubt
    times mentions, then by name. Raises OutputError for a run of a version that kept no decisions.
    """
    decisions = results.decisions
    kinds = dict(zip(results.entities["entity_id"], results.entities["type"], strict=True))
    called = subjects(results.entities)
    bearers = _bearers(results.entities)
    mentions = Mentions(results.mentions)
    columns = "name other entity_id other_id verdict rule evidence doubt mentions".split()
    questions = []
    for values in zip(*(decisions[column].tolist() for column in columns), strict=True):
        row: dict[str, Any] = {
            column: "" if pd.isna(value) else value
            for column, value in zip(columns, values, strict=True)
        }
        entity_id, other_id = row["entity_id"], row["other_id"]
        mine, theirs, in_part = _rows(row, mentions)
        questions.append(
            Question(
                **row,
                type=kinds.get(entity_id, ""),
                subject=called.get(entity_id, entity_id),
                other_subject=called.get(other_id, other_id),
                articles=mentions.articles(mine),
                other_articles=mentions.articles(theirs),
                in_part=in_part,
                shared=bearers[key(row["name"])] > 1,
                other_shared=bearers[key(row["other"])] > 1,
                rows=tuple(mine.tolist()),
                other_rows=tuple(theirs.tolist()),
            )
        )
    counted = _counted(questions, results)
    counts = impact.ties(decisions, counted, results)
    found = [replace(one, ties=n) for one, n in zip(questions, counts.tolist(), strict=True)]
    return sorted(found, key=_order)


def _order(one: Question) -> tuple[float | str, ...]:
    moved, named = one.doubt * one.ties, one.doubt * one.mentions
    return (-moved, -named, one.name, one.other, one.rule, one.entity_id, one.other_id)


def _rows(row: Mapping[str, Any], mentions: Mentions) -> tuple[np.ndarray, np.ndarray, bool]:
    """Return the mentions of `name` and of `other`, and whether the former has more of them.

    Where both are one entity, `name` is where the rule says so, else where it is so called; and
    `other` all else that is called so. All mentions of the entity, if none has the name.
    """
    entity_id, other_id = row["entity_id"], row["other_id"]
    called = mentions.called(entity_id, row["name"])
    linked = mentions.linked_by(called, row["rule"], row["other"])
    in_part = 0 < len(linked) < len(called)
    mine = linked if len(linked) else called if len(called) else mentions.of(entity_id)
    if not row["other"]:
        return mine, mine[:0], False
    every = mentions.called(other_id, row["other"])
    theirs = np.setdiff1d(every if len(every) else mentions.of(other_id), mine)
    return mine, theirs, in_part


def _counted(questions: Sequence[Question], results: Results) -> list[np.ndarray]:
    """Return the rows of each question that make ties: without words derived from names."""
    derived = results.mentions["derived"].to_numpy()
    if results.record["settings"]["derived"]:
        derived = np.zeros_like(derived)
    every = [np.array(one.rows, dtype=np.int64) for one in questions]
    return [rows[~derived[rows]] for rows in every]


class Answered:
    """Which questions the lines of a file of corrections answer."""

    def __init__(self, corrections: Sequence[Correction]):
        """Note whom `corrections` name, and whom they make the same."""
        self._told: set[frozenset[str]] = set()
        self._dropped: set[str] = set()
        self._typed: set[str] = set()
        for line in corrections:
            if line.action in ("same", "different"):
                self._told.add(frozenset((reference(line.name), reference(line.other))))
            elif line.action == "drop" and not line.articles:
                self._dropped.add(reference(line.name))
            elif line.action == "retype":
                self._typed.add(reference(line.name))
        self._ties = Ties(Names(corrections), corrections)

    def settles(self, question: Question) -> bool:
        """Tell whether `question` is answered, by a line about its names or their entities."""
        mine, theirs = _references(question)
        if self._dropped & {reference(question.name), reference(question.other)}:
            return True
        if question.about_type:
            return bool(self._typed & mine)
        if any(frozenset((one, other)) in self._told for one in mine for other in theirs):
            return True
        homes = [{self._ties.home((one, "")) for one in side} for side in (mine, theirs)]
        return not question.one_name and bool(homes[0] & homes[1])


def _references(question: Question) -> tuple[set[str], set[str]]:
    """Return how corrections may call either side; the entity's own names where it is of two."""
    mine, theirs = {reference(question.name)}, {reference(question.other)}
    if question.about_type:
        mine |= {question.entity_id, reference(question.subject)}
        return mine, theirs
    # Where both are one entity, `name` may be its label.
    theirs |= {question.other_id, reference(question.other_subject)} - mine
    if not question.one_entity:
        mine |= {question.entity_id, reference(question.subject)}
    return mine, theirs


def subjects(entities: pd.DataFrame) -> dict[str, str]:
    """Return by id what means each entity and no other: its label if that does, else the id.

    A label does that is a spelling of this entity alone; not one that tells it from a namesake.
    """
    bearers = _bearers(entities)
    columns = ("entity_id", "label", "aliases", "wikidata")
    found = {}
    for entity_id, label, aliases, known in zip(
        *(entities[column].tolist() for column in columns), strict=True
    ):
        spelt = isinstance(known, str) or key(label) in map(key, aliases.split(";"))
        found[entity_id] = label if spelt and bearers[key(label)] == 1 else entity_id
    return found


def _bearers(entities: pd.DataFrame) -> Counter[str]:
    """Return by key of a name the number of entities that have it as label or spelling."""
    names = entities["label"] + ";" + entities["aliases"]
    return Counter(form for cell in names for form in {key(name) for name in cell.split(";")})

"""The links of entities.ftm.json: ties and stated relations, each with the sentences behind it.

- A tie is an `UnknownLink` with the role `co-occurrence`: that two stand together does not say
  why.
- A role (`utenriksminister` of Russland) and a membership that the text tells as a fact are a
  `Membership`, where one end can be a member and the other have members. The role is the word of
  the text. (Nothing more precise: the roles in the news go from presidents to goalkeepers.)
- Every other relation is an `UnknownLink` whose role says what it is and by which word, as in
  graph_relations.graphml: `meets: møte`, `planned meets: møte`, `not conflict: kritisere`. What
  the text denies, plans or holds possible is never more than that, and has a `status`. Subject is
  who does it, object to whom.

`description` has the sentences, each with title and date; `proof` and `sourceUrl` the articles.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from pipeline.export.evidence import CO_OCCURRENCE
from pipeline.export.followthemoney.proxies import entity_id, make, number, seen, text_of
from pipeline.stated import DENIED, WITHOUT_DIRECTION, denial

if TYPE_CHECKING:
    from followthemoney import EntityProxy

# Sentences of one link in the file: what a person still reads, and Aleph still shows.
MOST: Final = 100
LONGEST: Final = 1_000  # characters of one of them: with --window article it is the whole article
_STATUS: Final = {DENIED: "denied"}
_MEMBERS: Final = frozenset({"person", "organisation", "country"})
_WITH_MEMBERS: Final = frozenset({"organisation", "country"})


# The id, the date and the url of each article that is in the file.
Facts = dict[str, dict[str, str]]


class _Key(NamedTuple):
    """What makes a link: its ends, its type, its word and how far the text commits itself."""

    source_id: str
    target_id: str
    relation: str
    word: str = ""
    reserved: str = ""  # not, planned, possible, `not planned` … or empty for a fact


class _Sentence(NamedTuple):
    """A sentence behind a link, in the order in which they are shown."""

    undated: bool
    date: str
    article_id: str
    sentence: int
    title: str
    text: str


@dataclass
class _Shown:
    sentences: set[_Sentence] = field(default_factory=set)
    passages: int = 0


def links(
    nodes: pd.DataFrame,
    edges: pd.DataFrame,
    evidence: Iterable[pd.DataFrame],
    facts: Facts,
) -> Iterator["EntityProxy"]:
    """Yield the ties `edges` in their order, then the relations of `evidence` sorted by their ends.

    Only links between two of `nodes`. `facts` are the id, the date and the url of each article.
    """
    kinds = dict(zip(nodes["entity_id"], nodes["type"], strict=True))
    shown = _collect(evidence, kinds)
    for row in edges.to_dict("records"):
        key = _Key(row["source_id"], row["target_id"], CO_OCCURRENCE)
        if key.source_id in kinds and key.target_id in kinds:
            told = shown.pop(key, _Shown())
            often = f"{number(row['count'], 'co-occurrence')} in "
            summary = often + number(row["articles"], "article")
            yield _link(key, told, kinds, facts, row["first_seen"], row["last_seen"], summary)
    for key in sorted(shown):
        told = shown[key]
        days = sorted(one.date for one in told.sentences if one.date)
        first, last = (days[0], days[-1]) if days else (None, None)
        summary = number(told.passages, "passage")
        yield _link(key, told, kinds, facts, first, last, summary)


def _collect(evidence: Iterable[pd.DataFrame], kinds: Mapping[str, str]) -> dict[_Key, _Shown]:
    """Return the sentences of each link."""
    shown: dict[_Key, _Shown] = {}
    for part in evidence:
        for row in part.to_dict("records"):
            source, target = row["source_id"], row["target_id"]
            if source not in kinds or target not in kinds or source == target:
                continue
            one = shown.setdefault(_key(row), _Shown())
            date = text_of(row["date"])
            said = (text_of(row["title"]), row["text"])
            where = (row["article_id"], row["sentence"])
            one.sentences.add(_Sentence(not date, date, *where, *said))
            one.passages += 1
    return shown


def _key(row: Mapping[Any, Any]) -> _Key:
    denied, relation = denial(row["relation"])
    reserved = " ".join(word for word in (DENIED if denied else "", row["modality"]) if word)
    ends = (row["source_id"], row["target_id"])
    if relation == CO_OCCURRENCE or relation in WITHOUT_DIRECTION:
        ends = (min(ends), max(ends))
    return _Key(*ends, relation, text_of(row["label"]), reserved)


def _link(
    key: _Key,
    told: _Shown,
    kinds: Mapping[str, str],
    facts: Facts,
    first: object,
    last: object,
    summary: str,
) -> "EntityProxy":
    sentences = sorted(told.sentences)
    left_out = len(sentences) - MOST
    more = f"; the first {MOST} of {len(sentences)} sentences shown" if left_out > 0 else ""
    articles = list(dict.fromkeys(one.article_id for one in sentences[:MOST]))
    found = [facts[article] for article in articles if article in facts]
    schema, one, other = _schema(key, kinds)
    reservation = key.reserved.partition(" ")[0]
    ends = {one: entity_id("entity", key.source_id), other: entity_id("entity", key.target_id)}
    return make(
        schema,
        "link",
        *key,
        role=_role(key, schema),
        status=_STATUS.get(reservation, reservation),
        startDate=first,
        endDate=last,
        summary=summary + seen(first, last) + more,
        description=[_quoted(sentence) for sentence in sentences[:MOST]],
        proof=[article["id"] for article in found],
        sourceUrl=[article["url"] for article in found],
        **ends,
    )


def _schema(key: _Key, kinds: Mapping[str, str]) -> tuple[str, str, str]:
    """Return the schema of the link and the names of its ends."""
    source, target = kinds[key.source_id], kinds[key.target_id]
    belongs = key.relation in ("role", "member_of") and not key.reserved
    if belongs and source in _MEMBERS and target in _WITH_MEMBERS:
        return "Membership", "member", "organization"
    return "UnknownLink", "subject", "object"


def _role(key: _Key, schema: str) -> str:
    if schema == "Membership":
        return key.word or "member"
    kind = f"{key.reserved} {key.relation}".strip()
    return f"{kind}: {key.word}" if key.word else kind


def _quoted(sentence: _Sentence) -> str:
    where = ", ".join(part for part in (sentence.title, sentence.date) if part)
    text = sentence.text
    short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return f"{short} ({where or sentence.article_id})"

"""The mistakes of a run on gold articles, those that come back most often first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any, Final

from pipeline.evaluate.gold import Gold
from pipeline.evaluate.matching import FALSE, Matched, Span, one_to_one, same_type

KINDS: Final = (
    "missed names",
    "false names",
    "wrong types",
    "wrong links",
    "missing edges",
    "false edges",
)


@dataclass(frozen=True)
class Mistake:
    """What went wrong, where, and how many times the same went wrong in all articles.

    `names` are the names it is about, as they stand in the article; `sentence` is the text of the
    gold sentence that holds the first.
    """

    kind: str
    article_id: str
    names: tuple[str, ...]
    about: str
    sentence: str
    times: int = 1


def mistakes(gold: Gold, articles: Sequence[Matched], most: int) -> list[Mistake]:
    """Return up to `most` mistakes of each of `KINDS`, in that order.

    Mistakes of one kind with the same names and the same cause are one, told of the first article
    they are in. Those that came most often are first; of as many, in the order of the articles.
    """
    meant = _meant(gold, articles)
    every = [one for article in articles for one in _of_article(gold, article, meant)]
    times = Counter((one.kind, one.names, one.about) for one in every)
    first: dict[tuple[str, tuple[str, ...], str], Mistake] = {}
    for one in every:
        first.setdefault((one.kind, one.names, one.about), one)
    told = []
    for kind in KINDS:
        keys = sorted((key for key in first if key[0] == kind), key=lambda key: -times[key])
        told += [
            Mistake(**{**_fields(first[key]), "times": times[key]}) for key in islice(keys, most)
        ]
    return told


def as_dicts(found: Iterable[Mistake]) -> list[dict[str, Any]]:
    """Return the mistakes as plain values, for JSON."""
    return [asdict(one) for one in found]


def _fields(one: Mistake) -> dict[str, Any]:
    return {name: getattr(one, name) for name in Mistake.__dataclass_fields__}


def _meant(gold: Gold, articles: Iterable[Matched]) -> dict[str, dict[str, str]]:
    """Return which gold entity each entity of the run stands for, by scope."""
    shared: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for one in articles:
        for span in one.both:
            pair = (one.gold[span].entity, one.found[span].entity_id)
            shared["" if gold.across else one.article.id][pair] += 1
    return {scope: one_to_one(counts) for scope, counts in shared.items()}


def _of_article(
    gold: Gold, one: Matched, meant: Mapping[str, Mapping[str, str]]
) -> Iterator[Mistake]:
    def mistake(kind: str, about: str, *spans: Span) -> Mistake:
        text = one.article.text
        start, end = one.article.sentences[_sentence(one, spans[0])]
        return Mistake(
            kind,
            one.article.id,
            tuple(_surface(one, span) for span in spans),
            about,
            text[start:end],
        )

    for span in sorted(one.gold.keys() - one.found.keys()):
        over = sorted(s for s in one.found if s[0] < span[1] and span[0] < s[1])
        instead = f", found as {_surface(one, over[0])!r}" if over else ""
        yield mistake("missed names", one.gold[span].type + instead, span)
    for span in sorted(one.found.keys() - one.gold.keys()):
        over = sorted(s for s in one.gold if s[0] < span[1] and span[0] < s[1])
        instead = f", gold is {_surface(one, over[0])!r}" if over else ""
        yield mistake("false names", one.found[span].type + instead, span)
    stands_for = meant.get("" if gold.across else one.article.id, {})
    for span in one.both:
        wanted, got = one.gold[span], one.found[span]
        if not same_type(wanted.type, got.type):
            yield mistake("wrong types", f"{got.type}, gold is {wanted.type}", span)
        if stands_for.get(got.entity_id) != wanted.entity:
            other = stands_for.get(got.entity_id)
            about = (
                f"{got.entity_id} is a second node for {_name(gold, one, wanted.entity)}"
                if other is None
                else f"{got.entity_id} stands for {_name(gold, one, other)}, "
                f"this is {_name(gold, one, wanted.entity)}"
            )
            yield mistake("wrong links", about, span)
    for edge, spans in one.gold_edges.items():
        if edge not in one.found_edges:
            lost = [_surface(one, span) for span in spans if span not in one.found]
            about = f"not found: {', '.join(lost)}" if lost else "linked or cut apart"
            yield mistake("missing edges", about, *spans)
    for edge, spans in one.found_edges.items():
        if edge not in one.gold_edges:
            nodes = sorted(end.removeprefix(FALSE) for end in edge if end.startswith(FALSE))
            about = (
                f"false node: {', '.join(nodes)}" if nodes else "not in one sentence of the gold"
            )
            yield mistake("false edges", about, *spans)


def _sentence(one: Matched, span: Span) -> int:
    """Return the gold sentence at a span, or the nearest before it: found names may lie between."""
    before = [n for n, (start, _) in enumerate(one.article.sentences) if start <= span[0]]
    return before[-1] if before else 0


def _name(gold: Gold, one: Matched, entity: str) -> str:
    """Return the gold's name of an entity, or its first name in the article if that is a number."""
    if gold.across:
        return entity
    spans = [span for span, mention in one.gold.items() if mention.entity == entity]
    return repr(_surface(one, min(spans))) if spans else entity


def _surface(one: Matched, span: Span) -> str:
    """Return the name at a span as it stands in the text, with its genitive if it has one."""
    name = one.gold.get(span) or one.found[span]
    return one.article.text[name.start : name.end]

"""entities.ftm.json: FollowTheMoney entities, one JSON object per line, for Aleph and OpenAleph.

FollowTheMoney (https://followthemoney.tech) is the model of persons, organisations, documents and
links between them in which investigative newsrooms keep their data. What becomes of what:

- A person is a `Person`, an organisation an `Organization`. A country is a `PublicBody`: in the
  news it is a state that acts, and only a legal entity can be a member or a party. (`Territory`,
  the land, is younger than the versions in many Alephs, which refuse a schema that they do not
  know.) A place is an `Address`. The model has nothing for other things: they are left out.
- An article is an `Article` with its text and whom it names; each of them is tied to it by a
  `Documentation`.
- A tie and a stated relation are links (:mod:`pipeline.export.followthemoney.links`).

Ids are digests of our own ids: the same in every run, so that a file imported again updates what
is there. Those of articles are of the text too, for two collections may both have an article `1`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from pipeline.export.followthemoney.links import Facts, links
from pipeline.export.followthemoney.proxies import entity_id, line, make, number, seen, text_of
from pipeline.export.text import plain

if TYPE_CHECKING:
    from followthemoney import EntityProxy

SCHEMATA: Final = {
    "person": "Person",
    "organisation": "Organization",
    "country": "PublicBody",
    "place": "Address",
}
# Whom an article names, by the properties under which Aleph lists names that it found itself.
_NAMED_AS: Final = {
    "person": "peopleMentioned",
    "organisation": "companiesMentioned",
    "place": "locationMentioned",
}
_LANGUAGES: Final = {"nb": "nor", "nn": "nor"}  # the model has no codes for the two
_LINK: Final = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)

# For each article the names in it: how often each entity is called what.
Named = Mapping[str, Mapping[str, Counter[str]]]


def document(
    nodes: pd.DataFrame,
    edges: pd.DataFrame,
    *,
    articles: Iterable[pd.DataFrame],
    mentions: Iterable[pd.DataFrame],
    evidence: Iterable[pd.DataFrame],
) -> Iterator[bytes]:
    """Yield the entities of the network `nodes` and `edges` line by line.

    First who and what is in it, rows in their order; then the articles, without copies, each
    followed by its Documentation; then the ties and the relations with their evidence. The others
    are the parts of the tables of these names.
    """
    known = nodes[nodes["type"].isin(list(SCHEMATA))]
    for row in known.to_dict("records"):
        yield line(_entity(row))
    named = _names(mentions, set(known["entity_id"]))
    facts: Facts = {}
    who = known.set_index("entity_id")[["label", "type", "iso3166"]].to_dict("index")
    for part in articles:
        for row in part[part["duplicate_of"].isna()].to_dict("records"):
            found = named.get(row["article_id"], {})
            article = _article(row, {entity: who[entity] for entity in sorted(found)})
            facts[row["article_id"]] = {
                "id": str(article.id),
                "date": text_of(row["date"]),
                "url": article.first("sourceUrl") or "",
            }
            yield line(article)
            yield from (
                line(_documentation(facts[row["article_id"]], entity, found[entity]))
                for entity in sorted(found)
            )
    yield from map(line, links(known, edges, evidence, facts))


def _entity(row: Mapping[Any, Any]) -> "EntityProxy":
    kind, label = row["type"], plain(text_of(row["label"])).strip()
    spellings = [one for one in text_of(row["aliases"]).split(";") if plain(one).strip() != label]
    # A surname alone is many people: Aleph's cross-referencing must not match by it.
    alone = [one for one in spellings if kind == "person" and " " in label and " " not in one]
    often = f"{number(row['mentions'], 'mention')} in {number(row['articles'], 'article')}"
    proxy = make(
        SCHEMATA[kind],
        "entity",
        row["entity_id"],
        name=label,
        alias=[one for one in spellings if one not in alone],
        weakAlias=alone,
        wikidataId=row["wikidata"],
        country=[row["iso3166"], row["country"]],
        summary=often + seen(row["first_seen"], row["last_seen"]),
    )
    if not proxy.has("name"):
        proxy.add("name", plain(row["entity_id"]), cleaned=True)
    if kind == "place":
        proxy.add("full", proxy.get("name"), cleaned=True)
    return proxy


def _names(mentions: Iterable[pd.DataFrame], known: set[str]) -> Named:
    found: defaultdict[str, defaultdict[str, Counter[str]]]
    found = defaultdict(lambda: defaultdict(Counter))
    for part in mentions:
        rows = part[part["entity_id"].isin(list(known))]
        for article, entity, text in zip(
            rows["article_id"], rows["entity_id"], rows["text"], strict=True
        ):
            found[article][entity][text] += 1
    return found


def _article(row: Mapping[Any, Any], who: Mapping[str, Mapping[Any, Any]]) -> "EntityProxy":
    mentioned = {
        prop: [one["label"] for one in who.values() if one["type"] == kind]
        for kind, prop in _NAMED_AS.items()
    }
    link = _LINK.search(text_of(row["source"]))
    language = text_of(row["language"])
    return make(
        "Article",
        "article",
        row["article_id"],
        row["sha256"],
        title=text_of(row["title"]) or row["article_id"],
        fileName=row["source"],
        publishedAt=row["date"],
        language=_LANGUAGES.get(language, language),
        sourceUrl=link[0] if link else None,
        bodyText=row["text"],
        detectedCountry=[one["iso3166"] for one in who.values()],
        **mentioned,
    )


def _documentation(article: Mapping[str, str], entity: str, names: Counter[str]) -> "EntityProxy":
    spelt = ", ".join(sorted(names, key=lambda name: (-names[name], name)))
    return make(
        "Documentation",
        "documentation",
        article["id"],
        entity,
        document=article["id"],
        entity=entity_id("entity", entity),
        role="mentioned",
        date=article["date"],
        summary=f"{number(names.total(), 'time')}: {spelt}",
        sourceUrl=article["url"],
    )

"""From names to entities: within one article, across articles, and what is known of each."""

from pipeline.link.across import link_across
from pipeline.link.entities import apply_links, count_entities, merge_entities
from pipeline.link.gazetteer import Gazetteer
from pipeline.link.gazetteer import load as load_gazetteer
from pipeline.link.within import link_within

__all__ = [
    "Gazetteer",
    "apply_links",
    "count_entities",
    "link_across",
    "link_within",
    "load_gazetteer",
    "merge_entities",
]

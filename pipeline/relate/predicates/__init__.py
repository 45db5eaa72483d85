"""Meetings, conflict and cooperation, from the arguments of verbs and nouns."""

from pipeline.relate.predicates.predicates import predicates

__all__ = ["predicates"]

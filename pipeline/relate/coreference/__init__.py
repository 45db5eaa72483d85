"""Whom pronouns and role noun phrases stand for."""

from pipeline.relate.coreference.references import Reference, references

__all__ = ["Reference", "references"]

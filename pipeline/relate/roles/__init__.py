"""Offices, memberships and parts, from the words around names."""

from pipeline.relate.roles.offices import offices

__all__ = ["offices"]

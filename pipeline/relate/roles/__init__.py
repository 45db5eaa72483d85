"""Offices, memberships and parts, from the words around names."""

from pipeline.relate.roles.offices import members, roles

__all__ = ["members", "roles"]

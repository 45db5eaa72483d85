"""Roles, memberships and parts that the text of an article states."""

from collections.abc import Mapping

from pipeline.relate.coreference.references import Reference
from pipeline.relate.found import Relation
from pipeline.relate.roles.matches import stated
from pipeline.relate.sentences import Article

References = Mapping[tuple[int, int], Reference]


def roles(article: Article, references: References) -> list[Relation]:
    """Return the relations of type `role`: a person to what or whom an office ties it.

    `references` say what pronouns stand for, by sentence and token; sentences without tokens are
    read by their form alone.
    """
    return list(stated(article, references, frozenset({"role"})))


def members(article: Article, references: References) -> list[Relation]:
    """Return the relations of types `member_of` and `part_of` that an article states."""
    return list(stated(article, references, frozenset({"member_of", "part_of"})))

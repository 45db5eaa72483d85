"""Roles, memberships and parts that the text of an article states."""

from typing import Final

from pipeline.relate.coreference.references import References
from pipeline.relate.found import Relation
from pipeline.relate.roles.matches import stated
from pipeline.relate.sentences import Article

_MEMBERS: Final = ("member_of", "part_of")


def offices(article: Article, references: References, *, members: bool = True) -> list[Relation]:
    """Return the relations of type `role`: a person to what or whom an office ties it.

    With `members` also those of types `member_of` and `part_of`. `references` say what pronouns
    stand for, by sentence and token; sentences without tokens are read by their form alone.
    """
    return list(stated(article, references, frozenset({"role", *(_MEMBERS if members else ())})))

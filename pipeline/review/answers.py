"""What a person answers, as corrections."""

from collections.abc import Sequence

from pipeline.corrections import Action, Correction
from pipeline.errors import SettingsError
from pipeline.review.questions import Question
from pipeline.settings import TYPES


def same(question: Question) -> Correction:
    """Return that `name` is `other`.

    In all articles; but a name that others have too is that of the entity in question, by its id,
    or, where the run took both for one, that in the articles in question. Raises SettingsError for
    one entity with one name, of which there is nothing to say.
    """
    if question.one_name and question.one_entity:
        raise SettingsError("They are one entity of one name already; there is nothing to write.")
    other = question.other_id if question.other_shared or question.one_name else question.other
    if question.one_name or (question.shared and question.one_entity):
        # Not the id of the first of two namesakes: with new articles it may have another one.
        return _line(question, "same", question.name, other, question.articles)
    name = question.entity_id if question.shared else question.name
    return _line(question, "same", name, other)


def different(question: Question, articles: Sequence[str] = ()) -> Correction:
    """Return that `name` is not `other`, in `articles`, or where the question asks.

    That is in all articles, unless the name is also linked otherwise (a surname alone, of a person
    whom other articles give the full name). Of two entities with one name it is, in any case, not
    in the articles of the one that is in fewer. Raises SettingsError for one name of one entity if
    no `articles` are given.
    """
    if question.one_name and not articles:
        if question.one_entity:
            raise SettingsError(
                "They are one name. Say in which articles it is someone else:  different: "
                f"{'; '.join(question.articles[:2]) or 'ARTICLE'}"
            )
        articles = min(question.articles, question.other_articles, key=lambda ids: (len(ids), ids))
    elif (question.shared or question.in_part) and not articles:
        articles = question.articles
    return _line(question, "different", question.name, question.other, articles)


def drop(question: Question, name: str = "") -> Correction:
    """Return that `name`, that of the question if it is empty, is nobody's."""
    return _line(question, "drop", name or question.name)


def rename(question: Question, label: str, *, other: bool = False) -> Correction:
    """Return that the entity of `name` (of `other`) has this label."""
    return _line(question, "rename", _subject(question, other), label)


def retype(question: Question, kind: str, *, other: bool = False) -> Correction:
    """Return that the entity of `name` (of `other`) has this type."""
    return _line(question, "retype", _subject(question, other), kind)


def understood(question: Question, answer: str) -> Correction:
    """Return what `answer`, such as `same`, `rename: NATO` or `different: a; b`, means.

    Raises SettingsError, with what may be answered, if it means nothing.
    """
    word, _, more = (part.strip() for part in answer.partition(":"))
    word = word.casefold()
    if word in ("same", "different") and question.about_type:
        raise SettingsError(f"{word!r} answers no question about a type. Write  retype: TYPE")
    if word == "same" and not more:
        return same(question)
    if word == "different":
        return different(question, [one.strip() for one in more.split(";") if one.strip()])
    if word == "drop":
        return drop(question, more)
    if word == "rename" and more:
        return rename(question, more)
    if word == "retype" and more.casefold() in TYPES:
        return retype(question, more.casefold())
    if word == "retype":
        raise SettingsError(f"there is no type {more!r}. Types are {', '.join(TYPES)}.")
    raise SettingsError(
        f"{answer!r} is no answer. Write same, different, drop, rename: LABEL or retype: TYPE."
    )


def _subject(question: Question, other: bool) -> str:
    return question.other_subject if other else question.subject


def _line(
    question: Question, action: Action, name: str, other: str = "", articles: Sequence[str] = ()
) -> Correction:
    note = f"reviewed: {question.rule}"
    return Correction(0, action, name, other, tuple(articles), note)

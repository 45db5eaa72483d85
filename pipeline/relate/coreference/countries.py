"""Which country `landets` means: `Sverige ... landets statsminister`."""

from collections.abc import Iterable

from pipeline.relate.sentences import Article, Name


def countries(article: Article) -> dict[tuple[int, int], Name]:
    """Return the country for each `landets`, by sentence and token.

    It is the one country named before it in its sentence; if none is, the one in the sentence
    before. Of two or more none is meant for sure.
    """
    found = {}
    before: tuple[Name, ...] = ()
    for sentence in article.sentences:
        for token in sentence.tokens:
            if token.lower != "landets":
                continue
            own = [name for name in sentence.names if name.end <= token.start]
            name = _only(own) if _any(own) else _only(before)
            if name is not None:
                found[sentence.number, token.at] = name
        before = sentence.names
    return found


def _any(names: Iterable[Name]) -> bool:
    return any(name.type == "country" for name in names)


def _only(names: Iterable[Name]) -> Name | None:
    """Return a name of the only country among these, None if there are none or several."""
    by_entity = {name.entity_id: name for name in names if name.type == "country"}
    return next(iter(by_entity.values())) if len(by_entity) == 1 else None

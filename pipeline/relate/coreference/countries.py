"""Which country `landets` means: `Sverige ... landets statsminister`."""

from collections.abc import Iterable

from pipeline.relate.sentences import Article, Name, Sentence


def countries(article: Article) -> dict[tuple[int, int], Name]:
    """Return the country for each `landets`, by sentence and token.

    It is the one country named before it in its sentence; if none is, the one in the sentence
    before, or else the subject of that. Of two or more others none is meant for sure.
    """
    found = {}
    before: Sentence | None = None
    for sentence in article.sentences:
        for token in sentence.tokens:
            if token.lower != "landets":
                continue
            own = [name for name in sentence.names if name.end <= token.start]
            name = _only(own) if _any(own) else _last(before)
            if name is not None:
                found[sentence.number, token.at] = name
        before = sentence
    return found


def _any(names: Iterable[Name]) -> bool:
    return any(name.type == "country" for name in names)


def _last(before: Sentence | None) -> Name | None:
    if before is None:
        return None
    for token in before.tokens:
        name = before.name_at.get(token.at)
        main = token.dep == "nsubj" and before.tokens[token.head].dep == "root"
        if main and name is not None and name.type == "country":
            joined = any(before.tokens[at].dep == "conj" for at in before.children[token.at])
            return None if joined else name
    return _only(before.names)


def _only(names: Iterable[Name]) -> Name | None:
    """Return a name of the only country among these, None if there are none or several."""
    by_entity = {name.entity_id: name for name in names if name.type == "country"}
    return next(iter(by_entity.values())) if len(by_entity) == 1 else None

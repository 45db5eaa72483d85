"""Parsing the sentences that can state a relation, and no others: parsing takes the time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.annotate.model import SYNTAX
from pipeline.relate.triggers import may_state

_BATCH: Final = 64  # sentences at a time


class Parser:
    """The components of a pipeline that parse, ready for single sentences.

    A pipeline without a parser parses nothing. Where its components listen to a `tok2vec` that the
    names need too, its work on the whole document is taken; else it runs on the sentence.
    `always` tells that the pipeline parses every document itself.
    """

    def __init__(self, nlp: Language):
        """Take the components of `nlp`, those that are disabled there included."""
        names = [name for name in nlp.component_names if nlp.get_pipe_meta(name).factory in SYNTAX]
        self._parses = any(nlp.get_pipe_meta(name).factory == "parser" for name in names)
        heard = [
            name
            for name in nlp.component_names
            if name not in nlp.pipe_names
            and set(getattr(nlp.get_pipe(name), "listening_components", ())) & set(names)
        ]
        order = [name for name in nlp.component_names if name in {*names, *heard}]
        self._components: list[Any] = [nlp.get_pipe(name) for name in order] if self._parses else []
        self.always = self._parses and set(names) <= set(nlp.pipe_names)

    def __bool__(self) -> bool:
        """Tell whether anything is parsed."""
        return self._parses

    def parse(self, sentences: Iterable[Span]) -> Iterator[Doc]:
        """Yield each of `sentences`, of documents from that pipeline, as a parsed document."""
        docs: Iterable[Doc] = (_alone(span) for span in sentences)
        if not self.always:
            for component in self._components:
                docs = component.pipe(docs, batch_size=_BATCH)
        yield from docs


def worth_parsing(span: Span, names: Sequence[Span]) -> bool:
    """Tell whether a sentence can state a relation; `names` are those in it."""
    inside = {at for name in names for at in range(name.start, name.end)}
    return may_state((token.lower_ for token in span if token.i not in inside), len(names))


def rows(parsed: Doc, place: Callable[[int, int], tuple[int, int]]) -> Iterator[dict[str, Any]]:
    """Yield the tokens of a parsed sentence as rows of the table `parses`, but for where it stands.

    `place` maps a stretch of the sentence to one of the article's text. White space is no token.
    """
    words = [token for token in parsed if not token.is_space]
    number = {token.i: at for at, token in enumerate(words)}
    for at, token in enumerate(words):
        start, end = place(token.idx, token.idx + len(token))
        yield {
            "token": at,
            "start": start,
            "end": end,
            "lemma": token.lemma_,
            "pos": token.pos_,
            "morph": str(token.morph),
            "dep": token.dep_,
            "head": number.get(token.head.i, at),
        }


def _alone(span: Span) -> Doc:
    doc = span.as_doc()
    if not doc.has_annotation("DEP"):
        for token in doc:
            token.is_sent_start = token.i == 0
    return doc

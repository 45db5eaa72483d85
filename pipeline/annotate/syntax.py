"""Parsing the sentences that can state a relation, and no others: parsing takes the time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.annotate.model import SYNTAX
from pipeline.relate.triggers import NAME, may_state, trigger

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

    def parse(self, sentences: Iterable[Span]) -> Iterator[Span]:
        """Yield each of `sentences`, of documents from that pipeline, parsed.

        They are sentences of their documents where those are parsed, else documents of their own.
        """
        if self.always:
            yield from sentences
            return
        docs: Iterable[Doc] = map(_alone, sentences)
        for component in self._components:
            docs = component.pipe(docs, batch_size=_BATCH)
        yield from (doc[:] for doc in docs)


class Chooser:
    """Tells which sentences of a pipeline's documents can state a relation."""

    def __init__(self, nlp: Language):
        """Know words by their numbers in the vocabulary of `nlp`."""
        self._strings = nlp.vocab.strings
        self._known: dict[int, int] = {}

    def words(self, doc: Doc) -> list[int]:
        """Return what each word of `doc`, names aside, may be for a relation."""
        return [self._word(number) for number in doc.to_array("LOWER").tolist()]

    def chooses(self, span: Span, names: Sequence[Span], words: Sequence[int]) -> bool:
        """Tell whether a sentence is worth parsing.

        `names` are those in it, `words` those of its document.
        """
        inside = list(words[span.start : span.end])
        for name in names:
            begin, end = name.start - span.start, name.end - span.start
            inside[begin:end] = [NAME] * (end - begin)
        return may_state(inside, len(names))

    def _word(self, number: int) -> int:
        kind = self._known.get(number)
        if kind is None:
            kind = self._known[number] = trigger(self._strings[number])
        return kind


def rows(parsed: Span, place: Callable[[int, int], tuple[int, int]]) -> Iterator[dict[str, Any]]:
    """Yield the tokens of a parsed sentence as rows of the table `parses`, but for where it stands.

    `place` maps a stretch of the sentence to one of the article's text. White space is no token.
    """
    words = [token for token in parsed if not token.is_space]
    number = {token.i: at for at, token in enumerate(words)}
    begin = parsed.start_char
    for at, token in enumerate(words):
        start, end = place(token.idx - begin, token.idx - begin + len(token))
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
    """Return the sentence as a document of its own."""
    whole = span.doc  # of which span.as_doc() would copy arrays for every sentence
    words = [token.text for token in span]
    doc = Doc(whole.vocab, words=words, spaces=[bool(token.whitespace_) for token in span])
    if whole.tensor.size:
        doc.tensor = whole.tensor[span.start : span.end]
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc

"""Parsing the sentences that can state a relation, and no others: parsing takes the time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipeline.annotate.model import SYNTAX
from pipeline.relate.triggers import NAME, may_state, trigger

_BATCH: Final = 64  # sentences at a time
_PARENTHESIS: Final = 4  # words in parentheses that a sentence is parsed without


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

    def parse(self, sentences: Sequence[Span]) -> Iterator[list[tuple[Token, Token]]]:
        """Yield for each of `sentences`, of documents from that pipeline, its tokens.

        Each comes with itself as it was parsed: in its document where that is parsed, else in one
        of the sentence alone, without short parentheses, which would break up the clause.
        """
        if self.always:
            yield from ([(token, token) for token in span] for span in sentences)
            return
        kept = [_without_parentheses(span) for span in sentences]
        docs: Iterable[Doc] = (
            _alone(span, tokens) for span, tokens in zip(sentences, kept, strict=True)
        )
        for component in self._components:
            docs = component.pipe(docs, batch_size=_BATCH)
        for tokens, doc in zip(kept, docs, strict=True):
            yield list(zip(tokens, doc, strict=True))


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


def rows(
    article_id: str,
    sentence: int,
    parsed: Sequence[tuple[Token, Token]],
    place: Callable[[int, int], tuple[int, int]],
) -> Iterator[tuple[Any, ...]]:
    """Yield the tokens of a parsed sentence as rows of the table `parses`, in its columns' order.

    `parsed` is as :meth:`Parser.parse` yields it. `place` maps a stretch of the document to one of
    the article's text. White space is no token.
    """
    words = [(token, read) for token, read in parsed if not token.is_space]
    number = {read.i: at for at, (_, read) in enumerate(words)}
    for at, (token, read) in enumerate(words):
        start, end = place(token.idx, token.idx + len(token))
        yield (
            article_id,
            sentence,
            at,
            start,
            end,
            read.lemma_,
            read.pos_,
            str(read.morph),
            read.dep_,
            number.get(read.head.i, at),
        )


def _without_parentheses(span: Span) -> list[Token]:
    """Return the tokens of a sentence but for parentheses of a few words: `(45)`, `(t.v.)`."""
    kept: list[Token] = []
    opened: int | None = None
    for token in span:
        kept.append(token)
        if token.text == "(":
            opened = len(kept) - 1
        elif token.text == ")" and opened is not None:
            if len(kept) - opened <= _PARENTHESIS + 2:
                del kept[opened:]
            opened = None
    return kept


def _alone(span: Span, tokens: Sequence[Token]) -> Doc:
    """Return these tokens of a sentence as a document of their own."""
    whole = span.doc  # of which span.as_doc() would copy arrays for every sentence
    spaces = [bool(token.whitespace_) for token in tokens]
    doc = Doc(whole.vocab, words=[token.text for token in tokens], spaces=spaces)
    if whole.tensor.size:
        doc.tensor = whole.tensor[[token.i for token in tokens]]
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc

"""Articles to sentences, names and documents, by a spaCy pipeline."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, Final

import pandas as pd
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from pipeline import tables
from pipeline.annotate import syntax
from pipeline.annotate.prose import Passage, passages
from pipeline.link.gazetteer import load as load_gazetteer

# Articles longer than this many characters are annotated in passages; most have some 3,000.
PASSAGE: Final = 20_000
# Documents that a model works on at a time. Its memory grows with their words, by about 10 kB each.
_BATCH: Final = 16
# Sentences that are parsed together.
_SENTENCES: Final = 256
# The label of words derived from the name of a country, as in NorNE.
DERIVED: Final = "DRV"


def annotate(
    nlp: Language, articles: pd.DataFrame, boilerplate: pd.DataFrame, *, relations: bool = True
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, DocBin]:
    """Return the tables `sentences`, `names` and `parses` of `articles`, and the documents.

    `articles` and `boilerplate` are tables of those names; boilerplate is not read. A document is
    an article or, of a long one, a passage; ``doc.user_data["article_id"]`` says of which. Beside
    the names that the pipeline finds stand the adjectives and demonyms of countries (`russisk`,
    `russerne`) outside of names, labelled `DRV`. With `relations` the sentences that can state one
    are parsed, all of them where `nlp` parses anyway; without, `parses` is empty.
    """
    derived = _lower_ids(nlp, load_gazetteer().derived_words)
    cut: Mapping[Any, list[tuple[int, int]]] = {
        article_id: list(zip(rows["start"].tolist(), rows["end"].tolist(), strict=True))
        for article_id, rows in boilerplate.groupby("article_id", sort=False)
    }
    sentences: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    docs = DocBin(store_user_data=True)
    parses = _Parses(nlp)
    current, n_sentences, n_tokens = None, 0, 0
    for doc, (article_id, text, passage) in nlp.pipe(
        _documents(nlp, articles, cut), as_tuples=True, batch_size=_BATCH
    ):
        if article_id != current:
            current, n_sentences, n_tokens = article_id, 0, 0
        words = list(accumulate((not token.is_space for token in doc), initial=n_tokens))
        found = _names(doc, derived)
        for span in doc.sents:
            if span.text.isspace():  # a model may take a line break for a sentence
                continue
            start, end = passage.raw_span(span.start_char, span.end_char)
            paragraph = passage.paragraph(span.start_char)
            where = {
                "article_id": article_id,
                "sentence": n_sentences,
                "paragraph": paragraph,
            }
            sentences.append({**where, "start": start, "end": end})
            inside: list[Span] = []
            while found and found[-1].start < span.end:
                name = found.pop()
                if span.start <= name.start and name.end <= span.end:
                    names.append({**where, **_name(text, passage, name, words)})
                    inside.append(name)
            if relations:
                parses.add(span, inside, article_id, n_sentences, passage)
            n_sentences += 1
        n_tokens = words[-1]
        docs.add(doc)
    return (
        tables.frame("sentences", sentences),
        tables.frame("names", names),
        parses.table(),
        docs,
    )


class _Parses:
    """The table `parses` of the sentences added; some are parsed at a time."""

    def __init__(self, nlp: Language):
        self._parser = syntax.Parser(nlp)
        self._chooser = syntax.Chooser(nlp)
        self._doc: Doc | None = None
        self._words: list[int] = []
        self._waiting: list[tuple[Span, str, int, Passage]] = []
        self._rows: list[tuple[Any, ...]] = []

    def add(
        self, span: Span, names: Sequence[Span], article_id: str, sentence: int, passage: Passage
    ) -> None:
        """Add a sentence, with the names in it, if it is to be parsed."""
        if not self._parser:
            return
        if self._parser.always or self._chosen(span, names):
            self._waiting.append((span, article_id, sentence, passage))
        if len(self._waiting) >= _SENTENCES:
            self._parse()

    def _chosen(self, span: Span, names: Sequence[Span]) -> bool:
        if span.doc is not self._doc:
            self._doc, self._words = span.doc, self._chooser.words(span.doc)
        return self._chooser.chooses(span, names, self._words)

    def table(self) -> pd.DataFrame:
        """Return the table `parses` of all sentences added."""
        self._parse()
        rows = pd.DataFrame.from_records(self._rows, columns=tables.columns("parses"))
        return tables.frame("parses", rows)

    def _parse(self) -> None:
        parsed = self._parser.parse([span for span, *_ in self._waiting])
        for tokens, (_, article_id, sentence, passage) in zip(parsed, self._waiting, strict=True):
            self._rows.extend(syntax.rows(article_id, sentence, tokens, passage.raw_span))
        self._waiting = []


def _lower_ids(nlp: Language, words: Iterable[str]) -> frozenset[int]:
    """Return the ids by which spaCy knows lower-case words."""
    return frozenset(nlp.vocab.strings.add(word) for word in words)


def _names(doc: Doc, derived: frozenset[int]) -> list[Span]:
    """Return the names in `doc` and the words in `derived` outside of them, the last one first."""
    words = [
        Span(doc, at, at + 1, label=DERIVED)
        for at, (word, name) in enumerate(doc.to_array(["LOWER", "ENT_TYPE"]).tolist())
        if word in derived and not name
    ]
    return sorted([*doc.ents, *words], key=lambda span: span.start, reverse=True)


def _name(text: str, passage: Passage, entity: Any, words: Sequence[int]) -> dict[str, Any]:
    """One row of `names`; `words` are the article's words before each token, white space aside."""
    start, end = passage.raw_span(entity.start_char, entity.end_char)
    return {
        "start": start,
        "end": end,
        "token": words[entity.start],
        "token_end": words[entity.end],
        "text": text[start:end],
        "label": entity.label_,
    }


def _documents(
    nlp: Language, articles: pd.DataFrame, cut: Mapping[Any, list[tuple[int, int]]]
) -> Iterator[tuple[Doc, tuple[str, str, Passage]]]:
    limit = min(PASSAGE, nlp.max_length)
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        for passage in passages(text, cut.get(article_id, []), limit):
            doc = nlp.make_doc(passage.text)
            doc.user_data["article_id"] = article_id
            _begin_sentences(doc, passage.paragraphs)
            yield doc, (article_id, text, passage)


def _begin_sentences(doc: Doc, paragraphs: list[int]) -> None:
    """Let a sentence begin with every paragraph: headlines have no full stop to show where.

    The line break before it belongs to the sentence that ends there.
    """
    starts = set(paragraphs)
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
        elif token.is_space:
            token.is_sent_start = False

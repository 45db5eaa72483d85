"""Articles with marked names, parsed by the bundled pipeline, for the tests of relations."""

import functools
import re

from spacy.language import Language

from pipeline.annotate.model import BUNDLED, load_folder
from pipeline.relate.sentences import Article, Name, Sentence, Token

_MARKED = re.compile(r"\{([^|}]+)\|([^|}]+)\|([^|}]+)(?:\|(derived|adjective))?\}")


@functools.cache
def model() -> Language:
    """Return the bundled pipeline with all its components."""
    return load_folder(BUNDLED)


def parsed(*paragraphs: str) -> Article:
    """Return an article of these paragraphs, each sentence of them parsed.

    A name is marked as `{USAs|USA|country}`, with its entity and type; one in a compound as
    `{Nato-sjef|NATO|organisation|derived}`, a word derived from a country's name as
    `{russiske|Russland|country|adjective}`. The label of an entity is its id.
    """
    text = ""
    names: list[Name] = []
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(paragraphs):
        text += "\n\n" * bool(number)
        begin, done = len(text), 0
        for match in _MARKED.finditer(paragraph):
            text += paragraph[done : match.start()]
            done = match.end()
            form, entity, kind, how = match.groups()
            names.append(
                Name(
                    start=len(text),
                    end=len(text) + len(form),
                    text=form,
                    type=kind,
                    entity_id=entity,
                    entity=entity,
                    derived=how == "derived",
                    adjective=how == "adjective",
                )
            )
            text += form
        text += paragraph[done:]
        for span in model()(text[begin:]).sents:
            start, end = begin + span.start_char, begin + span.end_char
            sentences.append(
                Sentence(
                    number=len(sentences),
                    paragraph=number,
                    start=start,
                    end=end,
                    names=tuple(name for name in names if start <= name.start < end),
                    tokens=tuple(
                        Token(
                            at=word.i - span.start,
                            start=begin + word.idx,
                            end=begin + word.idx + len(word),
                            text=word.text,
                            lemma=word.lemma_,
                            pos=word.pos_,
                            morph=str(word.morph),
                            dep=word.dep_.casefold().partition(":")[0],
                            head=word.head.i - span.start,
                            passive=word.dep_.endswith(":pass"),
                        )
                        for word in span
                    ),
                )
            )
    return Article("a", text, tuple(sentences))

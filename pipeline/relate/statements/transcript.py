"""Transcripts of debates: a line with a speaker's name and a colon, then what the speaker says."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.relate.sentences import Article, Name, Sentence
from pipeline.relate.statements.speech import dashed
from pipeline.titles import is_title

_BEHIND: Final = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:[\[(][\d:. ]+[\])]\s*)?:\s*")
_FIRST_PERSON: Final = re.compile(r"\b(?:jeg|vi|eg|me|oss|vår|vårt|våre)\b", re.IGNORECASE)
_SHARE: Final = 0.15  # of sentences in the first person: a speech, no report


def speeches(article: Article) -> Iterator[tuple[int, Name]]:
    """Yield each sentence said in a transcript, by its number, with its speaker.

    A line such as `Statsråd Jens Moe (Ap):` that is a sentence of its own begins a speech, which
    goes on to the next such line; those of speakers without a name (`Presidenten:`) end one. An
    article is a transcript if it has two lines with names, or one and much in the first person,
    and no turn that begins with a dash.
    """
    lines = [_line(article.text, sentence) for sentence in article.sentences]
    labels = sum(isinstance(line, Name) for line in lines)
    if not labels or any(dashed(article.text, sentence) for sentence in article.sentences):
        return
    spoken = sum(
        bool(_FIRST_PERSON.search(article.text, sentence.start, sentence.end))
        for sentence in article.sentences
    )
    if labels < 2 and spoken < _SHARE * len(article.sentences):
        return
    speaker: Name | None = None
    for sentence, line in zip(article.sentences, lines, strict=True):
        if line is not None:
            speaker = line if isinstance(line, Name) else None
        elif speaker is not None:
            yield sentence.number, speaker


def _line(text: str, sentence: Sentence) -> Name | str | None:
    """Return the name in a line of the transcript that tells the speaker, or the bare title."""
    words = text[sentence.start : sentence.end].strip()
    if not words.endswith(":"):
        return None
    if words.count(" ") < 2 and is_title(words.split()[-1].rstrip(" :")):
        return words
    for name in sentence.names:
        if name.type == "person" and not name.derived:
            before = text[sentence.start : name.start].split()
            behind = _BEHIND.fullmatch(text, name.end, sentence.end)
            return name if behind and len(before) < 5 and all(map(is_title, before)) else None
    return None

"""Who `jeg` is: the speaker whom the reporting clause of a speech names."""

from collections.abc import Mapping
from typing import Final

from pipeline.relate.coreference.quoted import Speech
from pipeline.relate.sentences import Article, Name

_WORDS: Final = frozenset({"jeg", "meg", "eg"})


def first_persons(
    article: Article,
    speeches: Mapping[int, Speech],
    known: Mapping[tuple[int, int], tuple[Name, ...]],
) -> dict[tuple[int, int], Name]:
    """Return the speaker for each `jeg` in a sentence of speech with a reporting clause.

    The key is the number of the sentence and that of the token. `known` are the names that other
    pronouns and phrases stand for: the speaker may be one of them (`sier hun`).
    """
    found = {}
    for sentence in article.sentences:
        speech = speeches.get(sentence.number, Speech())
        if speech.speaker is None:
            continue
        name = sentence.name_at.get(speech.speaker)
        names = (name,) if name is not None else known.get((sentence.number, speech.speaker), ())
        if len(names) != 1 or names[0].type != "person" or names[0].derived:
            continue
        for token in sentence.tokens:
            if token.lower in _WORDS and token.at in speech.tokens and token.pos == "PRON":
                found[sentence.number, token.at] = names[0]
    return found

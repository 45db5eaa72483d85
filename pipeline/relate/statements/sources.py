"""Sources without a verb of saying: `ifølge X`, `etter Xs mening`, `heter det i …`, `X: – …`."""

from collections.abc import Iterator
from typing import Final

from pipeline.relate.statements.phrases import Phrases
from pipeline.relate.statements.report import DOCUMENT, LABEL, OPINION, SOURCE, TAG, Report
from pipeline.relate.statements.saying import finite
from pipeline.relate.statements.speech import DASHES, QUOTES
from pipeline.relate.statements.words import Speaker

_ACCORDING: Final = frozenset(("ifølge", "ifølgje", "ifylgje"))
_FOLLOWING: Final = frozenset(("følge", "følgje"))  # `i følge`
_OPINIONS: Final = frozenset(
    "mening meining syn oppfatning oppfatting vurdering skjønn utsagn utsegn".split()
)
_TOLD: Final = frozenset(("heter", "heiter", "het", "heitte"))
CUES: Final = _ACCORDING | _FOLLOWING | _TOLD | {"etter"}
"""Words one of which stands in every sentence of a source, but for `X: – …`."""
_FROM: Final = frozenset(("fra", "frå", "av"))
_GOES_ON: Final = frozenset("som og men mens medan der da når før etter".split())
_FURTHEST: Final = 12  # words between `heter det` and whose document it is
_LONGEST_LABEL: Final = 14


def sources(text: str, phrases: Phrases) -> Iterator[Report]:
    """Yield what the sentence gives on somebody's authority, without a verb of saying."""
    yield from _label(text, phrases)
    for word in phrases.words:
        lower, at = word.lower, word.at
        following = phrases.words[at + 1].lower if at + 1 < len(phrases.words) else ""
        spaced = lower == "i" and following in _FOLLOWING
        if lower in _ACCORDING or spaced:
            speaker = phrases.after(at + 1 + spaced, possessor=True)
            yield from _around(phrases, SOURCE, "ifølge", at, speaker)
        elif lower == "etter":
            yield from _around(phrases, OPINION, "etter mening", at, _holder(phrases, at + 1))
        elif lower in _TOLD and following == "det":
            author = _author(phrases, at + 2)
            if author is None:  # somebody's, but not the speaker's of the turns around it
                start, nobody = phrases.sentence.start, Speaker((), at + 1)
                yield Report(TAG, "hete", at, nobody, start, start, direct=True)
            yield from _around(phrases, DOCUMENT, "hete", at, author)


def _around(
    phrases: Phrases, pattern: str, label: str, at: int, speaker: Speaker | None
) -> Iterator[Report]:
    """Yield what stands behind the phrase at token `at`, or before it, or on both sides.

    Behind it where it begins the sentence, before it where it ends it or where what follows is
    told of the source (`ifølge X, som …`).
    """
    if speaker is None:
        return
    sentence, words, behind = phrases.sentence, phrases.words, speaker.end
    if at == 0:
        while behind < len(words) and words[behind].text in ",)":
            behind += 1
        verb = next((word.at for word in words[behind : behind + 8] if finite(word)), behind)
        behind = verb if "," not in {word.text for word in words[behind:verb]} else behind
        if behind < len(words):
            yield Report(pattern, label, at, speaker, words[behind].start, sentence.end)
        return
    following = words[behind].text if behind < len(words) else ""
    told = following == "," and words[min(behind + 1, len(words) - 1)].lower in _GOES_ON
    bounded = words[at - 1].text in (",", *QUOTES)
    if bounded and (told or not following or following in ".;!?()"):
        yield Report(pattern, label, at, speaker, sentence.start, words[at - 1].start)
    else:
        yield Report(pattern, label, at, speaker, sentence.start, sentence.end)


def _holder(phrases: Phrases, at: int) -> Speaker | None:
    """Return whose opinion the phrase at token `at` names: `statsminister Xs mening`."""
    for word in phrases.words[at : at + 8]:
        if word.lower in _OPINIONS:
            for before in range(word.at - 1, max(word.at - 3, at - 1), -1):
                if before in phrases.name_at and phrases.plain(before):
                    return Speaker((phrases.name_at[before],), word.at + 1)
            return None
        if not word.text[0].isalnum():
            return None
    return None


def _author(phrases: Phrases, at: int) -> Speaker | None:
    """Return who has written what `heter det i` names: `… fra X`, `… Xs rapport`."""
    for word in phrases.words[at : at + _FURTHEST]:
        if word.text in ",.;:":
            return None
        if word.lower in _FROM and word.at + 1 < len(phrases.words):
            found = phrases.after(word.at + 1)
            if found:
                return found
        if word.at in phrases.name_at and phrases.plain(word.at) and phrases.genitive(word.at):
            return Speaker((phrases.name_at[word.at],), word.at + 2)
    return None


def _label(text: str, phrases: Phrases) -> Iterator[Report]:
    """Yield `X: – …`, a speaker's name and a colon that begin the sentence."""
    words, sentence = phrases.words, phrases.sentence
    colon = next((word.at for word in words[:_LONGEST_LABEL] if word.text == ":"), None)
    if colon is None or any(finite(word) for word in words[:colon]):
        return
    speaker = phrases.after(0)
    if speaker is None or not speaker.names or speaker.names[0].type != "person":
        return
    behind = speaker.end
    if behind < colon and words[behind].text == "(":
        behind = next((word.at + 1 for word in words[behind:colon] if word.text == ")"), behind)
    start = words[colon].end
    rest = text[start : sentence.end].strip()
    if behind == colon and (not rest or rest[0] in DASHES + QUOTES):
        yield Report(LABEL, ":", colon, speaker, start, sentence.end, direct=True)

"""Reporting clauses of verbs of saying in one sentence: `X sier at …`, `…, sier X`, `X sier: …`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.relate.sentences import Token
from pipeline.relate.statements.attribution import before, below, subject
from pipeline.relate.statements.phrases import Phrases
from pipeline.relate.statements.report import AT, CLAUSE, COLON, PASSIVE, QUOTE, TAG, THAT, Report
from pipeline.relate.statements.saying import SAY, UTTER, WRITE, Verb, finite, verbs
from pipeline.relate.statements.sources import sources
from pipeline.relate.statements.speech import DASHES, QUOTES, Quotes
from pipeline.relate.statements.words import Speaker

_BEFORE_TAG: Final = frozenset((*",?!…", *QUOTES, *DASHES, "...", ".."))
_SUBORDINATORS: Final = frozenset(
    "da når hvis dersom om mens etter før fordi siden ettersom idet selv viss medan sidan".split()
)
_QUESTION_WORDS: Final = frozenset(
    "om hvordan hvorfor hva hvem hvor hvilke hvilken korleis kvifor kva kven kor når som".split()
)
# Between a verb and `at`.
_NO_STATEMENT: Final = frozenset("hvordan hvorfor hva korleis kvifor kva som å".split())
# `etter at`, `for at` … begin a clause of time or purpose, not what is said.
_NO_CONTENT: Final = frozenset("etter før uten utan ved for slik sånn".split())
_WITH_OBJECT: Final = frozenset(  # `For å gjøre det klart, viser X til …` is no tag
    ("vise til", "peke på", "regne med", "tvile på", "minne om", "gi uttrykk for", "gjøre klart")
)
_BEHIND_SPEAKER: Final = frozenset("i på til ved for fra frå om og".split())
_GOES_ON: Final = frozenset("som og men mens medan der da når før etter".split())
_EDGES: Final = f"{DASHES}{QUOTES} \t\n\u00a0"
_FURTHEST: Final = 18  # words between a verb and its `at` or colon
_SHORTEST_QUOTE: Final = 3  # words; a shorter one is a term, not a statement


def reports(text: str, phrases: Phrases, quotes: Quotes, spoken: bool) -> list[Report]:
    """Return the reporting clauses of the sentence, in the order of their verbs.

    `spoken` tells whether the sentence lies in a turn of dialogue that a dash has opened.
    """
    clauses = Clauses(text, phrases, quotes, spoken)
    found = [report for verb in verbs(phrases.words) for report in clauses.of_verb(verb)]
    tags = [report.speaker.end for report in found if report.pattern == TAG]
    heard = {*tags, *(end + 1 for end in tags)}  # `sier X ifølge Y`: Y has only heard it
    given = [report for report in sources(text, phrases) if report.at not in heard]
    found = [*given, *(_before_tags(report, found) for report in found)]
    return sorted(found, key=lambda report: report.at)


def _before_tags(report: Report, reports: Sequence[Report]) -> Report:
    """Return the report of a clause without the tag behind: `X sier at …, sier Y`."""
    if report.pattern in (AT, CLAUSE):
        for tag in reports:
            if tag.pattern == TAG and tag.at > report.at and tag.end > report.start:
                return replace(report, end=min(report.end, tag.end))
    return report


@dataclass(frozen=True)
class Clauses:
    """Reads the reporting clauses of one sentence; see `reports`."""

    text: str
    phrases: Phrases
    quotes: Quotes
    spoken: bool

    @property
    def words(self) -> tuple[Token, ...]:
        """The words of the sentence."""
        return self.phrases.sentence.tokens

    def of_verb(self, verb: Verb) -> Iterator[Report]:
        """Yield what the verb reports: nothing, one clause, or a tag and what a colon brings."""
        if verb.passive:
            yield from self._passive(verb)
            return
        if self._conditional(verb):
            return
        if verb.first == 1 and self.words[0].lower in ("det", "dette"):
            yield from self._that(verb)
        tag = verb.first == 0 or self.words[verb.first - 1].text in _BEFORE_TAG
        tag = tag and not (verb.first == 1 and self.words[0].text in DASHES)
        inverted = self.phrases.after(verb.first + 1) if tag else None
        if inverted is None:
            if not (tag and self._somebody_behind(verb)):
                yield from self._with_content(verb, self._subject(verb))
            elif self.spoken and verb.first and self.words[verb.first - 1].text not in QUOTES:
                start = self.phrases.sentence.start
                yield self._tagging(verb, Speaker((), verb.at + 1), start, start, True)
            return
        behind = max(inverted.end, verb.at + 1)
        content = list(self._content(verb, inverted, behind))
        if content and content[0].pattern != COLON:
            yield content[0]
            return
        introduces = content and not any(map(finite, self.words[: verb.first]))
        report = None if introduces else self._tag(verb, inverted)
        yield from [report, *content] if report else content

    def _somebody_behind(self, verb: Verb) -> bool:
        """Tell whether the subject stands behind the verb, though nobody known: `svarte faren`."""
        if self.words[verb.at].pos:
            at = subject(self.phrases.sentence, verb.at)
            return at is not None and at > verb.at
        following = self.words[verb.at + 1 : verb.at + 2]
        return any(word.text.isalpha() and word.lower != "at" for word in following)

    def _subject(self, verb: Verb) -> Speaker | None:
        """Return the speakers, before the verb or behind it (`I går sa X at …`)."""
        at = subject(self.phrases.sentence, verb.at)
        if at is not None and at > verb.first:
            return self.phrases.after(verb.first + 1)
        behind = self.phrases.after(verb.first + 1) if at is None else None
        if behind and behind.end <= verb.at:  # `har X sagt`
            return behind
        return before(self.phrases, verb) or behind

    def _with_content(self, verb: Verb, speaker: Speaker | None) -> Iterator[Report]:
        if speaker is None or (verb.saying.kind == UTTER and not self._colon(verb.at + 1)):
            return
        yield from self._content(verb, speaker, max(speaker.end, verb.at + 1))

    def _conditional(self, verb: Verb) -> bool:
        """Tell whether the verb stands in a condition or a question: `hvis X sier at`."""
        for word in reversed(self.words[max(verb.first - 6, 0) : verb.first]):
            if not word.text[0].isalnum():
                break
            if word.lower in ("hvis", "dersom", "om", "viss", "hvorvidt"):
                return True
        return verb.first == 0 and self.words[-1].text == "?"

    def _content(self, verb: Verb, speaker: Speaker, behind: int) -> Iterator[Report]:
        """Yield the clause, quotation or colon that follows token `behind`."""
        label = verb.saying.lemma
        if behind < len(self.words) and self.words[behind].text in QUOTES:
            span = self.quotes.around(self.words[behind].end)
            if span and len(self.text[span[0] : span[1]].split()) >= _SHORTEST_QUOTE:
                yield Report(QUOTE, label, verb.at, speaker, span[0], span[1], direct=True)
                return
        if verb.saying.kind != UTTER:
            start = self._at_clause(behind)
            pattern = AT
            if start is None:
                start, pattern = self._bare_clause(verb, behind), CLAUSE
            if start is not None and start < len(self.words):
                end = self._clause_end(verb, start)
                yield self._report(pattern, label, verb.at, speaker, start, end)
                return
        colon = self._colon(behind)
        if colon is not None:
            end = self.phrases.sentence.end
            yield Report(COLON, label, verb.at, speaker, self.words[colon].end, end, direct=True)

    def _report(
        self, pattern: str, label: str, at: int, speaker: Speaker, start: int, end: int
    ) -> Report:
        return Report(pattern, label, at, speaker, self.words[start].start, self.words[end - 1].end)

    def _at_clause(self, behind: int) -> int | None:
        """Return the token behind the `at` that belongs to the verb, or None."""
        for word in self.words[behind : behind + _FURTHEST]:
            if word.lower == "at":
                return None if self.words[word.at - 1].lower in _NO_CONTENT else word.at + 1
            if word.lower in _NO_STATEMENT:
                return None
            if word.text in ",:;–" or finite(word):
                return None
        return None

    def _bare_clause(self, verb: Verb, behind: int) -> int | None:
        """Return the first token of a clause without `at`, by the parse: `mener Kina vinner`."""
        children = self.phrases.sentence.children
        for child in children[verb.at]:
            if child < behind or self.words[child].dep not in ("ccomp", "xcomp"):
                continue
            start = max(min(below(self.phrases.sentence, child)), behind)
            if any(self.words[other].dep in ("nsubj", "expl") for other in children[child]) and (
                self.words[start].lower not in _QUESTION_WORDS
                and not any(word.text in ",:;" for word in self.words[behind:start])
            ):
                return start
        return None

    def _clause_end(self, verb: Verb, start: int) -> int:
        """Return the token behind the clause that begins at `start`."""
        children, end = self.phrases.sentence.children, len(self.words)
        for child in children[verb.at]:
            if child > start and self.words[child].dep == "conj":
                end = min(end, max(min(below(self.phrases.sentence, child)), start + 1))
        subordinate = self.words[verb.at].dep in ("acl", "advcl")
        if subordinate:
            inner = [
                max(below(self.phrases.sentence, child))
                for child in children[verb.at]
                if child >= start and self.words[child].dep in ("ccomp", "xcomp", "obj")
            ]
            end = min(end, max(inner) + 1) if inner else end
        return max(end, start + 1)

    def _colon(self, behind: int) -> int | None:
        for word in self.words[behind : behind + _FURTHEST]:
            if word.text == ":":
                return word.at
            if word.lower in ("at", "som", "men") or word.text in ";!?" or finite(word):
                return None
        return None

    def _tag(self, verb: Verb, speaker: Speaker) -> Report | None:
        """Return the tag with what stands before it in the sentence."""
        sentence = self.phrases.sentence
        if verb.first == 0:
            if not self.words[0].text[0].islower():
                return None
            report = self._tagging(verb, speaker, sentence.start, sentence.start, True)
            return replace(report, before=True)
        boundary = self.words[verb.first - 1]
        end = boundary.end if boundary.text in "?!…" else boundary.start
        span = self._quotation_before(verb.first)
        if span is not None:
            later = self._quote_behind(speaker.end) or 0
            start = max(sentence.start, min(span[0], end))
            report = self._tagging(verb, speaker, start, max(end, later), True)
            return replace(report, span=span)
        if not self.spoken and not self._reports_indirectly(verb, speaker):
            return None
        rest = [word.lower for word in self.words[speaker.end : speaker.end + 2]]
        if rest[:1] == [","] and not _GOES_ON & set(rest) and self._fragment(verb.first - 1):
            end = sentence.end  # `Men, sier X, det er viktig`
        return self._tagging(verb, speaker, sentence.start, end, self.spoken)

    def _tagging(self, verb: Verb, speaker: Speaker, start: int, end: int, direct: bool) -> Report:
        return Report(TAG, verb.saying.lemma, verb.at, speaker, start, end, direct)

    def _quotation_before(self, at: int) -> tuple[int, int] | None:
        """Return the quotation that ends before token `at` and begins the sentence or earlier."""
        for near in self.words[max(at - 2, 0) : at]:
            around = self.quotes.around(near.start) if near.text in QUOTES else None
            before = self.text[self.phrases.sentence.start : around[0]] if around else ""
            if around and not before.strip(_EDGES):
                return around
        return None

    def _reports_indirectly(self, verb: Verb, speaker: Speaker) -> bool:
        """Tell whether the words before the tag are indirect speech: `Broen er dyr, mener X`."""
        return not (
            verb.saying.kind == UTTER
            or verb.saying.lemma in _WITH_OBJECT
            or self.words[0].lower in _SUBORDINATORS
            or (not self.words[verb.at].pos and self._goes_on(speaker.end))
        )

    def _goes_on(self, at: int) -> bool:
        """Tell whether a clause goes on at token `at`: `X, forsker i Y, tror Z vinner`."""
        return (
            at < len(self.words)
            and self.words[at].text.isalpha()
            and self.words[at].lower not in _BEHIND_SPEAKER
        )

    def _quote_behind(self, at: int) -> int | None:
        """Return where the last quotation in the sentence behind token `at` ends."""
        for word in reversed(self.words[at:]):
            if word.text in QUOTES:
                span = self.quotes.around(word.start)
                if span and at < len(self.words) and span[0] > self.words[at].start:
                    return span[1]
        return None

    def _fragment(self, end: int) -> bool:
        """Tell whether the words before token `end` are few and without a finite verb."""
        words = [word for word in self.words[:end] if word.text[0].isalnum()]
        return len(words) <= 3 and not any(finite(word) for word in words)

    def _that(self, verb: Verb) -> Iterator[Report]:
        """Yield `Det skriver X`, which reports the sentence before."""
        speaker = self.phrases.after(2)
        if speaker is None or verb.saying.kind not in (SAY, WRITE):
            return
        for word in self.words[max(speaker.end, verb.at + 1) :]:
            if word.text in ",.;":
                break
            if finite(word) or word.lower in ("at", "om") or word.text == ":":
                return  # `Det mener X er feil`
        start, label = self.phrases.sentence.start, verb.saying.lemma
        yield Report(THAT, label, verb.at, speaker, start, start, before=True)

    def _passive(self, verb: Verb) -> Iterator[Report]:
        """Yield `det ble sagt av X at …`."""
        for word in self.words[verb.at + 1 : verb.at + 4]:
            if word.lower != "av":
                continue
            speaker = self.phrases.after(word.at + 1)
            start = self._at_clause(speaker.end) if speaker else None
            if speaker and start is not None and start < len(self.words):
                end = len(self.words)
                yield self._report(PASSIVE, verb.saying.lemma, verb.at, speaker, start, end)
            return

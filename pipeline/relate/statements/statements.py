"""Statements: what the text reports an entity to say, write or think, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pipeline.relate.sentences import Article, Name
from pipeline.relate.statements.clauses import reports
from pipeline.relate.statements.cues import may_report
from pipeline.relate.statements.dialogue import by_paragraph, extent, heading, speakers
from pipeline.relate.statements.phrases import Phrases
from pipeline.relate.statements.report import COLON, LABEL, TAG, THAT, Report
from pipeline.relate.statements.speech import (
    QUOTES,
    Quotes,
    Turn,
    quoted,
    tokenised,
    trimmed,
    turns,
)
from pipeline.relate.statements.transcript import speeches
from pipeline.relate.statements.words import References, Resolved, mentioned

__all__ = ["DIALOGUE", "TRANSCRIPT", "Statement", "statements"]

DIALOGUE: Final = "dialogue"
TRANSCRIPT: Final = "transcript"
_LONGEST_PAUSE: Final = 3  # sentences from a speaker's name to the next speech, `sier han`


@dataclass(frozen=True, slots=True)
class Statement:
    """What an entity is reported to say.

    `sentence` is the number of the sentence in which it starts; `start` and `end` are offsets of
    its own words into the article's text, without dashes and quotation marks. `label` is the lemma
    of the verb, or `ifølge`, `:`, `–` (a turn of a dialogue that has no verb). `pattern` names what
    found it (see lexicon/statements.toml), `coreference` the rule by which the speaker was found
    where the clause does not name one; it is empty where it does.
    """

    sentence: int
    start: int
    end: int
    speaker: Name
    label: str
    pattern: str
    coreference: str


def statements(article: Article, references: Mapping[tuple[int, int], Resolved]) -> list[Statement]:
    """Return the statements in the article, in their order, one for each speaker.

    `references` holds what pronouns and role nouns mean, by number of sentence and token. A
    sentence that was not parsed is read by its words alone.
    """
    if not references and not any(any(mentioned(one)) for one in article.sentences):
        return []
    return _Reader(article, references).read()


@dataclass
class _Reader:
    article: Article
    references: References
    found: dict[tuple[int, int, str], Statement] = field(default_factory=dict)
    quotes: Quotes = field(default_factory=lambda: Quotes(()))
    turns: list[Turn] = field(default_factory=list)
    of_turn: dict[int, int] = field(default_factory=dict)  # turn by sentence
    known: dict[int, tuple[Name, int]] = field(default_factory=dict)
    told: dict[int, Name] = field(default_factory=dict)
    opened: dict[int, tuple[Report, tuple[Name, ...], str]] = field(default_factory=dict)
    nobody: set[int] = field(default_factory=set)  # turns of speakers without a name
    said: set[int] = field(default_factory=set)  # sentences of direct speech that are taken
    last: tuple[Name, int] | None = None  # who spoke last, by name, and in which sentence

    def read(self) -> list[Statement]:
        article = self.article
        self.turns = turns(article)
        self.of_turn = {
            at: number
            for number, turn in enumerate(self.turns)
            for at in range(turn.first, turn.last + 1)
        }
        self.quotes = Quotes(quoted(article.text))
        for at, sentence in enumerate(article.sentences):
            if not may_report(article.text[sentence.start : sentence.end]):
                continue
            phrases = Phrases(tokenised(sentence, article.text), self.references)
            spoken = at in self.of_turn and not self._tagged_before(at)
            for report in reports(article.text, phrases, self.quotes, spoken):
                self._take(at, report)
        self._dialogue()
        for at, speaker in speeches(article):
            sentence = article.sentences[at]
            self._put(at, sentence.start, sentence.end, speaker, ":", TRANSCRIPT, "")
        return self._sorted()

    def _tagged_before(self, at: int) -> bool:
        known = self.known.get(self.of_turn[at])
        return known is not None and known[1] < at

    def _take(self, at: int, report: Report) -> None:
        names, rule = report.speaker.names, report.speaker.rule
        if not names and report.speaker.pronoun:
            names, rule = self._remembered(at, report), DIALOGUE
        if not names:
            if report.pattern == TAG and report.direct:
                self._unknown(at)
            return
        if report.pattern == TAG:
            self._tag(at, report, names, rule)
        elif report.pattern in (COLON, LABEL):
            self._colon(at, report, names, rule)
        elif report.pattern == THAT:
            self._before(at, report, names, rule)
        else:
            self._add(at, report.start, report.end, names, report, rule)
            if len(names) == 1 and names[0].type == "person":
                self.told[at] = names[0]
        if len(names) == 1 and names[0].type == "person" and not rule:
            self.last = names[0], at

    def _unknown(self, at: int) -> None:
        """Note that somebody without a name speaks in the turn up to sentence `at`."""
        turn = self.of_turn.get(at)
        if turn is not None and turn not in self.known:
            self.nobody.add(turn)
            self.said.update(range(self.turns[turn].first, at + 1))
        self.last = None

    def _remembered(self, at: int, report: Report) -> tuple[Name, ...]:
        """Return who spoke last, if the speech follows closely and names no other person."""
        first = self.turns[self.of_turn[at]].first if at in self.of_turn else at
        if self.last is None or report.pattern != TAG or not report.direct:
            return ()
        if first - self.last[1] > _LONGEST_PAUSE:
            return ()
        name, since = self.last
        for sentence in self.article.sentences[since : at + 1]:
            for other in mentioned(sentence):
                if other.type == "person" and other.entity_id != name.entity_id:
                    return ()
        return (name,)

    def _tag(self, at: int, report: Report, names: tuple[Name, ...], rule: str) -> None:
        """Take what a tag reports: of its own sentence, and the speech that led to it."""
        first = self._first(at, report, names)
        if report.before and first == at:
            if at == 0 or self.article.sentences[at - 1].paragraph != (
                self.article.sentences[at].paragraph
            ):
                return
            first = at - 1
        for number in range(first, at):
            if number not in self.said:
                sentence = self.article.sentences[number]
                self._add(number, sentence.start, sentence.end, names, report, rule)
                self.said.add(number)
        if not report.before:
            start = max(report.start, self.article.sentences[at].start)
            self._add(at, start, report.end, names, report, rule)
        self.said.add(at)
        turn = self.of_turn.get(at)
        if turn is not None and turn not in self.known and report.direct:
            self.known[turn] = names[0], at

    def _first(self, at: int, report: Report, names: tuple[Name, ...]) -> int:
        """Return the first sentence of the speech that the tag in sentence `at` ends."""
        if not report.direct:
            return at
        sentences = self.article.sentences
        first = at
        if report.span is not None:
            while first > 0 and sentences[first].start > report.span[0] + 1:
                first -= 1
            return first
        turn = self.of_turn.get(at)
        if turn is None or turn in self.known:
            return at
        first = self.turns[turn].first
        speaking = {name.entity_id for name in names}
        for number in range(first + 1, at):
            if any(name.entity_id in speaking for name in mentioned(sentences[number])):
                return at
        return first

    def _before(self, at: int, report: Report, names: tuple[Name, ...], rule: str) -> None:
        """Take the sentence before as what `Det skriver X` reports."""
        if at == 0 or at - 1 in self.said or at - 1 in self.of_turn:
            return
        sentence = self.article.sentences[at - 1]
        if not heading(self.article, sentence):
            self._add(at - 1, sentence.start, sentence.end, names, report, rule)

    def _colon(self, at: int, report: Report, names: tuple[Name, ...], rule: str) -> None:
        start, end = trimmed(self.article.text, report.start, report.end)
        if start < end:
            self._add(at, start, end, names, report, rule)
            return
        if at + 1 == len(self.article.sentences):
            return
        following = self.of_turn.get(at + 1)
        if following is not None and self.turns[following].first == at + 1:
            self.known.setdefault(following, (names[0], at))
            self.opened.setdefault(following, (report, names, rule))
        else:
            self._quotation(at + 1, report, names, rule)

    def _quotation(self, at: int, report: Report, names: tuple[Name, ...], rule: str) -> None:
        """Take the quotation with which sentence `at` begins, to its end."""
        sentences = self.article.sentences
        begin = trimmed(self.article.text, sentences[at].start, sentences[at].end)[0]
        span = self.quotes.around(begin)
        if span is None or self.article.text[sentences[at].start : span[0]].strip(QUOTES + " "):
            return
        while at < len(sentences) and sentences[at].start < span[1]:
            end = min(sentences[at].end, span[1])
            self._add(at, max(sentences[at].start, span[0]), end, names, report, rule)
            self.said.add(at)
            at += 1

    def _dialogue(self) -> None:
        """Take the turns whose speaker a colon before them or the dialogue tells."""
        paragraphs = by_paragraph(self.article)
        told = speakers(self.article, self.turns, self.known, self.told, self.nobody)
        for number, turn in enumerate(self.turns):
            if number in self.opened:
                report, names, rule = self.opened[number]
                label, pattern = report.label, report.pattern
            elif number in told:
                names, label, pattern, rule = (told[number],), "–", DIALOGUE, DIALOGUE
            else:
                continue
            for at in extent(self.article, turn, names[0], paragraphs):
                if at not in self.said:
                    sentence = self.article.sentences[at]
                    for name in names:
                        self._put(at, sentence.start, sentence.end, name, label, pattern, rule)

    def _add(
        self,
        at: int,
        start: int,
        end: int,
        names: tuple[Name, ...],
        report: Report,
        rule: str,
    ) -> None:
        for name in names:
            self._put(at, start, end, name, report.label, report.pattern, rule)

    def _put(
        self, at: int, start: int, end: int, name: Name, label: str, pattern: str, rule: str
    ) -> None:
        start, end = trimmed(self.article.text, start, end)
        if start < end:
            statement = Statement(at, start, end, name, label, pattern, rule)
            self.found.setdefault((start, end, name.entity_id), statement)

    def _sorted(self) -> list[Statement]:
        """Return the statements without those inside a longer one of the same speaker."""
        kept: list[Statement] = []
        reach: dict[str, int] = {}
        for one in sorted(
            self.found.values(), key=lambda s: (s.start, -s.end, s.speaker.entity_id)
        ):
            if one.end > reach.get(one.speaker.entity_id, -1):
                kept.append(one)
                reach[one.speaker.entity_id] = one.end
        return kept

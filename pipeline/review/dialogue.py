"""The questions asked in the terminal, and each answer kept at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from pipeline import terminal
from pipeline.contradictions import ContradictionError
from pipeline.corrections import Correction, read, read_lines
from pipeline.errors import SettingsError
from pipeline.export.text import plain
from pipeline.link.rules import RULES
from pipeline.review import answers, writing
from pipeline.review.examples import Examples
from pipeline.review.questions import Answered, Question
from pipeline.settings import TYPES

_AT_ONCE: Final = 3
_STYLES: Final = ("bold cyan", "bold magenta")
_NOUNS: Final = {"person": "person", "country": "country", "organisation": "organisation"}

_HELP: Final = {
    "s": "same: the two names mean one entity, which keeps the second one's name",
    "d": "different: they are two",
    "y": "yes: it is what it was taken for",
    "t": "type: it is a person, country, organisation, place or something other",
    "r": "rename: give it another name in the network",
    "x": "no name: leave it out of everything",
    "enter": "skip: decide nothing",
    "b": "back to the question before",
    "m": "more sentences",
    "q": "quit; what you have answered is kept",
    "?": "this help",
}


@dataclass
class Dialogue:
    """Asks questions and writes what is answered into the file of corrections at `path`."""

    console: Console
    path: Path
    examples: Examples
    questions: Sequence[Question]
    written: list[Correction] = field(default_factory=list)

    def hold(self) -> None:
        """Ask until there are no more questions or the person has had enough.

        Raises SettingsError if someone makes the file unreadable meanwhile.
        """
        asked: list[int] = []
        at = 0
        back = False
        try:
            while at < len(self.questions):
                question = self.questions[at]
                # What an answer settles by the way is not asked, unless one goes back to it.
                if not back and self._answered().settles(question):
                    at += 1
                    continue
                self._show(question, at)
                back = self._ask(question)
                if not back:
                    asked.append(at)
                    at += 1
                elif asked:
                    at = asked.pop()
                else:
                    self._say("This is the first question.")
        except (click.Abort, EOFError):  # q, Ctrl-C, or the end of piped answers
            self.console.print()

    def _answered(self) -> Answered:
        return Answered(read(self.path) if self.path.exists() else ())

    def _show(self, question: Question, at: int) -> None:
        ties = _count(question.ties, "tie")
        told = f"Question {at + 1} of {len(self.questions)} · {ties} would move"
        self.console.rule(Text(told), align="left", style="dim")
        text = Text(asked(question), style="bold")
        for name, style in zip((question.name, question.other), _STYLES, strict=True):
            if name:
                text.highlight_words([f"«{plain(name)}»"], style)
        self.console.print(text, soft_wrap=True)
        self.console.print(Text(because(question)), soft_wrap=True)
        self._sentences(question, 0)

    def _sentences(self, question: Question, first: int) -> None:
        """Print the next sentences of either side, from the `first` on."""
        found = False
        sides = (question.name, question.rows), (question.other, question.other_rows)
        for (name, rows), style in zip(sides, _STYLES, strict=True):
            places = self.examples.of(rows)
            shown = places[first : first + _AT_ONCE]
            found = found or bool(shown)
            if shown:
                number = f"{first + 1}–{first + len(shown)} of {len(places)}"
                self.console.print(
                    Text.assemble("\n", (f"«{plain(name)}»", style), f"  sentences {number}")
                )
            for place in shown:
                example = self.examples.cut(place)
                head = " · ".join(filter(None, (example.date, example.article_id)))
                self.console.print(Text(f"  {plain(head)}", style="dim"), soft_wrap=True)
                text = Text(example.text)
                for start, end in example.spans:
                    text.stylize(style, start, end)
                self.console.print(Padding(terminal.visible(text), (0, 0, 0, 4), expand=False))
        if not found:
            self._say("There are no more sentences.")

    def _ask(self, question: Question) -> bool:
        """Take answers until the question is done with; tell whether to go back."""
        sentences = 0
        while True:
            letter = self._letter(question)
            if letter == "b":
                return True
            if letter == "q":
                raise click.Abort
            if letter == "":
                return False
            if letter == "m":
                sentences += _AT_ONCE
                self._sentences(question, sentences)
            elif letter == "?":
                for key, about in _HELP.items():
                    self._say(f"  {key:<6} {about}")
            elif letter in _letters(question):
                correction = self._correction(question, letter)
                done = letter in "sdxy" or (letter == "t" and question.about_type)
                if correction is not None and self._keep(correction) and done:
                    return False
            else:
                self._say(f"{letter!r} is no answer here; ? explains them.")

    def _letter(self, question: Question) -> str:
        words = "   ".join(f"[{letter}] {word}" for letter, word in _letters(question).items())
        self._say(f"\n{words}   [enter] skip   [b]ack   [m]ore   [q]uit   [?]")
        return str(click.prompt("Answer", default="", show_default=False)).strip().casefold()

    def _correction(self, question: Question, letter: str) -> Correction | None:
        """Return the answer of that `letter` to `question`, None if the person thinks better."""
        try:
            if letter == "s":
                return answers.same(question)
            if letter == "y":
                return answers.retype(question, question.verdict)
            if letter == "d":
                return answers.different(question, self._articles(question))
            other = self._is_other(question, letter)
            if letter == "x":
                return answers.drop(question, question.other if other else question.name)
            if letter == "r":
                label = self._word("New name (enter: none)")
                return answers.rename(question, label, other=other) if label else None
            kind = self._word(f"Type: {', '.join(TYPES)} (enter: none)").casefold()
            found = [one for one in TYPES if kind and one.startswith(kind)]
            if len(found) == 1:
                return answers.retype(question, found[0], other=other)
            if kind:
                self._say(f"There is no one type {kind!r}.")
        except SettingsError as error:
            self._say(str(error))
        return None

    def _articles(self, question: Question) -> tuple[str, ...]:
        """Return in which articles the one name of one entity is someone else's; else nothing."""
        if not question.one_name or not question.one_entity:
            return ()
        self._say("They have one name. In which articles is it someone else?")
        for number, article_id in enumerate(question.articles, start=1):
            self._say(f"  {number}  {plain(article_id)}")
        numbers = self._word("Numbers, such as 1 3 (enter: none)").replace(",", " ").split()
        return tuple(
            article_id
            for number, article_id in enumerate(question.articles, start=1)
            if str(number) in numbers
        )

    def _is_other(self, question: Question, letter: str) -> bool:
        """Ask which of the two names is meant, where that makes a difference."""
        one_entity = question.one_entity and letter != "x"
        if question.about_type or question.one_name or one_entity:
            return False
        which = self._word(f"Which: 1 «{plain(question.name)}» or 2 «{plain(question.other)}»")
        return which == "2"

    def _keep(self, correction: Correction) -> bool:
        """Write `correction` into the file; tell whether it stands there in the end."""
        remove: list[Correction] = []
        while True:
            try:
                new = writing.change(self.path, add=[correction], remove=remove)
            except ContradictionError as error:
                self._say(str(error).rpartition("\n")[0])
                there = read_lines(self.path)
                earlier = [line for line in error.lines if line in there]
                chosen = self._chosen(earlier)
                if chosen is None:
                    self._say("Nothing is written; the earlier answer stands.")
                    return False
                remove.append(chosen)
                continue
            self.written = [line for line in self.written if line not in remove]
            if new:
                self.written.extend(new)
                self._say(f"{self.path}, line {new[0].line}: {new[0]}")
            else:
                self._say(f"{self.path} says so already.")
            return True

    def _chosen(self, earlier: Sequence[Correction]) -> Correction | None:
        """Return the line that shall go, None if none shall."""
        if len(earlier) == 1:
            line = earlier[0]
            sure = self._word(f"Replace line {line.line} by this answer? y or n (enter: n)")
            return line if sure.casefold().startswith("y") else None
        word = self._word("Which line shall go? Its number (enter: none)")
        return next((line for line in earlier if str(line.line) == word), None)

    def _word(self, question: str) -> str:
        return str(click.prompt(question, default="", show_default=False)).strip()

    def _say(self, text: str) -> None:
        self.console.print(text, markup=False, highlight=False, soft_wrap=True)


def asked(question: Question) -> str:
    """Return `question` in plain words."""
    number = _count(question.mentions, "mention")
    where = f"«{question.name}» ({number} in {_count(len(question.articles), 'article')})"
    if question.about_type:
        return plain(f"What is {where}: {_a(question.verdict)}?")
    noun = _NOUNS.get(question.type)
    what = f"the same {noun} as" if noun else "the same as"
    return plain(f"Is {where} {what} «{question.other}»?")


def because(question: Question) -> str:
    """Return what the run decided and why."""
    rule = RULES.get(question.rule)
    meaning = rule.meaning if rule else question.rule
    more = f" ({question.evidence})" if question.evidence else ""
    taken: dict[str, Callable[[], str]] = {
        "same": lambda: f"They were taken for one, {_called(question.subject)}",
        "different": lambda: "They were taken for two",
    }
    told = taken.get(question.verdict, lambda: f"It was taken for {_a(question.verdict)}")()
    return plain(f"{told}: {meaning}{more}. Rule: {question.rule}; doubt {question.doubt:.2f}.")


def _called(subject: str) -> str:
    return f"called «{subject}»"


def _a(kind: str) -> str:
    if kind == "other":
        return "none of person, country, organisation and place"
    return f"an {kind}" if kind[:1] in "aeio" else f"a {kind}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _letters(question: Question) -> dict[str, str]:
    if question.about_type:
        return {"y": "yes", "t": "other type", "r": "rename", "x": "no name"}
    return {"s": "same", "d": "different", "t": "type", "r": "rename", "x": "no name"}

"""Stretches of an article that are not its prose: bylines, photo credits, `Les også: …`.

The rules are data, in ``pipeline/gazetteer/boilerplate.toml``; a TOML file of the same form can
add to them. Each rule says where it looks:

- `paragraph`: a whole line must match; the line is marked;
- `inline`: every match within a line is marked;
- `start`: a match at the start of one of the first `within` lines of prose is marked.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from pipeline.datafiles import read_toml
from pipeline.errors import SettingsError

Scope = Literal["paragraph", "inline", "start"]

BUILT_IN: Final = Path(__file__).parent.parent / "gazetteer" / "boilerplate.toml"
# Longer lines are prose, and no whole line of them is tried: the work stays linear.
_LONGEST_LINE: Final = 400
_LINE = re.compile("[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_KEYS: Final = {"name", "about", "scope", "within", "pattern", "matches", "leaves"}
_NAME = re.compile("[a-zæøå0-9]+(-[a-zæøå0-9]+)*")


@dataclass(frozen=True)
class Rule:
    """What to mark. It must mark something in each of `matches` and nothing in `leaves`."""

    name: str
    about: str
    scope: Scope
    pattern: re.Pattern[str]
    within: int
    matches: tuple[str, ...]
    leaves: tuple[str, ...]


class Span(NamedTuple):
    """A stretch `text[start:end]` and the name of the rule that marks it."""

    start: int
    end: int
    rule: str


def load_rules(extra: Path | None = None, off: Sequence[str] = ()) -> list[Rule]:
    """Return the built-in rules and those in the file `extra`, without the ones named in `off`.

    A rule in `extra` takes the place of a built-in one with its name; `off` may hold `all`. Raises
    SettingsError, with file, rule and reason, for a rule that cannot work or a name not known.
    """
    rules = {rule.name: rule for rule in read_rules(BUILT_IN)}
    if extra is not None:
        rules |= {rule.name: rule for rule in read_rules(extra)}
    for name in off:
        if name not in rules and name != "all":
            near = difflib.get_close_matches(name, rules, n=1, cutoff=0.4)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise SettingsError(
                f"There is no boilerplate rule {name!r} to switch off.{hint} "
                f"The rules are {', '.join(rules)}."
            )
    return [] if "all" in off else [rule for name, rule in rules.items() if name not in off]


def read_rules(path: Path) -> list[Rule]:
    """Return the rules in the TOML file at `path`, in order.

    Its table `words` holds lists; `<name>` in a pattern stands for any word of the list `name`.
    Raises SettingsError with the file, the rule and the reason.
    """
    table = read_toml(path)
    words = table.get("words", {})
    entries = table.get("rule", [])
    if not isinstance(entries, list) or table.keys() - {"rule", "words"}:
        raise SettingsError(f"{path}: write each rule under a line [[rule]].")
    if not isinstance(words, dict) or not all(map(_is_words, words.values())):
        raise SettingsError(f"{path}: write a list in [words] as  month = ['januar', 'februar'].")
    rules: dict[str, Rule] = {}
    for number, entry in enumerate(entries, start=1):
        rule = _rule(entry, words, f"{path}: rule {number}")
        if rule.name in rules:
            raise SettingsError(f"{path}: there are two rules named {rule.name!r}.")
        rules[rule.name] = rule
    return list(rules.values())


def failures(rule: Rule) -> list[str]:
    """Return the examples of `rule` that it treats wrongly."""
    return [text for text in rule.matches if not find(text, [rule])] + [
        text for text in rule.leaves if find(text, [rule])
    ]


def find(text: str, rules: Sequence[Rule]) -> list[Span]:
    """Return the boilerplate in `text`, sorted, without overlaps; offsets are into `text`."""
    starts = [rule for rule in rules if rule.scope == "start"]
    wholes = [rule for rule in rules if rule.scope == "paragraph"]
    inlines = [rule for rule in rules if rule.scope == "inline"]
    spans: list[Span] = []
    prose = 0
    lines = [match.span() for match in _LINE.finditer(text)]
    for number, (line_start, line_end) in enumerate(lines):
        start, end = _strip(text, line_start, line_end)
        if start == end:
            continue
        for span in _at_start(text, start, end, [rule for rule in starts if prose < rule.within]):
            spans.append(span)
            start = _strip(text, span.end, end)[0]
        whole = None
        if 0 < end - start <= _LONGEST_LINE and not _wrapped(text, lines, number):
            line = text[start:end]
            whole = next((rule for rule in wholes if rule.pattern.fullmatch(line)), None)
        if whole:
            spans.append(Span(start, end, whole.name))
        elif start < end:
            prose += 1
            spans += _inline(text, start, end, inlines)
    return spans


def without(text: str, spans: Iterable[Span]) -> str:
    """Return `text` with a line break in place of each of `spans`."""
    pieces: list[str] = []
    place = 0
    for span in spans:
        pieces.append(text[place : span.start])
        place = span.end
    return "\n".join([*pieces, text[place:]])


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) and word for word in value)


def _rule(entry: Any, words: Mapping[str, Any], where: str) -> Rule:
    if not isinstance(entry, dict):
        raise SettingsError(f"{where}: write each rule under a line [[rule]].")
    name = entry.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise SettingsError(f"{where}: give it a name in small letters, such as 'photo-credit'.")
    where = f"{where} ({name})"
    unknown = sorted(entry.keys() - _KEYS)
    if unknown:
        raise SettingsError(f"{where}: there is no key {unknown[0]!r}; {sorted(_KEYS)} are known.")
    scope = entry.get("scope", "paragraph")
    if scope not in ("paragraph", "inline", "start"):
        raise SettingsError(f"{where}: scope = {scope!r}; choose paragraph, inline or start.")
    within = entry.get("within", 1)
    if not isinstance(within, int) or within < 1:
        raise SettingsError(f"{where}: within = {within!r}; write a whole number of lines.")
    pattern = entry.get("pattern")
    if not isinstance(pattern, str) or not pattern:
        raise SettingsError(f"{where}: it has no pattern.")
    for key in ("matches", "leaves"):
        if not _is_words(entry.get(key, [])):
            raise SettingsError(f"{where}: write {key} as a list of texts in quotation marks.")
    for key, listed in words.items():
        ways = sorted(listed, key=len, reverse=True)
        pattern = pattern.replace(f"<{key}>", f"(?:{'|'.join(map(re.escape, ways))})")
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise SettingsError(f"{where}: the pattern is no regular expression: {error}.") from None
    rule = Rule(
        name,
        str(entry.get("about", "")),
        scope,
        compiled,
        within,
        tuple(entry.get("matches", ())),
        tuple(entry.get("leaves", ())),
    )
    wrong = failures(rule)
    if wrong:
        verb = "does not mark" if wrong[0] in rule.matches else "must not mark, but does,"
        raise SettingsError(f"{where}: the pattern {verb} its example {wrong[0]!r}.")
    return rule


def _at_start(text: str, start: int, end: int, rules: Sequence[Rule]) -> Iterator[Span]:
    """Yield what `rules` mark at `start`, one after another, each rule once."""
    left = list(rules)
    while left and start < end:
        for rule in left:
            match = rule.pattern.match(text, start, end)
            if match and match.end() > start:
                yield Span(start, _strip(text, start, match.end())[1], rule.name)
                start = _strip(text, match.end(), end)[0]
                left.remove(rule)
                break
        else:
            return


def _inline(text: str, start: int, end: int, rules: Sequence[Rule]) -> list[Span]:
    """Return what `rules` mark in text[start:end]: the earliest, and of those the longest."""
    line = text[start:end]
    found = []
    for rule in rules:
        for match in rule.pattern.finditer(line):
            first, last = _strip(line, *match.span())
            if first < last:
                found.append((first, -last, rule.name))
    spans: list[Span] = []
    place = 0
    for first, last, name in sorted(found):
        if first >= place:
            spans.append(Span(start + first, start - last, name))
            place = -last
    return spans


def _wrapped(text: str, lines: Sequence[tuple[int, int]], number: int) -> bool:
    """Return whether the line is one of several that a paragraph is broken into."""
    return (number > 0 and _goes_on(text, *lines[number - 1], *lines[number])) or (
        number + 1 < len(lines) and _goes_on(text, *lines[number], *lines[number + 1])
    )


def _goes_on(text: str, start: int, end: int, next_start: int, next_end: int) -> bool:
    """Return whether a sentence goes on from one line into the next."""
    last, first = text[start:end].rstrip()[-1:], text[next_start:next_end].lstrip()[:1]
    return (
        text[end:next_start] in ("\n", "\r\n", "\r")
        and first.islower()
        and last not in ("", *'.!?:…»"”)')
    )


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """Return `start` and `end` moved past white space."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end

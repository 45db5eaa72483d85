"""Mending the names that a model found: what it overlooks and where it cuts wrongly.

Each rule holds for any model and needs no training: known names that stand in the text, names that
the article has elsewhere, particles inside names of persons, and what is no name at all.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Final

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, Token

from pipeline.datafiles import listed, rows
from pipeline.titles import is_title

_PARTICLES: Final = frozenset(
    "af al av bin da de del den der di du el ibn la le ter van von y zu".split()
)
_FOREIGN: Final = frozenset("bin di du el ibn la ter van von zu".split())
_PERSON: Final = frozenset({"PER", "PERSON"})
_LONG_NAME: Final = 3  # words; shorter names models find whole by themselves
_LONG_FRONT: Final = 4  # letters before the head of a title that is written with a capital
_KICKER: Final = 6  # letters; shorter ones may be acronyms
_GENITIVES: Final = ("", "s", "'s", "’s")


@Language.factory("navnenett_repair", assigns=["doc.ents"])
class Repair:
    """A last component of a spaCy pipeline that mends ``doc.ents``."""

    def __init__(self, nlp: Language, name: str):
        self._long = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._long.add("ORG", [nlp.make_doc(long) for long in sorted(_long_names())])
        self._known = PhraseMatcher(nlp.vocab)
        for label, names in (("GPE_LOC", _countries()), ("ORG", _acronyms())):
            forms = sorted({name + ending for name in names for ending in _GENITIVES})
            self._known.add(label, [nlp.make_doc(form) for form in forms])

    def __call__(self, doc: Doc) -> Doc:
        """Mend the names of `doc`."""
        _keep_whole(doc)
        names = _joined(doc, _outside_kickers(doc))
        names = [span for span in names if not _is_nobody(span)]
        names = [_relabelled(span) for name in names for span in _trimmed(name)]
        long = [span for span in self._long(doc, as_spans=True) if _is_written_as_name(span)]
        names = _with(names, long, over=True)
        names = _with(names, self._known(doc, as_spans=True), over=False)
        lower = {token.text for token in doc if token.is_lower}
        names = _with(names, _again(doc, names, lower), over=False)
        doc.ents = _with_first_names(doc, names, lower)
        return doc


@functools.cache
def _long_names() -> frozenset[str]:
    """Long names of organisations, which models read as several or as the place in them."""
    names = (
        name
        for row in rows("organisations.csv")
        for name in (row["label"], *listed(row["aliases"]))
    )
    return frozenset(name for name in names if len(re.split(r"[\s–-]+", name)) >= _LONG_NAME)


@functools.cache
def _countries() -> frozenset[str]:
    return frozenset(
        name
        for row in rows("countries.csv")
        for name in (row["label"], row["label_nn"], *listed(row["aliases"]))
        if name
    )


@functools.cache
def _acronyms() -> frozenset[str]:
    """Acronyms of organisations, and names of theirs that are acronyms but for the case (Nato)."""
    names = set()
    for row in rows("organisations.csv"):
        forms = {row["label"], *listed(row["aliases"]), *listed(row["acronym"])}
        capitals = {form for form in forms if form.isupper() and form.isalpha()}
        names |= capitals | {form for form in forms if form.upper() in capitals}
    return frozenset(names)


def _keep_whole(doc: Doc) -> None:
    """Let no sentence begin inside a name: Guitar Hero: World Tour. A parse stays as it is."""
    if doc.has_annotation("DEP"):
        return
    for name in doc.ents:
        for token in name[1:]:
            token.is_sent_start = False


def _joined(doc: Doc, names: Iterable[Span]) -> list[Span]:
    """Join persons between whom only particles stand: Ursula + von der + Leyen.

    What stands behind a foreign particle belongs to the person whatever its label.
    """
    joined: list[Span] = []
    for span in names:
        last = joined[-1] if joined else None
        if last is not None and last.label_ in _PERSON and last.sent == span.sent:
            between = [token.lower_ for token in doc[last.end : span.start]]
            foreign = {*between, last[-1].lower_} & _FOREIGN
            fits = foreign or (between and span.label_ in _PERSON)
            if fits and _PARTICLES.issuperset(between):
                joined[-1] = Span(doc, last.start, span.end, label=last.label)
                continue
        joined.append(span)
    return joined


def _trimmed(name: Span) -> Iterator[Span]:
    """Yield `name` without titles, a country's genitive or acronyms beside a person."""
    start = name.start
    if name.label_ in _PERSON:
        while start < name.end - 1:
            token = name.doc[start]
            if _is_country_genitive(token):
                yield Span(name.doc, start, start + 1, label="GPE_LOC")
            elif not _is_title(token):
                break
            start += 1
    last = name.end - 1
    beside = name.doc[last].text.removesuffix("s") in _acronyms() | {"USA"}
    if name.label_ in _PERSON and start < last and beside:
        yield Span(name.doc, start, last, label=name.label)  # Donald Trump + USA
    else:
        yield Span(name.doc, start, name.end, label=name.label)


def _is_title(token: Token) -> bool:
    """Tell whether a word is a title; one with a capital needs more before its head.

    Utenriksminister may have a capital, but Nursultan is no kind of sultan.
    """
    return is_title(token.text) if token.is_lower else is_title(token.text, _LONG_FRONT)


def _is_country_genitive(token: Token) -> bool:
    return token.text.endswith("s") and token.text[:-1] in _countries()


def _is_nobody(name: Span) -> bool:
    """Tell whether `name` is a person of a single letter: plan B, or one who is not to be named.

    Across articles the same letter is somebody else each time. Parties keep theirs (H, V).
    """
    return len(name.text) == 1 and name.label_ in _PERSON


def _with_first_names(doc: Doc, names: Sequence[Span], lower: Set[str]) -> list[Span]:
    """Take the capital word before a person's surname for a first name the model did not know.

    Not at the beginning of a sentence, where any word has a capital, and not a title, a known name
    or a word that the document has in `lower` case.
    """
    taken = {token.i for span in names for token in span}
    longer = []
    for span in names:
        before = doc[span.start - 1] if span.start > span.sent.start + 1 else None
        if (
            before is not None
            and span.label_ in _PERSON
            and len(span) == 1
            and before.i not in taken
            and before.is_title
            and before.is_alpha
            and not before.is_sent_start
            and before.lower_ not in lower
            and before.whitespace_
            and not _is_title(before)
        ):
            span = Span(doc, before.i, span.end, label=span.label)
        longer.append(span)
    return longer


def _relabelled(name: Span) -> Span:
    """Return `name` as a person if a title stands before it: utenriksminister Sergei Lavrov."""
    if name.label_ in _PERSON or name.start == 0 or len(name) < 2:
        return name
    before = name.doc[name.start - 1]
    person = before.is_lower and is_title(before.text) and before.sent == name.sent
    return Span(name.doc, name.start, name.end, label="PER") if person else name


def _is_written_as_name(name: Span) -> bool:
    """Tell whether a known long name has a capital, and does not begin with an article."""
    return name[0].text not in ("det", "den", "de", "dei") and not name.text.islower()


def _outside_kickers(doc: Doc) -> list[Span]:
    """Return the names of `doc` without the capitals that begin a caption: TO STOLER, TRE LEDERE:.

    A name in such capitals stays if it is known, or stands in the document in ordinary letters.
    """
    kickers = {token.i for sentence in doc.sents for token in _kicker(sentence)}
    if not kickers:
        return list(doc.ents)
    ordinary = {token.text for token in doc}
    known = _countries() | _acronyms()
    return [
        span
        for span in doc.ents
        if span.start not in kickers
        or span.text.removesuffix("S") in known
        or span.text in known
        or any(token.text.title() in ordinary - {token.text} for token in span)
    ]


def _kicker(sentence: Span) -> list[Token]:
    """Return the tokens in capitals up to a colon that begin `sentence`, unless they are few."""
    for number, token in enumerate(sentence):
        if token.text == ":":
            kicker = list(sentence[:number])
            letters = sum(len(one) for one in kicker if one.is_alpha)
            return kicker if letters >= _KICKER else []
        if not token.is_upper and token.is_alpha:
            break
    return []


def _with(names: Iterable[Span], more: Iterable[Span], *, over: bool) -> list[Span]:
    """Return `names` and `more` without overlaps; `more` goes over `names` if `over`.

    Those of `more` that run over the end of a sentence (or paragraph) are left out.
    """
    kept = list(names)
    more = [span for span in more if span.end <= span.sent.end]
    # A longer one first, then the one further to the left.
    for span in sorted(more, key=lambda span: (span.start - span.end, span.start)):
        across = [other for other in kept if span.start < other.end and other.start < span.end]
        if across and (not over or any(len(other) >= len(span) for other in across)):
            continue
        kept = [other for other in kept if other not in across] + [span]
    return sorted(kept, key=lambda span: span.start)


def _again(doc: Doc, names: Iterable[Span], lower: Set[str]) -> Iterator[Span]:
    """Yield names of one word, and surnames, where they stand in the document unlabelled.

    A word that the document also has in `lower` case is not taken for a name.
    """
    labels: dict[str, str] = {}
    for span in names:
        last = span[-1]
        if (len(span) == 1 or span.label_ in _PERSON) and _is_name_like(last):
            labels.setdefault(last.text, span.label_)
            if len(last) > 3 and last.text.endswith("s") and span.label_ not in _PERSON:
                labels.setdefault(last.text[:-1], span.label_)
    for token in doc:
        base = token.text[:-1] if token.text.endswith("s") else token.text
        label = labels.get(token.text) or labels.get(base)
        if label and base.lower() not in lower and token.lower_ not in lower:
            yield Span(doc, token.i, token.i + 1, label=label)


def _is_name_like(token: Token) -> bool:
    return token.is_alpha and token.text[:1].isupper() and len(token) > 2

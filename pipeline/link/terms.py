"""The distinct names of one article, and what kind of thing their labels say they are."""

import functools
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.link.gazetteer import Entry, Gazetteer
from pipeline.link.names import clean, compound, genitive_bases, key
from pipeline.titles import is_title

# What the labels of Norwegian pipelines (NorNE's) and of spaCy's other ones (OntoNotes') stand for.
# `gpe` is decided by the gazetteer: a country or a place.
KINDS: Final[Mapping[str, str]] = {
    "PER": "person",
    "PERSON": "person",
    "ORG": "organisation",
    "GPE_LOC": "gpe",
    "GPE_ORG": "gpe",
    "GPE": "gpe",
    "LOC": "place",
    "FAC": "place",
    "DRV": "derived",
    "NORP": "derived",
}

# Compounds whose head is such a word are names of their own: FN-sambandet, Venezia-kommisjonen.
_INSTITUTIONS: Final = (
    "byrå byrået departement departementet forbund forbundet institutt instituttet kommisjon "
    "kommisjonen komité komiteen konsern konsernet museum museet nemnd nemnda parlament "
    "parlamentet råd rådet samband sambandet selskap selskapet senter senteret stiftelse "
    "stiftelsen sykehus sykehuset tilsyn tilsynet universitet universitetet utvalg utvalget"
).split()

# After a genitive stands an indefinite noun or a definite adjective. So after function words, the
# past tense of strong verbs and the present tense of verbs of speech a name in -s is none.
_NOT_AFTER_GENITIVE: Final = frozenset(
    (
        "og eller men som i på til fra frå av for med mot om under over etter ved hos er var har "
        "hadde vil ville skal skulle kan kunne må måtte ikke ikkje også òg så at da når mens der "
        "hvor kor selv sjølv nå no igjen seg før siden sidan både "
        "ba bad bar bet ble blei vart bød braut brøt dro drog falt fall fant fann fikk fekk fløy "
        "forlot forsto ga gav gikk gjekk gjorde grep holdt heldt het hjalp kom kvad la lot lét lå "
        "løp møtte nøt red rev sa sang satt satte sende skar skjøt skrev skrik slapp slo sloss sov "
        "spurte stjal sto stod tok tålte valgte vant vann visste vet veit "
        "blir får går kommer kjem krever krev la mener meiner sier seier skriver skriv svarer "
        "svarar tar tek tror trur understreker understrekar viser ønsker ynskjer"
    ).split()
)

_SHORT_WORD: Final = 3


@dataclass(frozen=True)
class Found:
    """A name as annotate found it, with the word that follows it in the text (or '')."""

    text: str
    label: str
    next_word: str = ""


@dataclass(eq=False)
class Term:
    """A distinct name of an article: its form without genitive ending, and the names that have it.

    `merged` is the term of a fuller or better name of the same entity, once that is known.
    `homes` maps single names to the term they belong to where this one has several.
    """

    form: str
    names: list[int] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    entry: Entry | None = None
    merged: "Term | None" = None
    rule: str = "same-name"
    homes: dict[int, "Term"] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The kind most of its labels say; what its compounds are labelled tells nothing."""
        return commonest(self.kinds)

    @functools.cached_property
    def words(self) -> list[str]:
        """The words of its key: `van der leyen` has three."""
        return key(self.form).split()

    @property
    def root(self) -> "Term":
        """The term that it was merged into in the end, or itself."""
        return self.merged.root if self.merged else self

    def merge_into(self, other: "Term", rule: str) -> None:
        """Record that this name means the same entity as `other`, by the rule named `rule`."""
        if other.root is not self.root:
            self.root.merged = other.root
            self.rule = rule


@dataclass(frozen=True)
class Reading:
    """How one name is read: its form, whether it is part of a compound, by which rules."""

    form: str
    derived: bool
    rules: tuple[str, ...]
    entry: Entry | None


def commonest(kinds: Counter[str]) -> str:
    """Return the kind with most votes; ties go to the kind that is least often a mistake.

    `derived` wins only alone.
    """
    order = ("person", "gpe", "organisation", "place", "other", "derived")
    return min(kinds, key=lambda kind: (kind == "derived", -kinds[kind], order.index(kind)))


def read_names(found: Sequence[Found], gazetteer: Gazetteer) -> tuple[list[Reading], list[Term]]:
    """Return how each name is read, and the distinct names (terms) in order of appearance."""
    forms = [clean(name.text) or name.text for name in found]
    evidence = _evidence(forms, found)
    readings = [
        _read(form, name, gazetteer, evidence) for form, name in zip(forms, found, strict=True)
    ]
    terms: dict[str, Term] = {}
    for number, (reading, name) in enumerate(zip(readings, found, strict=True)):
        name_key = reading.entry.entity_id if reading.entry else key(reading.form)
        term = terms.setdefault(name_key, Term(reading.form, entry=reading.entry))
        term.names.append(number)
        kind = KINDS.get(name.label, "other")
        term.kinds["derived" if reading.derived else kind] += 1
    for term in terms.values():
        if gazetteer.find_place(term.form) and key(term.form) not in evidence.parts:
            term.kinds["gpe"] += len(term.names) + 1
    return readings, list(terms.values())


def _read(
    form: str,
    name: Found,
    gazetteer: Gazetteer,
    evidence: "Evidence",
) -> Reading:
    rules: list[str] = []
    kind = KINDS.get(name.label, "other")
    if kind == "person":
        form, rules = _without_title(form)
    entry = gazetteer.find(form)
    if entry:
        return Reading(form, False, (*rules, "gazetteer"), entry)
    inner = _compound(form, kind, gazetteer, evidence.forms)
    if inner:
        return Reading(inner, True, ("compound",), gazetteer.find(inner))
    if kind == "derived":
        entry = gazetteer.find_derived(form)
        return Reading(form, True, ("demonym",) if entry else (), entry)
    # An apostrophe after -s is no quotation mark: Paris', Mattis'
    written = form + name.text[-1] if name.text.endswith(("'", "’")) else form
    for base, sure in genitive_bases(written):
        entry = gazetteer.find(base)
        bare = gazetteer.find_place(form)  # Las Vegas
        if entry or sure or (not bare and evidence.is_genitive(form, base)):
            rules.append("genitive")
            return Reading(base, False, (*rules, "gazetteer") if entry else tuple(rules), entry)
    return Reading(form, False, tuple(rules), None)


@dataclass(frozen=True)
class Evidence:
    """What the names of an article tell about each other.

    `forms` counts the keys of all names, `bare` of those that no noun follows. `parts` holds the
    single words of names of several words, `begins` the beginnings and the inner words of those.
    """

    forms: Counter[str]
    bare: Counter[str]
    parts: frozenset[str]
    begins: frozenset[str]

    def is_genitive(self, form: str, base: str) -> bool:
        """Tell whether `form`, a name in -s, is the genitive of `base`.

        It is if the article has `base` as a name, or as the last word of one, at least as often
        as `form` with no noun behind it; without either, if a noun always follows.
        """
        ours, words = key(form), key(base).split()
        if ours in self.begins:  # Anders and Pål Anders, where Pål Anders Ullevålseter is named
            return False
        if form.split()[-1].islower() and len(words[-1]) <= _SHORT_WORD:  # Det hvite hus
            return False
        seen = self.forms[" ".join(words)] + (len(words) == 1 and words[0] in self.parts)
        if len(words) > 1:
            seen += self.forms[words[-1]]
        return seen >= max(1, self.bare[ours]) or not self.bare[ours]


def _evidence(forms: Sequence[str], found: Sequence[Found]) -> Evidence:
    keys = [key(form) for form in forms]
    split = [name.split() for form, name in zip(forms, keys, strict=True) if " " in form]
    return Evidence(
        Counter(keys),
        Counter(
            name for name, at in zip(keys, found, strict=True) if not _before_noun(at.next_word)
        ),
        frozenset(word for words in split for word in words),
        frozenset(
            begin
            for words in split
            for at, word in enumerate(words[:-1], start=1)
            for begin in (word, " ".join(words[:at]))
        ),
    )


def _before_noun(next_word: str) -> bool:
    """Tell whether `next_word` can follow a genitive: not a verb in the past, not a small word."""
    if not next_word.isalpha() or not next_word.islower() or next_word in _NOT_AFTER_GENITIVE:
        return False
    past = next_word.endswith(("et", "dde")) or (
        next_word.endswith(("te", "de")) and not next_word.endswith(("ste", "ende"))
    )
    return not past or is_title(next_word)


def _without_title(form: str) -> tuple[str, list[str]]:
    words = form.split()
    count = 0
    while count < len(words) - 1 and is_title(words[count]):
        count += 1
    return (" ".join(words[count:]), ["title"]) if count else (form, [])


def _compound(
    form: str,
    kind: str,
    gazetteer: Gazetteer,
    attested: Container[str],
) -> str | None:
    """Return the name inside the compound `form`, or None if it is a name of its own."""
    split = compound(form)
    if split:
        base, head = split
        own = kind in ("person", "place", "gpe") or (
            kind == "organisation" and head in _INSTITUTIONS
        )
        return None if own else clean(base)
    if " " in form or not form[:1].isupper():
        return None
    for length in range(len(form) - 3, 1, -1):  # Natosjefen: the longest name it begins with
        base, head = form[:length], form[length:]
        if not head.islower() or not (kind == "derived" or is_title(head)):
            continue
        if (length > 3 and key(base) in attested) or (
            (length > 3 or base.isupper()) and gazetteer.find(base)
        ):
            return base
    return None

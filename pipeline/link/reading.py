"""How the single names of an article are read: titles, genitives, compounds, derived words."""

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.link.gazetteer import Entry, Gazetteer
from pipeline.link.institutions import institution
from pipeline.link.metonyms import stands_for_government
from pipeline.link.names import clean, compound, genitive_bases, key
from pipeline.link.separations import Separations
from pipeline.link.terms import Found, Step, Term
from pipeline.titles import is_title

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

# The definite form stands before a name: hovedstaden Oslo. `Byen` begins names.
_PLACE_NOUN: Final = re.compile(
    r"(?:[\w-]+)?(?:hovedstaden|hovudstaden|delstaten|landsbyen|millionbyen|havnebyen|hamnebyen"
    r"|provinsen|-byen|-staten|-regionen)|byen|regionen|øya|bydelen"
)
# Kristi is also a first name.
_LATIN_GENITIVES: Final = {"Jesu": "Jesus Kristus", "Kristi": "Jesus Kristus"}
_SHORT_WORD: Final = 3
_NEXT_WORD: Final = re.compile(r"(?=\s)[^\S\n]*\n?[^\S\n]*([^\W\d_]+)")  # also on the next line


@dataclass(frozen=True)
class Reading:
    """How one name is read: its form, whether it is part of a compound, by which rules (steps)."""

    form: str
    derived: bool
    steps: tuple[Step, ...]
    entry: Entry | None

    @property
    def name(self) -> str:
        """What the entity is called: not Moskva where that stands for Russland."""
        metonym = any(step.rule == "metonym" for step in self.steps)
        return self.entry.label if self.entry and metonym else self.form


def demonym(name: Found, gazetteer: Gazetteer) -> Entry | None:
    """Return the country that `name` is derived from, if it is an adjective or a demonym."""
    form = clean(name.text)
    if name.kind != "derived" or gazetteer.find(form):
        return None
    return gazetteer.find_derived(form)


def read_names(
    found: Sequence[Found],
    gazetteer: Gazetteer,
    apart: Separations | None = None,
    *,
    metonyms: bool = False,
) -> tuple[list[Reading], list[Term]]:
    """Return how each name is read, and the distinct names (terms) in order of appearance."""
    reader = _Reader(found, gazetteer, apart or Separations((), gazetteer), metonyms)
    terms: dict[str, Term] = {}
    for number, (reading, name) in enumerate(zip(reader.readings, found, strict=True)):
        name_key = reading.entry.entity_id if reading.entry else key(reading.form)
        term = terms.get(name_key)
        if term is None:
            term = terms[name_key] = Term(reading.name, entry=reading.entry)
        term.names.append(number)
        term.kinds["derived" if reading.derived else name.kind] += 1
        term.handles |= reader.apart.handles(reading.form, reading.entry)
    for term in terms.values():
        term.barred = reader.apart.barred(term.handles)
        if gazetteer.find_place(term.form) and key(term.form) not in reader.evidence.parts:
            term.kinds["gpe"] += _votes_for_place(term)
    return reader.readings, list(terms.values())


def _votes_for_place(term: Term) -> int:
    """Return how many labels it outweighs that `term` is the name of a known place.

    All of them, as one label may be a slip of the model; but where the article has several names
    which all are of persons (Kennedy), or of organisations (Chelsea), it says what they are.
    """
    agreed = max(term.kinds["person"], term.kinds["organisation"])
    return 1 if agreed == len(term.names) > 1 else len(term.names) + 1


class _Reader:
    """Reads the names of one article, each in the light of all."""

    def __init__(
        self, found: Sequence[Found], gazetteer: Gazetteer, apart: Separations, metonyms: bool
    ):
        self.gazetteer, self.apart, self.metonyms = gazetteer, apart, metonyms
        forms = [clean(name.text) or name.text for name in found]
        self.evidence = _evidence(forms, found)
        self.readings = [self._read(form, name) for form, name in zip(forms, found, strict=True)]

    def _known(self, form: str, name: Found) -> tuple[Entry | None, tuple[Step, ...]]:
        """Return what the gazetteer knows by the name `form`, and the step that this is."""
        party = self.gazetteer.find_party(form) if len(form) == 1 else None
        if party and name.before.endswith("(") and name.after[:1] in ("", ")", ",", "/", "-"):
            return party, (Step("party-letter", party.label),)  # Erna Solberg (H)
        entry = self.gazetteer.find_metonym(form) if self.metonyms else None
        if (
            entry
            and name.kind != "person"
            and stands_for_government(name)
            and self.apart.may_be(form, entry)
        ):
            return entry, (Step("metonym", entry.label),)
        return self._plain(form)

    def _plain(self, form: str) -> tuple[Entry | None, tuple[Step, ...]]:
        entry = self.gazetteer.find(form)
        if entry and self.apart.may_be(form, entry):
            return entry, (Step("gazetteer"),)
        return None, ()

    def _read(self, form: str, name: Found) -> Reading:
        steps: tuple[Step, ...] = ()
        if name.kind in ("gpe", "place"):
            form, noun = _without_place_noun(form)
            steps = (Step("title", noun),) if noun else ()
        if name.kind == "person":
            form, title = _without_title(form)
            steps = (Step("title", title),) if title else ()
            if form in _LATIN_GENITIVES and (
                form == "Jesu" or _before_noun(_next_word(name.after))
            ):
                return Reading(_LATIN_GENITIVES[form], False, (*steps, Step("genitive")), None)
        entry, why = self._known(form, name)
        if entry:
            return Reading(form, False, (*steps, *why), entry)
        inner = _compound(form, name.kind, self.gazetteer, self.evidence.forms)
        if inner:
            # Kreml-talsmann, but the Minsk agreement (Minsk-avtalen) is not that of a government.
            entry, why = self._known(inner, name) if is_title(form) else self._plain(inner)
            why = tuple(step for step in why if step.rule == "metonym")
            return Reading(inner, True, (Step("compound", inner), *why), entry)
        # An apostrophe after -s is no quotation mark: Paris', Mattis'
        written = form + name.text[-1] if name.text.endswith(("'", "’")) else form
        for base, sure in genitive_bases(written):
            entry, why = self._known(base, name)
            if self.gazetteer.find_place(form) and not (entry or sure):  # Las Vegas
                continue
            town = name.kind in ("gpe", "place") and self.gazetteer.find_place(base)
            if entry or sure or town or self.evidence.is_genitive(form, base):
                return Reading(base, False, (*steps, Step("genitive"), *why), entry)
        return Reading(form, False, steps, None)


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
        seen += sum(self.forms[" ".join(words[at:])] for at in range(1, len(words)))
        return seen >= max(1, self.bare[ours]) or not self.bare[ours]


def _evidence(forms: Sequence[str], found: Sequence[Found]) -> Evidence:
    keys = [key(form) for form in forms]
    split = [name.split() for form, name in zip(forms, keys, strict=True) if " " in form]
    persons = [
        name.split()
        for name, at in zip(keys, found, strict=True)
        if " " in name and at.kind == "person"
    ]
    return Evidence(
        Counter(keys),
        Counter(
            name
            for name, at in zip(keys, found, strict=True)
            if not _before_noun(_next_word(at.after))
        ),
        frozenset(word for words in split for word in words),
        frozenset(
            begin
            for words in persons
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


def _next_word(after: str) -> str:
    match = _NEXT_WORD.match(after)
    return match[1] if match else ""


def _without_title(form: str) -> tuple[str, str]:
    """Return `form` without the titles that it begins with, and those."""
    words = form.split()
    count = 0
    while count < len(words) - 1 and is_title(words[count]):
        count += 1
    return " ".join(words[count:]), " ".join(words[:count])


def _without_place_noun(form: str) -> tuple[str, str]:
    """Return `NATO-hovedstaden Brussel` without the common noun, and that."""
    first, _, rest = form.partition(" ")
    return (rest, first) if rest[:1].isupper() and _PLACE_NOUN.fullmatch(first) else (form, "")


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
        # An institution is a name of its own: FN-sambandet, Venezia-kommisjonen.
        own = kind in ("person", "place", "gpe") or (
            kind == "organisation"
            and (institution(head) or institution(head.removesuffix("s"))) is not None
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

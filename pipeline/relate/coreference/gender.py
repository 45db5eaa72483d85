"""Whether a person is a man or a woman: from first names, titles and nouns like `talskvinne`."""

import functools
import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from pipeline.datafiles import rows
from pipeline.relate.sentences import Article, Name


class Sex(StrEnum):
    """The sex of a person, as pronouns tell it."""

    MALE = "male"
    FEMALE = "female"


# Nouns that tell the sex of a person, as the last part of a word and with their endings.
_MEN: Final = (
    "mann mannen far faren bror broren sønn sønnen son sonen ektemann ektemannen gutt gutten gut "
    "guten onkel onkelen fetter fetteren konge kongen kong prins prinsen herr hr herre herren sir "
    "mulla mullah ayatolla ayatollah imam sjeik emir sultan keiser "
    "lord munk munken pave paven bestefar bestefaren kamerat kameraten"
).split()
_WOMEN: Final = (
    "kvinne kvinnen kvinna mor moren mora søster søsteren søstera datter datteren dattera dotter "
    "dottera kone konen kona jente jenten jenta tante tanten tanta kusine kusinen dronning "
    "dronningen dronninga prinsesse prinsessen prinsessa fru fruen frøken frue lady nonne nonnen "
    "venninne venninnen venninna enke enken enka hertuginne hertuginnen skuespillerinne "
    "skuespillerinnen forfatterinne sangerinne sangerinnen jordmor jordmoren"
).split()
# As the last part of a longer word these say nothing of sex: formann, talsmann, lensmann.
_OFFICES: Final = re.compile(r".*mann(en)?\Z")
_MALE_COMPOUNDS: Final = tuple("sønn sønnen bror broren ektemann ektemannen prinsen".split())
_FEMALE_COMPOUNDS: Final = tuple(
    "kvinne kvinnen kvinna datter dattera datteren søster søsteren prinsesse prinsessen".split()
)
# Patronymics and surnames whose form differs by sex: Nikolajevna, Pavlova, Jónsdóttir.
_FEMALE_SURNAME: Final = re.compile(r".{2,}(?:d[oó]ttir|ovna|jevna|[oe]va|ska(?:ja|ya)|skaia)\Z")
_MALE_SURNAME: Final = re.compile(r".{3,}(?:[oe]vit(?:sj|sch|ch)|ovskij|ovsky|enskij)\Z")


@functools.cache
def _first_names() -> dict[str, Sex]:
    return {row["name"]: Sex(row["sex"]) for row in rows("first_names.csv")}


def sex_of_noun(word: str) -> Sex | None:
    """Return the sex that a noun tells of its bearer, or None if it tells none.

    >>> [sex_of_noun(word) for word in ("mannen", "talskvinne", "formann", "statsråd")]
    [<Sex.MALE: 'male'>, <Sex.FEMALE: 'female'>, None, None]
    """
    folded = word.casefold().rstrip(".")
    if folded in _MEN:
        return Sex.MALE
    if folded in _WOMEN:
        return Sex.FEMALE
    if _OFFICES.match(folded):
        return None
    if folded.endswith(_FEMALE_COMPOUNDS):
        return Sex.FEMALE
    return Sex.MALE if folded.endswith(_MALE_COMPOUNDS) else None


@functools.lru_cache(maxsize=100_000)
def sex_of_name(name: str) -> Sex | None:
    """Return the sex of a person of this name, or None if the name does not tell.

    >>> [sex_of_name(name) for name in ("Kari Nordmann", "Anna Pavlova", "Ola", "Nordmann")]
    [<Sex.FEMALE: 'female'>, <Sex.FEMALE: 'female'>, <Sex.MALE: 'male'>, None]
    """
    words = name.split()
    if not words:
        return None
    listed = _first_names()
    first = words[0].removesuffix("s") if len(words) == 1 else words[0]
    for form in (words[0], first, words[0].partition("-")[0]):
        if form in listed:
            return listed[form]
    if len(words) > 1:
        if _FEMALE_SURNAME.match(words[-1].casefold()):
            return Sex.FEMALE
        if _MALE_SURNAME.match(words[-1].casefold()):
            return Sex.MALE
    return sex_of_noun(words[0])


def sexes(article: Article) -> dict[str, Sex]:
    """Return the sex of the persons of an article, by entity, where names or titles tell it.

    A full name weighs more than a single word, which may be a surname (`Martin`), and more than
    the noun before a name (`kong Harald`, `talskvinne Kari Nordmann`).
    """
    named: dict[str, dict[str, Name]] = {}
    before: dict[str, Sex] = {}
    for sentence in article.sentences:
        for name in sentence.names:
            if name.type == "person" and not name.derived:
                named.setdefault(name.entity_id, {}).setdefault(name.text, name)
                told = sex_of_noun(_word_before(article.text, name.start))
                if told:
                    before.setdefault(name.entity_id, told)
    found: dict[str, Sex] = {}
    for entity, names in named.items():
        forms = [*names, next(iter(names.values())).entity]
        told = (
            _first(form for form in forms if " " in form)
            or before.get(entity)
            or _first(form for form in forms if " " not in form)
        )
        if told:
            found[entity] = told
    return found


def _first(forms: Iterable[str]) -> Sex | None:
    return next((sex for sex in map(sex_of_name, sorted(forms)) if sex), None)


_BEFORE: Final = re.compile(r"([\w.-]+)[ \u00a0]+\Z")


def _word_before(text: str, start: int) -> str:
    match = _BEFORE.search(text, max(0, start - 40), start)
    return match[1] if match else ""

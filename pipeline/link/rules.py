"""The rules by which names are linked: what each means, and how often it is wrong.

`rule` of a mention lists the steps that led to its entity, joined by ` > `, each with its evidence
behind a colon: `genitive > surname: Sergej Lavrov`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Rule:
    """What a rule does; `doubt`: the share of its decisions that a person may see otherwise.

    Rules with no doubt are not put to review.
    """

    meaning: str
    doubt: float = 0.0


# Within an article; doubt as measured on gold articles (docs/linking.md).
WITHIN: Final[Mapping[str, Rule]] = {
    "same-name": Rule("the same name, apart from case, accents and signs"),
    "gazetteer": Rule("a name that stands in the gazetteer or a file of one's own"),
    "genitive": Rule("a genitive without its ending"),
    "title": Rule("a title before the name belongs not to the name"),
    "compound": Rule("a name inside a compound"),
    "demonym": Rule("an adjective or demonym of a country"),
    "party-letter": Rule("a letter in parentheses that stands for a party"),
    "metonym": Rule("a seat of government that stands for the government"),
    "spelling": Rule("another spelling of the name: transliteration, aa for å, i or for", 0.2),
    "middle-name": Rule("the full name without the names in the middle", 0.17),
    "initial": Rule("the full name with initials", 0.2),
    "surname": Rule("the surname of the only person who has it in the article", 0.02),
    "first-name": Rule("the first name of the only person who has it in the article", 0.05),
    "nearest-surname": Rule("the surname of several persons of the article", 0.1),
    "nearest-first-name": Rule("the first name of several persons of the article", 0.2),
    "title-alone": Rule("a title in place of the name of the only person who bears it", 0.25),
    "slip": Rule("a slip of the pen: one letter from another name", 0.05),
    "acronym": Rule("an acronym of the first letters of a name in the article", 0.14),
    "acronym-defined": Rule("an acronym that the article defines", 0.04),
    "municipality": Rule("a municipality and its town", 0.1),
    "short-form": Rule("the beginning of the name of an organisation or a building", 0.15),
    "last-word": Rule("the last word of the name of an organisation", 0.2),
    "institution": Rule("the common noun in the name of an institution", 0.33),
    "web-address": Rule("the web address of a paper or a firm", 0.25),
    "place-name": Rule("two names of one place in the gazetteer", 0.05),
}

# Across articles; doubt as estimated, not measured: no gold articles tell of it.
ACROSS: Final[Mapping[str, Rule]] = {
    "spelling-in-company": Rule("names that sound alike, with company in common", 0.3),
    "same-sound": Rule("names that sound alike, but nothing else says they are one", 0.4),
    "middle-name-in-corpus": Rule("the full name without the names in the middle", 0.2),
    "middle-name-of-several": Rule("a full name that several longer names may mean", 0.3),
    "ending-in-corpus": Rule("full names that differ in a final -s", 0.3),
    "surname-in-corpus": Rule("the surname of the only person who has it in the corpus", 0.2),
    "surname-of-several": Rule("a surname alone that several persons of the corpus have", 0.35),
    "common-surname": Rule("a common surname alone, in other company than the person's", 0.35),
    "other-field": Rule("a surname alone of an athlete, the person's being a politician's", 0.3),
    "namesake": Rule("persons of one name who keep different company", 0.45),
    "known-person": Rule("a person of the gazetteer, by name and company", 0.05),
    "one-letter-apart": Rule("names one letter apart, taken for two", 0.25),
    "type-vote": Rule("the type that most mentions of the name have", 0.3),
    "correction": Rule("a line of the corrections file"),
}

RULES: Final[Mapping[str, Rule]] = {**ACROSS, **WITHIN}

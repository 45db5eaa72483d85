"""spaCy's Norwegian tokenizer, mended for raw news text.

Everything is plain data that `nlp.to_disk` writes (affix patterns and exceptions), so `spacy.load`
needs none of this code. A tokenizer sees one stretch between white spaces at a time: whether `17.`
is an ordinal or ends a sentence, it cannot know; numbers that are hardly ever ordinals it can.
"""

from __future__ import annotations

from typing import Any

import spacy
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER
from spacy.lang.nb import punctuation
from spacy.language import Language
from spacy.symbols import ORTH  # type: ignore[import-not-found, unused-ignore]
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found, unused-ignore]
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

PARTIES = ("Ap.", "Frp.", "Sp.", "sv.")
"""Parties, which end sentences far more often than they are abbreviated with a full stop."""

WORDS = ("i.", "min.", "to.", "ti.", "no.", "eg.", "jul.", "sen.", "sms.")
"""Ordinary words of Bokmål or Nynorsk, which end sentences more often than they are shortened."""

EMOTICONS = ("):", ")-:", "8)", "8-)", "8D", "8-D")
"""Look like the end of a bracket before a colon, `(Ap):`, or of a number in brackets, `(8)`."""

WRONG_EXCEPTIONS = frozenset(PARTIES + WORDS + EMOTICONS)

ABBREVIATIONS = (
    *"ang. anm. fung. kap. osb. prof. tlf. jfr. m.a. t.d. f.v. d.e. d.v.s. Johs. Mek.".split(),
    *"Bl.a. Dvs. Evt. Hr. Innst. Jf. Jfr. Jr. Kap. Kl. M.a. Nr. Ot.prp. Prof.".split(),
    *"St.meld. St.prp. Sr. T.d. T.o.m. Tlf. Fr.p.s ©NPK".split(),
    *"A/S D/S I/S K/S M/S km/t m/s".split(),
)
"""Written as one word. None of them is an ordinary word at the end of a sentence."""

QUOTES_BETWEEN_LETTERS = next(p for p in punctuation.TOKENIZER_INFIXES if "»" in p)
"""spaCy's pattern also splits at curly apostrophes, as in `Trump’s`, `O’Brien` and `d’Arc`."""

APOSTROPHES = "'’‘´`"
APOSTROPHES_AT_THE_END = frozenset("’´")
"""Split off by spaCy without condition; here as the straight one, by a pattern in SUFFIXES."""

DOUBLE_QUOTES = '"“”„«»'
UNSEEN = r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
"""Soft hyphen, zero-width characters, marks of direction, byte-order mark; apart at an edge."""

_LETTER_OR_DIGIT = f"{ALPHA}0-9"

PREFIXES = (
    UNSEEN,
    r"\|",
    "•",
    # A reply without a space after its dash; -6, -analysen and -Aust-Agder stay as they are.
    rf"-(?=[{DOUBLE_QUOTES}]|[{ALPHA_UPPER}][{ALPHA}]*(?:[^{ALPHA}-]|$))",
    rf"/(?=[{ALPHA}])",
)

SUFFIXES = (
    UNSEEN,
    r"\|",
    # A genitive keeps its apostrophe after s, x and z, straight or curly: Hellas', Hellas’.
    r"(?<=[^sSxXzZ])[’´]",
    # The end of a quotation after a genitive: ‘Trump’s’.
    r"(?<=['’´][sS])['’]",
    # Numbers that are not ordinals or dates: years, hundreds, above 31, decimals, times, scores.
    r"(?<=[0-9]{3})\.",
    r"(?<=3[2-9])\.",
    r"(?<=[4-9][0-9])\.",
    r"(?<=[0-9][.,:][0-9]{2})\.",
    r"(?<=[0-9][,:][0-9])\.",
    r"(?<=[0-9][-–][0-9])\.",
    r"(?<=[0-9][-–][0-9]{2})\.",
    r"(?<=^0)\.",
    # Names with a number: G20, TV2, F-35.
    rf"(?<=[{ALPHA}][0-9])\.",
    rf"(?<=[{ALPHA}][0-9]{{2}})\.",
    rf"(?<=[{ALPHA}]-[0-9])\.",
    rf"(?<=[{ALPHA}]-[0-9]{{2}})\.",
    # After what is no letter: 'Hei'. and a word with an invisible end.
    rf"(?<=[{APOSTROPHES}])\.",
    rf"(?<={UNSEEN})\.",
    # FrP, UiO.
    rf"(?<=[{ALPHA_LOWER}][{ALPHA_UPPER}])\.",
    # A dash that stands too close: (Ap)- , «ja»-
    rf"(?<=[){DOUBLE_QUOTES}])-",
)

INFIXES = (
    rf"(?<=[{ALPHA}])\|(?=[{ALPHA}])",
    rf"(?<=[{_LETTER_OR_DIGIT}])—(?=[{_LETTER_OR_DIGIT}])",
    # Scores and years: 2-1, 1994-95, which the treebank has apart; not 2022-05-18 or 22-33-44-55.
    r"(?<!-[0-9])(?<!-[0-9]{2})(?<!-[0-9]{3})(?<!-[0-9]{4})(?<=[0-9])-(?=[0-9]+$)",
    rf"(?<=[{ALPHA}]-)/(?=[{ALPHA}])",
    # Spaces forgotten: sa:«Ja, 15(2009, 10000«uskyldige.
    rf"(?<=[{ALPHA}])[,;:](?=[{DOUBLE_QUOTES}][{ALPHA}])",
    rf"(?<=[{ALPHA}][,;:])[{DOUBLE_QUOTES}](?=[{ALPHA}])",
    rf"(?<=[{_LETTER_OR_DIGIT}])[\[\](){DOUBLE_QUOTES}](?=[{_LETTER_OR_DIGIT}])",
    # «ja»-folket, nei-«folket»
    rf"(?<=[{_LETTER_OR_DIGIT}])[{DOUBLE_QUOTES}](?=-[{ALPHA}])",
    rf"(?<=[{ALPHA}]-)[{DOUBLE_QUOTES}](?=[{ALPHA}])",
)


def blank() -> Language:
    """A Norwegian pipeline with the mended tokenizer and nothing else."""
    nlp = spacy.blank("nb")
    nlp.tokenizer = tokenizer_of(nlp)
    return nlp


def tokenizer_of(nlp: Language) -> Tokenizer:
    """A tokenizer for `nlp`: the Norwegian one of spaCy with the changes of this module."""
    stock: Any = spacy.blank("nb").tokenizer
    rules = {form: parts for form, parts in stock.rules.items() if form not in WRONG_EXCEPTIONS}
    rules |= {form: [{ORTH: form}] for form in ABBREVIATIONS}
    suffixes = [p for p in punctuation.TOKENIZER_SUFFIXES if p not in APOSTROPHES_AT_THE_END]
    infixes = [p for p in punctuation.TOKENIZER_INFIXES if p != QUOTES_BETWEEN_LETTERS]
    return Tokenizer(
        nlp.vocab,
        rules=rules,
        prefix_search=compile_prefix_regex([*PREFIXES, *punctuation.TOKENIZER_PREFIXES]).search,
        suffix_search=compile_suffix_regex([*suffixes, *SUFFIXES]).search,
        infix_finditer=compile_infix_regex([*infixes, *INFIXES]).finditer,
        url_match=stock.url_match,
    )

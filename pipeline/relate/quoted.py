"""Which words of an article are direct speech, and who speaks, as far as the parse tells."""

from dataclasses import dataclass
from typing import Final

from pipeline.relate.sentences import Article, Sentence, Token

DASHES: Final = frozenset("-–—−‒")
_OPEN: Final = frozenset("«“„")
_CLOSE: Final = frozenset("»”")
_EITHER: Final = frozenset('"')
_BEFORE_REPORT: Final = _CLOSE | _EITHER | frozenset(",?!…")
SAYING: Final = frozenset(
    "si seie sei fortelle fortelje mene meine skrive uttale hevde svare spørre spørje understreke "
    "understreke legge leggje forklare mumle rope skrike hviske påpeke påpeike fastslå konstatere "
    "fortsette halde utbryte utdype opplyse tilføye medgi innrømme presisere slå minne advare "
    "love håpe tro tenke undre le smile synes kommentere oppsummere avslutte begynne".split()
)
_FIRST_PERSON: Final = frozenset(
    "jeg eg meg min mitt mine vi oss vår vårt våre me du deg din ditt dine dere".split()
)


@dataclass(frozen=True, slots=True)
class Speech:
    """The direct speech of a sentence.

    `tokens` are those spoken; `said` the verb of its reporting clause (`sier`) and `speaker` the
    subject of that verb, both token numbers, None where the sentence has none.
    """

    tokens: frozenset[int] = frozenset()
    said: int | None = None
    speaker: int | None = None


def speeches(article: Article) -> dict[int, Speech]:
    """Return the direct speech in each parsed sentence of an article, by its number.

    Speech is what stands in quotation marks (also over several sentences), after a dash at the
    start of a sentence, or before a reporting clause (`, sier hun.`). A sentence in the first or
    second person that follows speech in its paragraph goes on with it.
    """
    found: dict[int, Speech] = {}
    quoting, speaking, paragraph = False, False, -1
    for sentence in article.sentences:
        if sentence.paragraph != paragraph:
            quoting, speaking, paragraph = False, False, sentence.paragraph
        if not sentence.tokens:
            continue
        verb = _reporting(sentence)
        spoken, quoting = _quoted(sentence.tokens, quoting)
        dashed = sentence.tokens[0].text in DASHES
        first = any(token.lower in _FIRST_PERSON for token in sentence.tokens)
        if dashed or verb is not None or (speaking and first and not spoken):
            clause = _clause(sentence, verb) if verb is not None else frozenset[int]()
            if not spoken or dashed:
                spoken = frozenset(range(len(sentence.tokens))) - clause
            else:
                spoken -= clause
        subject = None if verb is None else _subject(sentence, verb)
        found[sentence.number] = Speech(spoken, verb, subject)
        speaking = bool(spoken)
    return found


def _quoted(tokens: tuple[Token, ...], inside: bool) -> tuple[frozenset[int], bool]:
    found = set()
    if inside and not any(token.text in _CLOSE | _EITHER for token in tokens):
        # an unclosed mark is more likely a slip than a speech of many sentences
        inside = any(token.lower in _FIRST_PERSON for token in tokens)
    for token in tokens:
        if token.text in _OPEN or (token.text in _EITHER and not inside):
            inside = True
        elif token.text in _CLOSE or token.text in _EITHER:
            inside = False
        elif inside:
            found.add(token.at)
    return frozenset(found), inside


def _reporting(sentence: Sentence) -> int | None:
    """Return the verb of a reporting clause behind speech: `sier` of `Det går bra, sier hun`."""
    for token in sentence.tokens[1:]:
        if token.lemma not in SAYING or token.pos not in {"VERB", "AUX"}:
            continue
        subject = _subject(sentence, token.at)
        if subject is None or subject < token.at:
            continue
        if sentence.tokens[token.at - 1].text in _BEFORE_REPORT and _reports(sentence, token):
            return token.at
    return None


def _reports(sentence: Sentence, verb: Token) -> bool:
    """Tell whether what stands before a verb of saying is said, and no clause of time (`da`)."""
    before = [sentence.tokens[at] for at in sentence.children[verb.at] if at < verb.at]
    if any(token.dep in {"ccomp", "obj"} for token in before):
        return True
    return verb.head != verb.at and not any(token.dep == "advcl" for token in before)


def _subject(sentence: Sentence, verb: int) -> int | None:
    return next(
        (child for child in sentence.children[verb] if sentence.tokens[child].dep == "nsubj"), None
    )


def _clause(sentence: Sentence, verb: int) -> frozenset[int]:
    """Return the tokens of the reporting clause: what hangs on the verb and stands after it."""
    found, left = {verb}, [verb]
    while left:
        for child in sentence.children[left.pop()]:
            if child > verb and not (
                sentence.tokens[child].dep in {"ccomp", "parataxis"}
                and sentence.tokens[child].head == verb
            ):
                found.add(child)
                left.append(child)
    return frozenset(found)

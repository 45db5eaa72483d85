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
    subject of that verb, both token numbers, None where the sentence has none. `sure` is false
    where only what comes after tells that it is speech.
    """

    tokens: frozenset[int] = frozenset()
    said: int | None = None
    speaker: int | None = None
    sure: bool = True


def speeches(article: Article) -> dict[int, Speech]:
    """Return the direct speech in each parsed sentence of an article, by its number.

    Speech is what stands in quotation marks (also over several sentences), after a dash at the
    start of a sentence, or before a reporting clause (`, sier hun.`). What a dash opens goes on, in
    its paragraph, to the last sentence before the next dash that is in the first or second person
    or has a reporting clause.
    """
    found: dict[int, Speech] = {}
    quoting, paragraph = False, -1
    turn: list[Sentence] | None = None  # what may still be spoken after a dash
    for sentence in article.sentences:
        if sentence.paragraph != paragraph:
            quoting, paragraph, turn = False, sentence.paragraph, None
        if not sentence.tokens:
            continue
        verb = _reporting(sentence)
        spoken, quoting = _quoted(sentence, quoting)
        dashed = sentence.tokens[0].text in DASHES
        if dashed or (verb is not None and not spoken):
            spoken = frozenset(range(len(sentence.tokens)))
        if dashed:
            turn = []
        elif turn is not None:
            turn.append(sentence)
            if not spoken and _personal(sentence):
                spoken = frozenset(range(len(sentence.tokens)))
            if spoken:
                for passed in turn[:-1]:
                    if verb is not None or not _third_person(passed):
                        every = frozenset(range(len(passed.tokens)))
                        found[passed.number] = Speech(every, sure=False)
                turn = []
        subject = None
        if verb is not None:
            spoken -= _clause(sentence, verb)
            subject = _speaker(sentence, verb)
        found[sentence.number] = Speech(spoken, verb, subject)
    return found


def _personal(sentence: Sentence) -> bool:
    """Tell whether a sentence is in the first or the second person."""
    return any(
        token.pos == "PRON" and token.lower in _FIRST_PERSON and token.at not in sentence.name_at
        for token in sentence.tokens
    )


def _third_person(sentence: Sentence) -> bool:
    return any(token.lower in {"han", "hun", "ho"} for token in sentence.tokens)


def _quoted(sentence: Sentence, inside: bool) -> tuple[frozenset[int], bool]:
    """Return the tokens in quotation marks, and whether one stays open, as `inside` was before."""
    found, tokens = set(), sentence.tokens
    if inside and not any(token.text in _CLOSE | _EITHER for token in tokens):
        # an unclosed mark is more likely a slip than a speech of many sentences
        inside = _personal(sentence)
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
        if sentence.tokens[token.at - 1].text not in _BEFORE_REPORT:
            continue
        if _speaker(sentence, token.at) is not None and _reports(sentence, token):
            return token.at
    return None


def _speaker(sentence: Sentence, verb: int) -> int | None:
    """Return who speaks in a reporting clause: the name, behind its title too, or the pronoun.

    What stands right behind the verb counts as its subject even where the parse has an object.
    """
    subject = _subject(sentence, verb)
    if subject is None and verb + 1 < len(sentence.tokens):
        behind = sentence.tokens[verb + 1]
        subject = behind.at if behind.pos in {"NOUN", "PROPN"} else None
    if subject is None or subject < verb:
        return None
    for token in sentence.tokens[subject:]:
        name = sentence.name_at.get(token.at)
        if name is not None and name.type == "person":
            return token.at
        if token.pos not in {"NOUN", "PROPN", "ADJ", "ADP"}:
            break
    return subject


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

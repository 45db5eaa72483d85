"""What a pronoun cannot stand for in its own sentence, by its syntax (the binding theory)."""

from typing import Final

from pipeline.relate.sentences import Sentence, Token

_SUBJECTS: Final = frozenset({"nsubj", "csubj"})
_CLAUSES: Final = frozenset({"root", "ccomp", "advcl", "acl", "parataxis", "csubj", "xcomp"})
_VERBAL: Final = frozenset({"VERB", "AUX"})
_OF_NOUNS: Final = frozenset({"appos", "flat", "nmod", "conj"})
_POSSESSIVE_NOUNS: Final = frozenset({"nmod", "det", "amod"})


def clause_of(sentence: Sentence, at: int) -> int:
    """Return the head of the clause that a token stands in: its verb or predicate."""
    seen = at
    while True:
        token = sentence.tokens[seen]
        if token.head == seen or token.dep in _CLAUSES:
            return seen
        if token.dep == "conj" and token.pos in _VERBAL:
            return seen
        seen = token.head


def subject_of(sentence: Sentence, clause: int) -> int | None:
    """Return the subject of a clause, the understood one of `å møte ham` and `og møtte ham` too.

    That of a relative clause is the noun it stands at, where `som` is its subject.
    """
    while True:
        token = sentence.tokens[clause]
        for child in sentence.children[clause]:
            if sentence.tokens[child].dep in _SUBJECTS:
                relative = sentence.tokens[child].lower == "som"
                return _antecedent(sentence, token, child) if relative else child
            if sentence.tokens[child].dep == "expl":
                return None
        if token.head == clause or token.dep == "parataxis":
            return None
        clause = clause_of(sentence, token.head)


def _antecedent(sentence: Sentence, verb: Token, relative: int) -> int:
    """Return the noun of a relative clause: what its verb hangs on, or stands before `som`."""
    if verb.dep == "acl":
        return verb.head
    before = relative - 1
    while before > 0 and sentence.tokens[before].pos == "PUNCT":
        before -= 1
    while sentence.tokens[before].dep == "flat":
        before = sentence.tokens[before].head
    return max(before, 0)


def coordinated(sentence: Sentence, at: int) -> frozenset[int]:
    """Return the heads of the phrases that a token is joined with: Ola in `han og Ola`."""
    first = at
    while sentence.tokens[first].dep == "conj":
        first = sentence.tokens[first].head
    others = [child for child in sentence.children[first] if sentence.tokens[child].dep == "conj"]
    return frozenset([first, *others]) - {at}


def subtree(sentence: Sentence, at: int) -> frozenset[int]:
    """Return a token and all that hangs on it, in steps or directly."""
    found, left = {at}, [at]
    while left:
        for child in sentence.children[left.pop()]:
            found.add(child)
            left.append(child)
    return frozenset(found)


def unfit(sentence: Sentence, at: int) -> frozenset[int]:
    """Return the tokens of a sentence whose persons the pronoun at `at` cannot stand for.

    A subject is none of those that its clause names after it (`han roste Lavrov`); another pronoun
    is not the subject of its clause (`Lavrov møtte ham`, `Lavrov møtte hans kone`: that would be
    `seg`, `sin`); nothing is joined with itself (`han og Lavrov`), nor what it belongs to
    (`hans kone Kari`).
    """
    token = sentence.tokens[at]
    joined = coordinated(sentence, at)
    found = set(joined)
    head = at
    while sentence.tokens[head].dep == "conj":
        head = sentence.tokens[head].head
    clause = clause_of(sentence, at)
    if sentence.tokens[head].dep in _SUBJECTS:
        found |= {one for one in subtree(sentence, clause) if one > at}
    else:
        subject = subject_of(sentence, clause)
        if subject is not None and at not in subtree(sentence, subject):
            found |= {subject, *coordinated_with(sentence, subject)}
    if token.dep in _POSSESSIVE_NOUNS and token.head != at:
        owner = sentence.tokens[token.head]
        found.add(owner.at)
        if owner.dep in _OF_NOUNS and owner.head > owner.at:
            found.add(owner.head)  # hans kone Kari
        for child in sentence.children[owner.at]:
            if child != at and sentence.tokens[child].dep in _OF_NOUNS:
                found |= subtree(sentence, child)
    return frozenset(found)


def coordinated_with(sentence: Sentence, at: int) -> frozenset[int]:
    """Return the phrases joined to the one at `at`: Kari of `Ola og Kari` for Ola."""
    return frozenset(
        child for child in sentence.children[at] if sentence.tokens[child].dep == "conj"
    )


def subject_to_come(sentence: Sentence, at: int) -> int | None:
    """Return the subject that a pronoun may point forward to: Ola in `Da han kom, sa Ola`.

    The pronoun stands in an adverbial clause before that subject, whose clause it depends on.
    """
    clause = clause_of(sentence, at)
    if sentence.tokens[clause].dep != "advcl":
        return None
    main = clause_of(sentence, sentence.tokens[clause].head)
    subject = subject_of(sentence, main)
    return subject if subject is not None and subject > clause else None

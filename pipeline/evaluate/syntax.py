"""Tokens, tags, lemmas, trees and sentences of an annotated document against a gold one.

The counts are those of spaCy's scorer (`spacy.scorer.Scorer`), but whitespace tokens are left out
on both sides: the paragraph breaks of raw text are no part of the annotation.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from spacy.tokens import Doc, Token
from spacy.training import Alignment

from pipeline.evaluate.bootstrap import Tally

PUNCTUATION: Final = frozenset({"punct", "p"})
ATTRIBUTES: Final[Mapping[str, Callable[[Token], str]]] = {
    "pos": lambda token: token.pos_,
    "morph": lambda token: str(token.morph),
    "lemma": lambda token: token.lemma_,
}
MEASURES: Final = (*ATTRIBUTES, "uas", "las", "sents", "tokens")

_ToGold = Mapping[int, int]


def tallies(reference: Doc, predicted: Doc, alignment: Alignment) -> dict[str, Tally]:
    """Return the counts of a document for every measure of `MEASURES`.

    `alignment` is that of the predicted to the gold tokens. A predicted token stands for the gold
    token that it shares letters with, if that is one alone. The F of `pos`, `morph` and `lemma` is
    the accuracy where the tokens are the gold ones; `uas` and `las` leave punctuation out; `sents`
    is right when first and last token are, `tokens` when first and last letter are.
    """
    to_gold = {
        token.i: int(alignment.x2y[token.i][0])
        for token in predicted
        if not token.is_space and len(alignment.x2y[token.i]) == 1
    }
    counts = {
        name: _attribute(reference, predicted, to_gold, value) for name, value in ATTRIBUTES.items()
    }
    counts["uas"], counts["las"] = _attachment(reference, predicted, to_gold)
    counts["sents"] = _sentences(reference, predicted, alignment)
    counts["tokens"] = _tally(_letters(reference), _letters(predicted))
    return counts


def _tally(gold: AbstractSet[Hashable], found: AbstractSet[Hashable]) -> Tally:
    return Tally(len(gold & found), len(found), len(gold))


def _attribute(
    reference: Doc, predicted: Doc, to_gold: _ToGold, value: Callable[[Token], str]
) -> Tally:
    gold = {(token.i, value(token)) for token in reference if not token.is_space}
    found = {(to_gold[token.i], value(token)) for token in predicted if token.i in to_gold}
    return _tally(gold, found)


def _attachment(reference: Doc, predicted: Doc, to_gold: _ToGold) -> tuple[Tally, Tally]:
    gold = {
        (token.i, token.head.i, token.dep_.lower())
        for token in reference
        if not token.is_space and token.dep_.lower() not in PUNCTUATION
    }
    found, astray = set(), 0
    for token in predicted:
        if token.is_space or token.dep_.lower() in PUNCTUATION:
            continue
        if token.i in to_gold and token.head.i in to_gold:
            found.add((to_gold[token.i], to_gold[token.head.i], token.dep_.lower()))
        else:
            astray += 1
    labelled = _tally(gold, found)
    unlabelled = _tally({arc[:2] for arc in gold}, {arc[:2] for arc in found})
    lost = Tally(predicted=astray)
    return unlabelled + lost, labelled + lost


def _sentences(reference: Doc, predicted: Doc, alignment: Alignment) -> Tally:
    if not predicted.has_annotation("SENT_START"):
        return Tally(gold=sum(1 for _ in reference.sents))
    solid = {token.i for token in reference if not token.is_space}
    gold = {_ends(i for i in range(s.start, s.end) if i in solid) for s in reference.sents}
    found = {
        _ends(i for i in map(int, alignment.x2y[s.start : s.end]) if i in solid)
        for s in predicted.sents
    }
    return _tally(gold - {None}, found - {None})


def _ends(tokens: Iterable[int]) -> tuple[int, int] | None:
    kept = list(tokens)
    return (kept[0], kept[-1]) if kept else None


def _letters(doc: Doc) -> set[tuple[int, int]]:
    return {(token.idx, token.idx + len(token)) for token in doc if not token.is_space}

"""Treebank sentences to spaCy documents, with or without paragraph breaks between them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.evaluate.conll import Sentence

PARAGRAPH: Final = "\n\n"
UPOS: Final = frozenset(
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
)
"""The universal parts of speech: https://universaldependencies.org/u/pos/"""
_FEATS: Final = re.compile(r"[^|=]+=[^|=]+(\|[^|=]+=[^|=]+)*")


def to_doc(
    vocab: Vocab,
    sentences: Sequence[Sentence],
    breaks: Sequence[str] | None = None,
) -> Doc:
    """Return one document of the sentences, in order.

    `breaks[i]` stands after sentence i: empty for a space, else a whitespace token such as a blank
    line, annotated as spaCy annotates it (POS `SPACE`, attached to the token before it). The last
    sentence takes no break. Parts of speech and features that are not universal (NDT's own) are
    left out; so are heads, unless every sentence is a tree: the document then knows only where its
    sentences begin.
    """
    words: list[str] = []
    spaces: list[bool] = []
    names: list[str] = []
    pos: list[str] = []
    feats: list[str] = []
    lemmas: list[str] = []
    deps: list[str] = []
    heads: list[int] = []
    starts: list[bool | int | None] = []
    for number, sentence in enumerate(sentences):
        start = len(words)
        last = number == len(sentences) - 1
        gap = "" if last or breaks is None else breaks[number]
        for i, word in enumerate(sentence.words):
            final = i == len(sentence.words) - 1
            words.append(word.form)
            spaces.append(not (gap or last) if final else word.space_after)
            names.append(word.name)
            pos.append(word.pos if word.pos in UPOS else "")
            feats.append(word.feats if _FEATS.fullmatch(word.feats) else "")
            lemmas.append(word.lemma)
            deps.append("ROOT" if word.head == 0 else word.dep)
            heads.append(start + (i if word.head == 0 else word.head - 1))
            starts.append(i == 0)
        if gap:
            words.append(gap)
            spaces.append(False)
            names.append("O")
            pos.append("SPACE")
            feats.append("")
            lemmas.append(gap)
            deps.append("dep")
            heads.append(len(words) - 2)
            starts.append(False)
    names = _continued(names)
    trees = all(sentence.is_tree for sentence in sentences)
    return Doc(
        vocab,
        words=words,
        spaces=spaces,
        ents=names,
        pos=pos,
        morphs=feats,
        lemmas=lemmas,
        deps=deps if trees else None,
        heads=heads if trees else None,
        sent_starts=None if trees else starts,
    )


def _continued(names: Iterable[str]) -> list[str]:
    """IOB2 marks in which every `I-X` follows a mark of X; one that does not becomes `B-X`."""
    fixed: list[str] = []
    before = "O"
    for name in names:
        if name.startswith("I-") and before[2:] != name[2:]:
            name = "B-" + name[2:]
        fixed.append(name)
        before = name
    return fixed


def annotated_breaks(sentences: Sequence[Sentence]) -> list[str]:
    """Return a blank line before each sentence that begins a paragraph, where the file says so."""
    following = [s.new_paragraph for s in sentences[1:]] + [False]
    return [PARAGRAPH if new else "" for new in following]


def by_document(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Yield the sentences of each document of the file."""
    for _, group in groupby(sentences, key=lambda s: s.document):
        yield list(group)

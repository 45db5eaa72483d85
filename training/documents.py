"""Treebank sentences to spaCy documents, with or without paragraph breaks between them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from training.conll import Sentence

PARAGRAPH = "\n\n"
SENTENCE_ENDS = frozenset('.?!:"»)…')


def to_doc(
    vocab: Vocab,
    sentences: Sequence[Sentence],
    breaks: Sequence[str] | None = None,
    *,
    syntax: bool = True,
) -> Doc:
    """One document of the sentences, in order.

    `breaks[i]` stands after sentence i: empty for a space, else a whitespace token such as a blank
    line, annotated as spaCy annotates it (POS `SPACE`, attached to the token before it). The last
    sentence takes no break. `syntax=False` leaves out all but the names.
    """
    words: list[str] = []
    spaces: list[bool] = []
    names: list[str] = []
    pos: list[str] = []
    feats: list[str] = []
    lemmas: list[str] = []
    deps: list[str] = []
    heads: list[int] = []
    for number, sentence in enumerate(sentences):
        start = len(words)
        last = number == len(sentences) - 1
        gap = "" if last or breaks is None else breaks[number]
        for i, word in enumerate(sentence.words):
            final = i == len(sentence.words) - 1
            words.append(word.form)
            spaces.append(not (gap or last) if final else word.space_after)
            names.append(word.name)
            pos.append(word.pos)
            feats.append(word.feats)
            lemmas.append(word.lemma)
            deps.append("ROOT" if word.head == 0 else word.dep)
            heads.append(start + (i if word.head == 0 else word.head - 1))
        if gap:
            words.append(gap)
            spaces.append(False)
            names.append("O")
            pos.append("SPACE")
            feats.append("")
            lemmas.append(gap)
            deps.append("dep")
            heads.append(len(words) - 2)
    names = _continued(names)
    if not syntax:
        return Doc(vocab, words=words, spaces=spaces, ents=names)
    return Doc(
        vocab,
        words=words,
        spaces=spaces,
        ents=names,
        pos=pos,
        morphs=feats,
        lemmas=lemmas,
        deps=deps,
        heads=heads,
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


def chunks(
    sentences: Iterable[Sentence], rng: random.Random, *, low: int = 10, high: int = 20
) -> Iterator[list[Sentence]]:
    """Cut each document into runs of `low` to `high` sentences; the last may be shorter."""
    for _, group in groupby(sentences, key=lambda s: s.document):
        members = list(group)
        start = 0
        while start < len(members):
            end = start + rng.randint(low, high)
            if len(members) - end < low // 2:
                end = len(members)
            yield members[start:end]
            start = end


def random_breaks(sentences: Sequence[Sentence], rng: random.Random) -> list[str]:
    """Breaks as raw articles have them, for half of the documents; most follow headlines.

    The treebank's training part does not say where paragraphs began, so they are drawn by chance.
    """
    if rng.random() < 0.5:
        return [""] * len(sentences)
    breaks = []
    for sentence in sentences:
        headline = sentence.words[-1].form[-1] not in SENTENCE_ENDS
        drawn = rng.random() < (0.7 if headline else 0.2)
        breaks.append(rng.choice((PARAGRAPH, PARAGRAPH, PARAGRAPH, "\n")) if drawn else "")
    return breaks


def annotated_breaks(sentences: Sequence[Sentence]) -> list[str]:
    """A blank line before each sentence that begins a paragraph, where the file says so."""
    following = [s.new_paragraph for s in sentences[1:]] + [False]
    return [PARAGRAPH if new else "" for new in following]


def by_document(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences of each document of the file."""
    for _, group in groupby(sentences, key=lambda s: s.document):
        yield list(group)


def write(docs: Iterable[Doc], path: Path) -> tuple[int, int]:
    """Write a DocBin; return the numbers of documents and tokens."""
    binned = DocBin()
    documents = tokens = 0
    for doc in docs:
        binned.add(doc)
        documents += 1
        tokens += len(doc)
    path.parent.mkdir(parents=True, exist_ok=True)
    binned.to_disk(path)
    return documents, tokens

"""Treebank sentences to training corpora."""

import random
from pathlib import Path

from spacy.tokens import DocBin
from spacy.vocab import Vocab

from pipeline.evaluate.conll import Sentence
from pipeline.evaluate.documents import to_doc
from training.documents import chunks, random_breaks, write


def test_chunks_keep_order_and_stay_in_their_document(sentences: list[Sentence]) -> None:
    many = [Sentence(sentences[0].words, document=str(n // 37)) for n in range(100)]
    parts = list(chunks(many, random.Random(1)))
    assert [s for part in parts for s in part] == many
    assert all(len({s.document for s in part}) == 1 for part in parts)
    assert all(len(part) <= 25 for part in parts)


def test_random_breaks_are_the_same_for_the_same_seed(sentences: list[Sentence]) -> None:
    drawn = [random_breaks(sentences, random.Random(seed)) for seed in range(20)]
    assert drawn == [random_breaks(sentences, random.Random(seed)) for seed in range(20)]
    assert any(any(breaks) for breaks in drawn)
    assert all(len(breaks) == len(sentences) for breaks in drawn)


def test_written_documents_are_read_by_spacy(tmp_path: Path, sentences: list[Sentence]) -> None:
    path = tmp_path / "set.spacy"
    vocab = Vocab()
    assert write([to_doc(vocab, sentences)], path) == (1, 13)
    (doc,) = DocBin().from_disk(path).get_docs(Vocab())
    assert len(doc.ents) == 4
    assert doc[4].lemma_ == "møte"

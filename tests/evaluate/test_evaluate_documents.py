"""Treebank sentences to spaCy documents."""

from spacy.vocab import Vocab

from pipeline.evaluate.conll import Sentence, Word
from pipeline.evaluate.documents import PARAGRAPH, annotated_breaks, to_doc


def test_names_lemmas_and_heads_reach_the_document(sentences: list[Sentence]) -> None:
    doc = to_doc(Vocab(), sentences)
    assert doc.text == "Toppmøte i Nato Lavrov møtte Rex Tillerson i Bonn. Han smilte."
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("Nato", "ORG"),
        ("Lavrov", "PER"),
        ("Rex Tillerson", "PER"),
        ("Bonn", "GPE_LOC"),
    ]
    assert [s.text for s in doc.sents] == [s.text for s in sentences]
    met = doc[4]
    assert (met.lemma_, met.pos_, met.dep_, met.head.i) == ("møte", "VERB", "ROOT", 4)
    assert doc[6].head.text == "Rex"
    assert str(met.morph) == "Mood=Ind|Tense=Past|VerbForm=Fin"


def test_a_paragraph_break_is_a_whitespace_token_outside_names(sentences: list[Sentence]) -> None:
    doc = to_doc(Vocab(), sentences, annotated_breaks(sentences))
    assert doc.text.startswith("Toppmøte i Nato\n\nLavrov møtte")
    gap = doc[3]
    assert (gap.text, gap.pos_, gap.ent_iob_, gap.dep_) == (PARAGRAPH, "SPACE", "O", "dep")
    assert doc[4].is_sent_start
    assert [e.text for e in doc.ents] == ["Nato", "Lavrov", "Rex Tillerson", "Bonn"]


def test_an_inside_mark_without_a_beginning_begins_a_name() -> None:
    words = [
        Word("Nato", "Nato", "PROPN", "", 0, "root", "B-ORG"),
        Word("Oslo", "Oslo", "PROPN", "", 1, "nmod", "I-GPE_LOC"),
    ]
    doc = to_doc(Vocab(), [Sentence(words)])
    assert [(e.text, e.label_) for e in doc.ents] == [("Nato", "ORG"), ("Oslo", "GPE_LOC")]

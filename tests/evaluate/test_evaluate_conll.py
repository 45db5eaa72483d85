"""Reading the treebank's columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.conll import ConllError, Sentence, Word, attach_punctuation, parse


def test_reads_sentences_with_documents_and_paragraphs(conllu: str) -> None:
    sentences = list(parse(conllu.splitlines(keepends=True)))
    assert [s.text for s in sentences] == [
        "Toppmøte i Nato",
        "Lavrov møtte Rex Tillerson i Bonn.",
        "Han smilte.",
    ]
    assert {s.document for s in sentences} == {"egen_1"}
    assert [s.new_paragraph for s in sentences] == [True, True, False]


def test_reads_names_heads_and_features(sentences: list[Sentence]) -> None:
    meeting = sentences[1].words
    assert [w.name for w in meeting][:4] == ["B-PER", "O", "B-PER", "I-PER"]
    assert meeting[1].head == 0
    assert meeting[1].feats == "Mood=Ind|Tense=Past|VerbForm=Fin"
    assert meeting[0].feats == ""


def test_drops_headline_bars_and_sentences_left_empty() -> None:
    bar = "1\t|\t$|\tclb\tclb\t_\t0\tIP\t_\tname=O"
    word = "1\tJa\tja\tinterj\tinterj\t_\t0\tFRAG\t_\tname=O"
    lines = [bar, "", word, bar.replace("1\t", "2\t", 1), ""]
    assert [s.text for s in parse(lines, drop_bars=True)] == ["Ja"]


def test_skips_ranges_and_empty_nodes() -> None:
    word = "1\tJa\tja\tINTJ\t_\t_\t0\troot\t_\t_"
    lines = [word.replace("1", "1-2", 1), word, word.replace("1", "1.1", 1)]
    assert [len(s.words) for s in parse(lines)] == [1]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("1\tJa", "line 1: 2 columns"),
        ("1\t\tja\tINTJ\t_\t_\t0\troot\t_\t_", "line 1: empty form"),
        ("1\tJa\tja\tINTJ\t_\t_\tx\troot\t_\t_", "line 1: head 'x'"),
    ],
)
def test_names_the_line_that_is_wrong(line: str, message: str) -> None:
    with pytest.raises(ConllError, match=message):
        list(parse([line]))


def test_closes_up_punctuation() -> None:
    forms = ["Han", "sa", ":", '"', "Ja", '"', "(", "NTB", ")", "."]
    words = [Word(f, f, "X", "", 0, "dep") for f in forms]
    assert attach_punctuation(Sentence(words)).text == 'Han sa: "Ja" (NTB).'


column = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=8
).filter(lambda t: t != "_")  # which says that there is nothing
words = st.builds(
    Word,
    form=column,
    lemma=column,
    pos=column,
    feats=st.just(""),
    head=st.integers(0, 9),
    dep=column,
    name=st.sampled_from(["O", "B-PER", "I-PER", "B-GPE_LOC"]),
    space_after=st.booleans(),
)


def written(sentences: list[list[Word]]) -> str:
    blocks = []
    for sentence in sentences:
        rows = []
        for number, w in enumerate(sentence, start=1):
            misc = ("" if w.space_after else "SpaceAfter=No|") + f"name={w.name}"
            rows.append(
                "\t".join(
                    [str(number), w.form, w.lemma, w.pos, "_", "_", str(w.head), w.dep, "_", misc]
                )
            )
        blocks.append("\n".join(rows) + "\n\n")
    return "".join(blocks)


@given(st.lists(st.lists(words, min_size=1, max_size=6), max_size=4))
def test_what_is_written_is_read_again(sentences: list[list[Word]]) -> None:
    read = parse(written(sentences).split("\n"))
    assert [s.words for s in read] == sentences

"""Variations of a sentence keep its annotation."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.vocab import Vocab

from pipeline.evaluate.conll import Sentence, Word
from pipeline.evaluate.documents import to_doc
from training import noise
from training.tokenizer import blank

NLP = blank()


def own(*rows: tuple[str, int, str, bool]) -> Sentence:
    """A sentence of (form, head, name, space after)."""
    return Sentence(
        [
            Word(form, form.lower(), "NOUN", "", head, "root" if head == 0 else "dep", name, space)
            for form, head, name, space in rows
        ]
    )


QUOTED = own(
    ("«", 2, "O", False),
    ("Nei", 4, "O", False),
    ("»", 2, "O", True),
    ("sa", 0, "O", True),
    ("Jens", 4, "B-PER", True),
    ("O'Brien", 5, "I-PER", True),
    ("-", 8, "O", True),
    ("Utenriksministeren", 4, "O", True),
    ("tapte", 4, "O", True),
    ("2", 9, "O", False),
    ("-", 10, "O", False),
    ("1", 10, "O", False),
    (".", 4, "O", True),
)


def forms(sentence: Sentence) -> list[str]:
    return [word.form for word in sentence.words]


def drawn(variation: noise.Variation, sentence: Sentence = QUOTED) -> list[Sentence]:
    return [variation(sentence, random.Random(seed)) for seed in range(60)]


def test_quotes_open_and_close_and_apostrophes_are_curly() -> None:
    pairs = {(s.words[0].form, s.words[2].form) for s in drawn(noise.curly_quotes)}
    assert pairs == set(noise.QUOTES)
    assert all(s.words[5].form == "O’Brien" for s in drawn(noise.curly_quotes))


def test_straight_quotes_take_turns() -> None:
    straight = own(('"', 2, "O", False), ("Ja", 0, "O", False), ('"', 2, "O", True))
    styles = {(f[0], f[2]) for f in map(forms, drawn(noise.curly_quotes, straight))}
    assert styles == set(noise.QUOTES)


def test_dashes_change_between_words_only() -> None:
    changed = drawn(noise.typographic_dashes)
    assert {s.words[6].form for s in changed} == {"-", "–", "—"}
    assert {s.words[10].form for s in changed} == {"-"}


def test_capitals_take_a_beginning_or_all_of_a_short_sentence() -> None:
    numbers = set()
    for sentence in drawn(noise.capitals, own(*[("ord", 0, "O", True)] * 6)):
        number = sum(form == "ORD" for form in forms(sentence))
        assert forms(sentence) == ["ORD"] * number + ["ord"] * (6 - number)
        numbers.add(number)
    assert numbers == {1, 2, 3, 4, 6}
    long = drawn(noise.capitals, own(*[("ord", 0, "O", True)] * 30))
    assert max(sum(form == "ORD" for form in forms(s)) for s in long) == 4


def test_capitals_keep_lemmas() -> None:
    sentence = noise.capitals(own(("Norge", 0, "B-GPE_LOC", True)), random.Random(1))
    assert (sentence.words[0].form, sentence.words[0].lemma) == ("NORGE", "norge")


def test_lower_case_is_for_short_sentences() -> None:
    short = own(("Norge", 0, "B-GPE_LOC", True), ("vant", 1, "O", True))
    assert forms(noise.lower_case(short, random.Random(1))) == ["norge", "vant"]
    assert noise.lower_case(QUOTED, random.Random(1)) == QUOTED


def test_the_full_stop_goes() -> None:
    cut = noise.without_full_stop(QUOTED, random.Random(1))
    assert forms(cut) == forms(QUOTED)[:-1]
    assert cut.words[-1].space_after


def test_the_full_stop_stays_where_a_word_depends_on_it_or_it_is_a_name_or_alone() -> None:
    for kept in (
        own(("Ja", 2, "O", False), (".", 0, "O", True)),
        own(("Ja", 3, "O", True), ("nei", 1, "O", True), (".", 1, "O", True)),
        own(("Yahoo", 0, "B-ORG", False), (".", 1, "I-ORG", True)),
        own((".", 0, "O", True)),
    ):
        assert noise.without_full_stop(kept, random.Random(1)) == kept


def test_soft_hyphens_stand_inside_long_words() -> None:
    for sentence in drawn(noise.soft_hyphens):
        changed = [form for form in forms(sentence) if noise.SOFT_HYPHEN in form]
        assert len(changed) == 1
        assert changed[0].replace(noise.SOFT_HYPHEN, "") == "Utenriksministeren"
        assert all(len(part) >= 3 for part in changed[0].split(noise.SOFT_HYPHEN))


def test_a_no_break_space_stands_inside_the_name_and_moves_the_heads() -> None:
    sentence = own(
        ("I", 3, "O", True),
        ("går", 3, "O", True),
        ("kom", 0, "O", True),
        ("Erna", 3, "B-PER", True),
        ("Solberg", 4, "I-PER", True),
        ("hit", 3, "O", False),
    )
    for changed in drawn(noise.nonbreaking, sentence):
        assert changed.words[4].form.isspace()
        assert [w.head for w in changed.words] == [3, 3, 0, 3, 4, 4, 3]
        doc = to_doc(Vocab(), [changed])
        assert [span.text for span in doc.ents] == [f"Erna{doc[4].text}Solberg"]
        assert [t.text for t in NLP(doc.text)] == [t.text for t in doc]


def test_variations_make_what_the_tokenizer_makes_of_raw_text() -> None:
    for variation in (noise.curly_quotes, noise.typographic_dashes, noise.soft_hyphens):
        for changed in drawn(variation):
            assert [t.text for t in NLP(changed.text)] == forms(changed)


def test_varied_changes_some_sentences_at_the_rates_it_documents() -> None:
    rng = random.Random(1)
    plain = own(("Han", 2, "O", True), ("kom", 0, "O", False), (".", 2, "O", True))
    results = [noise.varied(plain, rng) for _ in range(4000)]
    rates = {
        "capitals": sum(s.words[0].form == "HAN" for s in results) / 4000,
        "full stop": sum("." not in forms(s) for s in results) / 4000,
        "lower": sum(s.words[0].form == "han" for s in results) / 4000,
        "space": sum(any(w.form.isspace() for w in s.words) for s in results) / 4000,
    }
    expected = {"capitals": 0.04, "full stop": 0.03, "lower": 0.01, "space": 0.02}
    assert rates == pytest.approx(expected, abs=0.012)
    assert [noise.varied(QUOTED, random.Random(n)) for n in range(50)] == [
        noise.varied(QUOTED, random.Random(n)) for n in range(50)
    ]


VARIATIONS: Sequence[noise.Variation] = [
    *(variation for variation, _ in (*noise.LETTERS, *noise.MARKS)),
    noise.varied,
]


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    """Any tree over any forms, with valid IOB2 marks."""
    number = draw(st.integers(1, 16))
    order = draw(st.permutations(range(1, number + 1)))
    heads = {order[0]: 0}
    for place in range(1, number):
        heads[order[place]] = order[draw(st.integers(0, place - 1))]
    form = st.one_of(
        st.sampled_from(['"', "«", "»", "-", "–", ".", "2", "Jens'", "Utenriksdepartementet"]),
        st.text(alphabet="aeioståÆØÅBNß'-.", min_size=1, max_size=16),
    )
    words, before = [], "O"
    for place in range(1, number + 1):
        marks = ["O", "B-PER", "B-ORG"] + (["I-" + before[2:]] if before != "O" else [])
        before = draw(st.sampled_from(marks))
        word = draw(form)
        words.append(Word(word, word, "NOUN", "", heads[place], "dep", before, draw(st.booleans())))
    return Sentence(words, "egen", new_paragraph=draw(st.booleans()))


@given(sentences(), st.sampled_from(VARIATIONS), st.integers(0, 10_000))
@settings(max_examples=400, deadline=None)
def test_every_variation_keeps_the_annotation(
    sentence: Sentence, variation: noise.Variation, seed: int
) -> None:
    before = replace(sentence, words=list(sentence.words))
    changed = variation(sentence, random.Random(seed))
    assert sentence == before  # pure
    assert (changed.document, changed.new_paragraph) == (sentence.document, sentence.new_paragraph)
    visible = [w for w in changed.words if not w.form.isspace()]
    dropped = len(sentence.words) - len(visible)
    added = len(changed.words) - len(visible)
    assert dropped <= (variation in (noise.without_full_stop, noise.varied))
    assert added <= (variation in (noise.nonbreaking, noise.varied))
    kept = sentence.words[: len(visible)]
    assert [(w.lemma, w.pos, w.dep, w.name) for w in visible] == [
        (w.lemma, w.pos, w.dep, w.name) for w in kept
    ]
    assert [_head(changed, w) for w in visible] == [_head(sentence, w) for w in kept]
    assert all(w.form for w in changed.words)
    for first, second in zip(changed.words, changed.words[1:], strict=False):
        if second.name.startswith("I-"):
            assert first.name[2:] == second.name[2:]


def _head(sentence: Sentence, word: Word) -> int:
    """The number of a word's head among the visible words; 0 for the root."""
    if word.head == 0:
        return 0
    assert 1 <= word.head <= len(sentence.words)
    assert not sentence.words[word.head - 1].form.isspace()
    return sum(not w.form.isspace() for w in sentence.words[: word.head])

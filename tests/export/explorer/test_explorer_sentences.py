"""Passages are cut into pieces that say who is named, and lose nothing that can be seen."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.export.explorer.sentences import cut, pieces, widest
from pipeline.export.text import plain
from tests.export.explorer.explorer_tables import evidence, told

ENTITIES = {"Q1": 7, "person/ærlig": 0, "Q3": 12}
# What text may hold: letters, spaces of all kinds, what has no width or turns the direction, what
# is no character at all, and characters beyond the Basic Multilingual Plane.
LETTERS = st.one_of(
    st.sampled_from("aøÅ <>&\"'\\/\u00ad😀𝔑"),
    st.sampled_from(" \t\n\r\x0b\x0c\x1c\x1f\x85\u00a0\u2003\u2028\u2029\u3000"),
    st.sampled_from("\x00\x07\x7f\u200b\u200f\u202e\u2066\ufeff\ufffe\ud800\udfff"),
    st.characters(),
)


@st.composite
def named_texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]]]:
    """Return a text and names in it, which may touch, overlap or hold no visible letter."""
    text = draw(st.text(LETTERS, max_size=60))
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places, st.sampled_from(sorted(ENTITIES))), max_size=8))
    return text, sorted((min(a, b), max(a, b), who) for a, b, who in spans if a != b)


def _joined(made: list[object]) -> str:
    return "".join(one for one in made if isinstance(one, str))


@given(named_texts())
def test_the_pieces_make_the_text_with_one_space_for_all_white_space(
    case: tuple[str, list[tuple[int, int, str]]],
) -> None:
    text, names = case
    assert _joined(pieces(text, names, ENTITIES)) == re.sub(r"\s+", " ", plain(text))


@given(named_texts())
def test_each_name_that_overlaps_none_before_it_stands_after_its_number(
    case: tuple[str, list[tuple[int, int, str]]],
) -> None:
    text, names = case
    made = pieces(text, names, ENTITIES)
    first: list[tuple[int, int, str]] = []
    for one in names:
        if not first or one[0] >= first[-1][1]:
            first.append(one)
    told_of = [(number, made[at + 1]) for at, number in enumerate(made) if isinstance(number, int)]
    assert [number for number, _ in told_of] == [ENTITIES[who] for _, _, who in first]
    for (_, name), (start, end, _) in zip(told_of, first, strict=True):
        assert isinstance(name, str)
        assert name.strip() == re.sub(r"\s+", " ", plain(text[start:end])).strip()


@given(named_texts())
def test_text_stands_in_one_piece_between_names_and_is_never_empty(
    case: tuple[str, list[tuple[int, int, str]]],
) -> None:
    made = pieces(*case, ENTITIES)
    after_number = False
    after_text = False
    for one in made:
        assert not (isinstance(one, int) and after_number)
        if isinstance(one, str) and not after_number:
            assert one
            assert not after_text
        after_text = isinstance(one, str) and not after_number
        after_number = isinstance(one, int)
    assert not after_number


def test_offsets_are_of_characters_not_of_their_bytes_or_halves() -> None:
    text = "😀 Ærlig Øgård 𝔑 møtte Nato"
    names = [(2, 13, "person/ærlig"), (text.index("Nato"), len(text), "Q1")]
    assert pieces(text, names, ENTITIES) == ["😀 ", 0, "Ærlig Øgård", " 𝔑 møtte ", 7, "Nato"]


def test_names_at_both_ends_and_side_by_side() -> None:
    assert pieces("NatoNato", [(0, 4, "Q1"), (4, 8, "Q3")], ENTITIES) == [7, "Nato", 12, "Nato"]


def test_of_two_names_that_overlap_the_first_counts() -> None:
    names = [(0, 13, "Q1"), (7, 13, "Q3"), (13, 16, "Q3")]
    assert pieces("Sergej Lavrov sa", names, ENTITIES) == [7, "Sergej Lavrov", 12, " sa"]


def test_a_name_of_which_nothing_can_be_seen_keeps_its_number() -> None:
    assert pieces("a\x00b", [(1, 2, "Q1")], ENTITIES) == ["a", 7, "", "b"]


def test_the_widest_passage_of_a_pair_at_a_sentence_is_shown() -> None:
    rows = evidence(
        [
            told("a", "b", "x", 1),
            told("a", "b", "x", 1, "states", last_sentence=3),
            told("a", "c", "x", 1),
            told("a", "b", "y", 1),
        ]
    )
    assert widest(rows)["last_sentence"].tolist() == [3, 3, 1, 1]


def _texts() -> dict[str, pd.DataFrame]:
    text = "Kari møtte Ola.\nDe spiste. Ola gikk."
    return {
        "articles": pd.DataFrame(
            {
                "article_id": ["y", "x", "z"],
                "title": ["Y", None, "Z"],
                "date": ["2020", None, None],
                "source": ["y.txt", "x.txt", "z.txt"],
                "text": [text, text.upper(), text],
            }
        ),
        "sentences": pd.DataFrame(
            [
                {"article_id": article, "sentence": at, "start": start, "end": end}
                for article in "yxz"
                for at, (start, end) in enumerate([(0, 15), (16, 26), (27, 36)])
            ]
        ),
        "mentions": pd.DataFrame(
            [
                {"article_id": article, "start": start, "end": end, "entity_id": who}
                for article in "yxz"
                for start, end, who in [
                    (0, 4, "Kari"),
                    (11, 14, "Ola"),
                    (27, 30, "Ola"),
                    (5, 10, "?"),
                ]
            ]
        ),
    }


def test_passages_are_of_sentences_cut_once_with_all_names_in_the_order_of_the_text() -> None:
    rows = evidence(
        [
            told("Kari", "Ola", "y", 0),
            told("Ola", "Per", "y", 0),
            told("Kari", "Ola", "y", 0, "meets", last_sentence=2),
            told("Kari", "Ola", "x", 2),
        ]
    )
    made = cut(rows, {"Kari": 3, "Ola": 1}, lambda ids: [_texts()])
    assert made.places == {("x", 2, 2): 0, ("y", 0, 0): 1, ("y", 0, 2): 2}
    assert made.passages == [[0, 0, 0], [1, 1, 1], [1, 1, 3]]
    assert made.sentences == [
        [1, "OLA", " GIKK."],
        [3, "Kari", " møtte ", 1, "Ola", "."],
        ["De spiste."],
        [1, "Ola", " gikk."],
    ]
    assert made.articles["article_id"].tolist() == ["x", "y"]
    assert made.articles["source"].tolist() == ["x.txt", "y.txt"]


def test_a_sentence_that_there_is_not_is_an_error() -> None:
    with pytest.raises(KeyError):
        cut(evidence([told("Kari", "Ola", "y", 9)]), {"Kari": 3}, lambda ids: [_texts()])


def test_texts_may_come_in_parts() -> None:
    rows = evidence([told("Kari", "Ola", "y", 0), told("Kari", "Ola", "x", 0)])

    def parts(ids: object) -> list[dict[str, pd.DataFrame]]:
        assert ids == ["x", "y"]
        whole = _texts()
        return [
            {name: table[table["article_id"] == one] for name, table in whole.items()}
            for one in ("y", "x")
        ]

    whole = cut(rows, {"Kari": 3}, lambda ids: [_texts()])
    apart = cut(rows, {"Kari": 3}, parts)
    assert apart[:3] == whole[:3]
    pd.testing.assert_frame_equal(apart.articles, whole.articles)

"""The prose that the model reads, and the way back from it to the raw text."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.annotate.prose import Passage, paragraphs, passages

NO_LIMIT = 10_000

# Text that is hard on offsets: all kinds of white space, marks that cannot be seen, any character.
WHITE = " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2003\u2028\u2029\u202f\u3000"
UNSEEN = (
    "\xad\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff\x00\x08\x1b\x7f\x9f"
)
ANY_TEXT = st.text(
    st.one_of(
        st.sampled_from("aÅø.!»X"),
        st.sampled_from(WHITE),
        st.sampled_from(UNSEEN),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=80,
)
CUTS = st.lists(
    st.tuples(st.integers(0, 80), st.integers(1, 20)).map(lambda cut: (cut[0], sum(cut))),
    max_size=4,
)


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def clean(text: str, *cut: str, limit: int = NO_LIMIT) -> list[str]:
    """Return the paragraphs that are left of `text` without the stretches `cut`."""
    found = []
    for passage in passages(text, [stretch(text, part) for part in cut], limit):
        ends = [*(start - 1 for start in passage.paragraphs[1:]), len(passage.text)]
        found += [passage.text[a:b] for a, b in zip(passage.paragraphs, ends, strict=True)]
    return found


def stretch(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def one(text: str, *cut: str) -> Passage:
    (passage,) = passages(text, [stretch(text, part) for part in cut], NO_LIMIT)
    return passage


def offsets(passage: Passage) -> list[int]:
    """Return the raw offset of each clean character that is no space."""
    return [
        passage.raw_span(at, at + 1)[0] for at, sign in enumerate(passage.text) if sign not in " \n"
    ]


def is_visible(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LMNPS"


# Paragraphs


def test_a_blank_line_ends_a_paragraph() -> None:
    assert split("Lavrov kom.\n\nHan gikk.\n \t\u200b\n\nHan lo.") == [
        "Lavrov kom.",
        "Han gikk.",
        "Han lo.",
    ]


def test_a_single_line_break_ends_a_paragraph() -> None:
    assert split("Toppmøte i Brussel\nLavrov kom.\nHan gikk.") == [
        "Toppmøte i Brussel",
        "Lavrov kom.",
        "Han gikk.",
    ]


@pytest.mark.parametrize(
    "ending", ["\n", "\r\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"]
)
def test_every_kind_of_line_break_ends_a_line(ending: str) -> None:
    assert split(f"Lavrov kom.{ending}Han gikk.") == ["Lavrov kom.", "Han gikk."]


def test_carriage_return_and_line_feed_are_one_break() -> None:
    assert split("Møtet ble\r\nutsatt.\r\n\r\nHan gikk.") == ["Møtet ble\r\nutsatt.", "Han gikk."]


def test_a_line_in_lower_case_goes_on_with_the_paragraph() -> None:
    assert split("Lavrov møtte\nutsendinger fra Nato.") == ["Lavrov møtte\nutsendinger fra Nato."]


@pytest.mark.parametrize("end", [".", "!", "?", ":", "…", ".»", '."'])
def test_a_line_in_lower_case_after_a_sentence_is_a_paragraph(end: str) -> None:
    assert split(f"Lavrov møtte Nato{end}\nmer kommer") == [f"Lavrov møtte Nato{end}", "mer kommer"]


def test_lines_about_as_long_as_each_other_are_hard_wrapped() -> None:
    text = (
        "Utenriksministeren kom til Brussel i dag for\n"
        "Nato-møtet om Ukraina. Stoltenberg tok imot.\n"
        "Lavrov ventes i kveld. Etter planen skal de\n"
        "Russland-kjennerne snakke sammen på torsdag.\n"
        "\n"
        "Møtet varer til fredag."
    )
    assert len(split(text)) == 2
    assert clean(text)[0].endswith("de Russland-kjennerne snakke sammen på torsdag.")


def test_short_lines_are_not_hard_wrapped() -> None:
    assert len(split("Ola\nKari\nPer\nPål\nEspen")) == 5


def test_a_line_that_is_too_long_to_be_wrapped_shows_that_none_is() -> None:
    line = "Stoltenberg tok imot Lavrov i Brussel i går kveld."
    assert len(split("\n".join([line] * 4))) == 1
    assert len(split("\n".join([*[line] * 4, line * 3]))) == 5


def test_text_without_words_has_no_paragraphs() -> None:
    assert split("") == split(" \n\u200b\n\r\n\xad") == []


# Clean text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Nor\u00adge", "Norge"),
        ("La\u200bvrov", "Lavrov"),
        ("\ufeffLavrov kom", "Lavrov kom"),
        ("\u202bLavrov\u202c kom\u200f", "Lavrov kom"),
        ("Sergej\u00a0Lavrov", "Sergej Lavrov"),
        ("Sergej \u200b Lavrov", "Sergej Lavrov"),
        ("Sergej\t\tLavrov \x00", "Sergej Lavrov"),
        ("\u2003Sergej\u202fLavrov\u3000", "Sergej Lavrov"),
    ],
)
def test_white_space_is_one_space_and_unseen_marks_are_dropped(raw: str, expected: str) -> None:
    assert clean(raw) == [expected]


def test_offsets_lead_back_over_what_was_dropped() -> None:
    raw = "Den\u00a0\u00a0nor\u00adske  forsvars\u200bministeren"
    passage = one(raw)
    assert passage.text == "Den norske forsvarsministeren"
    assert passage.raw_span(4, 10) == stretch(raw, "nor\u00adske")
    assert passage.raw_span(11, 29) == stretch(raw, "forsvars\u200bministeren")


def test_white_space_at_the_ends_of_a_stretch_is_left_out() -> None:
    assert one("Lavrov   kom").raw_span(6, 10) == (9, 12)


@pytest.mark.parametrize(("start", "end"), [(6, 7), (3, 3), (5, 2)])
def test_a_stretch_without_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no text"):
        one("Lavrov kom").raw_span(start, end)


def test_a_paragraph_of_boilerplate_is_cut_out() -> None:
    text = "Lavrov kom.\n\nLes også: Nato svarer\n\nHan gikk."
    assert clean(text, "Les også: Nato svarer") == ["Lavrov kom.", "Han gikk."]


def test_boilerplate_inside_a_paragraph_leaves_a_space() -> None:
    text = "Lavrov kom.(Artikkelen fortsetter)Han gikk."
    passage = one(text, "(Artikkelen fortsetter)")
    assert passage.text == "Lavrov kom. Han gikk."
    assert passage.raw_span(12, 15) == stretch(text, "Han")


def test_boilerplate_is_cut_from_the_ends_of_a_paragraph() -> None:
    text = "OSLO (NTB): Lavrov kom. Foto: NTB"
    assert clean(text, "OSLO (NTB): ", "Foto: NTB") == ["Lavrov kom."]


def test_boilerplate_that_overlaps_is_cut_once() -> None:
    text = "Lavrov kom. Les mer her. Han gikk."
    assert clean(text, "Les mer", "mer her.", "Les mer her.") == ["Lavrov kom. Han gikk."]


def test_boilerplate_over_several_paragraphs_is_cut_from_all_of_them() -> None:
    text = "Lavrov kom.\n\nLes mer.\n\nSe bilder. Han gikk.\n\nHan lo."
    assert clean(text, "Les mer.\n\nSe bilder.") == ["Lavrov kom.", "Han gikk.", "Han lo."]


def test_paragraphs_of_boilerplate_are_not_numbered() -> None:
    text = "Lavrov kom.\n\nLes mer.\n\nHan gikk."
    passage = one(text, "Les mer.")
    assert [passage.paragraph(at) for at in (0, 10, 12, 20)] == [0, 0, 1, 1]


def test_an_article_of_boilerplate_has_no_passage() -> None:
    assert list(passages("Les mer.\n", [(0, 9)], NO_LIMIT)) == []
    assert list(passages("", [], NO_LIMIT)) == []


# Passages


def test_a_long_text_is_split_between_paragraphs() -> None:
    text = "Lavrov kom.\n\nHan gikk.\n\nStoltenberg lo.\n\nMerkel sov."
    found = list(passages(text, [], 25))
    assert [passage.text for passage in found] == [
        "Lavrov kom.\nHan gikk.",
        "Stoltenberg lo.",
        "Merkel sov.",
    ]
    assert [passage.first_paragraph for passage in found] == [0, 2, 3]


def test_a_paragraph_above_the_limit_is_split_after_sentences() -> None:
    text = "Lavrov kom til Oslo. Han gikk hjem. Stoltenberg ble der til langt på kveld."
    assert [passage.text for passage in passages(text, [], 40)] == [
        "Lavrov kom til Oslo. Han gikk hjem.",
        "Stoltenberg ble der til langt på kveld.",
    ]


def test_a_paragraph_without_sentences_is_split_at_white_space() -> None:
    text = "lavrov " * 30
    found = [passage.text for passage in passages(text, [], 50)]
    assert " ".join(found).split() == text.split()
    assert max(len(part) for part in found) <= 50


def test_a_word_above_the_limit_is_cut() -> None:
    found = list(passages("Han sa " + "a" * 120 + " og gikk.", [], 50))
    assert "".join(passage.text for passage in found).count("a") == 122
    assert max(len(passage.text) for passage in found) <= 50


def test_a_long_word_after_a_sentence_does_not_break_the_limit() -> None:
    text = "Ja. " + "b" * 40 + " " + "c" * 40
    assert max(len(passage.text) for passage in passages(text, [], 50)) <= 50


# Any text, any cuts


@settings(max_examples=200, deadline=None)
@given(text=ANY_TEXT, cuts=CUTS, limit=st.sampled_from([2, 7, 30, NO_LIMIT]))
@example(text="Å\u0000\n\nø", cuts=[(0, 1)], limit=2)
def test_clean_characters_lead_back_in_order_and_none_that_is_seen_is_lost(
    text: str, cuts: list[tuple[int, int]], limit: int
) -> None:
    cut = {at for start, end in cuts for at in range(start, end)}
    found = list(passages(text, cuts, limit))
    kept = [at for passage in found for at in offsets(passage)]
    signs = [sign for passage in found for sign in passage.text if sign not in " \n"]
    assert signs == [text[at] for at in kept]
    assert all(a < b for a, b in pairwise(kept))
    assert not cut.intersection(kept)
    assert {at for at, sign in enumerate(text) if is_visible(sign)} - cut <= set(kept)
    assert not any(sign.isspace() or sign in UNSEEN for sign in signs)


@settings(max_examples=120, deadline=None)
@given(text=ANY_TEXT, cuts=CUTS)
def test_words_stay_apart_or_together_as_they_were(text: str, cuts: list[tuple[int, int]]) -> None:
    cut = {at for start, end in cuts for at in range(start, end)}
    for passage in passages(text, cuts, NO_LIMIT):
        places = [at for at, sign in enumerate(passage.text) if sign not in " \n"]
        assert places[0] == 0
        assert places[-1] == len(passage.text) - 1
        for one_, other in pairwise(places):
            a, b = passage.raw_span(one_, one_ + 1)[0], passage.raw_span(other, other + 1)[0]
            apart = any(text[at].isspace() or at in cut for at in range(a + 1, b))
            assert other - one_ == (2 if apart else 1)


@settings(max_examples=120, deadline=None)
@given(text=ANY_TEXT, cuts=CUTS, data=st.data())
def test_a_stretch_of_clean_text_begins_and_ends_at_the_same_characters_of_the_raw_text(
    text: str, cuts: list[tuple[int, int]], data: st.DataObject
) -> None:
    cut = {at for start, end in cuts for at in range(start, end)}
    for passage in passages(text, cuts, 30):
        start = data.draw(st.integers(0, len(passage.text) - 1))
        end = data.draw(st.integers(start + 1, len(passage.text)))
        inner = passage.text[start:end].strip()
        if not inner:
            continue
        a, b = passage.raw_span(start, end)
        assert 0 <= a < b <= len(text)
        assert (text[a], text[b - 1]) == (inner[0], inner[-1])
        assert not cut & {a, b - 1}


@settings(max_examples=120, deadline=None)
@given(text=ANY_TEXT, cuts=CUTS, limit=st.integers(2, 40))
def test_passages_keep_the_limit_and_number_their_paragraphs_on(
    text: str, cuts: list[tuple[int, int]], limit: int
) -> None:
    numbers = []
    for passage in passages(text, cuts, limit):
        assert len(passage.text) <= limit
        assert passage.paragraph(0) == passage.first_paragraph
        numbers += [passage.paragraph(at) for at in passage.paragraphs]
    assert numbers == list(range(len(numbers)))


@settings(max_examples=120, deadline=None)
@given(text=ANY_TEXT)
def test_paragraphs_stand_in_order_and_leave_out_no_word(text: str) -> None:
    found = list(paragraphs(text))
    assert all(a < b <= c for (a, b), (c, _) in pairwise([*found, (len(text), -1)]))
    covered = {at for start, end in found for at in range(start, end)}
    assert {at for at, sign in enumerate(text) if is_visible(sign)} <= covered

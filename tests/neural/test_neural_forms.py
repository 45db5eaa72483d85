"""What the network reads of a word form."""

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.strings import hash_string  # type: ignore[attr-defined, unused-ignore]

from pipeline.neural import forms
from pipeline.neural.arrays import Floats
from pipeline.neural.lexicon import Lexicon
from tests.neural.neural_samples import WIDTH, lexicon

LEXICON = lexicon()
WRITTEN = st.text(st.characters(max_codepoint=0x2FFF, exclude_characters="\u1fef\u1ffd"))
"""Without two spacing accents of Greek that NFC turns into signs that stand for apostrophes."""


def vector(form: str, of: Lexicon = LEXICON) -> Floats:
    known: Floats = forms.features([form], of).known[0, : of.width]
    return known


def of_row(form: str) -> Floats:
    vectors: Floats = LEXICON.vectors[LEXICON.row[form]] * LEXICON.scale
    return vectors


def way(form: str) -> str:
    known = forms.features([form], LEXICON).known[0]
    flags = known[WIDTH : WIDTH + len(forms._WAYS)]
    assert flags.sum() == 1
    return forms._WAYS[int(flags.argmax())]


def same(a: str, b: str) -> bool:
    columns = zip(forms.features([a], LEXICON), forms.features([b], LEXICON), strict=True)
    return all(np.array_equal(one, other) for one, other in columns)


@given(WRITTEN)
def test_plain_is_idempotent_and_never_empty(form: str) -> None:
    plain = forms.plain(form)
    assert forms.plain(plain) == plain
    assert bool(plain) == bool(form)
    assert unicodedata.is_normalized("NFC", plain)


@pytest.mark.parametrize("form", ["\u00ad", "\u200b\u200b", "\ufeff"])
def test_plain_leaves_a_form_that_is_nothing_but_invisible(form: str) -> None:
    assert forms.plain(form) == form


@pytest.mark.parametrize(
    ("form", "shape"),
    [
        ("Bæver", "Xxxxx"),
        ("Generalsekretær", "Xxxxx"),
        ("Ø", "X"),
        ("ÅS", "XX"),
        ("G20", "Xdd"),
        ("1814-2014", "dddd-dddd"),
        ("AAAAAAAA", "XXXX"),
        ("...", "..."),
        ("......", "...."),
        ("x" * 39 + "Y", "xxxxX"),
        ("x" * 40 + "Y", "xxxx"),
        ("", ""),
    ],
)
def test_shape_cuts_runs_to_four(form: str, shape: str) -> None:
    assert forms.shape(form) == shape


@given(WRITTEN)
def test_shape_has_no_run_longer_than_four(form: str) -> None:
    shape = forms.shape(form)
    assert not any(shape[k : k + 5] == shape[k : k + 1] * 5 for k in range(len(shape) - 4))


@pytest.mark.parametrize(
    ("form", "stem"),
    [
        ("Norges", "Norge"),
        ("Bævers", "Bæver"),
        ("Kari's", "Kari"),
        ("Lars'", "Lars"),
        ("NATOs", "NATO"),
        ("As", "As"),
        ("Kai", "Kai"),
        ("s", "s"),
        ("'s", "'s"),
        ("", ""),
    ],
)
def test_stem_takes_a_genitive_ending_off(form: str, stem: str) -> None:
    assert forms.stem(form) == stem


@given(st.lists(WRITTEN, max_size=8))
def test_features_have_the_widths_they_promise(written: list[str]) -> None:
    for known in (LEXICON, Lexicon(), Lexicon(vectors=np.zeros((0, 5), np.int8))):
        found = forms.features(written, known)
        assert found.keys.shape == (len(written), len(forms.SPELLING))
        assert found.known.shape == (len(written), forms.width(known))
        assert found.stems.shape == (len(written),)
        assert found.keys.dtype == np.uint64
        assert found.known.dtype == np.float32
        assert np.isfinite(found.known).all()


@given(st.lists(WRITTEN, min_size=1, max_size=5))
def test_features_of_a_form_do_not_depend_on_the_forms_beside_it(written: list[str]) -> None:
    together = forms.features(written, LEXICON)
    for number, form in enumerate(written):
        for all_rows, row in zip(together, forms.features([form], LEXICON), strict=True):
            np.testing.assert_array_equal(all_rows[number], row[0])


def test_a_lower_cased_form_that_training_has_not_seen_has_the_key_of_unknown_ones() -> None:
    keys = forms.features(["og", "OG", "oslo", "Oslo", "Bæver", "bæver", "Vågå"], LEXICON).keys
    unknown = [key == forms.UNKNOWN for key in keys[:, 0].tolist()]
    assert unknown == [False, False, False, False, True, True, True]
    assert keys[0, 0] == keys[1, 0] == hash_string("og")
    assert keys[2, 0] == keys[3, 0] != keys[0, 0]


def test_an_unseen_form_still_has_keys_of_its_spelling() -> None:
    keys = forms.features(["Vågå", "Vågåa", "vågå"], LEXICON).keys
    columns = dict(zip(forms.SPELLING, keys.T.tolist(), strict=True))
    assert columns["prefix"][0] == columns["prefix"][1] != columns["prefix"][2]
    assert columns["suffix"][0] == columns["suffix"][2] != columns["suffix"][1]
    assert columns["shape"][0] != columns["shape"][2]
    assert len(set(columns["known"])) == 1


@pytest.mark.parametrize(
    ("form", "base", "found"),
    [
        ("Russland", "Russland", "exact"),
        ("Russlands", "Russland", "genitive"),
        ("Russland's", "Russland", "genitive"),
        ("RUSSLAND", "Russland", "genitive"),
        ("RUSSLANDS", "Russland", "genitive"),
        ("LARS", "Lars", "title"),
        ("NATO", "NATO", "exact"),
        ("NATOs", "NATO", "genitive"),
        ("Minister", "minister", "lower"),
        ("MINISTER", "minister", "lower"),
        ("fiskeriminister", "minister", "tail"),
        ("Fiskeriminister", "minister", "tail"),
        ("EU-minister", "minister", "tail"),
    ],
)
def test_a_form_has_the_vector_of_the_nearest_form_that_has_one(
    form: str, base: str, found: str
) -> None:
    np.testing.assert_array_equal(vector(form), of_row(base).astype(np.float32))
    assert vector(form).any()
    assert way(form) == found


@pytest.mark.parametrize("form", ["Vågå", "og-og", "kari", "17", ""])
def test_a_form_without_a_relative_has_no_vector(form: str) -> None:
    assert not vector(form).any()
    assert way(form) == "none"


@pytest.mark.parametrize(
    ("form", "plain"),
    [
        ("Rus\u00adsland", "Russland"),
        ("Kari’s", "Kari's"),
        ("Kari`s", "Kari's"),
        ("A\u030asmund", "Åsmund"),
        ("\ufeffOslo", "Oslo"),
        ("Oslo–Norge", "Oslo-Norge"),
    ],
)
def test_what_is_not_seen_or_only_looks_different_changes_nothing(form: str, plain: str) -> None:
    assert form != plain
    assert same(form, plain)


def test_forms_that_differ_have_other_features() -> None:
    assert not same("Oslo", "oslo")
    assert not same("Oslo", "Oslos")


def test_names_have_a_stem_in_common_and_other_words_have_none() -> None:
    written = [
        "Russland",
        "Russlands",
        "RUSSLAND",
        "Oslo",
        "og",
        "Og",
        "Minister",
        "Mai",
        "R",
        "17",
    ]
    stems = forms.features(written, LEXICON).stems.tolist()
    assert stems[0] == stems[1] == stems[2] != 0
    assert stems[3] not in (0, stems[0])
    assert stems[4:] == [0, 0, 0, 0, 0, 0]


def test_a_name_that_no_list_has_may_stand_twice_too() -> None:
    stems = forms.features(["Grønnåsen", "Grønnåsens", "grønnåsen"], LEXICON).stems.tolist()
    assert stems[0] == stems[1] != 0
    assert stems[2] == 0


def test_classes_of_the_form_and_of_its_base_are_told() -> None:
    known = forms.features(["Oslo", "Oslos", "Kari", "Vågå"], LEXICON).known
    bits = slice(WIDTH + len(forms._WAYS) + 6, -8)
    assert known[0, bits].sum() == 2  # city, norwegian_place
    np.testing.assert_array_equal(known[0, bits], known[1, bits])
    assert known[2, bits].sum() == 2
    assert not known[3, bits].any()


def test_an_empty_lexicon_knows_nothing() -> None:
    found = forms.features(["Russland", "og"], Lexicon(vectors=np.zeros((0, 5), np.int8)))
    assert (found.keys[:, 0] == forms.UNKNOWN).all()
    assert not found.known[:, :5].any()
    assert found.stems[0]
    assert not found.stems[1]


def test_the_lexicon_after_loading_gives_the_same_features() -> None:
    written = ["Russlands", "KARI", "fiskeriminister", "og", "Vågå"]
    back = Lexicon.from_bytes(LEXICON.to_bytes())
    for one, other in zip(
        forms.features(written, LEXICON), forms.features(written, back), strict=True
    ):
        np.testing.assert_array_equal(one, other)

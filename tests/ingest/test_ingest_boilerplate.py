"""The boilerplate rules: their examples, their files, and spans that can be relied on."""

import pickle
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SettingsError
from pipeline.ingest.boilerplate import BUILT_IN, Rule, failures, find, load_rules, without

RULES = load_rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_keeps_its_promises(rule: Rule) -> None:
    assert len(rule.matches) >= 2
    assert rule.leaves
    assert rule.about.endswith((".", "…"))
    assert failures(rule) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_rule_touches_what_another_must_leave(rule: Rule) -> None:
    others = {match for other in RULES for match in other.matches}
    for text in rule.leaves:
        assert text in others or find(text, RULES) == []


ARTICLE = """ date 2021-03 ANKARA/OSLO (VG) Partene ble ikke enige i natt.

GIKK HJEM: Kari Nordmann (t.v.) og Ola Nordmann forlot møtet. Foto: Per Hansen / NTB

Av Kari Nordmann

Publisert: Oppdatert for 3 timer siden

– Vi må også lese avtalen, sa hun til (NTB) og andre.

les også Slik falt avtalen: Nekter å svare

X81234

Statsråd Ola Nordmann (H) møtte pressen. (NTB-Reuters)

Siste nytt
"""


def test_an_article_keeps_its_prose() -> None:
    spans = find(ARTICLE, RULES)
    assert [(span.rule, ARTICLE[span.start : span.end]) for span in spans] == [
        ("date-header", "date 2021-03"),
        ("dateline", "ANKARA/OSLO (VG)"),
        ("photo-credit-inline", "Foto: Per Hansen / NTB"),
        ("byline", "Av Kari Nordmann"),
        ("published", "Publisert: Oppdatert for 3 timer siden"),
        ("read-also", "les også Slik falt avtalen: Nekter å svare"),
        ("image-code", "X81234"),
        ("agency", "(NTB-Reuters)"),
        ("navigation", "Siste nytt"),
    ]
    assert "GIKK HJEM: Kari Nordmann" in without(ARTICLE, spans)
    assert "Les" not in without("Les mer", find("Les mer", RULES))


def test_offsets_count_windows_newlines() -> None:
    text = ARTICLE.replace("\n", "\r\n")
    found = [text[span.start : span.end] for span in find(text, RULES)]
    assert found == [ARTICLE[span.start : span.end] for span in find(ARTICLE, RULES)]


def test_datelines_stand_at_the_start_only() -> None:
    late = "Partene møttes.\n\n" * 10 + "LISBOA (NTB): Ingen avtale."
    assert find(late, RULES) == []
    later = "Tittel\n\nIngress med noe mer i.\n\nLISBOA (NTB): Ingen avtale."
    assert [span.rule for span in find(later, RULES)] == ["dateline"]


LINES = st.sampled_from(
    [example for rule in RULES for example in (*rule.matches, *rule.leaves)]
    + ["", " ", "Partene møttes i dag.", "og så videre", "\t"]
)
TEXTS = st.one_of(
    st.text(),
    st.lists(LINES, max_size=8).map("\n".join),
    st.lists(LINES, max_size=8).map("\r\n".join),
    st.text("Av Foto:(NTB)LESesog\n\r /©-.A1@"),
)


@given(TEXTS)
def test_spans_are_sorted_apart_and_within(text: str) -> None:
    spans = find(text, RULES)
    place = 0
    for span in spans:
        assert place <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        place = span.end
    kept = without(text, spans)
    assert len(kept) == len(text) - sum(end - start - 1 for start, end, _ in spans)


@pytest.mark.parametrize(
    "line",
    [
        "(Foto: " * 200_000,
        " " * 1_000_000,
        "Publisert " + "12.01. " * 55 + "x\n",
        "AA/" * 130 + "\n",
        "Av " + "Aa Bb, " * 55 + "!\n",
        "facebook" + ",x" * 190 + "!\n",
        "få " + "nyhetsbrev " * 35 + ".\n",
        "a." * 195 + "@\n",
        "se vg " + "a: " * 125 + ".\n",
    ],
)
def test_the_work_stays_linear(line: str) -> None:
    text = (line * (1_000_000 // len(line) + 1))[:1_000_000]
    start = time.perf_counter()
    find(text, RULES)
    assert time.perf_counter() - start < 5


def test_rules_can_be_switched_off() -> None:
    assert load_rules(off=["all"]) == []
    names = [rule.name for rule in load_rules(off=["byline", "dateline"])]
    assert "byline" not in names
    assert len(names) == len(RULES) - 2
    with pytest.raises(SettingsError, match="Did you mean 'byline'"):
        load_rules(off=["bylines"])


def test_rules_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "regler.toml"
    path.write_text(
        """
        [words]
        paper = ["Bygdebladet", "Byavisa"]
        [[rule]]
        name = "subscribe"
        about = "A line that asks for money."
        pattern = 'Støtt <paper>!'
        matches = ["Støtt Byavisa!"]
        [[rule]]
        name = "byline"
        pattern = 'Skribent: .+'
        """,
        encoding="utf-8",
    )
    rules = load_rules(path)
    assert len(rules) == len(RULES) + 1
    text = "Støtt Bygdebladet!\nAv Kari Nordmann\nSkribent: Ola\nAnnonse"
    assert [span.rule for span in find(text, rules)] == ["subscribe", "byline", "advertisement"]
    assert pickle.loads(pickle.dumps(rules)) == rules  # noqa: S301


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("[[rule]]\nname = 'x'\npattern = '('", "no regular expression"),
        ("[[rule]]\nname = 'x'", "no pattern"),
        ("[[rule]]\npattern = 'x'", "name"),
        ("[[rule]]\nname = 'x'\npattern = 'x'\nscope = 'page'", "choose paragraph"),
        ("[[rule]]\nname = 'x'\npattern = 'x'\nwithin = 0", "whole number"),
        ("[[rule]]\nname = 'x'\npattern = 'x'\npatern = 'y'", "patern"),
        ("[[rule]]\nname = 'x'\npattern = 'x'\nmatches = ['y']", "does not mark"),
        ("[[rule]]\nname = 'x'\npattern = 'x'\nleaves = ['x']", "must not mark"),
        ("[[rule]]\nname = 'x'\npattern = 'x'\n[[rule]]\nname = 'x'\npattern = 'y'", "two rules"),
        ("[[rule]]\nname = 'x'\npattern = 'x'\nmatches = 'x'", "matches"),
        ("rule = 3", r"\[\[rule\]\]"),
        ("rule = [3]", r"\[\[rule\]\]"),
        ("rules = []", r"\[\[rule\]\]"),
        ("[words]\na = 3\n[[rule]]\nname = 'x'\npattern = 'x'", "words"),
        ("[[rule", "document"),
    ],
)
def test_bad_rules_are_explained(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "regler.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=reason) as caught:
        load_rules(path)
    assert "regler.toml" in str(caught.value)


def test_missing_and_binary_files_of_rules(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_rules(tmp_path / "gone.toml")
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="UTF-8"):
        load_rules(tmp_path / "x.toml")


def test_the_built_in_file_is_in_order() -> None:
    table = tomllib.loads(BUILT_IN.read_text(encoding="utf-8"))
    for words in table["words"].values():
        assert len(set(words)) == len(words)

"""Tests of show and relations: what a person sees of the relations that a run has found."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import pipeline
from pipeline.cli import cli
from pipeline.commands import relations, show
from pipeline.errors import OutputError, PipelineError, SettingsError
from pipeline.relations_table import shortened
from pipeline.results import Results
from pipeline.stated import RELATION_TYPES
from tests import stated_samples
from tests.samples import relation

Type = Callable[..., str]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory, small_model: Path) -> Results:
    return stated_samples.run(tmp_path_factory.mktemp("stated"), small_model)


def _run(command: Any, folder: Path, words: tuple[object, ...], columns: int) -> Result:
    arguments = [*map(str, words), "--output", str(folder)]
    said = CliRunner(env={"COLUMNS": str(columns)}).invoke(command, arguments)
    if said.exception and not isinstance(said.exception, SystemExit):
        raise said.exception
    return said


@pytest.fixture
def shown(results: Results) -> Type:
    """What `show` with these words prints."""
    return lambda *words, columns=120: _run(show, results.folder, words, columns).stdout


@pytest.fixture
def listed(results: Results) -> Type:
    """What `relations` with these words prints."""
    return lambda *words, columns=160: _run(relations, results.folder, words, columns).stdout


def _groups(said: str) -> dict[str, str]:
    """Return what stands under each heading that counts passages."""
    groups: dict[str, str] = {}
    heading = ""
    for line in said.splitlines():
        if line and not line.startswith(" "):
            heading = line
        groups[heading] = groups.get(heading, "") + line + "\n"
    return {heading: text for heading, text in groups.items() if "passage" in heading}


def test_two_are_shown_by_what_is_stated_between_them_in_the_order_of_the_types(
    shown: Type,
) -> None:
    assert list(_groups(shown("Lavrov", "Tillerson"))) == [
        "meets (4 passages, 1 denied, 1 planned)",
        "states: Rex Tillerson → Sergej Lavrov (1 passage)",
        "states: Sergej Lavrov → Rex Tillerson (1 passage)",
        "conflict: Rex Tillerson → Sergej Lavrov, kritisere (1 passage, denied)",
        "conflict: Sergej Lavrov → Rex Tillerson, kritisere (1 passage)",
        "co-occurrence, no relation found (1 passage)",
    ]


def test_a_passage_says_when_where_and_what_is_denied_planned_or_said_of_a_pronoun(
    shown: Type,
) -> None:
    meets = next(iter(_groups(shown("Lavrov", "Tillerson")).values()))
    assert "2017-02-16 · bonn · Møte i Bonn\n    Sergej Lavrov møtte Rex Tillerson" in meets
    assert "· planned\n    Sergej Lavrov skal møte Rex Tillerson på nytt." in meets
    assert "· denied, pronoun: han < Sergej Lavrov\n    Han møtte aldri" in meets


def test_no_sentence_stands_twice_in_a_group(shown: Type) -> None:
    for group in _groups(shown("Tillerson", "Lavrov")).values():
        lines = [line for line in group.splitlines() if line.startswith("    ") and line.strip()]
        assert len(set(lines)) == len(lines)


def test_the_names_and_the_stretch_that_states_the_relation_stand_out(results: Results) -> None:
    said = CliRunner(env={"COLUMNS": "120", "FORCE_COLOR": "1", "TERM": "xterm"}).invoke(
        show, ["Lavrov", "Tillerson", "--output", str(results.folder)], color=True
    )
    assert "\x1b[1;36mSergej Lavrov\x1b[0m \x1b[4mmøtte\x1b[0m \x1b[1;35mRex" in said.stdout


def test_two_with_a_relation_but_no_window_in_common_are_shown(
    results: Results, tmp_path: Path
) -> None:
    alone = pipeline.load(shutil.copytree(results.folder, tmp_path / "alone"))
    row = stated_samples.stated(
        alone, "cooperation", stated_samples.FN, stated_samples.USA, "udatert", "Norge støtter"
    )
    stated_samples.with_relations(alone, [row])
    said = _run(show, alone.folder, ("FN", "USA"), 120).stdout
    assert "cooperation: FN → USA (1 passage)" in said
    assert "co-occurrence" not in said
    nothing = _run(show, alone.folder, ("FN", "Lavrov"), 120).stdout
    assert "no sentence states a relation" in " ".join(nothing.split())
    empty = stated_samples.with_relations(alone, [])
    said = _run(show, empty.folder, ("Lavrov", "Tillerson"), 120).stdout
    assert "co-occurrence, no relation found (7 passages)" in said
    assert "Stated relations" not in _run(show, empty.folder, ("Lavrov",), 120).stdout
    assert "found no stated relation" in _run(relations, empty.folder, (), 120).stdout


def test_five_hundred_passages_are_not_all_printed_but_can_be(
    tmp_path: Path, small_model: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    text = "\n\n".join(f"Norge støtter FN for gang nummer {number}." for number in range(500))
    (folder / "mange.txt").write_text(text, encoding="utf-8")
    many = pipeline.run(folder, tmp_path / "out", model=str(small_model))
    rows = [
        relation(
            "cooperation",
            stated_samples.NORGE,
            stated_samples.FN,
            article_id="mange",
            sentence=row["sentence"],
            start=row["start"],
            end=row["end"],
        )
        for row in many.sentences.head(490).to_dict("records")
    ]
    stated_samples.with_relations(many, rows)
    said = _run(show, many.folder, ("Norge", "FN"), 120).stdout
    assert said.count("for gang nummer") == 20
    assert "… and 480 more: --limit 490 shows them all" in said
    said = _run(show, many.folder, ("Norge", "FN", "--limit", 500), 120).stdout
    assert said.count("for gang nummer") == 500
    assert "more" not in said
    said = _run(relations, many.folder, (), 160).stdout
    assert said.count("for gang nummer") == 50
    assert "… and 440 more: --limit 490 shows them all" in said


def test_one_is_shown_with_its_relations_by_type_and_other_entity(shown: Type) -> None:
    lines = [line.split() for line in shown("Tillerson").splitlines()]
    assert "role → USA utenriksminister 1".split() in lines
    assert "meets – Sergej Lavrov møte, møtes 5 1 denied, 1 planned".split() in lines
    assert "conflict ← Sergej Lavrov kritisere 1".split() in lines
    assert "→ Sergej Lavrov kritisere 1 1 denied".split() in lines
    said = shown("Tillerson")
    assert "python -m pipeline relations --entity 'Rex Tillerson' --output" in said


def test_relations_are_listed_by_date_with_what_is_denied_or_possible(listed: Type) -> None:
    lines = [" ".join(line.split()) for line in listed(columns=250).splitlines()]
    assert lines[0] == "date source relation target article sentence"
    assert lines[1] == (
        "2017-02-16 Sergej Lavrov meets: møte Rex Tillerson bonn "
        "Sergej Lavrov møtte Rex Tillerson i Bonn."
    )
    assert any("Rex Tillerson not conflict: kritisere Sergej Lavrov" in line for line in lines)
    assert any("Sergej Lavrov planned meets: møte Rex Tillerson" in line for line in lines)
    assert lines[-1].startswith("Norge possible cooperation: støtte NATO udatert")
    assert len(lines) == 14


@pytest.mark.parametrize("columns", [40, 80, 109])
def test_a_narrow_terminal_loses_no_word(listed: Type, columns: int) -> None:
    wide, narrow = listed(columns=300).split(), listed(columns=columns).split()
    assert sorted(narrow) == sorted(wide[wide.index("sentence") + 1 :])


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (("--type", "meets"), 5),
        (("--type", "meets", "--type", "role"), 6),
        (("--entity", "NATO"), 2),
        (("--entity", "Lavrov", "--other", "USA"), 0),
        (("--entity", "Lavrov", "--other", "Tillerson", "--negated"), 2),
        (("--no-negated",), 11),
        (("--since", "2018"), 6),
        (("--until", "2017-12"), 4),
        (("--since", "2017", "--until", "2018-06"), 10),
        (("--limit", "3"), 3),
    ],
)
def test_relations_are_chosen(listed: Type, words: tuple[str, ...], number: int) -> None:
    found = list(csv.DictReader(io.StringIO(listed(*words, "--csv", "-"))))
    assert len(found) == number


def test_no_relation_that_fits_is_told_with_what_there_is(listed: Type) -> None:
    said = listed("--type", "part_of")
    assert "No relation fits." in said
    assert "5 meets" in said


def test_a_type_that_there_is_not_is_told_with_those_that_there_are(listed: Type) -> None:
    with pytest.raises(PipelineError, match="Did you mean meets") as told:
        listed("--type", "meet")
    for kind in RELATION_TYPES:
        assert kind in str(told.value)
    with pytest.raises(PipelineError, match="No entity is called 'Nobody'"):
        listed("--entity", "Nobody")
    with pytest.raises(SettingsError, match="since"):
        listed("--since", "i går")


def test_csv_is_written_for_a_spreadsheet_and_printed_for_a_pipe(
    results: Results, listed: Type, tmp_path: Path
) -> None:
    said = _run(relations, results.folder, ("--type", "meets", "--csv", tmp_path / "m.csv"), 80)
    assert said.stdout == ""
    assert "5 relations written to" in said.stderr
    written = (tmp_path / "m.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbfdate,title,type,")
    assert written.decode("utf-8-sig") == listed("--type", "meets", "--csv", "-")
    first = next(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))
    assert (first["source"], first["target"], first["label"], first["text"]) == (
        *("Sergej Lavrov", "Rex Tillerson", "møte", "møtte"),
    )
    assert first["passage"] == "Sergej Lavrov møtte Rex Tillerson i Bonn."
    with pytest.raises(OutputError, match="cannot be written"):
        listed("--csv", tmp_path)


def test_results_give_the_relations_of_one_of_two_and_of_a_type(results: Results) -> None:
    assert len(results.relations_of()) == 13
    assert len(results.relations_of("Lavrov", "Tillerson")) == 9
    meets = results.relations_of("Tillerson", type="meets")
    assert meets["date"].tolist() == ["2017-02-16", *["2018-05-03"] * 4]
    first = meets.iloc[0]
    start = first["start"] - first["passage_start"]
    assert first["passage"][start:].startswith("møtte Rex")
    assert results.relations_of("FN", type="role").empty
    with pytest.raises(LookupError, match="cooperation"):
        results.relations_of(type="help")
    with pytest.raises(LookupError):
        results.relations_of("Nobody")


def test_a_run_of_an_older_version_is_told(results: Results) -> None:
    run = pipeline.load(results.folder)
    del run.record["tables"]["relations"]
    with pytest.raises(OutputError, match="another version"):
        run.table("relations")
    with pytest.raises(KeyError):
        run.table("no such table")


@pytest.mark.parametrize(
    "words",
    [
        ("show", "Lavrov"),
        ("show", "Lavrov", "Tillerson"),
        ("relations",),
        ("plot", "timeline"),
        ("review",),
    ],
)
def test_a_command_on_an_older_run_says_how_to_make_it_anew_and_prints_nothing_else(
    results: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    old = shutil.copytree(results.folder, tmp_path / "old run")
    record = json.loads((old / "run.json").read_text(encoding="utf-8"))
    for name in ("relations", "graph_edges", "periods", "edges_by_period", "decisions"):
        del record["tables"][name]
    record["settings"]["input"] = "my articles"
    (old / "run.json").write_text(json.dumps(record), encoding="utf-8")
    monkeypatch.setenv("NAVNENETT_OUTPUT", str(old))
    said = CliRunner().invoke(cli, words)
    assert isinstance(said.exception, OutputError)
    assert f"python -m pipeline run 'my articles' --output '{old}'" in str(said.exception)
    assert said.output == ""


@pytest.mark.parametrize("name", ["", " ", "\t"])
def test_no_name_means_nobody(results: Results, name: str) -> None:
    run = pipeline.load(results.folder)
    run.entities.loc[0, "aliases"] = ""  # as of one that is named in compounds alone
    with pytest.raises(LookupError):
        run.find(name)
    with pytest.raises(PipelineError):
        _run(relations, results.folder, ("--entity", name), 80)


def test_white_space_around_a_name_does_not_matter(results: Results) -> None:
    assert results.find("  Sergej  Lavrov ")["entity_id"] == results.find("Lavrov")["entity_id"]


def test_two_names_of_one_entity_are_told(results: Results) -> None:
    with pytest.raises(PipelineError, match="both mean"):
        _run(relations, results.folder, ("--entity", "Lavrov", "--other", "Sergej Lavrov"), 80)


@given(
    st.lists(st.text("aæb.", min_size=1, max_size=9), min_size=1, max_size=40).map(" ".join),
    st.data(),
    st.integers(10, 60),
)
def test_a_shortened_sentence_is_short_and_holds_the_stretch(
    text: str, data: st.DataObject, longest: int
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + longest // 2)))
    short, moved = shortened(text, start, end, longest)
    assert len(short) <= longest + len("…  …")
    assert short[start + moved : end + moved] == text[start:end]

"""Tests of pipeline/cli.py and pipeline/terminal.py: what a person types and sees."""

import gzip
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.cli import cli, main
from pipeline.stages import STAGES


@dataclass(frozen=True)
class Said:
    """What a command left: exit status, standard output, standard error."""

    status: int
    out: str
    err: str


class Person:
    """Someone who types commands."""

    def __init__(self, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch, model: Path):
        self._capsys, self._patch, self.model = capsys, patch, str(model)

    def types(self, *words: object) -> Said:
        """Run `python -m pipeline` with these words."""
        self._patch.setattr(sys, "argv", ["navnenett", *map(str, words)])
        with pytest.raises(SystemExit) as exited:
            main()
        out, err = self._capsys.readouterr()
        code = exited.value.code
        return Said(code if isinstance(code, int) else 0, out, err)

    def runs(self, *words: object) -> Said:
        """Run `python -m pipeline run` with the small model and these words."""
        return self.types("run", "--model", self.model, *words)


@pytest.fixture
def person(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, small_model: Path
) -> Person:
    monkeypatch.setenv("COLUMNS", "120")
    return Person(capsys, monkeypatch, small_model)


def test_run_ends_with_a_summary_and_a_hint_what_to_do_next(person: Person, articles: Path) -> None:
    said = person.runs(articles)
    assert said.status == 0
    for word in ("3  articles", "Strongest ties", "graph.gexf", "evidence.csv", "pipeline show"):
        assert word in said.out
    assert "python -m pipeline explore\n" in said.out
    assert "annotate" in said.err  # the progress


def test_quiet_says_nothing(person: Person, articles: Path) -> None:
    said = person.runs(articles, "-q", "-o", "mitt")
    assert (said.status, said.out, said.err) == (0, "", "")
    assert Path("mitt/graph.gexf").is_file()


def test_show_one_prints_who_it_is_and_show_two_the_sentences(
    person: Person, articles: Path
) -> None:
    person.runs(articles, "-q")
    one = person.types("show", "lavrov")
    assert one.status == 0
    for word in ("Q58217", "Sergej Lavrov", "Rex Tillerson", "mentions", "surname"):
        assert word in one.out
    two = person.types("show", "NATO", "Russland")
    assert "Nato og Russland snakket sammen." in two.out
    assert "2022-01-12" in two.out
    assert "co-occurrence, no relation found (1 passage)" in two.out
    apart = person.types("show", "FN", "Lavrov")
    assert "No window of the text that counts holds both" in apart.out


def test_plot_draws_ties_over_time_into_the_folder_of_the_run_or_a_file(
    person: Person, articles: Path
) -> None:
    person.runs(articles, "--output", "out", "--quiet")
    assert "timeline.png" in person.types("plot", "timeline", "out").out
    assert Path("out/timeline.png").read_bytes().startswith(b"\x89PNG")
    assert person.types("plot", "timeline", "out", "--output", "ties.svg", "--top", 1).status == 0
    assert Path("ties.svg").read_bytes().startswith(b"<?xml")
    said = person.types("plot", "timeline", "out", "--output", "ties.docx")
    assert said.status == 2
    assert ".svg" in said.err


def test_plot_of_a_single_period_says_why_there_is_nothing_to_draw(
    person: Person, articles: Path
) -> None:
    person.runs(articles / "a.txt", "--output", "out", "--quiet")
    said = person.types("plot", "timeline", "out")
    assert said.status == 2
    assert "2017-02, one single period" in said.err
    assert not Path("out/timeline.png").exists()


def test_show_of_a_stranger_names_who_comes_near(person: Person, articles: Path) -> None:
    person.runs(articles, "-q")
    said = person.types("show", "Russia")
    assert said.status == 2
    assert "Russland" in said.err


def test_show_without_a_run_says_how_to_make_one(person: Person) -> None:
    said = person.types("show", "Lavrov")
    assert said.status == 2
    assert "python -m pipeline run" in said.err


def test_an_article_cannot_write_to_the_terminal(person: Person, tmp_path: Path) -> None:
    article = tmp_path / "x.txt"
    article.write_text("Norge og FN [bold]møttes[/bold] \x1b[31mi rødt i dag.\n", encoding="utf-8")
    person.runs(article, "-q")
    said = person.types("show", "Norge", "FN")
    assert "[bold]møttes[/bold]" in said.out
    assert "\x1b[31m" not in said.out


def test_each_stage_runs_by_its_name(person: Person, articles: Path) -> None:
    for stage in STAGES:
        said = person.types(stage, articles, "--model", person.model)
        assert said.status == 0, said.err
    assert Path("outputs/graph.gexf").is_file()


def test_a_stage_alone_writes_its_tables_only(person: Person, articles: Path) -> None:
    said = person.types("annotate", articles, "--model", person.model)
    assert "sentences" in said.out
    assert Path("outputs/tables/annotate/names").is_dir()
    assert not Path("outputs/tables/link").exists()


def test_models_are_listed_with_how_to_get_them(person: Person) -> None:
    said = person.types("models")
    assert "bundled" in said.out
    assert "spacy download nb_core_news_sm" in " ".join(said.out.split())


def test_every_command_has_a_help_text_with_its_options(person: Person) -> None:
    person.types("--help")
    for name in cli.commands:
        said = person.types(name, "--help")
        assert said.status == 0
        assert "Usage:" in said.out
    assert "--backbone" in person.types("run", "--help").out


def test_a_misspelt_flag_and_a_wrong_value_are_told(person: Person, articles: Path) -> None:
    said = person.runs(articles, "--windw", "article")
    assert said.status == 2
    assert "--window" in said.err
    said = person.runs(articles, "--window", "chapter")
    assert said.status == 2
    assert "choose sentence, paragraph, article" in said.err


def test_a_typo_in_the_settings_file_is_told(person: Person, articles: Path) -> None:
    Path("pipeline.toml").write_text("min_cuont = 2\n", encoding="utf-8")
    said = person.runs(articles)
    assert said.status == 2
    assert "pipeline.toml" in said.err
    assert "min-count" in said.err


BAD: dict[str, tuple[bytes, str]] = {
    "tom.txt": (b"", "empty"),
    "bilde.txt": (bytes(range(256)) * 40, "not"),
    "rader.jsonl": (
        b'{"text": "Norge og FN er enige om mye.", "id": "bra"}\n{"text": "Norge\n',
        "Line 2",
    ),
    "tabell.csv": (b"navn;alder\nKari;40\n", "--text-column"),
    "odelagt.parquet": (b"PAR1 ikke en tabell", "odelagt.parquet"),
    "odelagt.txt.gz": (b"\x1f\x8b\x08\x00 brutt", "odelagt.txt.gz"),
    "side.html": (b"<html><head><title>Tom</title></head><body></body></html>", "side.html"),
}


def test_bad_files_are_named_with_a_reason_and_the_good_ones_are_read(
    person: Person, articles: Path
) -> None:
    for name, (content, _) in BAD.items():
        (articles / name).write_bytes(content)
    said = person.runs(articles)
    assert said.status == 0
    record = json.loads(Path("outputs/run.json").read_text(encoding="utf-8"))
    told = {row["source"]: row["message"] for row in record["problems"]}
    for name, (_, word) in BAD.items():
        assert name in told
        lines = [line for line in said.err.splitlines() if name in line]
        assert lines, name
        assert word in " ".join(lines)
    assert record["counts"]["articles"] == 4
    assert record["counts"]["not_read"] == len(BAD)
    assert person.runs(articles, "--strict", "-q").status == 1
    for name in BAD:
        (articles / name).unlink()
    assert person.runs(articles, "--strict", "-q").status == 0


def test_an_unreadable_file_is_named_and_the_rest_is_read(
    person: Person, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The superuser may read everything, so the refusal is made where files are opened.
    locked = articles / "låst.txt"
    locked.write_text("Norge og FN.\n", encoding="utf-8")
    really = Path.open

    def refuse(path: Path, *args: object, **kwargs: object) -> object:
        if path.name == "låst.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return really(path, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    said = person.runs(articles)
    assert said.status == 0
    assert "låst.txt" in said.err
    assert "3  articles" in said.out


def test_a_file_of_twenty_megabytes_is_read(person: Person, tmp_path: Path) -> None:
    article = tmp_path / "stor.txt"
    paragraph = "Norge og FN møttes i Bonn for å snakke om mye og mangt. " * 18 + "\n\n"
    article.write_text(paragraph * 20_000, encoding="utf-8")
    assert article.stat().st_size > 20_000_000
    said = person.types("ingest", article)
    assert said.status == 0
    assert "1 articles" in said.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nowhere"], "does not exist"),
        (["*.txt"], "matches no"),
        ([".", "--output", "taken"], "cannot be written"),
        ([".", "--config", "none.toml"], "none.toml"),
    ],
)
def test_what_cannot_work_is_told_without_a_traceback(
    person: Person, words: list[str], told: str
) -> None:
    Path("taken").write_text("", encoding="utf-8")
    said = person.runs(*words)
    assert said.status == 2
    assert told in said.err
    assert "Traceback" not in said.err


def test_an_empty_folder_is_told(person: Person) -> None:
    Path("tom").mkdir()
    said = person.runs("tom")
    assert said.status == 2
    assert "no article" in said.err
    assert ".txt" in said.err


def test_an_unknown_model_says_how_to_get_it_and_what_works_without(
    person: Person, articles: Path
) -> None:
    said = person.types("run", articles, "--model", "nb_core_news_xl")
    assert said.status == 2
    assert "--model bundled" in said.err


def test_standard_input_gzip_and_a_glob_are_read(
    person: Person, small_model: Path, articles: Path
) -> None:
    (articles / "d.txt.gz").write_bytes(gzip.compress(b"USA og Norge i Bonn.\n"))
    assert "1  articles" in person.runs(articles / "*.gz").out
    piped = subprocess.run(
        [sys.executable, "-m", "pipeline", "run", "-", "--model", str(small_model)],
        input="Norge og FN møttes i Bonn i går.\n".encode(),
        capture_output=True,
        check=False,
    )
    assert piped.returncode == 0, piped.stderr
    assert "Norge – FN" in piped.stdout.decode() or "FN – Norge" in piped.stdout.decode()


def test_an_interruption_is_told_in_a_sentence(
    person: Person, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.job.run_stages", interrupt)
    said = person.runs(articles)
    assert said.status == 130
    assert "goes on from there" in said.err


def test_show_names_the_corrections_of_an_entity_and_who_else_has_the_name(
    person: Person, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Per Hansen møtte Rex Tillerson i går.\n", encoding="utf-8")
    (folder / "b.txt").write_text("Per Hansen sang i Bonn i går kveld.\n", encoding="utf-8")
    Path("corrections.csv").write_text(
        "action,name,other,articles\n"
        "different,Per Hansen,Per Hansen,b\n"
        "retype,Rex Tillerson,organisation\n",
        encoding="utf-8",
    )
    person.runs(folder, "-q")
    said = person.types("show", "Rex Tillerson").out
    assert "Corrected by corrections.csv" in said
    assert "line 3: retype,Rex Tillerson,organisation" in said
    said = person.types("show", "Per Hansen").out
    assert "Others of that name, to be shown by their ids" in said
    assert "person, person/per-hansen-2, 1 mentions" in said


def test_show_tells_how_many_spellings_it_does_not_print(
    person: Person, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.show._SPELLINGS", 1)
    person.runs(articles, "-q")
    assert "… and 2 more: see mentions.csv" in person.types("show", "Lavrov").out
    assert "see mentions.csv" not in person.types("show", "Tillerson", "Lavrov").out

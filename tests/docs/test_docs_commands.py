"""Tests that the shell examples run, each in a folder like that of a reader who has come so far."""

import re
import shlex
import shutil
import webbrowser
from pathlib import Path

import pytest
from click.testing import CliRunner

import pipeline
from pipeline.cli import cli
from pipeline.results import Results
from pipeline.stages import STAGES
from tests.docs.docs_samples import PAGES, blocks, commands

# Examples that need what a machine without a network has not, and why each cannot run here.
_NEEDS = {
    r"--model (nb_core_news|my-model|hf:)": "a model that is not part of Navnenett",
    r"--data ": "a treebank, which may not be passed on",
    r"--gold ": "articles that a person has annotated",
    r"^models$": "nothing; it is run with what it prints",
}


def _lines(text: str) -> list[str]:
    indented = [line for line in text.splitlines() if re.match(r"    \S", line)]
    joined = "\n".join(blocks(text, "sh", "bat", "")).replace("\\\n", " ")
    return [*joined.splitlines(), *(line.strip() for line in indented)]


RUNNABLE = sorted(
    {
        shlex.join(words)
        for page in PAGES.values()
        for words in commands([line for line in _lines(page) if not line.startswith("$ ")])
        if not any(re.search(needs, " ".join(words)) for needs in _NEEDS)
    }
)


def test_there_are_examples_to_run() -> None:
    assert len(RUNNABLE) > 20
    assert {words.split()[0] for words in RUNNABLE} >= {
        "run",
        "show",
        "relations",
        "review",
        "plot",
    }


@pytest.fixture(scope="module")
def looking(seeds: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a reader who has made two runs and looks at them."""
    folder = tmp_path_factory.mktemp("looking")
    for name in ("outputs", "my-network"):
        shutil.copytree(seeds.folder, folder / name)
    return folder


@pytest.fixture(scope="module")
def running(few_articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a reader who makes a run: articles, and the files that the pages speak of.

    Two runs are there already, so that each example does only what its options change.
    """
    folder = tmp_path_factory.mktemp("running")
    your_articles = PAGES["docs/your-articles.md"]
    for name in ("seeds", "my-articles", "my-folder"):
        shutil.copytree(few_articles, folder / name)
    pipeline.run(folder / "seeds", folder / "outputs", model="bundled")
    shutil.copytree(folder / "outputs", folder / "my-network")
    more = folder / "my-articles" / "more.jsonl"
    more.write_text('{"innhold": "NATO og Russland møttes."}\n', encoding="utf-8")
    news = blocks(your_articles, "csv")[0].replace("tekst", "brødtekst", 1)
    (folder / "news.csv").write_text(news, encoding="utf-8")
    entities = blocks(PAGES["docs/faq.md"], "csv")[2]
    (folder / "my-entities.csv").write_text(entities, encoding="utf-8")
    (folder / "my-rules.toml").write_text(blocks(your_articles, "toml")[1], encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", RUNNABLE)
def test_a_command_runs_as_it_stands(
    command: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = shlex.split(command)
    makes = words[0] == "run" or words[0] in STAGES
    monkeypatch.chdir(request.getfixturevalue("running" if makes else "looking"))
    monkeypatch.setenv("NAVNENETT_MODEL", "bundled")
    # A page opened in a browser has no place in a test.
    monkeypatch.setattr(webbrowser, "open", lambda *_, **__: True)
    for name in words:
        if name == "questions.csv" and "--import" in words and not Path(name).exists():
            _type(["review", "--export", name])  # what the page tells to do before
        elif name == "questions.csv" and "--export" in words:
            Path(name).unlink(missing_ok=True)
    _type(words)


def _type(words: list[str]) -> None:
    said = CliRunner().invoke(cli, words, input="q\n")
    assert said.exit_code == 0, f"{words}: {said.output[-1500:]}{said.exception!r}"


def test_what_cannot_run_here_is_little() -> None:
    every = {shlex.join(w) for page in PAGES.values() for w in commands(_lines(page))}
    assert len(every - set(RUNNABLE)) < len(RUNNABLE)

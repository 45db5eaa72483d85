"""What many tests need: articles, a small spaCy pipeline that finds their names, a treebank."""

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy

from pipeline.evaluate.conll import Sentence, parse
from tests.evaluate.evaluate_samples import CONLLU

NAMES = {
    "PER": ["Sergej Lavrov", "Sergei Lavrov", "Lavrov", "Rex Tillerson", "Tillerson", "Per Hansen"],
    "ORG": ["NATO", "Nato", "FN"],
    "GPE_LOC": ["Russland", "Russlands", "USA", "Norge", "Bonn", "Kreml"],
}

ARTICLES = {
    "a.txt": " date 2017-02 Lavrov møtte Tillerson\n\nSergej Lavrov fra Russland møtte Rex "
    "Tillerson fra USA i Bonn. NATO ventet.\n\nFoto: Per Hansen / NTB\n",
    "b.txt": "Nytt møte i alliansen\n\nPublisert: 12. januar 2022\n\nNato og Russland snakket "
    "sammen. Sergei Lavrov var ikke der, men Rex Tillerson ringte Sergei Lavrov.\n",
    "mappe/c.txt": "Norge og FN er enige om det meste, men ikke om alt. Norge støtter FN.\n",
}


@pytest.fixture(scope="session")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a spaCy pipeline that knows the names of the articles, and no others."""
    nlp = spacy.blank("nb", meta={"name": "small", "version": "1.0.0"})
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [{"label": label, "pattern": name} for label, names in NAMES.items() for name in names]
    )
    folder = tmp_path_factory.mktemp("model") / "small"
    nlp.to_disk(folder)
    return folder


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with three articles, one of them in a subfolder."""
    return write_articles(tmp_path / "articles")


def write_articles(folder: Path) -> Path:
    """Write the articles into `folder` and return it."""
    for name, text in ARTICLES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Work in an empty folder, so that no pipeline.toml of the developer's is read."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)


@pytest.fixture
def contents() -> Callable[[Path], dict[str, bytes]]:
    """A function that returns all files below a folder, by relative path."""

    def read(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    return read


@pytest.fixture
def conllu() -> str:
    """A handmade treebank file: a headline, then a paragraph of two sentences."""
    return CONLLU


@pytest.fixture
def sentences() -> list[Sentence]:
    """The same, read."""
    return list(parse(CONLLU.splitlines()))

"""The notebooks run, on the demonstration and on other articles, and are committed as they ran."""

import base64
import os
import re
import shutil
import struct
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import nbformat
import pytest
from matplotlib import font_manager
from nbclient import NotebookClient

import pipeline

ROOT: Final = Path(__file__).resolve().parents[2]
NOTEBOOKS: Final = sorted((ROOT / "notebooks").glob("*.ipynb"))
EXPLORE: Final = ROOT / "notebooks" / "explore.ipynb"
OVER_TIME: Final = ROOT / "notebooks" / "over_time.ipynb"
QUALITY: Final = ROOT / "notebooks" / "quality.ipynb"
SIGNIFICANCE: Final = ROOT / "notebooks" / "significance.ipynb"
LARGEST: Final = 1_500_000  # bytes of a notebook
ALL_PICTURES: Final = 3_000_000  # bytes, of all notebooks
MACHINE: Final = re.compile(
    r"/(?:home|tmp|work|root|usr|opt|Users|private)/|\b[A-Z]:\\|site-packages|ipykernel_"
)
LINK: Final = re.compile(r"\]\((?!https?:)([^)#]+)")
# Undated, untitled, no two people in one sentence, and letters that mean something in HTML.
OTHER_ARTICLES: Final = {
    "en.txt": "USA & NATO snakket med Russland og Norge <script>alert('NATO')</script> i Oslo. "
    "Jens Stoltenberg ønsket Norge <b>velkommen</b> til NATO.\n",
    "to.txt": "Russland svarte NATO. USAs president Joe Biden sa nei til Norge og Sverige.\n",
}

Execute = Callable[[Path, Path], Any]


@pytest.fixture(scope="module")
def kernel_env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Of kernels that find this pipeline and have no settings of the person who tests."""
    assert font_manager.fontManager.ttflist  # the first use of matplotlib tells of its font cache
    kept = {name: text for name, text in os.environ.items() if not name.startswith("NAVNENETT_")}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "IPYTHONDIR": str(tmp_path_factory.mktemp("ipython")),
        "OPENBLAS_NUM_THREADS": "1",
    }


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a fresh run of the demonstration articles."""
    folder = tmp_path_factory.mktemp("demonstration") / "fresh"
    pipeline.run(ROOT / "seeds", folder, model="bundled")
    return folder


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run of articles that are made to be awkward."""
    folder = tmp_path_factory.mktemp("other")
    (folder / "articles").mkdir()
    for name, text in OTHER_ARTICLES.items():
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    pipeline.run(folder / "articles", folder / "run", model="bundled")
    return folder / "run"


@pytest.fixture(scope="module")
def on_run(kernel_env: dict[str, str]) -> Execute:
    """Return the notebook at a path, executed on a run; each pair once."""

    @cache
    def execute(path: Path, run: Path) -> Any:
        return _execute(path, ROOT, {**kernel_env, "NAVNENETT_OUTPUT": str(run)})

    return execute


def _read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def _execute(path: Path, folder: Path, env: dict[str, str]) -> Any:
    """Return the notebook at `path`, executed in `folder`. Raises CellExecutionError."""
    notebook = _read(path)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute(env=env)
    return notebook


def _outputs(notebook: Any) -> Iterator[Any]:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            yield from cell.outputs


def _pictures(notebook: Any) -> list[bytes]:
    """Return the PNG files that the cells show."""
    found = (output.get("data", {}).get("image/png") for output in _outputs(notebook))
    return [base64.b64decode(png) for png in found if png]


def _texts(notebook: Any, kind: str | None = None) -> list[str]:
    """Return what the cells print and show, without pictures; of MIME type `kind` if given."""
    texts = []
    for output in _outputs(notebook):
        if "text" in output and not kind:
            texts.append(output["text"])
        data = output.get("data", {})
        if "image/png" not in data:
            texts += [value for mime, value in sorted(data.items()) if kind in (None, mime)]
    return texts


def _complaints(notebook: Any) -> list[str]:
    """Return the errors and warnings among the outputs."""
    return [
        output.get("text") or output.get("evalue", "")
        for output in _outputs(notebook)
        if output.output_type == "error" or output.get("name") == "stderr"
    ]


def test_there_are_notebooks_and_the_readme_tells_of_each() -> None:
    told = (ROOT / "notebooks" / "README.md").read_text(encoding="utf-8")
    assert len(NOTEBOOKS) >= 4
    for path in NOTEBOOKS:
        assert f"[{path.name}]({path.name})" in told


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_fresh_run_gives_what_is_committed(
    path: Path, demonstration: Path, on_run: Execute
) -> None:
    executed, committed = on_run(path, demonstration), _read(path)
    assert _complaints(executed) == []
    assert len(_pictures(executed)) == len(_pictures(committed)) > 0
    # If this fails after a change of the program, see notebooks/README.md: run it anew, and read
    # whether its prose still holds.
    assert _texts(executed) == _texts(committed)


@pytest.mark.parametrize("path", [OVER_TIME, QUALITY, SIGNIFICANCE], ids=lambda path: path.name)
def test_a_notebook_copes_with_other_articles(path: Path, other: Path, on_run: Execute) -> None:
    executed = on_run(path, other)
    assert _complaints(executed) == []
    shown = "\n".join(_texts(executed, "text/html"))
    assert "<script>alert" not in shown
    assert "<b>velkommen" not in shown


def test_explore_follows_the_names_of_its_story() -> None:
    shown = "\n".join(_texts(_read(EXPLORE), "text/html"))
    for tie in ("Sergej Lavrov – Rex Tillerson", "NATO – Russland"):
        assert f"<h4>{tie}: " in shown
    assert "Tillerson</b></mark>" in shown


def test_over_time_says_that_undated_articles_stand_in_no_stretch(
    other: Path, on_run: Execute
) -> None:
    told = "\n".join(_texts(on_run(OVER_TIME, other)))
    assert "2 articles stand in no stretch" in told


def test_quality_makes_a_run_of_the_gold_articles_where_there_is_none(
    demonstration: Path, other: Path, on_run: Execute
) -> None:
    own = "so they get a run of their own"
    assert own in "\n".join(_texts(on_run(QUALITY, other)))
    assert own not in "\n".join(_texts(on_run(QUALITY, demonstration)))


def test_explore_reads_the_articles_itself_and_shows_hostile_text_as_text(
    tmp_path: Path, kernel_env: dict[str, str]
) -> None:
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "seeds").mkdir()
    shutil.copy(EXPLORE, tmp_path / "notebooks")
    for name, text in OTHER_ARTICLES.items():
        (tmp_path / "seeds" / name).write_text(text, encoding="utf-8")
    executed = _execute(tmp_path / "notebooks" / EXPLORE.name, tmp_path / "notebooks", kernel_env)
    assert _complaints(executed) == []
    assert (tmp_path / "outputs" / "run.json").is_file()
    saved = (tmp_path / "outputs" / "my-ties.csv").read_bytes()
    assert saved.startswith("\ufeffsource;target;".encode())
    shown = "\n".join(_texts(executed, "text/html"))
    assert "<mark>" in shown
    assert "&lt;script&gt;alert" in shown
    assert "<script>alert" not in shown
    assert "<b>velkommen" not in shown


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_is_committed_as_it_ran(path: Path) -> None:
    committed = _read(path)
    nbformat.validate(committed)
    assert path.stat().st_size < LARGEST
    assert _complaints(committed) == []
    code = [cell for cell in committed.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert not [cell for cell in committed.cells if "execution" in cell.metadata]  # time stamps
    for text in _texts(committed):
        assert not MACHINE.search(text)
        assert "Traceback" not in text


def test_pictures_are_whole_and_small_enough_to_read_online() -> None:
    pictures = [png for path in NOTEBOOKS for png in _pictures(_read(path))]
    assert sum(map(len, pictures)) < ALL_PICTURES
    for png in pictures:
        width, height = struct.unpack(">II", png[16:24])
        assert 500 <= width <= 1400
        assert 200 <= height <= 1400
        assert png.endswith(b"IEND\xaeB`\x82")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_links_of_the_prose_lead_to_files(path: Path) -> None:
    prose = "\n".join(cell.source for cell in _read(path).cells if cell.cell_type == "markdown")
    links = LINK.findall(prose)
    assert links
    for link in links:
        assert (path.parent / link).exists(), link

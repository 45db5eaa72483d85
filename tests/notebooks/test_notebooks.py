"""The notebooks run, on the demonstration and on other articles, and are committed as they ran."""

import re
import shutil
from collections.abc import Iterator
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
LARGEST: Final = 1_500_000  # bytes
MACHINE: Final = re.compile(
    r"/(?:home|tmp|work|root|usr|opt|Users|private)/|\b[A-Z]:\\|site-packages|ipykernel_"
)
# Undated, untitled, no two people in one sentence, and letters that mean something in HTML.
OTHER_ARTICLES: Final = {
    "en.txt": "USA & NATO snakket med Russland og Norge <script>alert('NATO')</script> i Oslo. "
    "Jens Stoltenberg ønsket Norge <b>velkommen</b> til NATO.\n",
    "to.txt": "Russland svarte NATO. USAs president Joe Biden sa nei til Norge og Sverige.\n",
}


@pytest.fixture(autouse=True)
def _clean_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start kernels that find this pipeline and have no settings of the person who tests."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.delenv("NAVNENETT_OUTPUT", raising=False)
    assert font_manager.fontManager.ttflist  # the first use of matplotlib tells of its font cache


def _read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def _execute(path: Path, folder: Path) -> Any:
    """Return the notebook at `path`, executed in `folder`. Raises CellExecutionError."""
    notebook = _read(path)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    return notebook


def _outputs(notebook: Any) -> Iterator[Any]:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            yield from cell.outputs


def _pictures(notebook: Any) -> int:
    return sum("image/png" in output.get("data", {}) for output in _outputs(notebook))


def _texts(notebook: Any, kind: str | None = None) -> list[str]:
    """Return what the cells print and show, without pictures; of MIME type `kind` if given."""
    texts = [] if kind else [output["text"] for output in _outputs(notebook) if "text" in output]
    for output in _outputs(notebook):
        for mime, value in output.get("data", {}).items():
            if mime == kind or (kind is None and not mime.startswith("image/")):
                texts.append(value)
    return texts


def _complaints(notebook: Any) -> list[str]:
    """Return the errors and warnings among the outputs."""
    return [
        output.get("text") or output.get("evalue", "")
        for output in _outputs(notebook)
        if output.output_type == "error" or output.get("name") == "stderr"
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_runs_on_a_fresh_run_in_another_folder(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.run(ROOT / "seeds", tmp_path / "fresh")
    monkeypatch.setenv("NAVNENETT_OUTPUT", str(tmp_path / "fresh"))
    executed = _execute(path, ROOT)
    assert _complaints(executed) == []
    committed = _read(path)
    assert _pictures(executed) == _pictures(committed) > 0
    for text in _texts(executed):
        assert not MACHINE.search(text)


def test_explore_follows_the_names_of_its_story() -> None:
    shown = "\n".join(_texts(_read(EXPLORE), "text/html"))
    for tie in ("Sergej Lavrov – Rex Tillerson", "NATO – Russland"):
        assert f"<h4>{tie}: " in shown
    assert "Tillerson</b></mark>" in shown


def test_explore_reads_the_demonstration_itself_and_copes_with_other_articles(
    tmp_path: Path,
) -> None:
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "seeds").mkdir()
    shutil.copy(EXPLORE, tmp_path / "notebooks")
    for name, text in OTHER_ARTICLES.items():
        (tmp_path / "seeds" / name).write_text(text, encoding="utf-8")
    executed = _execute(tmp_path / "notebooks" / EXPLORE.name, tmp_path / "notebooks")
    assert _complaints(executed) == []
    assert (tmp_path / "outputs" / "run.json").is_file()
    saved = (tmp_path / "outputs" / "my-ties.csv").read_bytes()
    assert saved.startswith("\ufeffsource;target;".encode())
    shown = "\n".join(_texts(executed, "text/html"))
    assert "<mark>" in shown
    assert "<script>alert" not in shown
    assert "<b>velkommen" not in shown


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_is_committed_as_it_ran(path: Path) -> None:
    committed = _read(path)
    nbformat.validate(committed)
    assert path.stat().st_size < LARGEST
    assert _pictures(committed) > 0
    assert _complaints(committed) == []
    code = [cell for cell in committed.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert not [cell for cell in committed.cells if "execution" in cell.metadata]  # time stamps
    for text in _texts(committed):
        assert not MACHINE.search(text)
        assert "Traceback" not in text

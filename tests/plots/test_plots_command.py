"""Tests of pipeline/plots/command.py: pictures from the command line."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import pipeline.plots
from pipeline.cli import cli
from pipeline.errors import OutputError, PipelineError
from pipeline.plots.command import file_name, plot
from pipeline.results import Results


def _types(*words: object, catch: bool = False) -> Result:
    return CliRunner().invoke(cli, ["plot", *map(str, words)], catch_exceptions=catch)


@pytest.mark.parametrize(
    ("words", "file"),
    [
        (["network"], "network.png"),
        (["heatmap"], "heatmap.png"),
        (["timeline"], "timeline.png"),
        (["ego", "Jens Stoltenberg"], "ego_jens-stoltenberg.png"),
    ],
)
def test_a_picture_lies_in_the_folder_of_the_run_unless_told_otherwise(
    seeds: Results, words: list[str], file: str, tmp_path: Path
) -> None:
    said = _types(*words, seeds.folder)
    assert said.stdout == f"Written: {seeds.folder / file}\n"
    assert (seeds.folder / file).read_bytes().startswith(b"\x89PNG")
    other = tmp_path / "mappe.svg"
    _types(*words, seeds.folder, "--top", 5, "--title", "Kriser i nord", "-o", other)
    assert "<!-- Kriser i nord -->" in other.read_text("utf-8")


def test_colours_can_tell_the_community(seeds: Results, tmp_path: Path) -> None:
    files = [tmp_path / "type.svg", tmp_path / "community.svg"]
    for file in files:
        _types("network", seeds.folder, "--colour", file.stem, "--output", file)
    assert "+ 9 -->" in files[1].read_text("utf-8")
    assert files[0].read_bytes() != files[1].read_bytes()


def test_who_is_not_there_is_told_with_who_comes_near(seeds: Results) -> None:
    said = _types("ego", "Russia", seeds.folder, catch=True)
    assert isinstance(said.exception, PipelineError)
    assert "Did you mean Russland" in str(said.exception)


def test_without_a_run_it_says_how_to_make_one(tmp_path: Path) -> None:
    for words in (["network"], ["ego", "Lavrov"], ["heatmap"]):
        said = _types(*words, tmp_path, catch=True)
        assert isinstance(said.exception, OutputError)
        assert "python -m pipeline run" in str(said.exception)


def test_who_names_the_run_as_the_picture_is_told_how_to_name_it(seeds: Results) -> None:
    said = _types("network", seeds.folder, "--output", seeds.folder, catch=True)
    assert isinstance(said.exception, OutputError)
    assert "name it last, without --output" in str(said.exception)


def test_letters_that_the_font_lacks_are_told(seeds: Results, tmp_path: Path) -> None:
    said = _types("heatmap", seeds.folder, "--title", "中国", "-o", tmp_path / "one.pdf")
    assert "drawn as empty boxes: 中国" in said.stderr


def test_every_plot_is_a_function_too() -> None:
    assert set(plot.commands) | {"save"} == set(pipeline.plots.__all__)
    assert all(callable(getattr(pipeline.plots, name)) for name in pipeline.plots.__all__)
    assert set(pipeline.plots.__all__) <= set(dir(pipeline.plots))
    with pytest.raises(AttributeError, match="no attribute 'pie'"):
        getattr(pipeline.plots, "pie")  # noqa: B009


def test_the_command_line_does_not_wait_for_matplotlib() -> None:
    code = "import sys, pipeline.cli; sys.exit('matplotlib' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


@given(st.text())
def test_a_name_of_a_file_is_one(name: str) -> None:
    shown = file_name(name)
    assert shown
    assert len(f"ego_{shown}.png".encode()) < 256
    assert not set(shown) & set('/\\:*?"<>|. \n\x00')

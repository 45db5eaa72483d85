"""Tests of README.md: what it tells a reader to type is there."""

import re
from pathlib import Path

import pytest

from pipeline.cli import cli
from pipeline.settings import Settings, flag
from pipeline.stages import STAGES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_first_two_shell_blocks_are_the_two_commands() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.S)
    assert len(blocks) == 2
    assert "pip install" in blocks[0]
    assert "python -m pipeline run" in blocks[0]
    assert "python -m pytest" in blocks[1]


def test_every_command_and_option_it_names_exists() -> None:
    for command in re.findall(r"python -m pipeline (\w+)", README):
        assert command in {*cli.commands, *STAGES}
    known = {f"--{flag(name)}" for name in Settings.model_fields} | {"--help"}
    for command in cli.commands.values():
        known |= {option for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", README)) <= known


@pytest.mark.parametrize("page", ["README.md", "seeds/README.md", "outputs/README.md"])
def test_every_file_it_links_to_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if not target.startswith("http"):
            assert (ROOT / page).parent.joinpath(target).exists(), target

"""Tests of README.md: how it begins (tests/test_docs.py tests every page)."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_first_two_shell_blocks_are_the_two_commands() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.S)
    assert len(blocks) == 2
    assert "pip install" in blocks[0]
    assert "python -m pipeline run" in blocks[0]
    assert "python -m pytest" in blocks[1]

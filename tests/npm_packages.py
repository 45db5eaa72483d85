"""Readers from npm, run by node: what tests/npm/package.json lists, or a skip that says why not."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest

FOLDER: Final = Path(__file__).parent / "npm"


def package(name: str) -> Path:
    """Return the folder of an installed npm package; skip the test if it is not there."""
    folder = FOLDER / "node_modules" / name
    if not folder.is_dir():
        pytest.skip(f"npm package {name} is missing: run  npm ci --prefix tests/npm")
    return folder


def read(script: str, needs: str, file: Path) -> Any:
    """Return what `script` in tests/npm/ prints of `file`, which is JSON.

    Skip the test if node or the package `needs` is not there; fail with what the script said.
    """
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is missing: install Node.js 20 or later (apt-get install nodejs npm)")
    package(needs)
    done = subprocess.run(
        [node, FOLDER / script, file], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)

"""The rules for what in an article is not its prose, from the gazetteer."""

import tomllib
from pathlib import Path
from typing import Final

from docs.generate.markdown import code, table

_FILE: Final = Path(__file__).parents[2] / "pipeline" / "gazetteer" / "boilerplate.toml"


def rules() -> str:
    """Return the table of the built-in rules."""
    known = tomllib.loads(_FILE.read_text(encoding="utf-8"))["rule"]
    return table(
        ["rule", "what it leaves out"], [(code(one["name"]), one["about"]) for one in known]
    )

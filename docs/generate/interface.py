"""The Python interface: signatures and docstrings of what a user imports."""

import inspect
import re
from collections.abc import Callable
from functools import cached_property
from typing import Any

import pipeline
from docs.generate.markdown import linked, plain_docstring, table
from pipeline.results import Results


def functions() -> str:
    """Return a section for each of `run` and `load`."""
    return "\n".join(
        _callable(f"pipeline.{name}", getattr(pipeline, name)) for name in ("run", "load")
    )


def results() -> str:
    """Return the tables of Results, then a section for each of its methods."""
    rows = [
        (f"`results.{name}`", _docstring(member).splitlines()[0])
        for name, member in _members()
        if isinstance(member, cached_property)
    ]
    methods = [
        _callable(f"results.{name}", member)
        for name, member in _members()
        if inspect.isfunction(member)
    ]
    return table(["", "what it is"], rows) + "\n\n" + "\n".join(methods)


def _members() -> list[tuple[str, Any]]:
    return [(name, one) for name, one in vars(Results).items() if not name.startswith("_")]


def _callable(name: str, function: Callable[..., Any]) -> str:
    signature = re.sub(r"\(self(?:, )?", "(", str(inspect.signature(function)))
    shown = re.sub(r"(?:\w+\.)+(\w+)", r"\1", signature)
    return f"### {name}\n\n```text\n{name}{shown}\n```\n\n{_docstring(function)}\n"


def _docstring(member: Any) -> str:
    return linked(plain_docstring(inspect.getdoc(member) or ""))

"""The page: its parts put together into one file that loads nothing and runs nothing but its own.

The network is drawn by Bokeh, whose JavaScript comes with its Python package; docs/explorer.md says
what it was compared with. The rest is plain HTML, CSS and JavaScript in assets/. A content security
policy in the page lets a browser run those scripts alone, by their digests, and open no
connection: what an article says cannot become code there, even if an escape were forgotten.
"""

import base64
import hashlib
import html
import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from pipeline.export.text import plain

# In this order: each uses what those before it define.
SCRIPTS: Final = (
    "data",
    "words",
    "dom",
    "state",
    "filter",
    "looks",
    "camera",
    "network",
    "labels",
    "pointer",
    "charts",
    "details",
    "search",
    "controls",
    "time",
    "tables",
    "picture",
    "main",
)
_POLICY: Final = (
    "default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data: blob:; "
    "font-src data:; base-uri 'none'; form-action 'none'"
)


def document(about: Mapping[str, Any], content: Mapping[str, Any]) -> Iterator[bytes]:
    """Yield explorer.html piece by piece: `content` (see content.py) and facts `about` the run.

    `about` has `title` (what was read), `version`, `articles` (how many make the ties), `window`
    and `weight` (the options). Raises ValueError if a number is not finite: JSON has none such.
    """
    about = {**about, "title": plain(str(about["title"]))}
    library, own = _library(), _own()
    policy = _POLICY.format(scripts=" ".join(f"'sha256-{_digest(one)}'" for one in (library, own)))
    head, body = _asset("page.html").split("<!--scripts-->")
    head = (
        head.replace("/*style*/", _asset("style.css"))
        .replace("<!--policy-->", html.escape(policy))
        .replace("<!--title-->", html.escape(about["title"]))  # last: it is not ours
    )
    yield head.encode()
    for name, data in (("words", json.loads(_asset("words.json"))), ("about", about)):
        yield from _data(name, data)
    yield from _data("content", content)
    for script in (library, own):
        yield f"<script>{script}</script>\n".encode()
    yield body.encode()


def _data(name: str, value: object) -> Iterator[bytes]:
    """Yield `value` as a block of JSON that no HTML can end: `<` is written as an escape."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    escaped = text.replace("<", "\\u003c")
    yield f'<script type="application/json" id="{name}-data">{escaped}</script>\n'.encode()


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _asset(name: str) -> str:
    return files(__package__).joinpath("assets", name).read_text(encoding="utf-8")


@cache
def _own() -> str:
    """Return the scripts of the page as one, which shares no name with other scripts."""
    whole = "\n".join(_asset(f"{name}.js") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{whole}\n}})();\n'


@cache
def _library() -> str:
    """Return Bokeh's JavaScript: its core and the interface for scripts."""
    from bokeh.resources import Resources

    scripts = Resources(mode="inline", components=["bokeh", "bokeh-api"], log_level="error").js_raw
    return "\n".join(scripts)

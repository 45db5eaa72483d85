"""The settings reference: every option of a run, from `pipeline/settings.py`."""

import re
from typing import Any, Final, Literal, get_args, get_origin

from docs.generate.markdown import code, linked, table
from pipeline.cli import cli
from pipeline.settings import ENV_PREFIX, GROUPS, Settings, flag

_GIVEN_AS_ARGUMENT: Final = "input"
_SHORT: Final = {
    option.name: name
    for option in cli.commands["run"].params
    for name in option.opts
    if re.fullmatch("-[a-z]", name)
}


def page() -> str:
    """Return a section for each group of options and a paragraph for each option."""
    grouped = {
        **GROUPS,
        "Where from, where to": (_GIVEN_AS_ARGUMENT, *GROUPS["Where from, where to"]),
    }
    sections = []
    for heading, names in grouped.items():
        sections.append(f"## {heading}\n")
        sections.extend(_option(name) for name in names)
    return "\n".join(sections)


def _option(name: str) -> str:
    about = Settings.model_fields[name]
    default = about.get_default(call_default_factory=True)
    rows = [
        ("command line", _on_command_line(name)),
        ("`pipeline.toml`", code(f"{flag(name)} = {_toml(name, default)}")),
        ("environment", code(f"{ENV_PREFIX}{name.upper()}")),
        ("default", code(_shown(default)) if default not in (None, ()) else "none"),
    ]
    choices = _choices(about.annotation)
    if choices:
        rows.insert(3, ("choices", ", ".join(map(code, choices))))
    facts = table(["where", "how it is written"], rows)
    return f"### {flag(name)}\n\n{linked(str(about.description))}\n\n{facts}\n"


def _on_command_line(name: str) -> str:
    if name == _GIVEN_AS_ARGUMENT:
        return "`python -m pipeline run INPUT`"
    if _is_switch(name):
        flags = [f"--{flag(name)}", f"--no-{flag(name)}"]
    else:
        flags = [f"--{flag(name)} VALUE"]
    if name in _SHORT:
        flags.append(_SHORT[name] if _is_switch(name) else f"{_SHORT[name]} VALUE")
    return ", ".join(map(code, flags))


def _is_switch(name: str) -> bool:
    kind = Settings.model_fields[name].annotation
    return bool in (kind, *get_args(kind))


def _choices(kind: Any) -> list[str]:
    if get_origin(kind) is Literal:
        return [str(one) for one in get_args(kind)]
    return []


def _toml(name: str, default: object) -> str:
    """Return a value as TOML has it: the default, or what may stand there where there is none."""
    if default is None or default == ():
        return _INSTEAD[name]
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, int | float):
        return str(default)
    if isinstance(default, tuple):
        return "[" + ", ".join(f'"{one}"' for one in default) + "]"
    return f'"{default}"'


def _shown(default: object) -> str:
    if isinstance(default, bool):
        return "on" if default else "off"
    return ",".join(default) if isinstance(default, tuple) else str(default)


# An example for each option that has no default.
_INSTEAD: Final = {
    "text_column": '"brødtekst"',
    "title_column": '"overskrift"',
    "date_column": '"publisert"',
    "id_column": '"url"',
    "source_column": '"avis"',
    "boilerplate_off": '["dateline"]',
    "boilerplate_rules": '"my-rules.toml"',
    "entities": '"my-entities.csv"',
    "corrections": '"my-corrections.csv"',
    "since": '"2022-01"',
    "until": '"2022-03"',
    "significance": "0.05",
    "backbone": "0.05",
}

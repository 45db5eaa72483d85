"""The command reference: every command with its options, from the command line itself."""

import inspect
import re
from collections.abc import Iterator
from typing import Final

import click

from docs.generate.markdown import code, linked, table
from pipeline.cli import cli
from pipeline.settings import Settings
from pipeline.stages import STAGES

_PROGRAM: Final = "python -m pipeline"


def page() -> str:
    """Return a section for each command: what it does, how it is typed, its options, examples."""
    sections = [_section(words, command) for words, command in commands()]
    return "\n".join([*sections, _stages()])


def commands(
    group: click.Group = cli, before: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command that is no group, with the words that call it, `run` first.

    The commands of single stages are not among them: they are made when the program starts.
    """
    for name in sorted(group.commands, key=lambda name: (name != "run", name)):
        words, command = (*before, name), group.commands[name]
        if isinstance(command, click.Group):
            yield from commands(command, words)
        elif name not in STAGES:
            yield words, command


def _section(words: tuple[str, ...], command: click.Command) -> str:
    context = click.Context(command, info_name=f"{_PROGRAM} {' '.join(words)}")
    usage = " ".join(command.get_usage(context).removeprefix("Usage: ").split())
    about, examples = _about(inspect.cleandoc(command.help or ""))
    examples = examples or _about(command.epilog or "")[1]
    typed = f"```text\n{usage}\n```"
    parts = [f"## {' '.join(words)}", linked(about), typed, _options(context, command)]
    if examples:
        parts.append("Examples:\n\n```sh\n" + "\n".join(examples) + "\n```")
    return "\n\n".join(part for part in parts if part) + "\n"


def _about(text: str) -> tuple[str, list[str]]:
    """Return the prose of a help text, and the lines of its examples."""
    prose, _, examples = re.sub("\b\n", "", text).partition("Example")
    lines = [re.sub(r" {2,}", "  # ", line.strip()) for line in examples.splitlines()[1:]]
    paragraphs = (" ".join(one.split()) for one in prose.strip().split("\n\n"))
    return "\n\n".join(paragraphs), [line for line in lines if line]


def _options(context: click.Context, command: click.Command) -> str:
    settings = set(Settings.model_fields)
    own = [one for one in command.get_params(context) if isinstance(one, click.Option)]
    of_run = settings <= {"input", *(one.name or "" for one in own)}
    rows = []
    for one in own:
        record = one.get_help_record(context)
        if record is None or "--help" in one.opts or (of_run and one.name in settings):
            continue
        names = ", ".join(map(code, re.split(r", | / ", record[0])))
        rows.append((names, linked(" ".join(record[1].split()))))
    first = (
        "Every option of a run can be given; [the settings](settings.md) tells of each. And:"
        if of_run
        else ""
    )
    options = table(["option", "what it does"], rows) if rows else ""
    return "\n\n".join(part for part in (first, options) if part)


def _stages() -> str:
    rows = [(code(f"{_PROGRAM} {name}"), about) for name, about in STAGES.items()]
    return (
        "## One stage at a time\n\n"
        "`run` does these one after the other. Each can be called by its own name and does what "
        "stands before it too, with the same options as `run`. You will hardly need them.\n\n"
        + table(["command", "what it does"], rows)
    )

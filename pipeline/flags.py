"""The flags of the commands that run stages: one for every option of the settings."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, get_args

import click

from pipeline.settings import CONFIG_FILE, GROUPS, Settings, flag

_SHORT: Final = {"output": "-o", "quiet": "-q"}

Command = Callable[..., Any]


class Grouped(click.Command):
    """A command whose help lists the options by subject."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write them."""
        records = {
            param.name: record
            for param in self.get_params(ctx)
            if (record := param.get_help_record(ctx)) is not None
        }
        for heading, names in {**GROUPS, "Other": ("config", "help")}.items():
            rows = [records[name] for name in names if name in records]
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)


def settings_options(command: Command) -> Command:
    """Give `command` a flag for every option of the settings, and --config."""
    for name, about in reversed(Settings.model_fields.items()):
        if name == "input":
            continue
        shown = about.get_default(call_default_factory=True)
        default = "" if shown in (None, False, ()) else f"  [default: {_spelt(shown)}]"
        switch = bool in (about.annotation, *get_args(about.annotation))
        declare = [f"--{flag(name)}/--no-{flag(name)}" if switch else f"--{flag(name)}"]
        if name in _SHORT:
            declare.append(_SHORT[name])
        command = click.option(
            *declare,
            name,
            default=None,
            metavar=None if switch else "VALUE",
            help=f"{about.description}{default}",
        )(command)
    command = click.option(
        "--config",
        type=click.Path(path_type=Path),
        help=f"A settings file; without it {CONFIG_FILE} in this folder, if there.",
    )(command)
    return click.argument("input", required=False)(command)


def _spelt(value: object) -> str:
    return ",".join(value) if isinstance(value, tuple) else str(value)

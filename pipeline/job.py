"""The whole job in one call."""

from pathlib import Path
from typing import Any

from pipeline import settings as options_module
from pipeline.errors import OutputError
from pipeline.outputs import check, write_outputs
from pipeline.progress import Progress
from pipeline.results import Results, load
from pipeline.runner import run_stages
from pipeline.settings import Settings


def run(
    input: str | Path | None = None,  # noqa: A002
    output: str | Path | None = None,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
    **options: Any,
) -> Results:
    """Read the articles in `input`, write the network into `output`, and return the results.

    `options` are those of :class:`~pipeline.settings.Settings`, such as ``window="paragraph"``;
    with `settings` they are all given there instead. Raises SettingsError, InputError, ModelError
    or OutputError with a message that says what to do. Articles that cannot be read are no error:
    they are listed in ``results.record["problems"]``.

    ``pipeline.run("my-articles", "my-network", min_count=2).edges`` is the list of ties.
    """
    if settings is None:
        given = {"input": None if input is None else str(input), "output": output, **options}
        settings = options_module.make(given)
    check(settings)  # before any work is done
    ran = run_stages(settings, progress=progress)
    try:
        write_outputs(settings, ran)
    except OSError as error:
        raise OutputError(
            f"The output folder {settings.output} cannot be written: {error.strerror or error}. "
            "Close programs that hold its files open, or choose another with  --output FOLDER"
        ) from None
    return load(settings.output)

"""Errors that a person is meant to read: what went wrong, where, and what to do."""


class PipelineError(Exception):
    """Something the user can mend. The message says what, where and how; no traceback is shown."""


class SettingsError(PipelineError):
    """An option has a value, or a settings file a line, that cannot be used."""


class InputError(PipelineError):
    """The input as a whole cannot be read: nothing there, or no article among it."""


class ModelError(PipelineError):
    """The spaCy pipeline asked for is not there or cannot find names."""


class OutputError(PipelineError):
    """The output folder cannot be written, or does not hold a finished run."""


def located(source: str, message: str) -> str:
    """Return `message` with the file it is about before it, unless it names that itself.

    >>> located("a.txt", "a.txt is empty."), located("a.txt", "No text.")
    ('a.txt is empty.', 'a.txt: No text.')
    """
    return message if source in message else f"{source}: {message}"

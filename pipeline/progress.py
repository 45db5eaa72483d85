"""What a run tells of its progress while it works, and whom."""

from typing import Protocol


class Progress(Protocol):
    """Someone who wants to know how far a run is."""

    def begin(self, stage: str, about: str, total: int, unit: str) -> None:
        """Take note that `stage` begins, with `total` units of work."""

    def advance(self, amount: int) -> None:
        """Take note that `amount` more units are done."""

    def end(self) -> None:
        """Take note that the stage has ended."""


class Silent:
    """Nobody."""

    def begin(self, stage: str, about: str, total: int, unit: str) -> None:
        """Do nothing."""

    def advance(self, amount: int) -> None:
        """Do nothing."""

    def end(self) -> None:
        """Do nothing."""

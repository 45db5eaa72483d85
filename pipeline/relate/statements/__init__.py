"""Who says what."""

from pipeline.relate.statements.statements import Statement, statements

__all__ = ["Statement", "statements"]

"""Reading articles: files, encodings, boilerplate, dates, languages, duplicates."""

from pipeline.ingest.boilerplate import Rule, Span, find, load_rules
from pipeline.ingest.reading import fingerprint, read
from pipeline.ingest.registry import finish, register
from pipeline.ingest.sources import FORMATS_READ, Source, discover

__all__ = [
    "FORMATS_READ",
    "Rule",
    "Source",
    "Span",
    "discover",
    "find",
    "fingerprint",
    "finish",
    "load_rules",
    "read",
    "register",
]

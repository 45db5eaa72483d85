"""Norwegian news in, an explorable network of people, countries and organisations out."""

from pipeline.job import run
from pipeline.results import load
from pipeline.settings import Settings

__all__ = ["Settings", "load", "run"]

"""The files a run writes, one module per format: tables to bytes."""

from pipeline.export import csv, gephi, gexf, graphml
from pipeline.export.evidence import evidence

__all__ = ["csv", "evidence", "gephi", "gexf", "graphml"]

"""From mentions to ties: co-occurrence, its strength, and stated relations."""

from pipeline.relate.association import weigh
from pipeline.relate.by_period import by_period, count_dates, in_words, tie_in_words
from pipeline.relate.cooccurrence import co_occurrences
from pipeline.relate.counted import counted, dated
from pipeline.relate.relations import relations

__all__ = [
    "by_period",
    "co_occurrences",
    "count_dates",
    "counted",
    "dated",
    "in_words",
    "relations",
    "tie_in_words",
    "weigh",
]

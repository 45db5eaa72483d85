"""From mentions to ties: co-occurrence, its strength, and stated relations."""

from pipeline.relate.association import weigh
from pipeline.relate.by_period import by_period, count_dates, in_words
from pipeline.relate.cooccurrence import co_occurrences
from pipeline.relate.counted import counted, dated
from pipeline.relate.roles import roles

__all__ = [
    "by_period",
    "co_occurrences",
    "count_dates",
    "counted",
    "dated",
    "in_words",
    "roles",
    "weigh",
]

"""From mentions to ties: co-occurrence, its strength, and stated relations."""

from pipeline.relate.association import weigh
from pipeline.relate.cooccurrence import co_occurrences
from pipeline.relate.counted import counted, dated
from pipeline.relate.roles import roles

__all__ = ["co_occurrences", "counted", "dated", "roles", "weigh"]

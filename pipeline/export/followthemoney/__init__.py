"""entities.ftm.json: the network as FollowTheMoney entities, for Aleph and OpenAleph."""

from pipeline.export.followthemoney.document import document
from pipeline.export.followthemoney.proxies import require

__all__ = ["document", "require"]

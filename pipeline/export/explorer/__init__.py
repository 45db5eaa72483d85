"""explorer.html: the network with its sentences as one page that opens offline in any browser."""

from pipeline.export.explorer.content import content
from pipeline.export.explorer.page import document

__all__ = ["content", "document"]

"""Pages from the web: asked for politely, within bounds, and kept as received."""

from positions.documents.readers.web.hosts import fetched
from positions.documents.readers.web.limits import Limits
from positions.documents.readers.web.lists import is_list_of_links, listed

__all__ = ["Limits", "fetched", "is_list_of_links", "listed"]

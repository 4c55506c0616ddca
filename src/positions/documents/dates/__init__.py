"""When a document was published: the forms of dates, and the evidence weighed."""

from positions.documents.dates.evidence import Dated, Evidence, dated, outside

__all__ = ["Dated", "Evidence", "dated", "outside"]

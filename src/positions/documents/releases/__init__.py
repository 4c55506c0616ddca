"""One press release, many reprints: who carries it, who speaks for it, and how the others differ."""

from positions.documents.releases.rules import carried, found, releases

__all__ = ["carried", "found", "releases"]

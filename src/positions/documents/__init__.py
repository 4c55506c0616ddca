"""Texts in: files of several formats become documents whose text is never changed."""

from positions.documents.collection import Collection, LeftOut, read
from positions.documents.document import Document, Span

__all__ = ["Collection", "Document", "LeftOut", "Span", "read"]

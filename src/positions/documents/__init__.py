"""Texts in: files of several formats become documents whose text is never changed."""

from positions.documents.collection import Collection, read
from positions.documents.document import Document, Span
from positions.documents.inputs import inputs
from positions.documents.offers import LeftOut

__all__ = ["Collection", "Document", "LeftOut", "Span", "inputs", "read"]

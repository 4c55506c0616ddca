"""What a report reads: plain texts, folders of texts and corpora become documents whose text is never changed.

Paths come in; a `Collection` goes out: its documents, each with its metadata, genre, headline and paragraphs, and the
issues of what could not be used. Open `collection` first, then `document` and `structure`. `corpus` is the folder that
`positions add` makes and a report reads; `releases` finds documents that carry the same press release. Nothing here
imports `positions.ingest`.
"""

from positions.documents.collection import Collection, inputs, read
from positions.documents.corpus import Issue
from positions.documents.document import Document, Span

__all__ = ["Collection", "Document", "Issue", "Span", "inputs", "read"]

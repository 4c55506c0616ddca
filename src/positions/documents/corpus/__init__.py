"""A corpus: a folder of documents, what is known of each, and what was not taken."""

from positions.documents.corpus.corpus import Added, Corpus, is_corpus
from positions.documents.corpus.entries import Entry, Line, Taken

__all__ = ["Added", "Corpus", "Entry", "Line", "Taken", "is_corpus"]

"""One press release, many reprints: documents that carry the same text, whole or within a longer one.

Every document is a set of shingles (runs of five words). MinHash (Broder 1997) with bands of one row names the pairs
that share anything worth looking at; two documents are then taken to carry one release when at least half of the
shingles of the smaller stand in the larger. What carries the same release as a third is one release with it.

References
----------
Broder, A. Z. (1997). On the resemblance and containment of documents. Compression and Complexity of Sequences, 21-29.
"""

import re
from collections.abc import Sequence

from rensa import RMinHash, RMinHashLSH

from positions.documents.document import Document

LENGTH = 5  # words in a shingle
LEAST = 20  # shingles of the smaller document: shorter texts are too short to tell
CONTAINED = 0.5  # share of the smaller document's shingles that stand in the larger
# A release within an article ten times as long resembles it by .05 to .1; of a hundred such pairs 99 share a hash.
HASHES = 128
SEED = 7


def releases(documents: Sequence[Document]) -> dict[str, str]:
    """Group documents that carry the same release.

    Parameters
    ----------
    documents : sequence of Document

    Returns
    -------
    dict of str to str
        For every ``doc_id`` the ``doc_id`` of the first that carries the same release, in the order of (published,
        doc_id); a document that stands alone has its own. Undated documents come first.
    """
    ordered = sorted(documents, key=lambda document: (document.published, document.doc_id))
    texts = {document.doc_id: _shingles(document.text) for document in ordered}
    place = {doc_id: at for at, doc_id in enumerate(texts)}
    earlier = {doc_id: doc_id for doc_id in texts}
    for one, other in _alike({doc_id: shingles for doc_id, shingles in texts.items() if len(shingles) >= LEAST}):
        shared, smaller = len(texts[one] & texts[other]), min(len(texts[one]), len(texts[other]))
        if shared >= CONTAINED * smaller:
            first, later = sorted((_first(earlier, one), _first(earlier, other)), key=place.__getitem__)
            earlier[later] = first
    return {doc_id: _first(earlier, doc_id) for doc_id in texts}


def _first(earlier: dict[str, str], doc_id: str) -> str:
    """Follow a document to the first that carries its release."""
    while earlier[doc_id] != doc_id:
        doc_id = earlier[doc_id]
    return doc_id


def _shingles(text: str) -> set[str]:
    """Return the runs of words of a text, in small letters, without punctuation."""
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[at : at + LENGTH]) for at in range(len(words) - LENGTH + 1)}


def _alike(texts: dict[str, set[str]]) -> list[tuple[str, str]]:
    """Return the pairs of documents of which some hash is the same, in order."""
    index, names, found = RMinHashLSH(threshold=0.5, num_perm=HASHES, num_bands=HASHES), list(texts), []
    for number, shingles in enumerate(texts.values()):
        sketch = RMinHash(num_perm=HASHES, seed=SEED)
        sketch.update(list(shingles))
        found += [(names[earlier], names[number]) for earlier in sorted(index.query(sketch))]
        index.insert(number, sketch)
    return found

"""Bodies unpacked as they come, and never beyond a bound.

httpx would unpack as well, but whole pieces at once (64 KB of gzip may be 64 MB), and would take a body that breaks
off in the midst of its packing for a whole one.
"""

import zlib
from collections.abc import Iterable, Iterator

from positions.documents.readers.web.failures import failure

GZIP = ("gzip", "x-gzip")
PLAIN = ("", "identity")
PIECE = 1 << 16  # bytes that are unpacked at once


def unpacked(pieces: Iterable[bytes], coding: str, most: int) -> Iterator[bytes]:
    """Yield a body's bytes without the packing of ``Content-Encoding``.

    Parameters
    ----------
    pieces : iterable of bytes
        As they come over the line.
    coding : str
        The value of the header; only gzip is asked for.
    most : int
        Bytes that may come, and bytes that may be in them.

    Raises
    ------
    Unfetched
        If it is packed otherwise, damaged, cut short or longer than ``most``.
    """
    coding = coding.strip().lower()
    if coding not in (*GZIP, *PLAIN):
        raise failure("other_packing", coding=coding)
    bounded = _bounded(pieces, most)
    return bounded if coding in PLAIN else _bounded(_gunzipped(bounded), most)


def _bounded(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Yield the pieces until they are more than ``most`` bytes."""
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > most:
            raise failure("too_long", size=f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1000} KB")
        yield piece


def _gunzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what is in gzip, which may be several packings one after the other."""
    packing = _gzip()
    is_begun = False
    for piece in pieces:
        while piece:
            if packing.eof:
                packing = _gzip()
            is_begun = True
            try:
                yield packing.decompress(piece, PIECE)
            except zlib.error:
                raise failure("damaged") from None
            piece = packing.unconsumed_tail or packing.unused_data
    while not packing.eof and (rest := packing.decompress(b"", PIECE)):
        yield rest
    if is_begun and not packing.eof:
        raise failure("damaged")


def _gzip():
    return zlib.decompressobj(zlib.MAX_WBITS | 16)

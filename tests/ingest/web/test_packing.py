"""Bodies unpacked within bounds."""

import gzip
import tracemalloc
import zlib

import pytest

from positions.ingest.web_connections import Unfetched, unpack_body

WORDS = b"words and more words, " * 9000  # beyond one piece of what is unpacked at once


def read(raw: bytes, coding: str, most: int = 10**6, step: int = 1000) -> bytes:
    pieces = (raw[at : at + step] for at in range(0, len(raw), step))
    return b"".join(unpack_body(pieces, coding, most))


@pytest.mark.parametrize("step", [1, 1000, 10**6])
def test_gzip_gives_what_was_packed(step):
    """Rule: what is packed comes out whole, however it is cut on the line, and also where it is packed in two parts."""
    packed = gzip.compress(WORDS)
    assert read(packed, "gzip", step=step) == WORDS
    assert read(gzip.compress(WORDS) + gzip.compress(b"end"), " X-GZIP ", step=step) == WORDS + b"end"


def test_what_is_not_packed_passes():
    """Rule: without a packing the body is as it came."""
    assert read(WORDS, "") == read(WORDS, "identity") == WORDS


@pytest.mark.parametrize("raw", [gzip.compress(WORDS)[:-9], gzip.compress(WORDS)[:-1], b"plain words", b"\x1f\x8b\x08"])
def test_half_a_packing_is_no_page(raw):
    """Rule: a packing that breaks off or is damaged gives no page."""
    with pytest.raises(Unfetched, match="cannot be unpacked completely"):
        read(raw, "gzip")


def test_a_bomb_is_cut_off_early():
    """Rule: no more is unpacked than the bound and one piece, however much is packed."""
    bomb = gzip.compress(b"\0" * 50_000_000)  # 48 KB
    tracemalloc.start()
    with pytest.raises(Unfetched, match="is longer than 100 KB"):
        list(unpack_body([bomb], "gzip", 100_000))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_000_000


def test_packings_of_nothing_are_bounded_as_well():
    """Rule: bytes over the line count too: endless packings of nothing end at the bound."""
    nothing = gzip.compress(b"")
    with pytest.raises(Unfetched, match="is longer than 2 MB"):
        read(nothing * (2_000_000 // len(nothing) + 1), "gzip", most=2_000_000)


@pytest.mark.parametrize("coding", ["br", "gzip, gzip", "deflate", "zstd"])
def test_a_packing_not_asked_for(coding):
    """Rule: a body packed otherwise than asked for is refused, not stored as if it were the page."""
    with pytest.raises(Unfetched) as refused:
        read(zlib.compress(WORDS), coding)
    assert refused.value.reason == f"was sent packed as {coding}, which was not asked for"

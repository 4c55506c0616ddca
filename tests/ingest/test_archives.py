"""Archives: members one at a time; one that would do harm is refused and the others are taken."""

import io
import struct
import tempfile
import zipfile

import pytest

from positions.documents import Issue
from positions.ingest import archives
from positions.ingest.reading import find_sources

ZEROS = bytes(20 * 2**20)


def packed(members, path=None):
    """Write a ZIP archive of members, name or ZipInfo and bytes; return its bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content, zipfile.ZIP_DEFLATED)
    if path:
        path.write_bytes(buffer.getvalue())
    return buffer.getvalue()


def taken(path):
    """Return what each member has, read while it is there, and the reasons of what was left out, by member."""
    texts, left = {}, {}
    for item in find_sources(str(path)):
        if isinstance(item, Issue):
            member = item.file.removeprefix(path.name).removeprefix(", ")
            assert member not in left
            left[member] = item.reason
        else:
            texts[item.place.removeprefix(f"{path.name}, ")] = item.path.read_bytes()
    return texts, left


def linked(name):
    """Return a member that is a symbolic link."""
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o120777 << 16
    return info


def test_members_come_in_the_order_of_the_archive(tmp_path):
    """Rule: members come in their order, those of an archive within in its place, and beside files are counted."""
    inner = packed([("b.txt", b"two"), (".hidden", b"")])
    path = tmp_path / "clips.zip"
    packed([("z/", b""), ("z/c.txt", b"one"), ("in.zip", inner), ("__MACOSX/z/._c.txt", b""), ("a.txt", b"3")], path)
    texts, left = taken(path)
    assert list(texts.items()) == [("z/c.txt", b"one"), ("in.zip, b.txt", b"two"), ("a.txt", b"3")]
    assert left == {"": "2 files or folders beside the documents were passed over: .hidden, __MACOSX/z/._c.txt"}


def test_a_member_is_gone_when_the_next_comes(tmp_path, monkeypatch):
    """Rule: one member at a time lies on the disk, and none when reading ends or is given up."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    path = tmp_path / "clips.zip"
    packed([("a.txt", b"1"), ("b.txt", b"2")], path)
    for item in find_sources(str(path)):
        assert [p.name for p in (tmp_path / "temporary").rglob("*") if p.is_file()] == [item.path.name]
    half = find_sources(str(path))
    next(half)
    half.close()
    assert list((tmp_path / "temporary").rglob("*")) == []


@pytest.mark.parametrize(
    ("member", "reason"),
    [
        ("../../evil.txt", "has a path that leads out of the archive's folder"),
        ("/etc/evil.txt", "has a path that leads out of the archive's folder"),
        ("..\\evil.txt", "has a path that leads out of the archive's folder"),
        ("C:\\evil.txt", "has a path that leads out of the archive's folder"),
        (linked("evil.txt"), "is a link or a device, not a file"),
    ],
)
def test_a_member_that_points_elsewhere_is_refused(tmp_path, member, reason):
    """Rule: a member that climbs out or is a link is named and not unpacked; the others are."""
    path = tmp_path / "clips.zip"
    packed([(member, b"/etc/passwd"), ("good.txt", b"x")], path)
    texts, left = taken(path)
    assert list(texts) == ["good.txt"]
    assert list(left.values()) == [reason]


def test_a_locked_member_is_refused(tmp_path):
    """Rule: a member with a password is named; the others are taken."""
    raw = bytearray(packed([("locked.txt", b"x"), ("good.txt", b"y")]))
    central = raw.index(b"PK\x01\x02")
    raw[6] |= 1  # the flag in the member's own header, and in the archive's list
    raw[central + 8] |= 1
    path = tmp_path / "clips.zip"
    path.write_bytes(raw)
    assert taken(path) == ({"good.txt": b"y"}, {"locked.txt": "is locked with a password"})


def test_a_member_that_expands_without_end_is_refused(tmp_path):
    """Rule: what expands as no text does is not unpacked, by its own statement; the others are taken."""
    path = tmp_path / "clips.zip"
    packed([("bomb.txt", ZEROS), ("good.txt", b"y")], path)
    assert taken(path) == ({"good.txt": b"y"}, {"bomb.txt": "expands from 19 KB to 20 MB"})


def test_an_archive_that_expands_in_many_members_is_given_up(tmp_path):
    """Rule: what all members expand to counts, also those of archives within; after the bound nothing is read."""
    inner = packed([(f"{n}.txt", ZEROS[: 10 * 2**20]) for n in range(3)])
    path = tmp_path / "clips.zip"
    packed([("good.txt", b"y"), ("in.zip", inner), ("late.txt", b"z")], path)
    texts, left = taken(path)
    assert list(texts) == ["good.txt", "in.zip, 0.txt"]
    (reason,) = left.values()
    assert reason.startswith("unpacks to more than is allowed (more than 16 MB from ")


def test_a_member_that_states_a_false_size_is_not_half_taken(tmp_path):
    """Rule: a member whose list states less than it holds is damaged, not cut to what it states."""
    raw = bytearray(packed([("a.txt", b"word " * 100), ("good.txt", b"y")]))
    at = raw.index(b"PK\x01\x02") + 24
    assert struct.unpack("<I", raw[at : at + 4]) == (500,)
    raw[at : at + 4] = struct.pack("<I", 10)
    path = tmp_path / "clips.zip"
    path.write_bytes(raw)
    texts, left = taken(path)
    assert list(texts) == ["good.txt"]
    assert left["a.txt"].startswith("is damaged (Bad CRC-32")


@pytest.mark.parametrize(
    ("name", "value", "reason"), [("MOST_MEMBERS", 1, "has 2 members"), ("MOST_BYTES", 3, "unpacks to more")]
)
def test_bounds_of_an_archive(tmp_path, monkeypatch, name, value, reason):
    """Rule: an archive with more members, or more bytes in all, than the bound is given up by name."""
    monkeypatch.setattr(archives, name, value)
    path = tmp_path / "clips.zip"
    packed([("a.txt", b"one"), ("b.txt", b"two")], path)
    assert taken(path)[1][""].startswith(reason)


def test_archives_within_archives_within_archives_are_refused(tmp_path):
    """Rule: one archive in another is unpacked, a third is not."""
    path = tmp_path / "clips.zip"
    packed([("2.zip", packed([("3.zip", packed([("a.txt", b"x")])), ("b.txt", b"y")]))], path)
    texts, left = taken(path)
    assert texts == {"2.zip, b.txt": b"y"}
    assert left == {"2.zip, 3.zip": "is an archive within an archive within an archive"}


def test_a_damaged_member_costs_itself(tmp_path):
    """Rule: a member whose bytes are damaged is named; the others are taken."""
    raw = bytearray(packed([("bad.txt", b"a word or two"), ("good.txt", b"y")]))
    at = raw.index(b"bad.txt") + len("bad.txt")
    raw[at : at + 8] = b"\xff" * 8
    path = tmp_path / "clips.zip"
    path.write_bytes(raw)
    texts, left = taken(path)
    assert texts == {"good.txt": b"y"}
    assert left["bad.txt"].startswith("is damaged (")


def test_a_truncated_archive_is_named(tmp_path):
    """Rule: an archive that is cut short is one line; its list stands at its end, so nothing of it can be trusted."""
    path = tmp_path / "clips.zip"
    path.write_bytes(packed([("a.txt", b"word " * 1000)])[:60])
    assert taken(path) == ({}, {"": "is a damaged ZIP archive (File is not a zip file)"})

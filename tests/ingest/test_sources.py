"""Sources: every file below what was given, in order; what is no file is named and never opened or followed."""

import os
import shutil
import socket
import tempfile
import zipfile
from pathlib import Path

import pytest

from positions import files
from positions.documents import Issue
from positions.errors import InputError
from positions.ingest.reading import DEEPEST_FOLDER, find_sources


def found(given):
    """Return the places of the files found, and the reasons of what was not, by place."""
    items = list(find_sources(str(given)))
    left = {item.file: item.reason for item in items if isinstance(item, Issue)}
    return [item.place for item in items if not isinstance(item, Issue)], left


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Work in an empty folder, so that places are short."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(path, content="x"):
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)


def test_a_folder_is_walked_in_the_order_of_names(here):
    """Rule: all files below a folder come in the order of names, called by the folder's own name, not where it lies."""
    for name in ("b.txt", "a/z.txt", "a/c/1.md", "c.html"):
        put(here / "clips" / name)
    assert found(here / "clips/") == (["clips/a/c/1.md", "clips/a/z.txt", "clips/b.txt", "clips/c.html"], {})


def test_what_lies_beside_documents_is_passed_over_and_counted(here):
    """Rule: hidden files and folders, READMEs and the like have one line together; by its own path each is taken."""
    for name in (
        ".DS_Store",
        ".git/config",
        "README.md",
        "__MACOSX/a.txt",
        "sub/Thumbs.db",
        "Readable.txt",
        "z/README",
    ):
        put(here / "clips" / name)
    places, left = found("clips")
    assert places == ["clips/Readable.txt"]
    reason = "6 files or folders beside the documents were passed over: .DS_Store, .git, README.md, __MACOSX, Thumbs.db"
    assert left == {"clips": f"{reason} and 1 more"}
    assert found("clips/README.md") == (["README.md"], {})


def test_a_corpus_within_a_folder_is_one_thing(here):
    """Rule: a corpus met on the way is named in one line, and its tables and texts are not taken for documents."""
    put(here / "clips" / "a.txt")
    for name in ("manifest.jsonl", "ledger.jsonl", "maps.jsonl", "documents/2025-05/b.txt"):
        put(here / "clips" / "corpus" / name)
    assert found("clips") == (["clips/a.txt"], {"clips/corpus": "is a corpus and was passed over"})
    assert found("clips/corpus/documents") == (["documents/2025-05/b.txt"], {})
    put(here / "table" / "manifest.jsonl")
    assert found("table") == (["table/manifest.jsonl"], {})


def test_links_in_a_folder_are_not_followed(here):
    """Rule: a link in a circle, out of the folder, to nothing, or to a file within has a line and is not followed."""
    put(here / "secret.txt")
    put(here / "clips" / "a.txt")
    for name, target in (("circle", "circle"), ("loop", "."), ("out.txt", "../secret.txt"), ("to_a.txt", "a.txt")):
        (here / "clips" / name).symlink_to(target)
    places, left = found("clips")
    assert places == ["clips/a.txt"]
    assert left == {
        "clips/circle": "is a link that leads nowhere, or in a circle",
        "clips/loop": "is a link to .",
        "clips/out.txt": "is a link to ../secret.txt",
        "clips/to_a.txt": "is a link to a.txt",
    }


def test_a_link_that_was_given_is_followed(here):
    """Rule: what a user names is taken, also through a link; one in a circle is no file."""
    put(here / "a.txt")
    (here / "link.txt").symlink_to("a.txt")
    (here / "circle").symlink_to("circle")
    assert found("link.txt") == (["a.txt"], {})
    with pytest.raises(InputError, match="circle: no such file"):
        find_sources("circle")


def test_what_is_no_file_is_never_opened(here):
    """Rule: a pipe, a socket and a device are named by kind; opening a pipe would wait without end."""
    (here / "clips").mkdir()
    os.mkfifo(here / "clips" / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(here / "clips" / "socket"))
        places, left = found("clips")
    assert places == []
    assert left == {"clips/pipe": "is a pipe, not a file", "clips/socket": "is a socket, not a file"}
    assert found("/dev/zero") == ([], {"zero": "is a device, not a file"})


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"two\nlines.txt", "two\\nlines.txt"),
        (b"-rf.txt", "-rf.txt"),
        (b"caf\xe9.txt", "caf\\xe9.txt"),
        ("turn\u202etxt.exe".encode(), "turn\\u202etxt.exe"),
        (b"n" * 251 + b".txt", "n" * 251 + ".txt"),
        ("پاکستان.txt".encode(), "پاکستان.txt"),
    ],
)
def test_odd_names_are_shown_on_one_line(here, name, shown):
    """Rule: a name with a line break, bytes that are no UTF-8 or marks of direction is read, and shown with escapes."""
    put(here / "clips" / os.fsdecode(name))
    (source,) = find_sources("clips")
    assert (source.place, source.name) == (f"clips/{shown}", shown)
    assert source.path.read_text() == "x"
    assert source.place.encode()


def test_a_file_that_may_not_be_read_costs_itself(here, monkeypatch):
    """Rule: a file and a folder without permission have a line each with the system's words; the others are found."""
    folder = Path(tempfile.mkdtemp())
    user = os.geteuid()
    monkeypatch.setattr(files, "project_folder", lambda: folder)  # the project itself may lie where only root may look
    try:
        for name in ("a.txt", "locked/b.txt", "secret.txt"):
            put(folder / name)
        folder.chmod(0o755)
        (folder / "secret.txt").chmod(0)
        (folder / "locked").chmod(0)
        if user == 0:
            os.seteuid(65534)  # root may read everything
        found_places, left = found(folder)
    finally:
        if user == 0:
            os.seteuid(0)
        (folder / "locked").chmod(0o755)
        shutil.rmtree(folder)
    assert found_places == [f"{folder.name}/a.txt"]
    assert left == {f"{folder.name}/{name}": "cannot be read (permission denied)" for name in ("locked", "secret.txt")}


def test_folders_within_folders_end(here):
    """Rule: a walk goes down to a stated depth and says where it stopped."""
    deep = here / "clips" / "/".join(["d"] * (DEEPEST_FOLDER + 1))
    put(deep / "a.txt")
    put(here / "clips" / "e.txt")
    places, left = found("clips")
    assert places == ["clips/e.txt"]
    assert list(left.values()) == [f"lies more than {DEEPEST_FOLDER} folders deep"]


@pytest.mark.parametrize("given", ["absent", "n" * 300, "a\0b"])
def test_what_is_not_there_is_said_at_once(here, given):
    """Rule: a path that leads to nothing, or cannot be one, is an error before anything is read."""
    with pytest.raises(InputError):
        find_sources(given)


def test_an_archive_is_known_by_its_content(here):
    """Rule: a ZIP of any name is unpacked, and a DOCX, which is one too, is a file."""
    for name, member in (("clips.bin", "a.txt"), ("letter.zip", "[Content_Types].xml")):
        with zipfile.ZipFile(name, "w") as archive:
            archive.writestr(member, "x")
    assert found("clips.bin")[0] == ["clips.bin, a.txt"]
    assert found("letter.zip")[0] == ["letter.zip"]

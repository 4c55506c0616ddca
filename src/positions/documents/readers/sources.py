"""What was given, file by file: a file, everything in a folder, the members of an archive."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from positions import files
from positions.documents.offers import LeftOut, Source
from positions.documents.readers import archives
from positions.documents.readers.naming import is_passed_over, passed_over, shown
from positions.errors import InputError

DEEPEST_FOLDER = 100  # folders within folders; deeper is a mistake, and a walk must end
KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
AS_FILE = "Save what it gives as a file and give that."
LINKED = "Links in folders are not followed; give what it leads to by its own path."
PERMIT = "Give yourself the right to read it (chmod u+r)."


def sources(given: str) -> Iterator[Source | LeftOut]:
    """Find the files to read.

    Parameters
    ----------
    given : str
        A file, a folder or a ZIP archive; a relative path is looked for in the working folder, then in the project's
        own.

    Returns
    -------
    iterator of Source or LeftOut
        All files below a folder in the order of names, and members of an archive in its order. Links within a folder
        are not followed, and what is no file (a pipe, a device) is not opened: each has a line. Hidden files, READMEs
        and the like have one line together. A member of an archive is gone from the disk when the next is asked for.

    Raises
    ------
    InputError
        If there is no such file or folder.
    """
    try:
        path = files.find(given)
        return _walked(path, path.resolve().name)
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(
            shown(given)[:100], f"cannot be looked at ({_said(error)})", "Give the path of a file."
        ) from None


def _walked(path: Path, name: str) -> Iterator[Source | LeftOut]:
    """Yield the sources of what was given, by its own name, then what was passed over on the way."""
    passed: list[str] = []
    yield from _at(path, name, passed, 0)
    if passed:
        yield passed_over(shown(name), passed)


def _at(path: Path, place: str, passed: list[str], depth: int) -> Iterator[Source | LeftOut]:
    """Yield the sources at a path: itself, or what it holds."""
    try:
        kind = stat.S_IFMT(path.stat().st_mode)
        if kind == stat.S_IFDIR:
            names = sorted(os.listdir(path))
        elif kind == stat.S_IFREG:
            is_archive = archives.is_archive(path, path.name)
    except OSError as error:
        yield LeftOut(shown(place), f"cannot be read ({_said(error)})", PERMIT)
        return
    if kind == stat.S_IFDIR:
        yield from _below(path, place, names, passed, depth)
    elif kind != stat.S_IFREG:
        yield LeftOut(shown(place), f"is {KINDS.get(kind, 'no ordinary file')}, no file", AS_FILE)
    elif is_archive:
        yield from archives.members(Source(path, shown(place), shown(path.name)), passed)
    else:
        yield Source(path, shown(place), shown(path.name))


def _below(path: Path, place: str, names: list[str], passed: list[str], depth: int) -> Iterator[Source | LeftOut]:
    """Yield the sources in a folder."""
    if depth == DEEPEST_FOLDER:
        yield LeftOut(shown(place), f"lies more than {DEEPEST_FOLDER} folders deep", "Give it by its own path.")
        return
    for name in names:
        inner = f"{place}/{name}"
        if is_passed_over(name):
            passed.append(name)
        elif (path / name).is_symlink():
            yield LeftOut(shown(inner), f"is a link{_target(path / name)}", LINKED)
        else:
            yield from _at(path / name, inner, passed, depth + 1)


def _target(link: Path) -> str:
    """Return where a link leads, as a clause."""
    try:
        return f" to {shown(os.readlink(link))}" if link.exists() else " that leads nowhere, or in a circle"
    except OSError:
        return ""


def _said(error: Exception) -> str:
    """Return the system's words for an error, without number and path."""
    return (getattr(error, "strerror", None) or str(error)).lower()

"""Files and folders: where they are looked for, how reports name them, and how they are written.

A file is written whole or not at all, so that the last good one survives a failure or a kill. A checkout and an
installed copy find the project's own folders in the same way.
"""

import hashlib
import io
import json
import os
import re
import shlex
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePath

from positions.errors import InputError

NEW_SUFFIX = ".new"  # the ending of a file in the course of being written


def sha256_of(raw: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal digits."""
    return hashlib.sha256(raw).hexdigest()


def write_atomically(target: Path, text: str | bytes, is_durable: bool = True) -> None:
    """Write a file, whole or not at all. A text is written in UTF-8, with its line feeds unchanged.

    Parameters
    ----------
    target : pathlib.Path
    text : str or bytes
    is_durable : bool
        Wait until it is on the disk. Meant for a file, such as a manifest, that makes other files count.
    """
    new = target.with_name(f".{target.name}.{os.getpid()}{NEW_SUFFIX}")
    try:
        with new.open("wb") as file:
            file.write(text.encode("utf-8") if isinstance(text, str) else text)
            if is_durable:
                file.flush()
                os.fsync(file.fileno())
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)


class _Pieces(io.RawIOBase):
    """Bytes that come in pieces, as a file to read."""

    def __init__(self, pieces: Generator[bytes, None, None]) -> None:
        self._pieces, self._waiting = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:
        self._waiting = self._waiting or next(filter(None, self._pieces), b"")
        taken = self._waiting[: len(buffer)]
        buffer[: len(taken)] = taken
        self._waiting = self._waiting[len(taken) :]
        return len(taken)

    def close(self) -> None:
        self._pieces.close()
        super().close()


def open_pieces(pieces: Generator[bytes, None, None], size: int) -> io.BufferedReader:
    """Return bytes that come in pieces as a file to read, ``size`` of them at once; closing it ends the pieces."""
    return io.BufferedReader(_Pieces(pieces), size)


def write_json(target: Path, value: object) -> None:
    """Write a value as JSON to be read by people too."""
    write_atomically(target, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def read_json(path: Path, is_whole: Callable[[object], bool], wrong: str, remedy: str) -> dict[str, object]:
    """Read what a JSON file holds.

    Parameters
    ----------
    path : pathlib.Path
    is_whole : callable
        Tells whether it has all that it should have.
    wrong, remedy : str
        What is said where it has not.

    Raises
    ------
    InputError
        If it is not JSON, or not whole.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise InputError(str(path), "is not JSON", remedy) from None
    if not is_whole(found):
        raise InputError(str(path), wrong, remedy)
    return found


_HERE = Path(__file__).resolve().parent
WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_SHARED_NAMES = "POSITIONS_NAMED"  # in the environment, so that notebooks inherit it: what names of documents stand for


def project_folder() -> Path:
    """Folder that has the project's ``seeds`` and ``notebooks``.

    Returns
    -------
    pathlib.Path
        The checkout when the package runs from it (an editable install), the copy inside the package otherwise.
    """
    packaged = _HERE / "_project"  # made by the wheel's force-include, absent in a checkout
    return packaged if packaged.is_dir() else _HERE.parents[1]


def find(path: str | Path) -> Path:
    """Resolve a path against the working folder first, then against the project's own folder.

    Parameters
    ----------
    path : str or pathlib.Path
        A file or folder, or the name of one (`share_names`); ``~`` stands for the home folder. An absolute
        path is taken as it is.

    Returns
    -------
    pathlib.Path
        Absolute path of something that exists.

    Raises
    ------
    InputError
        If it exists at none of these places.
    """
    wanted = Path(_shared_names().get(str(path), path)).expanduser()
    for folder in (Path.cwd(), project_folder()):
        if (folder / wanted).exists():
            return (folder / wanted).absolute()
    if WEB_ADDRESS.match(str(path)):
        raise InputError(str(path), "is a web address; only files and folders are read here", advise_add(str(path)))
    looked_in = "" if wanted.is_absolute() else f", neither in {Path.cwd()} nor in {project_folder()}"
    raise InputError(str(path), f"no such file or folder{looked_in}", "Give a path that exists.")


def advise_add(*paths: str) -> str:
    """Return the advice to add files to a corpus first, because a report cannot read them directly.

    Parameters
    ----------
    *paths : str
        As they were given, or the names that stand for them.
    """
    given = shlex.join(_shared_names().get(path, path) for path in paths)
    return f"First `positions add {given} --to corpus`; then give corpus in its place: `positions report corpus`."


def display_names(paths: Iterable[str]) -> dict[str, str]:
    """Name documents without the folders of this machine, so that reports do not reveal them.

    Parameters
    ----------
    paths : iterable of str
        Files and folders as given.

    Returns
    -------
    dict of str to str
        Each path by its name, in order. The name of a relative path is the path itself. The name of an absolute path
        is its place below the working folder, or else as many of its last parts as tell it from the others.
    """
    found: dict[str, str] = {}
    for path in dict.fromkeys(paths):
        options = [name for name in _name_options(path) if name not in found]
        found[options[0] if options else path] = path
    return found


def _name_options(path: str) -> Iterator[str]:
    """Yield possible names of a path, the best first."""
    if not PurePath(path).is_absolute():
        yield path
    elif Path(path).is_relative_to(Path.cwd()):
        yield Path(path).relative_to(Path.cwd()).as_posix()
    else:
        parts = PurePath(path).parts[1:]
        yield from ("/".join(parts[-n:]) for n in range(1, len(parts) + 1))


@contextmanager
def environment(wanted: Mapping[str, str]) -> Iterator[None]:
    """Set variables of the environment within the block, here and for processes started there; put them back after it.

    Parameters
    ----------
    wanted : mapping of str to str
        Values by name.
    """
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def share_names(found: Mapping[str, str]) -> Iterator[None]:
    """Let names stand for paths within the block, here and in processes started there.

    Parameters
    ----------
    found : mapping of str to str
        Paths by their names (`display_names`), beside those that have names already.
    """
    known = _shared_names() | {name: str(path) for name, path in found.items() if name != path}
    with environment({_SHARED_NAMES: json.dumps(known)}):
        yield


def _shared_names() -> dict[str, str]:
    """Return the paths that have names now."""
    return json.loads(os.environ.get(_SHARED_NAMES, "{}"))

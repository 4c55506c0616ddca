"""The manifest of a report (``manifest.json``): its inputs, parameters, versions and outputs.

It has neither time nor machine, so that the same inputs give the same manifest. It says when the report was made only
if the user sets ``SOURCE_DATE_EPOCH`` (reproducible-builds.org).
"""

import datetime
import os
import re
import sys
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path

from positions import __version__, coding, documents, files
from positions.errors import InputError

NAME = "manifest.json"
AGAIN = "`positions report PATH --name NAME`"
EPOCH = "SOURCE_DATE_EPOCH"
# Not named by the project, and seen in what it writes.
WRITERS = ("ipython", "matplotlib-inline", "mistune", "pygments")
PARTS = {"report": str, "parameters": dict, "versions": dict, "inputs": list, "outputs": list}


def write(folder: Path, name: str, parameters: Mapping[str, object], paths: Iterable[str]) -> None:
    """Write the manifest of a report, after all its other files.

    Parameters
    ----------
    folder : pathlib.Path
        The report's folder; every file below it becomes an output.
    name : str
        The report's name, as its pages give it.
    parameters : mapping of str to object
        The given parameters; others have the notebooks' own defaults.
    paths : iterable of str
        Files and folders read, as given.

    Raises
    ------
    InputError
        If a path does not exist any more, or `SOURCE_DATE_EPOCH` is not a number of seconds.
    """
    found = {"report": name, "parameters": dict(parameters), "versions": versions()}
    found |= {"inputs": inputs(paths), "outputs": outputs(folder)} | built()
    files.write_json(folder / NAME, found)


def read(folder: Path) -> dict[str, object]:
    """Return the manifest of a report.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    dict
        ``report``, ``parameters``, ``versions``, ``inputs`` and ``outputs`` (each a list of ``path``, ``sha256``,
        ``size``), and ``built`` where it is known.

    Raises
    ------
    InputError
        If there is no such folder, no manifest in it, or one that cannot be read.
    """
    if not folder.is_dir():
        raise InputError(str(folder), "no such report", f"Give the folder of a report, as in {_meant(folder)}.")
    path = folder / NAME
    if not path.is_file():
        raise InputError(str(folder), f"has no {NAME}", f"Give the folder of a report, or make it again: {AGAIN}.")
    return files.read_json(path, _is_whole, "is not the manifest of a report", f"Make the report again: {AGAIN}.")


def _meant(folder: Path) -> str:
    """Return the folder that may be meant: a report's name is given where its folder is asked for."""
    likely = Path("reports") / folder.name
    return str(likely if likely.is_dir() else Path("reports") / "seed")


def _is_whole(found: object) -> bool:
    """Tell whether a manifest has its parts, and every file its path and sha256."""
    if not isinstance(found, dict) or any(not isinstance(found.get(part), kind) for part, kind in PARTS.items()):
        return False
    each = [*found["inputs"], *found["outputs"]]
    return all(isinstance(file, dict) and {"path", "sha256"} <= file.keys() for file in each)


def digests(listed: Iterable[Mapping[str, object]]) -> dict[str, str]:
    """Return the sha256 of the files that a manifest lists, by path."""
    return {str(file["path"]): str(file["sha256"]) for file in listed}


def inputs(paths: Iterable[str]) -> list[dict[str, object]]:
    """Describe every file that is read, with its path as given."""
    return [_described(named, path) for named, path in documents.inputs(paths).items()]


def outputs(folder: Path) -> list[dict[str, object]]:
    """Describe every file of a report except the manifest itself, with its path in the folder."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return [_described(name, path) for name, path in sorted(found.items()) if name != NAME]


def _described(name: str, path: Path) -> dict[str, object]:
    """Describe one file."""
    data = path.read_bytes()
    return {"path": name, "sha256": files.sha256_of(data), "size": len(data)}


def versions() -> dict[str, str]:
    """Return the versions that the bytes of a report depend on: of the project, of Python, of packages."""
    own = {"positions": __version__, "codebook": coding.codebook().version}
    python = ".".join(map(str, sys.version_info[:2]))
    return own | {"python": python} | {package: metadata.version(package) for package in _packages()}


def _packages() -> list[str]:
    """Return the packages that the project runs on, with those that write for them."""
    named = [requirement for requirement in metadata.requires("positions") if "extra ==" not in requirement]
    return sorted([*(re.match(r"[\w.-]+", requirement).group() for requirement in named), *WRITERS])


def built() -> dict[str, str]:
    """Return when the report is made, if the user says so.

    Returns
    -------
    dict of str to str
        ``built``, in ISO 8601 and UTC; empty when `SOURCE_DATE_EPOCH` is not set.

    Raises
    ------
    InputError
        If it is not a whole number of seconds.
    """
    given = os.environ.get(EPOCH, "")
    if not given:
        return {}
    try:
        instant = datetime.datetime.fromtimestamp(int(given), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        remedy = "Give the seconds since 1970, or leave it out."
        raise InputError(EPOCH, f"{given!r} is not a whole number of seconds", remedy) from None
    return {"built": instant.isoformat().replace("+00:00", "Z")}

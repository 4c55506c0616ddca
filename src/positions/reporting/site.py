"""The list of reports: a summary in each report's folder, and the page made of all of them."""

import json
from collections.abc import Mapping
from pathlib import Path

from positions.errors import InputError
from positions.reporting import folders, pages

SUMMARY = "report.json"
INDEX = "index.html"


def summary(folder: Path) -> dict[str, object] | None:
    """Return what a report's folder says of itself; None when it holds no report.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    dict or None
        ``name``, ``documents``, ``parameters``, ``facts``, ``pages`` and ``downloads``.

    Raises
    ------
    InputError
        If the summary is there and cannot be read.
    """
    path = folder / SUMMARY
    if not path.is_file():
        return None
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise InputError(str(path), "is not JSON", "Delete the folder, and make the report again.") from None
    return found | {"name": folder.name}


def describe(folder: Path, about: Mapping[str, object]) -> None:
    """Write a report's summary into its folder."""
    text = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
    (folder / SUMMARY).write_text(text, encoding="utf-8", newline="\n")


def index(out: Path) -> Path:
    """Write the page that lists every report in a folder, by name.

    Parameters
    ----------
    out : pathlib.Path
        The folder that holds the reports' folders.

    Returns
    -------
    pathlib.Path
        The page.
    """
    found = [summary(folder) for folder in sorted(out.iterdir()) if folder.is_dir() and not folder.name.startswith(".")]
    folders.replace(out / INDEX, pages.index([report for report in found if report]))
    return out / INDEX

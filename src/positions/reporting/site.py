"""The list of reports: a summary in each report's folder, and the page made of all of them."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from positions import files
from positions.errors import InputError
from positions.reporting import headline, pages

SUMMARY = "report.json"
INDEX = "index.html"
REMEDY = "Delete the folder, and make the report again."
# What the list shows of a report: texts (with what stands for them in reports made before there were any), and for each
# part the texts of its items.
TEXTS = {"kind": "comparison", "question": "", "newest": ""}
SHOWN = {
    "headline": headline.LINE,
    "documents": ("title", "by"),
    "facts": ("term", "value"),
    "parameters": ("name", "value"),
    "pages": ("file", "name"),
    "downloads": ("file", "name"),
}


def summary(folder: Path) -> dict[str, object] | None:
    """Return what a report's folder says of itself; None when it holds no report.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    dict or None
        ``name``, ``kind`` (of report: ``comparison``), ``question``, ``newest`` (date of the newest document, blank
        when none is dated), ``headline``, ``documents``, ``parameters``, ``facts``, ``pages`` and ``downloads``.

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
        raise InputError(str(path), "is not JSON", REMEDY) from None
    found = TEXTS | {"headline": []} | found if isinstance(found, dict) else found
    if not _is_whole(found):
        raise InputError(str(path), "is not the summary of a report", REMEDY)
    return found | {"name": folder.name}


def refuse_other(target: Path) -> None:
    """Raise InputError if something is there that is no report, and so is not to be replaced."""
    if target.exists() and summary(target) is None:
        raise InputError(str(target), "is there and is no report", "Move it away, or choose another name with --name.")


def _is_whole(found: object) -> bool:
    """Tell whether a summary has all that the list of reports shows, each as text."""
    if not isinstance(found, dict) or not all(isinstance(found.get(part), list) for part in SHOWN):
        return False
    if not all(isinstance(found.get(text), str) for text in TEXTS):
        return False
    items = ((item, names) for part, names in SHOWN.items() for item in found[part])
    return bool(found["pages"]) and all(
        isinstance(item, dict) and all(isinstance(item.get(name), str) for name in names) for item, names in items
    )


def describe(folder: Path, about: Mapping[str, object]) -> None:
    """Write a report's summary into its folder."""
    text = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
    (folder / SUMMARY).write_text(text, encoding="utf-8", newline="\n")


def index(out: Path, say: Callable[[str], None] = print) -> Path:
    """Write the page that lists every report in a folder, by name.

    Parameters
    ----------
    out : pathlib.Path
        The folder that holds the reports' folders.
    say : callable
        Called with a warning for each report whose summary is damaged; the others are listed.

    Returns
    -------
    pathlib.Path
        The page.
    """
    found = []
    for folder in sorted(out.iterdir()):
        if folder.is_dir() and not folder.name.startswith("."):
            try:
                found.append(summary(folder))
            except InputError as error:
                say(f"warning: {error} (not in the list of reports)")
    # Reports before what changed from one to another.
    reports = sorted((report for report in found if report), key=lambda report: report["kind"] != TEXTS["kind"])
    files.write_atomically(out / INDEX, pages.index(reports))
    return out / INDEX

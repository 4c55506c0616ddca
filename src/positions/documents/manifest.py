"""What is known about each source, from the folder's ``manifest.yaml``."""

import re
from pathlib import Path

import yaml

from positions.documents.genre import GENRES
from positions.errors import InputError

NAME = "manifest.yaml"
FIELDS = {"outlet", "title", "language", "url", "published", "retrieved", "sha256", "rights", "genre", "speaker"}
REQUIRED = {"outlet", "title", "sha256", "rights"}


def manifest(folder: Path) -> dict[str, dict[str, str]] | None:
    """Read a folder's manifest.

    Parameters
    ----------
    folder : Path
        A folder of sources.

    Returns
    -------
    dict or None
        For each file name its fields as text; None when the folder has no manifest.

    Raises
    ------
    InputError
        If the manifest is not YAML, or an entry lacks a required field, has an unknown one, a malformed sha256 or a
        genre that is none.
    """
    path = folder / NAME
    if not path.is_file():
        return None
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        place = getattr(error, "problem_mark", None)
        line = f", line {place.line + 1}" if place else ""
        raise InputError(f"{path}{line}", "is not YAML", "Mend the file; seeds/README.md describes it.") from None
    if not isinstance(entries, dict):
        raise InputError(str(path), "has no entries", "Give each file's name as a key, its fields below it.")
    return {str(name): _entry(path, str(name), entry) for name, entry in entries.items()}


def _entry(path: Path, name: str, entry: object) -> dict[str, str]:
    """Check one entry and return its fields as text."""
    if not isinstance(entry, dict):
        raise InputError(f"{path}, {name}", "is not a list of fields", f"Give {', '.join(sorted(REQUIRED))}.")
    if missing := REQUIRED - set(entry):
        raise InputError(f"{path}, {name}", f"lacks {', '.join(sorted(missing))}", "Add it.")
    if unknown := set(entry) - FIELDS:
        accepted = ", ".join(sorted(FIELDS))
        raise InputError(
            f"{path}, {name}", f"has unknown {', '.join(sorted(map(str, unknown)))}", f"Known: {accepted}."
        )
    fields = {key: "" if value is None else str(value) for key, value in entry.items()}
    if not re.fullmatch(r"[0-9a-f]{64}", fields["sha256"]):
        raise InputError(f"{path}, {name}", "has a sha256 that is none", "Give 64 hexadecimal digits (sha256sum FILE).")
    if fields.get("genre") and fields["genre"] not in GENRES:
        raise InputError(f"{path}, {name}", f"has the genre {fields['genre']!r}", f"Accepted: {', '.join(GENRES)}.")
    return fields

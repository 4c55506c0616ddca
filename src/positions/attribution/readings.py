"""Readings that are kept: what the reader made of a text, by the text and the weights, so that no text is read twice.

A report codes its documents in each notebook; the reader is the slow part of it. Readings stand in the user's cache
folder (``~/.cache/positions`` on Linux), may be deleted at any time, and are done without where nothing can be written.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path

from positions.attribution import reader
from positions.attribution.reader import Found, Judgement
from positions.attribution.weights import contents
from positions.documents import Span
from positions.files import replace

SPANS = ("anchor", "source", "cue", "relay")


def read(text: str, given: Sequence[Span]) -> tuple[list[Found], list[Judgement | None]]:
    """Read a text, or take up the reading that is kept of it.

    Parameters
    ----------
    text : str
        Its first line is the headline.
    given : sequence of Span
        Anchors of attributions to judge.

    Returns
    -------
    tuple of list
        As `reader.read`: what it finds, and its judgement of each anchor given.

    Raises
    ------
    InputError
        If the weights are not there or not the right ones.
    """
    key = hashlib.sha256(json.dumps([_version(), text, given]).encode()).hexdigest()
    path = user_cache_path("positions") / "readings" / key[:2] / f"{key}.json"
    try:
        kept = json.loads(path.read_bytes())
        return [_found(one) for one in kept["found"]], [_judgement(one) for one in kept["judged"]]
    except (OSError, ValueError, KeyError, TypeError):  # none, or one that was cut off
        found, judged = reader.read(text, given)
    kept = {"found": [_as_json(one) for one in found], "judged": [one and _as_json(one) for one in judged]}
    _keep(path, json.dumps(kept))
    return found, judged


@cache
def _version() -> str:
    """Return what tells one set of weights from another."""
    return hashlib.sha256(contents() + Path(reader.__file__).read_bytes()).hexdigest()


def _as_json(one: Found | Judgement) -> dict:
    """Return a reading as JSON can hold it: the chances of a code as pairs, since some values are numbers."""
    return vars(one) | {"codes": {name: list(chances.items()) for name, chances in one.codes.items()}}


def _codes(kept: dict) -> dict[str, dict]:
    """Return the chances of every code."""
    return {name: dict(map(tuple, chances)) for name, chances in kept["codes"].items()}


def _found(kept: dict) -> Found:
    """Return a reading from JSON."""
    spans = {name: Span(*kept[name]) if kept[name] else None for name in SPANS}
    content = tuple(Span(*piece) for piece in kept["content"])
    return Found(**spans, content=content, valid=kept["valid"], ours=kept["ours"], codes=_codes(kept))


def _judgement(kept: dict | None) -> Judgement | None:
    """Return a judgement from JSON."""
    return Judgement(kept["ours"], _codes(kept)) if kept else None


def _keep(path: Path, content: str) -> None:
    """Write a reading where it can be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, content, is_durable=False)
    except OSError:
        return

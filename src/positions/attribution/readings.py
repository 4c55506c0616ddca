"""Judgements that are kept, by text and weights, so that no text is read twice.

The network is the slow part of coding, and texts are coded again with every report. Readings stand in the user's cache
folder (``~/.cache/positions`` on Linux), may be deleted at any time, and are done without where nothing can be written.
They hold no words of a text.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path

from positions.attribution import network
from positions.attribution.network import Judgement
from positions.attribution.weights import contents
from positions.documents import Span
from positions.files import write_atomically


def judge(text: str, given: Sequence[Span]) -> list[Judgement | None]:
    """Judge the attributions of a text, or take up the judgements that are kept.

    Parameters
    ----------
    text : str
        Its first line is the headline.
    given : sequence of Span
        The anchor of each attribution.

    Returns
    -------
    list of Judgement or None
        As `network.judge`.

    Raises
    ------
    InputError
        If the weights are not there or not the right ones.
    """
    key = hashlib.sha256(json.dumps([_version(), text, given]).encode()).hexdigest()
    path = user_cache_path("positions") / "readings" / key[:2] / f"{key}.json"
    try:
        return [one and Judgement(**one) for one in json.loads(path.read_bytes())]
    except (OSError, ValueError, TypeError):  # none, or one that was cut off
        judged = network.judge(text, given)
    _keep(path, json.dumps([one and vars(one) for one in judged]))
    return judged


@cache
def _version() -> str:
    """Return what tells one set of weights from another."""
    return hashlib.sha256(contents() + Path(network.__file__).read_bytes()).hexdigest()


def _keep(path: Path, content: str) -> None:
    """Write a reading where it can be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content, is_durable=False)
    except OSError:
        return

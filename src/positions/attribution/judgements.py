"""The network's judgements: which words it is asked about, and the answers that are kept.

`with_judgements` asks about every attribution. `judge_cached` keeps the answers by text and weights, so that no text is
judged twice: the network is the slow part of coding, and texts are coded again with every report. Judgements are kept
in the user's cache folder (``~/.cache/positions`` on Linux) if it can be written, may be deleted at any time, and hold
no words of a text.
"""

import dataclasses
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path

from positions.attribution import network, pieces, weights
from positions.attribution.constructions import Attribution
from positions.attribution.network import Judge, Judgement
from positions.documents import Span
from positions.files import write_atomically

ANCHOR_WORD = re.compile(r"\S+")
MARKS = "“\"‘'"
CODE = (network, pieces, weights)  # the modules on which a judgement rests


def with_judgements(text: str, attributions: list[Attribution], judge: Judge) -> list[Attribution]:
    """Return attributions, and those within them, each with a judgement.

    Parameters
    ----------
    text : str
        The text they were found in.
    attributions : list of Attribution
        The attributions that the rules found.
    judge : callable
        ``(text, anchors) -> list of Judgement or None``.
    """
    anchors = [_anchor(text, attribution) for whole in attributions for attribution in _with_inner(whole)]
    by_anchor = dict(zip(anchors, judge(text, anchors), strict=True)) if anchors else {}
    return [_with_judgement(text, attribution, by_anchor) for attribution in attributions]


def _with_inner(attribution: Attribution) -> Iterator[Attribution]:
    """Yield an attribution and those that its content tells of."""
    yield attribution
    for inner in attribution.within:
        yield from _with_inner(inner)


def _anchor(text: str, attribution: Attribution) -> Span:
    """Return the words by which the network knows an attribution: its cue, its source, or how its content opens."""
    if span := attribution.cue or attribution.source:
        return span
    first = attribution.content[0].start
    start = first - 1 if first and text[first - 1] in MARKS else first
    word = ANCHOR_WORD.match(text, first)
    return Span(start, word.end() if word else first + 1)


def _with_judgement(text: str, attribution: Attribution, by_anchor: dict[Span, Judgement | None]) -> Attribution:
    """Return an attribution with its judgement, and those within it with theirs."""
    within = tuple(_with_judgement(text, inner, by_anchor) for inner in attribution.within)
    return dataclasses.replace(attribution, within=within, judged=by_anchor[_anchor(text, attribution)])


def judge_cached(text: str, given: Sequence[Span]) -> list[Judgement | None]:
    """Judge the attributions of a text, or use the judgements that are kept.

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
        If the weights are missing or not the right ones.
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
    """Return what tells one set of weights, and of the code that uses them, from another."""
    code = (Path(module.__file__).read_bytes() for module in CODE)
    return hashlib.sha256(b"".join([weights.contents(), *code])).hexdigest()


def _keep(path: Path, content: str) -> None:
    """Write a reading where it can be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content, is_durable=False)
    except OSError:
        return

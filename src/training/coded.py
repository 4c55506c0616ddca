"""Documents to train on: the marks of PolNeAR, and articles coded by hand under the codebook."""

import json
import re
from collections import defaultdict
from pathlib import Path

from positions.attribution.sentences import without_marks
from positions.documents import Span
from positions.validation.matching import find_content
from training.data import Mark

ENTITY = re.compile(r"(?P<name>T\d+)\t(?P<kind>Source|Cue|Content) (?P<places>\d+ \d+(?:;\d+ \d+)*)\t(?P<words>.*)")
ROLE = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")
THAT = re.compile(r"that\b,?\s*")
FARTHEST = 400  # characters between a content and the cue or the source that a coder gave for it
Documents = dict[str, tuple[str, list[Mark]]]  # text and marks, by name


def polnear(folder: Path) -> Documents:
    """Read a part of PolNeAR (Newell, Margolin & Ruths 2018), each article once, by the first annotator's name."""
    return {
        name: (text, [_of_parts(text, parts) for parts in found]) for name, (text, found) in entities(folder).items()
    }


def entities(folder: Path) -> dict[str, tuple[str, list[dict[str, list[tuple[int, int]]]]]]:
    """Return the texts of a part of PolNeAR and, of each attribution with a content, the pieces of its parts."""
    chosen: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        chosen.setdefault(path.stem.rpartition("_")[0], path)
    found = {}
    for name, path in chosen.items():
        text = (folder / "text" / f"{name}.txt").read_text(encoding="utf-8")
        found[name] = text, _attributions(text, path.read_text(encoding="utf-8"))
    return found


def _attributions(text: str, stand_off: str) -> list[dict[str, list[tuple[int, int]]]]:
    """Read brat's stand-off marks; one whose words are not those at its place is left out."""
    places = {}
    for match in ENTITY.finditer(stand_off):
        pieces = [tuple(map(int, piece.split())) for piece in match["places"].split(";")]
        if match["words"] and " ".join(text[a:b] for a, b in pieces).split() == match["words"].split():
            places[match["name"]] = pieces
    found = []
    for line in stand_off.splitlines():
        parts = defaultdict(list)
        for kind, name in ROLE.findall(line) if line.startswith("E") else ():
            parts[kind] += places.get(name, [])
        if parts["Content"]:
            found.append(dict(parts))
    return found


def _of_parts(text: str, parts: dict[str, list[tuple[int, int]]]) -> Mark:
    """Return an attribution of PolNeAR as a mark."""
    source, cue = (_whole(parts.get(kind, [])) for kind in ("Source", "Cue"))
    return _mark(text, source, cue, tuple(sorted(parts["Content"])))


def trimmed(text: str, span: Span, is_first: bool) -> Span:
    """Narrow a piece of a content to its words; the first piece also loses the "that" before it."""
    span = without_marks(text, span)
    if is_first and (that := THAT.match(text, *span)):
        span = without_marks(text, Span(that.end(), span.end))
    return span


def _whole(pieces: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the stretch from the first to the last piece."""
    return (min(pieces)[0], max(end for _, end in pieces)) if pieces else None


def _mark(
    text: str,
    source: tuple | None,
    cue: tuple | None,
    content: tuple,
    relay: tuple | None = None,
    codes: dict | None = None,
) -> Mark:
    """Return an attribution with its anchor: the cue, else the source, else the first word of the content."""
    content = tuple(trimmed(text, Span(*piece), n == 0) for n, piece in enumerate(content))
    first = content[0][0]
    start = first - 1 if first and text[first - 1] in "“\"‘'" else first
    word = re.compile(r"\S+").match(text, first)
    opening = (start, word.end() if word else first + 1)
    return Mark(cue or source or opening, cue is not None, source, cue, content, relay, codes or {})


def made(path: Path) -> Documents:
    """Read the articles that were made for training, with their codings.

    Parameters
    ----------
    path : Path
        JSON Lines: ``file``, ``text`` and ``statements``, as press articles are coded.
    """
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {row["file"]: (row["text"], placed(row["text"], row["statements"])) for row in rows}


def placed(text: str, rows: list[dict]) -> list[Mark]:
    """Find the words of coded statements in their text."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row in rows:
        content = tuple((start, end) for start, end in row.get("spans") or find_content(row, text, taken))
        cue = _nearest(text, row.get("cue"), content, content)
        source = _nearest(text, row.get("source"), (cue,) if cue else content, content)
        relay = _nearest(text, row.get("via"), (cue,) if cue else content, content)
        found.append(_mark(text, source, cue, content, relay, row))
    return found


def _nearest(text: str, words: str | None, to: tuple, content: tuple) -> tuple[int, int] | None:
    """Return where some words stand nearest to a place, outside of the content if they can."""
    if not words:
        return None
    low, high = to[0][0], to[-1][1]
    area = max(0, low - FARTHEST), min(len(text), high + FARTHEST)
    best = None
    for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text[area[0] : area[1]]):
        start, end = match.start() + area[0], match.end() + area[0]
        within = any(a < end and start < b for a, b in content)
        gap = low - end if end <= low else start - high if start >= high else 0
        crossed = text.count("\n", min(end, high), max(start, low)) if gap else 0
        key = (within, crossed, gap, start)
        if best is None or key < best[0]:
            best = key, (start, end)
    return best[1] if best else None

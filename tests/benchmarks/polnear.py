"""Attribution on PolNeAR (Newell, Margolin & Ruths 2018): the tagger of the package against people's marks.

usage: python tests/benchmarks/polnear.py [--plain]

Counted are exact spans: a source, cue or content is right when its first and last character are. A content in pieces is
one span from its first to its last character. Where several people marked an article, the first by file name counts.
The plain conditional random field (``plain.py``) is shown by the figures stored here; ``--plain`` trains and counts it
anew, which takes a minute or more.
"""

import os
import re
import sys
import time
from pathlib import Path

import numpy as np

from positions.attribution.attribution import Attribution
from positions.attribution.tagger import LEAST, Models, found
from positions.attribution.training import Marked
from positions.documents import Document, Span

ROOT = Path(__file__).resolve().parents[2]
POLNEAR = ROOT.parent / "shared" / "benchmarks" / "polnear"
KINDS = ("source", "cue", "content")
ENTITY = re.compile(r"(?P<name>T\d+)\t(?P<kind>Source|Cue|Content) (?P<places>\d+ \d+(?:;\d+ \d+)*)\t(?P<words>.*)")
ROLE = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")

# What the plain field scores on the development set, as ``--plain`` measured it: precision, recall, F1.
PLAIN = {"source": (0.739, 0.608, 0.667), "cue": (0.719, 0.583, 0.644), "content": (0.416, 0.345, 0.377)}

Spans = dict[str, set[Span]]  # of one article, by kind


def articles(part: str) -> list[Marked]:
    """Read the training or the development set ("train", "dev"), each article once."""
    chosen: dict[str, Path] = {}
    for marks in sorted((POLNEAR / part / "attributions").glob("*.ann")):
        chosen.setdefault(marks.stem.rpartition("_")[0], marks)
    return [
        article(POLNEAR / part / "text" / f"{name}.txt", marks.read_text(encoding="utf-8"))
        for name, marks in chosen.items()
    ]


def article(path: Path, stand_off: str) -> Marked:
    """Read one article and its marks; lines without a title are paragraphs."""
    text = path.read_text(encoding="utf-8")
    headline, *paragraphs = (Span(*match.span()) for match in re.finditer(r"[^\n]+", text))
    document = Document(path.stem, path.name, text, headline, tuple(paragraphs), "")
    return Marked(document, attributions(text, stand_off))


def attributions(text: str, stand_off: str) -> list[Attribution]:
    """Read brat's stand-off marks; a mark whose words are not those at its place is left out."""
    entities = {match["name"]: _places(match) for match in ENTITY.finditer(stand_off) if _is_right(text, match)}
    marked = []
    for line in stand_off.splitlines():
        if line.startswith("E"):
            parts: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
            for kind, name in ROLE.findall(line):
                parts[kind] += entities.get(name, [])
            if parts["Content"]:
                source, cue = (_whole(parts[kind]) for kind in ("Source", "Cue"))
                marked.append(Attribution(source, cue, tuple(sorted(parts["Content"]))))
    return marked


def _places(match: re.Match) -> list[Span]:
    """Return the pieces of a mark."""
    return [Span(*map(int, piece.split())) for piece in match["places"].split(";")]


def _is_right(text: str, match: re.Match) -> bool:
    """Tell whether the words of a mark stand at its place."""
    return " ".join(span.of(text) for span in _places(match)).split() == match["words"].split()


def _whole(pieces: list[Span]) -> Span | None:
    """Return the stretch from the first to the last piece."""
    return Span(min(pieces).start, max(pieces).end) if pieces else None


def marked_spans(one: Marked) -> Spans:
    """The spans people marked in an article."""
    each = one.attributions
    return {
        "source": {a.source for a in each if a.source},
        "cue": {a.cue for a in each if a.cue},
        "content": {a.whole for a in each},
    }


def tagged_spans(one: Marked, using: Models | None = None, least: float = LEAST) -> Spans:
    """The spans the tagger finds in an article."""
    each = list(found(one.document, least, using))
    return {
        "source": {a.source for a in each if a.source},
        "cue": {a.cue for a in each},
        "content": {Span(a.content[0].start, a.content[-1].end) for a in each},
    }


def counts(marked: list[Spans], tagged: list[Spans]) -> dict[str, np.ndarray]:
    """Spans marked, tagged and both, per article (rows), by kind."""
    pairs = list(zip(marked, tagged, strict=True))
    return {k: np.array([[len(m[k]), len(t[k]), len(m[k] & t[k])] for m, t in pairs]) for k in KINDS}


def f1(table: np.ndarray) -> tuple[float, float, float]:
    """Precision, recall and F1 of counts per article."""
    marked, tagged, both = table.sum(axis=0)
    return both / tagged, both / marked, 2 * both / (marked + tagged)


def interval(table: np.ndarray, draws: int = 2000) -> tuple[float, float]:
    """The 95% interval of F1: articles drawn with replacement, seed fixed."""
    drawn = np.random.default_rng(0).integers(len(table), size=(draws, len(table)))
    marked, tagged, both = table[drawn].sum(axis=1).T
    low, high = np.quantile(2 * both / (marked + tagged), [0.025, 0.975])
    return float(low), float(high)


def show(name: str, table: dict[str, np.ndarray]) -> None:
    """Print the rows of one tagger."""
    for kind in KINDS:
        (precision, recall, score), (low, high) = f1(table[kind]), interval(table[kind])
        print(f"{name:<22}{kind:<9}{precision:>10.3f}{recall:>8.3f}{score:>8.3f}  {low:.3f} to {high:.3f}")


def main(*options: str) -> None:
    """Print the table for the development set, or what is missing."""
    if not POLNEAR.exists():
        print(f"Attribution on PolNeAR: skipped, none at {os.path.relpath(POLNEAR, ROOT)}")
        return
    documents = articles("dev")
    marked = [marked_spans(one) for one in documents]
    print(f"Attribution on the {len(documents)} articles of PolNeAR's development set, exact spans")
    print(f"{'':<22}{'':<9}{'precision':>10}{'recall':>8}{'F1':>8}  95% interval of F1")
    if "--plain" in options:
        from plain import plain_model, plain_spans

        show("plain, trained now", counts(marked, plain_spans(documents, plain_model(articles("train")))))
    else:
        for kind, (precision, recall, score) in PLAIN.items():
            print(f"{'plain, as stored':<22}{kind:<9}{precision:>10.3f}{recall:>8.3f}{score:>8.3f}")
    tagged_spans(documents[0])  # the models are loaded before the clock starts
    start = time.perf_counter()
    tagged = [tagged_spans(one) for one in documents]
    spent = time.perf_counter() - start
    show("the package's tagger", counts(marked, tagged))
    characters = sum(len(one.document.text) for one in documents)
    print(f"{len(documents) / spent:.1f} articles/s of {characters / len(documents):,.0f} characters on average")


if __name__ == "__main__":
    main(*sys.argv[1:])

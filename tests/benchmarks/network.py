"""What the network adds to the rules: figures of both on articles for development and on those kept apart.

usage: python tests/benchmarks/network.py

The network's thresholds (in `attribution.statements` and `coding.rows`) were chosen on the first and on 40 articles
invented and coded by a language model (``made.jsonl``: what is put in the mouths of real office-holders there was never
said); of those kept apart some thirty settings were looked at, as wholes.
"""

import json
from pathlib import Path

from positions import coding, validation
from positions.attribution.judgements import judge_cached
from positions.countries import SIDES
from positions.documents import Document
from positions.documents.structure import press_parts
from positions.validation import hand_coding
from positions.validation.figures import judge_statements, sum_by_article, with_intervals
from positions.validation.hand_coding import DEVELOPMENT, PARTS, HandCoding
from training import coded as marked

MADE = Path(__file__).with_name("made.jsonl")
CONTENT, USABLE = ("precision", "recall", "F1"), ("precision", "F1")
SHOWN = (
    *(f"content at 0.5: {name}" for name in CONTENT),
    *(f"usable: {name}" for name in USABLE),
    "speaker country",
    "act",
    "main theme",
    "stance 3-class macro-F1",
)


def main() -> None:
    """Print a line for each part, by rules and with the network."""
    if not validation.is_at_hand():
        print("no hand coding at ../shared/gold: nothing measured")
        return
    for part in (DEVELOPMENT, "made articles", *PARTS):
        hand = made() if part == "made articles" else hand_coding.read(part)
        for name, used in (("rules", None), ("with the network", judge_cached)):
            found = figures(hand, used)
            print(f"{part}, {name}: " + ", ".join(f"{figure} {found[figure][0]:.3f}" for figure in SHOWN), flush=True)


def made() -> HandCoding:
    """Return the made articles with their codings."""
    rows = [json.loads(line) for line in MADE.read_text(encoding="utf-8").splitlines()]
    merged = {row["file"]: _with_places(row) for row in rows}
    return HandCoding(tuple(_document(row["file"], row["text"]) for row in rows), merged, {}, {}, "")


def _document(file: str, text: str) -> Document:
    """Return a made article as a document of no outlet."""
    found = press_parts(text)
    return Document(file, file, text, found.headline, found.paragraphs, "", dateline=found.dateline)


def _with_places(row: dict) -> list[dict]:
    """Return the statements of a made article with the places of their words."""
    marks = marked.placed(row["text"], row["statements"])
    return [
        {**one, "file": row["file"], "spans": [list(piece) for piece in mark.content]}
        for one, mark in zip(row["statements"], marks, strict=True)
    ]


def figures(hand: HandCoding, used: object) -> dict[str, tuple[float, float, float]]:
    """Return every figure of the validation, with its interval."""
    coded = [row for document in hand.documents for row in coding.code_document(document, SIDES, judge=used)[0]]
    machine = hand_coding.group_by_file(hand_coding.as_records(coded), hand.texts())
    return with_intervals(sum_by_article(judge_statements(hand.merged, machine, hand.texts()), list(hand.texts())))


if __name__ == "__main__":
    main()

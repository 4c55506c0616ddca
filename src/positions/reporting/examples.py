"""Worked examples of right and wrong: invented sentences, coded as this is read; press sentences where at hand."""

import pandas as pd

from positions import coding, validation
from positions.data_files import lexicon
from positions.documents import Document
from positions.documents.press import parts
from positions.reporting import names
from positions.reporting.markup import Shown, escape, paragraph, table
from positions.validation.figures import judge_statements
from positions.validation.hand_coding import DEVELOPMENT

SHOWN = 12  # press sentences of each kind of error
HEADLINE = "Minister speaks"
MATTER = ("speaker", "target", "act", "stance", "themes")


def invented() -> Shown:
    """Return the project's own sentences with what a reader codes and what the coder makes of them."""
    rows = []
    for example in lexicon("reporting", "examples"):
        found = coded(example["text"])
        row = next((row for row in found if row["content"] == example["content"]), None)
        wrong = _wrong(example["codes"], row)
        sure = row["confidence"] if row else ""
        rows.append([example["kind"], _marked(example), _codes(example["codes"]), wrong or "right", sure])
    heads = ["Kind", "Sentence", "A reader codes", "The coder", "Confidence, of 100"]
    note = "The sentences and the people in them are invented. The words of the statement are in italics."
    return table("Worked examples", heads, rows, note)


def coded(sentence: str) -> list[dict]:
    """Return the rows of the statements in one sentence of an invented article."""
    text = f"{HEADLINE}\n\nISLAMABAD: {sentence}\n"
    article = parts(text)
    return coding.code_document(Document("one", "one.txt", text, article.headline, article.paragraphs, ""))[0]


def _wrong(codes: dict, row: dict | None) -> str:
    """Say what the coder gets wrong; blank when nothing."""
    if row is None:
        return "wrong: finds no statement"
    codings = [f"{name} {row[name]}" for name in codes if str(row[name]) != str(codes[name])]
    return f"wrong: {', '.join(codings)}" if codings else ""


def _marked(example: dict) -> Shown:
    """Return a sentence with the words of its statement marked."""
    before, words, behind = example["text"].partition(example["content"])
    return Shown(f'{escape(before)}<em class="reported">{escape(words)}</em>{escape(behind)}', example["text"])


def _codes(codes: dict) -> str:
    """Return codes as one text."""
    return ", ".join(f"{name} {value}" for name, value in codes.items())


def press(show: bool) -> Shown:
    """Return press sentences that the coder missed, added or coded otherwise, of the articles that may be looked at.

    Parameters
    ----------
    show : bool
        Without, or where the hand coding is not at hand, a sentence says where they are shown: press texts are no
        part of the project.
    """
    if not show or not validation.is_at_hand():
        return paragraph("Press sentences are shown where the hand coding is at hand, with show_press = True.")
    hand = validation.read(DEVELOPMENT)
    own = judge_statements(hand.merged, hand.machine(), hand.texts())
    rows = [[row.outcome, *_place(row.hand or row.machine)] for row in _few(own[own.outcome != "paired"])]
    coded_otherwise = own[(own.outcome == "paired") & (own["right usable"] == 0)]
    rows += [["coded otherwise", *_place(row.machine, row.hand)] for row in _few(coded_otherwise)]
    return table("Press sentences that went wrong", ["Error", "Article", "Words", "Codes"], rows)


def _few(rows: pd.DataFrame) -> list:
    """Return the first rows of each outcome."""
    return list(rows.groupby("outcome", sort=False).head(SHOWN).itertuples())


def _place(record: dict, hand: dict | None = None) -> list[str]:
    """Return the article, the words and the codes of a statement, beside those of the hand coding where they differ."""
    words = record["content"] if isinstance(record["content"], str) else " … ".join(record["content"])
    codes = [f"{name} {_code(record, name)}" + _instead(record, hand, name) for name in MATTER]
    return [record["file"], words, ", ".join(codes)]


def _code(record: dict, name: str) -> str:
    """Return a code in words."""
    return names.named("themes", (record["themes"] or [""])[0]) if name == "themes" else str(record[name])


def _instead(record: dict, hand: dict | None, name: str) -> str:
    """Return the hand coding's code in brackets where it is another."""
    return "" if hand is None or _code(hand, name) == _code(record, name) else f" (by hand {_code(hand, name)})"

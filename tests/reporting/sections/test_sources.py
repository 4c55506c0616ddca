"""What a report says of its sources: short for one document, whole for many, and every word of theirs escaped."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from positions import schemas
from positions.comparison import Parameters, compare, pair
from positions.comparison.archive_coverage import REGISTER, register_documents
from positions.documents import Document, Span
from positions.reporting import exports
from positions.reporting.render import links
from positions.reporting.render.svg import Drawing
from positions.reporting.sections import answers, archive_coverage, sources

SHOWN = (
    sources.summary,
    sources.documents_read,
    archive_coverage.countries_named,
    archive_coverage.documents_figure,
    archive_coverage.kinds_and_languages,
    archive_coverage.times_without_documents,
    sources.releases,
    archive_coverage.left_out,
    archive_coverage.noted,
    answers.publishers,
    answers.kinds,
    answers.left_out,
)
HOSTILE = "<img src=x onerror=\"alert('1')\"></svg><script>"
RELEASE = " ".join(f"word{n} of the release that {HOSTILE}" for n in range(60))


def document(n: int, text: str = "Invented\nIt rained.", **known: str) -> Document:
    """Return an invented document."""
    more = {"publisher": "The Daily", "published": f"2025-0{1 + n % 3}-03"} | known
    return Document(f"d{n}", f"d{n}.txt", text, Span(0, 8), (), f"{n:064}", **more)


def ledger(*rows: tuple[str, ...]) -> pd.DataFrame:
    """Return lines of a ledger."""
    return schemas.LEFT_OUT.table([dict(zip(schemas.LEFT_OUT.columns, row, strict=True)) for row in rows])


def held(*found: Document, **tables: pd.DataFrame):
    """Compare documents without statements."""
    return pair(Parameters(), found, schemas.STATEMENTS.table([]), schemas.ENGAGEMENTS.table([]), **tables)


def test_one_document_needs_few_words():
    """Rule: the seed alone has no empty table and no figure; each part is a sentence that reads naturally."""
    seed = compare(Parameters())
    assert (
        archive_coverage.countries_named(seed).plain
        == "The one document names the United States and China and has 12 statements of this report."
    )
    assert (
        archive_coverage.kinds_and_languages(seed).plain
        == "One document. Kind: not told; form: press article; language: English."
    )
    assert archive_coverage.times_without_documents(seed).plain == "One document, so no gaps to show."
    assert sources.releases(seed).plain == "One document, so no reprints to show."
    assert all("<table" not in draw(seed) for draw in SHOWN if draw is not sources.documents_read)


def test_answers_count_what_is_there():
    """Rule: each section of *Sources* is answered with the numbers of these three documents, two of them English."""
    found = [document(0, language="en"), document(1, language="en"), document(2, publisher="A&B", published="")]
    lines = ledger(("a.pdf", "is damaged", "Get it again.", ""), ("b.txt", "is in Urdu", "Translate it.", "ur"))
    late = ledger(("c.txt", "is of 2019", "Ask for more.", ""), ("d.txt", "is of 2018", "Ask for more.", ""))
    some = held(*found, left_out=lines, set_aside=late)
    assert answers.publishers(some).plain == (
        "The most frequent publisher: The Daily (2 of 3); published from 2025-01-03 to 2025-02-03."
    )
    assert "the most frequent language: English (2 of 3)." in answers.kinds(some).plain
    assert answers.documents(some).plain == "Of 3 documents read, none have a statement."
    assert answers.left_out(some).plain == (
        "1 file or line could not be used; 1 document set aside by language; 2 documents set aside by date."
    )
    assert answers.corrections(some).plain == "No corrections applied."
    nothing = held()
    assert answers.publishers(nothing).plain == "The most frequent publisher: none; no document has a date."
    assert answers.left_out(nothing).plain == "Every file could be used."


@pytest.mark.parametrize("show", SHOWN)
def test_words_of_documents_are_escaped(show):
    """Rule: titles, publishers, files, kinds, reasons and places from anywhere are words, in every part."""
    found = [
        document(n, f"{HOSTILE}\n{RELEASE}", publisher=f"{HOSTILE}{n % 2}", kind=HOSTILE, outlet=HOSTILE)
        for n in range(4)
    ]
    found = [replace(one, file=f"{HOSTILE}{one.file}", headline=Span(0, len(HOSTILE))) for one in found]
    lines = ledger((HOSTILE, HOSTILE, HOSTILE, ""), (HOSTILE, "is in Urdu, not in English", HOSTILE, "ur"))
    made = show(held(*found, left_out=lines, noted=lines, set_aside=lines))
    markup = made.svg if isinstance(made, Drawing) else made
    assert not re.search(r"<(?:img|script)|</svg>.*</svg>", markup, re.DOTALL)


def test_coverage_opens_with_a_sentence():
    """Rule: of all documents so many name one, the other, both, neither (counted by hand)."""
    texts = ["The Americans left.", "Beijing was cold.", "Washington is not Beijing.", "It rained.", "It snowed."]
    found = held(*(document(n, f"Invented\n{text}") for n, text in enumerate(texts)))
    assert archive_coverage.countries_named(found).plain.startswith(
        "Of 5 documents, 1 names the United States and not China, 1 China and not the United States, 1 both and 2 "
        "neither. None of the 3 that name either have a statement of this report."
    )


def test_coverage_of_documents_that_name_neither():
    """Rule: where no document names either country, the sentence ends there."""
    found = held(document(0, "Invented\nIt rained."), document(1, "Invented\nIt snowed."))
    told = archive_coverage.countries_named(found).plain.splitlines()[0]
    assert told.endswith("none both and 2 neither.")


def test_numbers_of_statements_lead_to_them(said, compared):
    """Rule: a publisher's number of statements leads to those of its code, a document's to its own with repetitions."""
    found = compared([said("we thank China for all the help", target="CHN"), said("it values ties", doc="two")])
    own = tuple(replace(one, outlet="x") for one in found.documents)
    found = replace(found, documents=own)
    assert f'href="{links.rows(outlet=["x"])}">2</a>' in archive_coverage.countries_named(found)
    assert 'href="#rows:document=two&amp;repeats=yes">1</a>' in sources.documents_read(found)


def test_the_figure_says_what_it_draws():
    """Rule: numbers in the bars, "none" where nothing is, several such periods on one line; all in the alternative."""
    days = ["2025-01-01", "2025-01-01", "2025-01-05"]
    drawn = archive_coverage.documents_figure(held(*(document(n, published=day) for n, day in enumerate(days))))
    words = re.findall(r">([^<>\n]+)</text>", drawn.svg)
    assert {"2025-01-01", "2025-01-02 +2", "2025-01-05", "2", "1", "none"} <= set(words)
    assert drawn.alternative.endswith("day of publication. The Daily 3 documents in 2 of 5.")


def test_publishers_without_a_panel_are_drawn_together():
    """Rule: of seven publishers five have a panel and two share one; no document is lost."""
    names = [f"Paper {letter}" for letter in "AABBCCDDEEFG"]
    days = ["2025-01-01", "2025-01-02"] * 6
    found = held(*(document(n, published=days[n], publisher=name) for n, name in enumerate(names)))
    told = archive_coverage.documents_figure(found).alternative
    assert "Paper E 2 documents" in told and "2 others 2 documents" in told and "Paper F" not in told


def test_a_silence_there_is_no_silence():
    """Rule: gaps are shown with what they mean for the actor."""
    found = held(*(document(n, published=day) for n, day in enumerate(["2025-01-01", "2025-01-31", "2025-04-01"] * 2)))
    shown = archive_coverage.times_without_documents(found).plain
    assert "All together | 1.5 a month | 2 of 4 months | 2025-02 to 2025-03" in shown
    assert "a silence there is no silence of Pakistan" in shown


def test_languages_set_aside_are_named():
    """Rule: a language has its name, with the number of documents set aside for it."""
    lines = ledger(*((f"{n}.txt", "is in Urdu, not in English", "Kept.", "ur") for n in range(3)))
    lines = pd.concat([lines, ledger(("x.txt", "is in no language", "Kept.", "und"))], ignore_index=True)
    shown = archive_coverage.kinds_and_languages(held(document(0), left_out=lines)).plain
    assert "Language: Urdu | – | – | 3" in shown and "Language: not told | – | – | 1" in shown
    assert "3 documents set aside by language" not in sources.summary(held(document(0), left_out=lines)).plain
    assert "4 documents set aside by language" in sources.summary(held(document(0), left_out=lines)).plain


def test_reasons_are_summed_up():
    """Rule: what differs only in dates, numbers and quoted words is one reason; the most frequent stands first."""
    rows = [(f"a.csv, row {n}", f"is dated 2025-01-{n:02}, printed '{n}'", "Look.", "") for n in range(1, 6)]
    shown = archive_coverage.left_out(
        held(document(0), left_out=ledger(("b.pdf", "is empty", "Give a text.", ""), *rows))
    )
    _, _, first, second, *_ = shown.plain.splitlines()
    assert first.startswith("is dated …, printed … | 5 | a.csv, row 1; a.csv, row 2; a.csv, row 3; and 2 more | Look.")
    assert second == "is empty | 1 | b.pdf | Give a text."


def test_a_long_ledger_makes_no_long_page():
    """Rule: of 15,000 lines the page has the reasons, and a link to the file with every line."""
    rows = ledger(*((f"a.csv, row {n}", f"reason {'x' * (n % 50)}", "Look.", "") for n in range(15_000)))
    found = held(document(0), left_out=rows)
    shown = archive_coverage.left_out(found)
    assert len(shown) < 20_000
    assert f'href="{links.file("left_out.csv")}"' in shown and "20 more reasons" in shown.plain
    assert len(archive_coverage.left_out_lines(found)) == 15_000


def test_many_documents_are_a_page_and_a_file():
    """Rule: of many documents those with most statements are shown, the rest counted, all in the file."""
    found = held(*(document(n) for n in range(60)))
    shown = sources.documents_read(found)
    assert (
        "The 50 with most statements of 60; of the other 10, none have any. The whole list: documents.csv."
        in shown.plain
    )
    assert shown.plain.count(".txt | ") == 50
    assert len(register_documents(found)) == 60


def test_the_file_of_documents_is_safe_in_a_spreadsheet(tmp_path):
    """Rule: a publisher or address that a spreadsheet would run is text there, and comes back as it was."""
    found = register_documents(held(document(0, publisher="=cmd|' /C calc'!A0", url="@SUM(1)", origin="-1.csv, row 2")))
    exports.write_csv(found, tmp_path / "documents.csv")
    assert "\"'=cmd" in (tmp_path / "documents.csv").read_text(encoding="utf-8-sig")
    pd.testing.assert_frame_equal(exports.read_csv(tmp_path / "documents.csv", REGISTER), found)


def test_files_are_named_in_pages():
    """Rule: in a report the link to a file is the file beside the page; in a notebook it leads nowhere."""
    assert links.resolved(f'<a href="{links.file("documents.csv")}">', {}) == '<a href="documents.csv">'

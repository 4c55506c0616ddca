"""What was read: documents by publisher and time, gaps, reprints and coverage, counted by hand."""

import hashlib

import pytest

from positions import documents, schemas
from positions.comparison import Parameters, compare, pair
from positions.comparison.archive_coverage import (
    ALL_PUBLISHERS,
    BOTH,
    NEITHER,
    all_periods,
    count_by_release,
    count_coverage,
    count_holdings,
    find_gaps,
    list_reprints,
    period_of_date,
    register_documents,
)
from positions.documents import Document, Issue, Span
from positions.documents.corpus import Corpus, Entry, Prepared
from positions.documents.document import Traced, join_traced

SAID = "The foreign minister said on Monday that Pakistan values its ties with {}."
RELEASE = (
    "ISLAMABAD: The foreign minister said on Monday that Pakistan values its ties with China and hopes that the road "
    "from the port to the northern valleys will be open before the winter comes, when snow closes the high passes for "
    "months and traders have to wait for the thaw with their goods stored in sheds along the river below the bridge."
)


def document(name: str, text: str, published: str = "", publisher: str = "The Daily", **known: str) -> Document:
    """Return an invented document."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    more = {"publisher": publisher, "published": published} | known
    return Document(name, f"{name}.txt", text, Span(0, 8), (), digest, **more)


def held(*found: Document, **parameters: str):
    """Compare documents without statements."""
    tables = schemas.STATEMENTS.table([]), schemas.ENGAGEMENTS.table([])
    return pair(Parameters(**parameters), found, *tables)


def on(*days: str, publisher: str = "The Daily") -> list[Document]:
    """Return a document for each day."""
    return [document(f"{publisher}-{day}-{at}", f"Invented {at}", day, publisher) for at, day in enumerate(days)]


def entry(number: int, text: Traced, **known: str) -> Entry:
    """Return the row of a document of a corpus."""
    digest = hashlib.sha256(text.text.encode()).hexdigest()
    fields = {name: "" for name in Entry.__dataclass_fields__}
    fields |= {"id": f"d{number}", "file": f"2025-03/d{number}.txt", "outlet": "app", "language": "en"}
    fields |= {"published": "2025-03-03", "sha256_text": digest, "sha256_received": f"{number}"}
    return Entry(**fields | {"origin": f"export.jsonl, line {number}"} | known)


def corpus(folder, texts: list[tuple[str, dict, tuple]], left_out: tuple = ()):
    """Store texts, each with what is known and noted of it."""
    stored = []
    for number, (body, known, notes) in enumerate(texts):
        text = join_traced([Traced.of(f"Headline {number}", "title"), Traced.of(body, "text")], "\n\n")
        stored.append(Prepared(entry(number, text, **known), text, notes))
    store = Corpus(folder)
    for one in stored:
        store.keep(one)
    store.add(stored, left_out)
    return folder


@pytest.mark.parametrize(
    ("published", "unit", "expected"),
    [
        ("2025-01-31", "day", "2025-01-31"),
        ("2025-01-31", "month", "2025-01"),
        ("2025-04-30", "quarter", "2025-Q2"),
        ("2025-01-31", "decade", "2020s"),
        ("1978", "year", "1978"),
        ("1978", "month", ""),
        ("", "decade", ""),
    ],
)
def test_a_date_lies_in_one_period(published, unit, expected):
    """Rule: a date that is not known closely enough lies in no period, rather than in a guessed one."""
    assert period_of_date(published, unit) == expected


def test_a_span_has_every_period():
    """Rule: between the first and the last no period is passed over, across years and leap days."""
    days = schemas.Schema("days", {"day": str}).table([{"day": "2024-03-01"}, {"day": ""}, {"day": "2024-02-28"}]).day
    assert all_periods(days, "day") == ["2024-02-28", "2024-02-29", "2024-03-01"]
    assert all_periods(days, "month") == ["2024-02", "2024-03"]
    assert all_periods(["2024-02-28", "2025", "2025-01-01"], "quarter") == [
        "2024-Q1",
        "2024-Q2",
        "2024-Q3",
        "2024-Q4",
        "2025-Q1",
    ]


def test_holdings_have_a_row_for_what_is_missing():
    """Rule: every publisher has every period of the whole collection, the one with most documents first."""
    found = count_holdings(held(*on("2025-01-01", "2025-01-03"), *on("2025-01-02", publisher="The Post")))
    numbers = {(row.publisher, row.period): row.documents for row in found.itertuples()}
    assert numbers == {
        ("The Daily", "2025-01-01"): 1,
        ("The Daily", "2025-01-02"): 0,
        ("The Daily", "2025-01-03"): 1,
        ("The Post", "2025-01-01"): 0,
        ("The Post", "2025-01-02"): 1,
        ("The Post", "2025-01-03"): 0,
    }
    assert list(found.publisher)[:3] == ["The Daily"] * 3


@pytest.mark.parametrize(
    ("days", "unit", "n"),
    [
        (["2025-01-01", "2025-02-05"], "day", 36),
        (["2025-01-01", "2025-02-06"], "month", 2),
        (["2022-01-01", "2024-12-31"], "month", 36),
        (["2022-01-01", "2025-01-01"], "year", 4),
        (["1948", "1950"], "year", 3),
        (["1948", "2010"], "decade", 8),  # from the 1940s to the 2010s
        (["", ""], "", 1),
    ],
)
def test_the_unit_fits_a_page(days, unit, n):
    """Rule: the shortest unit of which there are no more than 36; dates that are years are never cut into months."""
    found = count_holdings(held(*on(*days)))
    assert (set(found.unit), len(found)) == ({unit}, n)


def test_what_has_no_date_is_counted_apart():
    """Rule: undated documents are in no period and are not lost."""
    found = count_holdings(held(*on("2025-01-01", "2025-01-02", "")))
    assert dict(zip(found.period, found.documents, strict=True)) == {"2025-01-01": 1, "2025-01-02": 1, "": 1}


def test_gaps_are_told_longest_first():
    """Rule: days without a document that follow each other are one gap; the range is that of the whole collection."""
    daily = on(*[f"2025-01-{day:02}" for day in (1, 2, 2, 3, 4, 5, 6, 7, 8, 8, 9, 10)])
    post = on(*[f"2025-01-{day:02}" for day in (1, 1, 1, 1, 1, 3, 4, 4, 4, 8)], publisher="The Post")
    found = find_gaps(held(*daily, *post)).set_index("publisher")
    assert list(found.index) == [ALL_PUBLISHERS, "The Daily", "The Post"]
    assert (found.without[ALL_PUBLISHERS], found.gaps[ALL_PUBLISHERS]) == (0, "")
    assert (found.without["The Post"], found.periods["The Post"]) == (6, 10)
    assert found.gaps["The Post"] == "2025-01-05 to 2025-01-07; 2025-01-09 to 2025-01-10; 2025-01-02"


def test_gaps_are_by_a_unit_that_the_documents_fill():
    """Rule: with fewer documents than days gaps are told by months; with one document there is nothing to tell."""
    sparse = on("2025-01-01", "2025-01-31", "2025-01-31", "2025-04-02")
    (row,) = find_gaps(held(*sparse)).itertuples()
    assert (row.unit, row.without, row.periods, row.gaps) == ("month", 2, 4, "2025-02 to 2025-03")
    assert find_gaps(held(*sparse[:1])).empty
    one = find_gaps(held(*sparse, *on("2025-02-01", publisher="The Post"))).set_index("publisher")
    assert (one.unit["The Post"], one.gaps["The Post"]) == ("", "")


def test_coverage_counts_what_documents_name():
    """Rule: by publisher, who is named alone, both and neither; demonyms and capitals name a country, "us" does not."""
    found = held(
        document("a", "Invented\nThe Americans left."),
        document("b", "Invented\nBeijing was cold."),
        document("c", "Invented\nBeijing and Washington were cold."),
        document("d", "Invented\nIt told us nothing."),
        document("e", "Invented\nThe United States sent corn.", publisher="The Post"),
    )
    table = count_coverage(found).set_index(["publisher", "names"]).documents
    assert [table["The Daily", key] for key in ("USA", "CHN", BOTH, NEITHER)] == [1, 1, 1, 1]
    assert [table["The Post", key] for key in ("USA", "CHN", BOTH, NEITHER)] == [1, 0, 0, 0]


def test_coverage_counts_documents_with_statements(said, compared):
    """Rule: a document with a statement counts once however many it has; statements towards a third are none."""
    found = compared(
        [
            said("we thank China for all the help", target="CHN"),
            said("we shall build a road with China", target="CHN", act="commit"),
            said("they were glad of the rain in China", target="OTHER", doc="two"),
        ]
    )
    (row,) = count_coverage(found)[count_coverage(found).documents > 0].itertuples()
    assert (row.names, row.documents, row.speaking, row.statements) == ("CHN", 2, 1, 2)


def test_releases_with_several_carriers_are_listed():
    """Rule: what two papers print of one release is one line with both; who stands alone is not listed."""
    first = document("a", f"Minister values ties\n\n{RELEASE}", "2025-03-03")
    second = document("b", f"Pakistan values ties\n\n{RELEASE}", "2025-03-03", "The Post")
    other = document("c", "Rain in the hills\n\nIt rained.", "2025-03-03")
    (row,) = list_reprints(held(first, second, other)).itertuples()
    assert (row.release, row.documents, row.publishers) == ("a", 2, 2)
    listed = register_documents(held(first, second, other)).set_index("doc_id")
    assert (listed.role["c"], listed.release["c"]) == ("", "c")
    assert sorted(listed.role[["a", "b"]]) == ["reprint", "speaks"]


def test_statements_are_counted_by_release_too(tmp_path):
    """Rule: what two carriers of a release both say is two statements in two articles of one release."""
    texts = [(RELEASE, {"outlet": "dawn"}, ()), (RELEASE, {"url": "https://a.example/2"}, ())]
    found = count_by_release(compare(Parameters(documents=[str(corpus(tmp_path, texts))])))
    (row,) = found.itertuples()
    assert (row.part, row.side, row.statements, row.documents, row.releases) == ("said", "CHN", 2, 2, 1)
    assert row.spoken == 1


def test_the_ledger_reaches_the_comparison(tmp_path):
    """Rule: what is left out for its language is told apart from what could not be used, and notes from both."""
    note = Issue("export.jsonl, line 0", "has no date", "Name the column.")
    texts = [(SAID.format("China"), {}, (note,)), ("گفتگو جاری ہے", {"language": "ur"}, ())]
    folder = corpus(tmp_path, texts, (Issue("a.pdf", "is empty", "Give a text."),))
    found = compare(Parameters(documents=[str(folder)]))
    assert dict(zip(found.left_out.file, found.left_out.language, strict=True)) == {
        "a.pdf": "",
        "2025-03/d1.txt": "ur",
    }
    assert list(found.noted.file) == ["export.jsonl, line 0"]
    assert len(documents.read([folder, folder]).noted) == 1

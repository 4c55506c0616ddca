"""Tables: a row is a document; a row that is broken has a line of its own, and the others go in."""

import gzip
import hashlib
import json
import re

import pyarrow
import pyarrow.parquet
import pytest

from positions.documents import Issue
from positions.documents.document import Origin, Span
from positions.ingest import encodings, tables
from positions.ingest.candidates import Source
from positions.ingest.reading import read_source

HEADER = "title,text\n"
GOOD = "Talks,The envoy said that talks would help.\n"
ROW = {"title": "Talks", "text": "The envoy said that talks would help."}
LINE = json.dumps(ROW) + "\n"


def reading(path, content, given=""):
    """Write a table and read it: the offers, and reasons by place, without the file's name."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    items = list(read_source(Source(path, path.name, path.name), tables.parse_mapping(given) if given else None))
    left = {
        item.file.removeprefix(f"{path.name}").lstrip(", "): item.reason for item in items if isinstance(item, Issue)
    }
    assert len(left) == sum(isinstance(item, Issue) for item in items)
    return [item for item in items if not isinstance(item, Issue)], left


def test_a_row_of_csv_is_a_document(tmp_path):
    """Rule: fields come from the columns, the place is the row as a spreadsheet counts, words lead back to a cell."""
    header = "id,Headline,body,pub_date,source,link,author,lang,licence,section,updated_at,score\n"
    row = '7," Talks ","One,\n""two"".",26 May,Dawn,https://a.pk/7,A. Noon,en,CC BY,Opinion,27 May,0.5\n'
    (offer,), left = reading(tmp_path / "x.csv", header + row)
    assert left == {}
    assert (offer.origin, offer.title.text, offer.body.text) == ("x.csv, row 2", "Talks", 'One,\n"two".')
    assert (offer.published, offer.updated, offer.outlet) == ("26 May", "27 May", "Dawn")
    assert (offer.url, offer.byline, offer.language, offer.rights, offer.kind, offer.source_id) == (
        "https://a.pk/7", "A. Noon", "en", "CC BY", "Opinion", "7",
    )  # fmt: skip
    assert offer.reader == "csv"
    assert offer.columns.startswith("text=body, title=Headline, published=pub_date, updated=updated_at, outlet=source")
    assert offer.columns.endswith("; not used: score")
    assert offer.body.origins(Span(5, 8)) == (Origin("body", 5, 8),)
    assert offer.title.origins(Span(0, 5)) == (Origin("Headline", 1, 6),)


def test_the_digest_is_that_of_what_came_in(tmp_path):
    """Rule: JSON Lines by the raw line; a row by its values as JSON, keys in order, so that CSV and Parquet agree."""
    canonical = '{"text":"The envoy said that talks would help.","title":"Talks"}'
    (by_line,), _ = reading(tmp_path / "x.jsonl", LINE)
    (by_row,), _ = reading(tmp_path / "x.csv", HEADER + GOOD)
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([ROW]), tmp_path / "made.parquet")
    (by_parquet,), _ = reading(tmp_path / "x.parquet", (tmp_path / "made.parquet").read_bytes())
    assert by_line.sha256_received == hashlib.sha256(json.dumps(ROW).encode()).hexdigest()
    assert by_row.sha256_received == by_parquet.sha256_received == hashlib.sha256(canonical.encode()).hexdigest()
    assert by_parquet.reader == f"parquet, pyarrow {pyarrow.__version__}"
    assert (by_line.body, by_line.title) == (by_row.body, by_row.title) == (by_parquet.body, by_parquet.title)


def test_a_file_named_by_outlet_and_day_gives_them_to_its_rows(tmp_path):
    """Rule: without a column of its own, day and outlet come from the file's name, and the mapping says so."""
    (offer,), _ = reading(tmp_path / "the_news_20250526.csv", HEADER + GOOD)
    assert (offer.published, offer.outlet) == ("2025-05-26", "the news")
    assert offer.columns == "text=text, title=title; by the file's name: published=2025-05-26, outlet=the news"
    (offer,), _ = reading(tmp_path / "2025.05.26_dawn.csv.gz", gzip.compress((f"outlet,{HEADER}APP,{GOOD}").encode()))
    assert (offer.published, offer.outlet) == ("2025-05-26", "APP")


@pytest.mark.parametrize(
    ("row", "place", "reason"),
    [
        ("Talks\n", "row 3", "has 1 cell where the first row has 2: 'Talks'"),
        ("Talks,a,b\n", "row 3", "has 3 cells where the first row has 2: 'Talks'"),
        ("Talks,\n", "row 3", "has no text: 'text' is blank"),
        ("Talks,Content not found\n", "row 3", "has no text: 'text' is 'Content not found'"),
        ("Talks,nan\n", "row 3", "has no text: 'text' is 'nan'"),
        ("Talks,one\0two\n", "row 3", "is damaged: 'text' has NUL characters"),
        ("Ta\0lks,one two\n", "row 3", "is damaged: 'title' has NUL characters"),
        ('Talks,"He said "no", and left"\n', "row 3",
         "is broken: a quotation mark stands within a text (line 3 of the file)"),
        ('Talks,"He said "no"\n\nto them, twice"\n', "row 3",
         "is broken: a quotation mark stands within a text (lines 3 to 5 of the file)"),
        ('Talks,"No end\nMore,and more\n', "row 3",
         "is broken: a quotation mark stands within a text (lines 3 to 4 of the file)"),
    ],
)  # fmt: skip
def test_a_bad_row_of_csv_costs_itself(tmp_path, row, place, reason):
    """Rule: a ragged, blank, damaged or badly quoted row has one line with its row; those around it go in."""
    after = 'Later,"They, too."\nLast,Good.\n'
    offers, left = reading(tmp_path / "x.csv", HEADER + GOOD + row + after)
    assert [offer.title.text for offer in offers] == ["Talks", "Later", "Last"]
    assert [offer.origin for offer in offers] == ["x.csv, row 2", "x.csv, row 4", "x.csv, row 5"]
    assert left == {place: reason}


def test_a_quotation_mark_that_is_never_closed_takes_no_row_in(tmp_path):
    """Rule: rows that a quotation mark without an end would swallow are said to be lost, and are no document."""
    offers, left = reading(tmp_path / "x.csv", HEADER + GOOD + 'Talks,"No end\nMore,and more\nLast,row\n')
    assert len(offers) == 1
    assert left == {"row 3": "is broken: a quotation mark is opened and never closed (lines 3 to 5 of the file)"}


def test_a_long_field_costs_its_row(tmp_path):
    """Rule: a field of 10 MB, and one that is longer than may be in memory, have a line; the rows around go in."""
    for size, reason in (
        (10 * 2**20, "is too long: 'text' has 10,485,760 characters"),
        (20 * 2**20, "is broken: longer than 16 MB (line 3 of the file)"),
    ):
        offers, left = reading(tmp_path / "x.csv", f'{HEADER}{GOOD}Long,"{"x" * size}"\n{GOOD}')
        assert [offer.origin for offer in offers] == ["x.csv, row 2", "x.csv, row 4"]
        assert left == {"row 3": reason}


def test_a_long_field_over_many_lines_costs_its_row(tmp_path):
    """Rule: a quoted field of 20 MB in lines is one row; reading goes on after the quotation mark that closes it."""
    offers, left = reading(tmp_path / "x.csv", HEADER + 'Long,"' + ("a, b " * 200 + "\n") * 20_000 + '"\n' + GOOD)
    assert [offer.origin for offer in offers] == ["x.csv, row 3"]
    assert left == {"row 2": "is broken: longer than 16 MB (lines 2 to 20002 of the file)"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"title": "x", "text": ', "is not JSON (expecting value, at character 23)"),
        ("[1, 2]", "is a list, no object"),
        ('"words"', "is a text, no object"),
        ("null", "is null, no object"),
        ('{"title": "x"}', "has no text: 'text' is missing"),
        ('{"text": 12}', "has no text: 'text' is a number"),
        ('{"text": NaN}', "has no text: 'text' is missing"),
        ('{"text": ["a", "b"]}', "has no text: 'text' is a list"),
        ('{"text": true}', "has no text: 'text' is true or false"),
        ('{"text": null}', "has no text: 'text' is missing"),
        ('{"text": "a", "text": "b"}', "has the key 'text' twice"),
        ('{"text": "a\\u0000b"}', "is damaged: 'text' has NUL characters"),
        ('{"text": "a", "n": ' + "[" * 100_000 + "]" * 100_000 + "}", "is nested too deeply"),
        ('{"text": "a", "n": ' + "1" * 5000 + "}", "Exceeds the limit (4300 digits) for integer string conversion"),
    ],
)
def test_a_bad_line_costs_itself(tmp_path, line, reason):
    """Rule: a line that is no JSON, no object, or has no text has one line in the ledger; the others go in."""
    offers, left = reading(tmp_path / "x.jsonl", f"{LINE}{line[:200_100]}\n\n{LINE}")
    assert [offer.origin for offer in offers] == ["x.jsonl, line 1", "x.jsonl, line 4"]
    assert list(left) == ["line 2"]
    assert left["line 2"].startswith(reason)


def test_fields_that_are_no_text(tmp_path):
    """Rule: numbers are written as they read, lists joined, objects opened one level; what is empty is blank."""
    row = ROW | {"id": 7, "authors": ["A. Noon", "B. Roe"], "source": {"name": "Dawn", "id": None}, "date": 20250526.0}
    (offer,), _ = reading(tmp_path / "x.jsonl", json.dumps(row | {"lang": None, "url": "https://a.pk"}))
    assert (offer.source_id, offer.byline, offer.outlet) == ("7", "A. Noon, B. Roe", "Dawn")
    assert (offer.published, offer.language, offer.url) == ("20250526", "", "https://a.pk")


def test_half_a_character_is_replaced_and_said(tmp_path):
    """Rule: a surrogate alone, which JSON may hold and no file can, becomes U+FFFD with a note."""
    (offer,), left = reading(tmp_path / "x.jsonl", '{"text": "one \\ud83d two \\ud83d\\ude00"}')
    assert offer.body.text == "one \ufffd two \U0001f600"
    assert [note.file for note in offer.notes] == ["x.jsonl, line 1"]
    assert left == {}


def test_a_line_without_end_is_never_in_memory(tmp_path, monkeypatch):
    """Rule: of a line beyond the bound not more than the bound is read at once; the line after it goes in."""
    monkeypatch.setattr(encodings, "LONGEST_LINE", 1000)
    monkeypatch.setattr(encodings, "CHUNK", 100)
    offers, left = reading(tmp_path / "x.jsonl", f'{LINE}{{"text": "{"x" * 5000}"}}\n{LINE}')
    assert [offer.origin for offer in offers] == ["x.jsonl, line 1", "x.jsonl, line 3"]
    assert left == {"line 2": "is longer than 16 MB, too long for an article"}


def test_a_list_of_objects_is_read_item_by_item(tmp_path, monkeypatch):
    """Rule: JSON lists are read across the borders of what is read at a time; places count items."""
    monkeypatch.setattr("positions.ingest.table_rows.CHUNK", 7)
    rows = [ROW, ROW | {"title": "Ü"}, 3, ROW]
    offers, left = reading(tmp_path / "x.json", json.dumps(rows, indent=1, ensure_ascii=False))
    assert [offer.origin for offer in offers] == ["x.json, item 1", "x.json, item 2", "x.json, item 4"]
    assert offers[1].title.text == "Ü"
    assert left == {"item 3": "is a number, no object"}


def test_a_list_that_breaks_keeps_what_was_before(tmp_path):
    """Rule: after a broken object in a list nothing is read, which is said; the objects before it go in."""
    offers, left = reading(tmp_path / "x.json", f'[{LINE}, {LINE}, {{"text": oops}}, {LINE}]')
    assert [offer.origin for offer in offers] == ["x.json, item 1", "x.json, item 2"]
    assert left == {"item 3": "is not JSON (expecting value, at character 10); everything after that was not read"}


@pytest.mark.parametrize("name", ["x.json", "x.jsonl"])
def test_one_object_is_one_document(tmp_path, name):
    """Rule: a file with one object, on one line or on several, is a table of one row."""
    offers, left = reading(tmp_path / name, json.dumps(ROW, indent=1 if name == "x.json" else None))
    assert ([offer.body.text for offer in offers], left) == ([ROW["text"]], {})


@pytest.mark.parametrize(("name", "part"), [("x.jsonl.gz", "line"), ("x.csv.gz", "row")])
def test_of_a_truncated_gzip_the_whole_rows_are_kept(tmp_path, name, part):
    """Rule: rows that were whole before the cut go in; the cut is said after the last of them, and none is half in."""
    numbers = range(2, 3002)
    rows = [hashlib.sha256(str(n).encode()).hexdigest() for n in numbers]  # does not pack
    if part == "line":
        content = "".join(
            json.dumps({"title": str(n), "text": row}) + "\n" for n, row in zip(numbers, rows, strict=True)
        )
    else:
        content = HEADER + "".join(f'{n},"{row}"\n' for n, row in zip(numbers, rows, strict=True))
    raw = gzip.compress(content.encode())
    offers, left = reading(tmp_path / name, raw[: len(raw) // 2])
    assert 1000 < len(offers) < 2000
    assert [offer.body.text for offer in offers] == rows[: len(offers)]
    last = offers[-1].origin.removeprefix(f"{name}, ")
    assert left == {"": f"is cut short or damaged after {last}; everything after that was not read"}


def test_a_gzip_that_expands_without_end_is_given_up(tmp_path):
    """Rule: what expands as no text does is given up after the bound; the rows before go in."""
    offers, left = reading(tmp_path / "x.jsonl.gz", gzip.compress(LINE.encode() + b" " * (60 * 2**20)))
    assert len(offers) == 1
    assert re.match(r"unpacks to more than is allowed \(more than 1[67] MB from 59 KB\)", left[""])


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", b"\xef\xbb\xbf"), ("utf-16", b""), ("utf-16-le", b""), ("utf-16-be", b"")]
)
@pytest.mark.parametrize("name", ["x.csv", "x.jsonl"])
def test_marks_and_halves_are_told(tmp_path, name, encoding, mark):
    """Rule: a table in UTF-16 or with a mark reads as one in UTF-8; the mark is no part of a column's name."""
    text = (HEADER + GOOD if name == "x.csv" else LINE).replace("Talks", "Gespräche – ok")
    (offer,), left = reading(tmp_path / name, mark + text.encode(encoding))
    assert (offer.title.text, offer.body.text) == ("Gespräche – ok", ROW["text"])
    assert left == {}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_forms_of_csv(tmp_path, delimiter, end):
    """Rule: the delimiter is that of the first line, whatever stands in the texts; lines end in any way."""
    content = end.join([f"title{delimiter}text", f'Talks{delimiter}"a, b; c | d, e, f"', ""])
    (offer,), left = reading(tmp_path / "x.csv", content)
    assert (offer.title.text, offer.body.text, left) == ("Talks", "a, b; c | d, e, f", {})


def test_a_name_may_have_what_parts_cells_elsewhere(tmp_path):
    """Rule: what stands in quotation marks in the first line does not count in telling what parts cells."""
    (offer,), left = reading(tmp_path / "x.csv", '"text","a;b;c;d"\n"The envoy said.","x"\n')
    assert (offer.body.text, offer.columns, left) == ("The envoy said.", "text=text; not used: a;b;c;d", {})


def test_quotation_marks_escaped_by_backslashes(tmp_path):
    """Rule: a table that writes \\" for a quotation mark, as databases do, is read so."""
    (offer,), left = reading(tmp_path / "x.csv", HEADER + '"Talks","He said \\"no\\", twice"\n')
    assert (offer.body.text, left) == ('He said "no", twice', {})


def test_columns_that_share_a_name_are_told_apart(tmp_path):
    """Rule: a header with a name twice is said; each is called after its place and can be given so."""
    content = "title,text,text\nTalks,short,The article itself.\n"
    (offer,), left = reading(tmp_path / "x.csv", content, "text=text (column 3)")
    assert (offer.title.text, offer.body.text) == ("Talks", "The article itself.")
    assert left == {"row 1": "names 2 columns 'text'"}


def test_a_table_whose_columns_say_nothing_is_refused_with_a_remedy(tmp_path):
    """Rule: a table without a text column, with a column missing that was given, or without rows is one line."""
    assert reading(tmp_path / "x.csv", "a,b\n1,2\n") == ([], {"": "has no column that could be the text"})
    assert reading(tmp_path / "x.csv", HEADER + GOOD, "text=body") == ([], {"": "has no column 'body'"})
    assert reading(tmp_path / "x.csv", HEADER) == ([], {"": "has no rows that can be read"})


def test_every_bad_row_has_its_line(tmp_path):
    """Rule: the same reason for thousands of rows is thousands of lines, each with its row."""
    offers, left = reading(tmp_path / "x.csv", HEADER + GOOD + "Talks,Content not found\n" * 3000)
    assert (len(offers), len(left)) == (1, 3000)


def test_parquet_row_groups_and_types(tmp_path):
    """Rule: rows are counted over row groups; dates are written in full, a text that is missing is said."""
    import datetime

    day = datetime.datetime(2025, 5, 26, 10, 41)
    rows = [ROW | {"date": day}, {"title": "x", "text": None, "date": None}, ROW | {"date": day}]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "made", row_group_size=1)
    offers, left = reading(tmp_path / "x.parquet", (tmp_path / "made").read_bytes())
    assert [(offer.origin, offer.published) for offer in offers] == [
        ("x.parquet, row 1", "2025-05-26T10:41:00"),
        ("x.parquet, row 3", "2025-05-26T10:41:00"),
    ]
    assert left == {"row 2": "has no text: 'text' is missing"}
    packed, _ = reading(tmp_path / "x.parquet.gz", gzip.compress((tmp_path / "made").read_bytes()))
    assert [offer.sha256_received for offer in packed] == [offer.sha256_received for offer in offers]


@pytest.mark.parametrize("cut", [100, -20])
def test_a_damaged_parquet_is_named(tmp_path, cut):
    """Rule: a Parquet file that is cut short is one line."""
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([ROW]), tmp_path / "made")
    offers, left = reading(tmp_path / "x.parquet", (tmp_path / "made").read_bytes()[:cut])
    assert offers == []
    assert left[""].startswith("is damaged after row 0 (")


def test_columns_are_guessed_from_few_rows(tmp_path, monkeypatch):
    """Rule: a table is not read to its end before its first document is given."""
    monkeypatch.setattr(tables, "ROWS_FIRST", 2)
    path = tmp_path / "x.jsonl"
    path.write_text(LINE * 2 + '{"text": "late", "outlet": "Dawn"}\n')
    first, *others = read_source(Source(path, "x.jsonl", "x.jsonl"))
    assert first.columns == "text=text, title=title"
    assert [offer.outlet for offer in others] == ["", ""]


@pytest.mark.parametrize("name", ["x.csv", "x.jsonl"])
def test_rows_in_another_encoding_are_mended_one_by_one(tmp_path, name):
    """Rule: a row with Windows-1252 in a table of UTF-8 is read, and has a note of its own."""
    good = GOOD if name == "x.csv" else LINE
    text = (HEADER if name == "x.csv" else "") + good.replace("said", "said — é") + good
    odd = good.replace("Talks", "Österreich’s").encode("cp1252").replace(b"said", b"said \xc3\xa9")
    offers, left = reading(tmp_path / name, text.encode() + odd + good.encode())
    assert [offer.title.text for offer in offers] == ["Talks", "Talks", "Österreich’s", "Talks"]
    assert [len(offer.notes) for offer in offers] == [0, 0, 1, 0]
    assert "read as Windows-1252" in offers[2].notes[0].reason
    assert left == {}


def test_a_table_in_another_alphabet_is_guessed_and_said(tmp_path):
    """Rule: a table whose encoding is not stated is read by one guess for all rows, which its first document notes."""
    words = "外交部发言人表示，中方愿同巴方一道，推动两国关系不断向前发展，造福两国人民。" * 20
    content = f"title,text\n会谈,{words}\n访问,{words}\n".encode("gb18030")
    offers, left = reading(tmp_path / "x.csv", content)
    assert [(offer.title.text, offer.body.text) for offer in offers] == [("会谈", words), ("访问", words)]
    assert [len(offer.notes) for offer in offers] == [1, 0]
    assert "was guessed" in offers[0].notes[0].reason
    assert left == {}


@pytest.mark.parametrize("name", ["x.csv", "x.jsonl"])
def test_a_line_that_is_no_text_costs_itself(tmp_path, name):
    """Rule: a line of bytes that are no text in any encoding is refused by name; the others go in."""
    start, good = (HEADER + GOOD, GOOD) if name == "x.csv" else (LINE, LINE)
    noise = bytes(n for n in range(1, 256) if n not in b'\n\r"') + b"\n"
    offers, left = reading(tmp_path / name, start.encode() + noise + good.encode() * 50)
    assert len(offers) == 51
    assert ["binary" in reason for reason in left.values()] == [True]

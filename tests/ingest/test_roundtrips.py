"""Whatever a program wrote as a table reads back as it was; whatever else a file holds is never an error."""

import csv
import gzip
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from positions.documents import Issue
from positions.ingest import tables
from positions.ingest.candidates import Source
from positions.ingest.reading import REPORT_FAULT, read_source

MAPPING = tables.parse_mapping("title=title,text=text")
MANY = settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
LETTERS = st.characters(exclude_categories=["Cs", "Cc"])
TEXTS = st.text(st.one_of(st.sampled_from('",;\n\r\t\\ |aé’'), LETTERS), min_size=1).filter(
    lambda text: not tables.is_empty_cell(text)
)
ROWS = st.lists(st.tuples(st.sampled_from(["Talks", "One, two", '"Quoted"']), TEXTS), min_size=1, max_size=6)


def found(folder, name, raw):
    """Return what reading gives."""
    path = folder / name
    path.write_bytes(raw)
    return list(read_source(Source(path, name, name), MAPPING))


@MANY
@given(
    ROWS,
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
)
def test_csv_reads_back(tmp_path, rows, quoting, delimiter, end):
    """Rule: each row that `csv.writer` writes is a document with its words, character by character."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=quoting, delimiter=delimiter, lineterminator=end).writerows([("title", "text"), *rows])
    items = found(tmp_path, "x.csv", out.getvalue().encode())
    assert [(item.title.text, item.body.text) for item in items] == rows


@MANY
@given(ROWS, st.booleans(), st.sampled_from([None, 2]))
def test_json_reads_back(tmp_path, rows, is_ascii, indent):
    """Rule: each object that is written as JSON, on lines or in a list, is a document with its words."""
    objects = [{"title": title, "text": text} for title, text in rows]
    lines = "".join(json.dumps(row, ensure_ascii=is_ascii) + "\n" for row in objects)
    for name, text in (("x.jsonl", lines), ("x.json", json.dumps(objects, ensure_ascii=is_ascii, indent=indent))):
        items = found(tmp_path, name, text.encode())
        assert [(item.title.text, item.body.text) for item in items] == rows


@pytest.mark.parametrize("name", ["x.csv", "x.jsonl", "x.json", "x.csv.gz"])
@MANY
@given(raw=st.one_of(st.binary(), st.text(st.sampled_from('",;\n\r\t\\ {}[]:aé0\x00')).map(str.encode)))
def test_nothing_is_unforeseen(tmp_path, name, raw):
    """Rule: whatever stands below a table's beginning, each thing found is a document or a line with a remedy."""
    start = b'title,text\n"Talks","Words."\n' if "csv" in name else b'{"title": "Talks", "text": "Words."}\n'
    content = start + raw
    for item in found(tmp_path, name, gzip.compress(content)[: len(raw)] if name.endswith("gz") else content):
        assert not isinstance(item, Issue) or (item.remedy and item.remedy != REPORT_FAULT)

"""Statements written to a file and read again."""

import json
import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pyarrow.parquet as pq
import pytest

from positions import coding, documents, files, schemas
from positions.comparison import Parameters, compare
from positions.comparison.archive_coverage import register_documents
from positions.countries import SIDES
from positions.errors import InputError
from positions.reporting import exports
from positions.reporting.exports import citation
from positions.reporting.render import pages
from positions.reporting.render.pages import DATA_BLOCK
from positions.reporting.statements import statements_page

GOLD = files.project_folder().parent / "shared" / "gold" / "documents"


@pytest.fixture(scope="module")
def read():
    """The seed's documents."""
    return documents.read("seeds").documents


@pytest.fixture(scope="module")
def statements(read):
    """The seed's statements."""
    return coding.code(read, SIDES).statements


ODD = [
    "",
    " ",
    "=1+1",
    "'=1",
    "+1",
    "-",
    "@x",
    "\t=1",
    'a "quoted" word',
    "one, two; three",
    "a\nb",
    "a\r\nb",
    "\r",
    "\u2028",
]
ODD += [
    "\u200fاردو\u200e",
    "\u202eturned\u202c",
    "NA",
    "nan",
    "None",
    "null",
    "0",
    "1-2",
    "[]",
    "é\u0301",
    "2022-07-29",
    "\ufeffx",
]
# Flat values of each type, the blank one among them.
FLAT = {
    "text": ODD,
    "code": ["", "another"],
    "list": ["", "defence", "defence; nuclear", "nuclear; defence; x"],
    "date": ["", "2022-07-29", "0962-01-02", "9999-12-31"],
    "time": ["", "2022-07-29T23:42:00+05:00", "2022-07-29T23:42:00Z", "1969-12-31T23:59:59-03:30"],
    "span": ["", "0-1", "636-650"],
    "spans": ["0-1", "653-803; 810-820", "1-2; 3-4; 5-6"],
}
DAY = re.compile("20(?:22-07|25-..)-..")  # of the seed and the articles, and of no value below
CLOCK = re.compile(r"....-..-..T..:..:..(?:Z|[+-]..:..)")
STATED = ["2022", "2022-07", "2022-02-30", "2022-W01-1", "20220729", "last May", "2022-07-29 23:42"]


def made_rows(schema, number=60):
    """Rows whose columns have every kind of value their types allow, no two columns in step."""
    rows = []
    for n in range(number):
        row = {}
        for at, (name, column) in enumerate(schema.declared.items()):
            known = [*FLAT.get(column.type, []), *column.allowed, *(STATED if column.stated else [])]
            row[name] = (n - 7) * at if column.type == "number" else known[(n * (1 + at % 3) + at) % len(known)]
        rows.append(row)
    return schema.table(rows)


@pytest.fixture(scope="module", params=["made rows", "the seed", "hand-coded articles"])
def tables(request, read):
    """Statements of a comparison with their documents, reports of engagements, and documents, flat."""
    if request.param == "made rows":
        statements = made_rows(schemas.TABLES["statements_by_part"]).assign(doc_id=read[0].doc_id)
        names = ("engagements_by_event", "documents_read")
        odd = replace(read[0], published_at="2022", origin="=1+1\r\n", publisher='a "Daily"', url="\u202ex")
        return statements, [odd], *(made_rows(schemas.TABLES[name]) for name in names)
    if request.param != "the seed" and not GOLD.is_dir():
        pytest.skip("no hand-coded articles at ../shared/gold")
    found = compare(Parameters(("seeds",) if request.param == "the seed" else (str(GOLD),)))
    told = found.reports.assign(event_id=found.event(found.reports.engagement_id))
    return found.statements, found.documents, told, register_documents(found)


@pytest.fixture(scope="module")
def stored(tables, tmp_path_factory):
    """A folder with these tables in every format."""
    folder = tmp_path_factory.mktemp("stored")
    statements, read, engagements, documents_read = tables
    for ending in exports.FORMATS:
        exports.write_statements(statements, read, folder / f"statements{ending}")
        exports.write_table(engagements, schemas.TABLES["engagements_by_event"], folder / f"engagements{ending}")
        exports.write_table(documents_read, schemas.TABLES["documents_read"], folder / f"documents{ending}")
    return folder


READERS = {
    "statements": (exports.read_statements, exports.REPORTED),
    "engagements": (exports.read_engagements, schemas.TABLES["engagements_by_event"]),
    "documents": (exports.read_documents, schemas.TABLES["documents_read"]),
}


@pytest.mark.parametrize("name", READERS)
def test_every_column_comes_back_from_every_format(tables, stored, name):
    """Rule: CSV, Parquet and JSON Lines give the same typed table, and it has every value that was written."""
    reader, schema = READERS[name]
    first, *others = (reader(stored / f"{name}{ending}") for ending in exports.FORMATS)
    for other in others:
        pd.testing.assert_frame_equal(other, first)
    assert list(first.columns) == list(schema.types)
    given = tables[{"statements": 0, "engagements": 2, "documents": 3}[name]]
    found = schemas.flat(first, schema)
    for column in given.columns:
        assert found[column].tolist() == given[column].tolist(), column
    if name == "statements":
        known = {document.doc_id: document for document in tables[1]}
        assert found.published_at.tolist() == [known[doc_id].published_at for doc_id in given.doc_id]
        assert found.citation.tolist() == [
            citation(known[row.doc_id], row.start, row.end) for row in given.itertuples()
        ]


def hostile_row(schema, n):
    """A row in which each column of text has an odd value, and no two columns the same one."""
    row = made_rows(schema, n + 1).iloc[n].to_dict()
    texts = [name for name, column in schema.declared.items() if column.type == "text"]
    return row | {name: ODD[(n + at) % len(ODD)] for at, name in enumerate(texts)}


@pytest.mark.parametrize("name", ["events", "left_out_lines", "corrections"])
def test_every_column_comes_back_from_csv(tmp_path, name):
    """Rule: events, what was left out and corrections, which are written as CSV alone, come back as they were.

    Each column of text has blanks, quotation marks, line ends, formulas and marks of direction; events are typed before
    they are written, as a report does.
    """
    schema = schemas.TABLES[name]
    given = schema.table([hostile_row(schema, n) for n in range(len(ODD))])
    path = tmp_path / f"{name}.csv"
    if name == "events":
        exports.write_table(given, schema, path)
        found = schemas.flat(exports.FORMATS[".csv"][1](path), schema)
    else:
        exports.write_csv(given, path)
        found = exports.read_csv(path, schema)
    for column in schema.columns:
        assert found[column].tolist() == given[column].tolist(), column
    for column, about in schema.declared.items():
        assert about.type != "text" or set(given[column]) == set(ODD), column
    cells = pd.read_csv(path, encoding="utf-8-sig", dtype=str, keep_default_na=False, lineterminator="\n")
    texts = [column for column, about in schema.declared.items() if about.type == "text"]
    assert not cells[texts].map(lambda cell: cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))).any(axis=None)


ARROW = {
    "text": "string",
    "number": "int64",
    "code": "dictionary<values=string, indices=int32, ordered=0>",
    "list": "list<element: string>",
    "date": "date32[day]",
    "time": "timestamp[ms, tz=UTC]",
    "span": "list<element: int64>",
    "spans": "list<element: list<element: int64>>",
}


@pytest.mark.parametrize("name", READERS)
def test_parquet_and_json_lines_have_real_types(tables, stored, name):
    """Rule: any reader of Parquet and JSON finds dates, lists, pairs and numbers, and null where nothing is known."""
    schema = READERS[name][1]
    assert {column.name: str(column.type) for column in pq.read_schema(stored / f"{name}.parquet")} == {
        column: ARROW[kind] for column, kind in schema.types.items()
    }
    parquet = pq.read_table(stored / f"{name}.parquet").to_pylist()
    lines = [json.loads(line) for line in (stored / f"{name}.jsonl").read_text(encoding="utf-8").split("\n") if line]
    given = tables[{"statements": 0, "engagements": 2, "documents": 3}[name]].to_dict("records")
    for row, line, flat in zip(parquet, lines, given, strict=True):
        assert list(line) == list(schema.types) + (["annotation"] if name == "statements" else [])
        for column, value in flat.items():
            expected = plain(schema.types[column], value)
            assert line[column] == expected, column
            assert (row[column].isoformat() if isinstance(row[column], date) else row[column]) == expected, column


def plain(kind, value):
    """What JSON has for a flat value of a type."""
    if kind in ("text", "number"):
        return value
    if kind == "list":
        return value.split("; ") if value else []
    if kind in ("span", "spans"):
        pairs = [[int(place) for place in span.split("-")] for span in value.split("; ") if span]
        return pairs if kind == "spans" else pairs[0] if pairs else None
    if kind == "date":
        is_day = value in FLAT["date"] or DAY.fullmatch(value)
        return value if value and is_day else None
    if kind == "time":
        return pd.Timestamp(value).tz_convert("UTC").isoformat() if CLOCK.fullmatch(value) else None
    return value or None


def test_the_page_of_statements_shows_the_same_values(tmp_path):
    """Rule: what the page of statements sorts and filters by is what the files have, row by row."""
    found = compare(Parameters(("seeds",)))
    exports.write_statements(found.statements, found.documents, tmp_path / "statements.parquet")
    table = exports.read_statements(tmp_path / "statements.parquet")
    page = statements_page(found, pages.About("test", pages=[("statements.html", "Statements")], downloads=[]))
    fields = json.loads(DATA_BLOCK.search(page).group(1))["fields"]
    shown = pd.DataFrame(
        {name: [column["values"][code] for code in column["codes"]] for name, column in fields.items()}
    )
    table = table[table.part != "outside"].reset_index(drop=True)
    assert len(table)
    columns = ["part", "side", "speaker", "institution", "act", "outlet", "quote_type", "target_basis", "condition"]
    for column in [*columns, "label"]:
        assert shown[column].tolist() == table[column].astype("str").tolist(), column
    assert shown.document.tolist() == table.doc_id.tolist()
    assert shown.published.tolist() == table.published_stated.tolist()
    assert shown.theme.str.split().tolist() == table.themes.tolist()
    for column in ("stance", "confidence"):
        assert shown[column].astype("int64").tolist() == table[column].tolist()
    assert (shown.repeats == "yes").tolist() == (table.repeats != "").tolist()


def test_extracted_statements_have_no_part(statements, read, tmp_path):
    """Rule: what `positions extract` writes comes back too, without the columns of a comparison."""
    exports.write_statements(statements, read, tmp_path / "out.csv")
    found = exports.read_statements(str(tmp_path / "out.csv"))
    assert "part" not in found and list(found.columns) == list(exports.EXTRACTED.types)
    pd.testing.assert_frame_equal(schemas.flat(found, schemas.STATEMENTS), statements)


@pytest.mark.parametrize("ending", exports.FORMATS)
def test_no_statements_are_an_empty_table(read, tmp_path, ending):
    """Rule: a file without a statement is read as a table with every column and its type."""
    exports.write_statements(schemas.TABLES["statements_by_part"].table([]), read, tmp_path / f"out{ending}")
    found = exports.read_statements(tmp_path / f"out{ending}")
    assert len(found) == 0 and list(found.columns) == list(exports.REPORTED.types)
    assert found.published.dtype == "datetime64[s]" and found.act.dtype == "category"


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.xls", "", "ends in '.xls'"),
        ("lost.csv", None, "no such file"),
        ("a.csv", '"statement_id"\n"a"\n', "does not have the columns of this version"),
        ("a.jsonl", "not JSON\n", "does not have the columns of this version"),
        ("a.parquet", "no Parquet", "does not have the columns of this version"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, name, text, found):
    """Rule: another ending, a missing file and another table are one message with a remedy."""
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=found):
        exports.read_statements(tmp_path / name)


def test_the_data_dictionary_describes_every_column(tmp_path):
    """Rule: it has a row for each column of each table, in order, with meaning, type, unit and the codes allowed."""
    tables = {"statements": exports.REPORTED, "documents": schemas.TABLES["documents_read"]}
    exports.write_dictionary(tables, tmp_path / "columns.csv")
    told = pd.read_csv(tmp_path / "columns.csv", encoding="utf-8-sig", keep_default_na=False).set_index(
        ["table", "column"]
    )
    assert list(told.index) == [(table, column) for table, schema in tables.items() for column in schema.types]
    assert (told.meaning != "").all() and told.type.str.contains(": ").all()
    assert told["values"]["statements", "act"] == "; ".join(coding.codebook().acts)
    assert told["values"]["statements", "stance"] == "'-2; -1; 0; 1; 2", "protected as any text is"
    assert told.unit["statements", "confidence"] == "per cent"
    assert told.meaning["statements", "published_stated"].startswith("`published` as far as it is known")
    assert (told["values"]["statements", "published_stated"], told.unit["statements", "published_stated"]) == ("", "")


def test_selectors_find_the_words_in_the_text(statements, read, tmp_path):
    """Rule: each statement's W3C selectors, by position and by quotation, name its words in the stored text."""
    exports.write_statements(statements, read, tmp_path / "out.jsonl")
    text = read[0].text
    for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines():
        found = json.loads(line)
        ((quote, position),) = (place["selector"] for place in found["annotation"]["target"])
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert quote["exact"] == found["content"] == text[position["start"] : position["end"]]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
        assert len(quote["prefix"]) == min(32, position["start"])
        assert found["evidence"].endswith(f"#s-{found['start']}-{found['end']}")
        assert f"characters {found['start']}–{found['end']} of the text with sha256 cfde6b07" in found["citation"]


@pytest.mark.parametrize(("name", "found"), [("out.xls", "ends in '.xls'"), ("no/out.csv", "folder does not exist")])
def test_a_file_that_cannot_be_written_is_refused_first(tmp_path, name, found):
    """Rule: an unknown ending or a folder that is not there is said before any work is done, and nothing is written."""
    with pytest.raises(InputError, match=found):
        exports.writer_for(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_file_to_write(tmp_path):
    """Rule: a folder of the name given is said before any work is done, and left alone."""
    (tmp_path / "out.csv").mkdir()
    with pytest.raises(InputError, match=r"out\.csv: is a folder\. Name a file"):
        exports.writer_for(tmp_path / "out.csv")


def test_a_citation_leaves_out_what_is_not_known(read):
    """Rule: publisher before outlet; title, else file; the address, and "retrieved" alone only of what was fetched."""
    plain = replace(read[0], publisher="", outlet="x", headline=documents.Span(0, 0), file="a.txt", published="")
    behind = f"characters 1–2 of the text with sha256 {plain.sha256}."
    for known, expected in (
        ({}, "x, a.txt, "),
        ({"publisher": "The Daily", "published": "2030"}, "The Daily, a.txt, 2030, "),
        ({"retrieved": "2030-01-02"}, "x, a.txt, retrieved 2030-01-02 (according to manifest.yaml), "),
        ({"url": "https://a.example"}, "x, a.txt, https://a.example, "),
        (
            {"url": "https://a.example", "origin": "https://a.example", "retrieved": "2030-01-02"},
            "x, a.txt, https://a.example (retrieved 2030-01-02), ",
        ),
        (
            {"url": "https://a.example", "origin": "press.jsonl, line 12", "sha256_received": "0a1b"},
            "x, a.txt, https://a.example (added from press.jsonl, line 12, sha256 0a1b), ",
        ),
        (
            {"origin": "page.html", "sha256_received": "0a1b", "added": "2030-01-03", "retrieved": "2030-01-02"},
            "x, a.txt, added from page.html, sha256 0a1b; retrieved 2030-01-02 (according to the file), ",
        ),
    ):
        assert citation(replace(plain, url="", retrieved="") if not known else replace(plain, **known), 1, 2) == (
            expected + behind
        )


def test_a_target_for_each_piece_with_the_source_s_address(statements, read):
    """Rule: each piece has both selectors, with 32 characters around it; the source is the address, else the hash."""
    row = next(statements.assign(spans="100-110; 120-130").itertuples())
    one, two = exports.annotation(row, replace(read[0], url=""))["target"]
    assert one["source"] == two["source"] == f"urn:sha256:{read[0].sha256}"
    assert [each["selector"][1]["start"] for each in (one, two)] == [100, 120]
    text = read[0].text
    assert [each["selector"][0]["suffix"] for each in (one, two)] == [text[110:142], text[130:162]]
    known = exports.annotation(row, replace(read[0], url="https://a.example"))
    assert {each["source"] for each in known["target"]} == {"https://a.example"}


def test_the_codes_are_the_body_of_the_annotation(statements, read):
    """Rule: an annotation is whole: context, type, and a textual body for each code that is not blank."""
    row = next(statements.assign(act="praise", stance=-1, themes="defence; nuclear", speaker="").itertuples())
    found = exports.annotation(row, read[0])
    assert (found["@context"], found["type"]) == ("http://www.w3.org/ns/anno.jsonld", "Annotation")
    values = [body["value"] for body in found["body"]]
    assert {"act: praise", "stance: -1", "themes: defence; nuclear"} <= set(values)
    assert {body["type"] for body in found["body"]} == {"TextualBody"}
    assert not any(value.startswith("speaker:") for value in values)

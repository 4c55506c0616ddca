"""Statements written to a file and read again."""

import json
from dataclasses import replace

import pandas as pd
import pytest

from positions import coding, documents, schemas
from positions.countries import SIDES
from positions.errors import InputError
from positions.reporting import exports
from positions.reporting.exports import citation


@pytest.fixture(scope="module")
def read():
    """The seed's documents."""
    return documents.read("seeds").documents


@pytest.fixture(scope="module")
def statements(read):
    """The seed's statements."""
    return coding.code(read, SIDES).statements


def test_each_format_holds_the_same(statements, read, tmp_path):
    """Rule: Parquet and CSV give the table back as it was; JSON Lines has a line for each statement, in order."""
    for ending in exports.WRITERS:
        exports.write_statements(statements, read, tmp_path / f"out{ending}")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "out.parquet"), statements, check_dtype=False)
    pd.testing.assert_frame_equal(exports.read_csv(tmp_path / "out.csv", schemas.STATEMENTS), statements)
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(lines) == len(statements)
    for line, row in zip(lines, statements.to_dict("records"), strict=True):
        assert {name: _flat(name, line) for name in statements.columns} == row


def _flat(name, line):
    """Return a value of a line as the table has it."""
    if name.startswith("why_"):
        return line["why"].get(name.removeprefix("why_"), "")
    if name == "spans":
        return "; ".join(f"{start}-{end}" for start, end in line["spans"])
    return {list: "; ".join}.get(type(line[name]), lambda value: value)(line[name])


def test_a_record_has_lists_as_lists(statements):
    """Rule: themes, spans and pieces are lists, reasons stand under `why`, and blank reasons are left out."""
    row = statements.iloc[0].to_dict()
    pieces = exports.statement_record(
        row | {"content": "one […] two", "spans": "1-4; 9-12", "themes": "defence; nuclear"}
    )
    assert (pieces["content"], pieces["spans"]) == (["one", "two"], [[1, 4], [9, 12]])
    assert pieces["themes"] == ["defence", "nuclear"]
    assert pieces["why"]["act"] and "label" not in exports.statement_record(row | {"why_label": ""})["why"]
    assert not any(key.startswith("why_") for key in pieces)


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


def test_a_separator_within_a_text_is_no_separator(statements):
    """Rule: a content that holds the mark between pieces itself stays one text, as its one span says."""
    row = statements.iloc[0].to_dict() | {"content": "one […] two", "spans": "1-12"}
    assert exports.statement_record(row)["content"] == "one […] two"


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

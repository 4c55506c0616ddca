"""Corrections by readers: none is lost, none is applied where it does not fit, and what the coder had stays visible."""

import re

import pandas as pd
import pytest

from positions import coding, documents, files, schemas
from positions.coding.corrections import FIELDS, Correction, read_corrections
from positions.countries import SIDES
from positions.errors import InputError
from positions.reporting import building

WISH = "Pakistan values its deep ties with the US if trust holds"
PLAN = "roads and ports will be built with China soon"


@pytest.fixture
def found(said, compared):
    """Two invented statements: a wish with terms and a name, and a plan."""
    rows = [
        said(WISH, condition="if trust holds", label="deep ties", via="ISPR"),
        said(PLAN, target="CHN", act="commit", themes="connectivity"),
    ]
    return compared(rows)


@pytest.fixture
def coded(found):
    """Those statements as the coder gives them."""
    return found.statements[list(schemas.STATEMENTS.columns)]


@pytest.fixture
def correct(found, coded):
    """Correct the statements: ``correct({...}, {...})``; what is not given is a correction of the wish's stance."""

    def apply(*given, statements=None, aside=()):
        plain = {"statement": coded.statement_id[0], "words": "values its deep ties", "field": "stance", "value": "0"}
        plain |= {"author": "A. Reader", "date": "2030-05-06", "reason": "courtesy"}
        made = [Correction("corrections.yaml", n, **(plain | more)) for n, more in enumerate(given, start=1)]
        return coding.corrected(coded if statements is None else statements, found.documents, made, SIDES, aside)

    return apply


def entry(**fields):
    """Return one correction as a reader types it, the wish's stance when nothing is said."""
    plain = {"statement": "one:4-9", "words": "deep ties", "field": "stance", "value": "0", "author": "A. Reader"}
    plain |= {"date": "2030-05-06", "reason": "courtesy"}
    lines = [f"{name}: {text}" for name, text in (plain | fields).items() if text is not None]
    return "- " + "\n  ".join(lines) + "\n"


def test_a_file_is_read_as_it_is_typed(tmp_path):
    """Rule: dates, signs, "no" and lists need no quotation marks; each correction knows its line."""
    path = tmp_path / "corrections.yaml"
    themes = entry(field="themes", value="[defence, nuclear]", words="no")
    path.write_text("# by hand\n" + entry(value="+1") + themes + entry(field="label", value=""), encoding="utf-8")
    first, second, third = read_corrections(path)
    assert (first.value, first.date, first.line, first.problem) == ("1", "2030-05-06", 2, "")
    assert (second.value, second.words, second.place) == ("defence; nuclear", "no", "corrections.yaml, line 9")
    assert (third.value, third.problem) == ("", "")


@pytest.mark.parametrize(
    ("fields", "problem", "remedy"),
    [
        ({"author": ""}, "its author is missing", "Give each of"),
        ({"reason": None}, "the part of a correction 'reason' is missing", "Give all of"),
        ({"date": "yesterday"}, "its date, 'yesterday', is not a date", "2026-11-24"),
        ({"date": "2030-02-30"}, "its date, '2030-02-30', is not a date", "2026-11-24"),
        ({"words": "''"}, "its words is missing", "Give each of"),
        ({"statement": "the first"}, "'the first' is not the name of a statement", "card in the report"),
        ({"field": "mood"}, "unknown field 'mood'", "Accepted: speaker, office"),
        ({"field": "why_act"}, "unknown field 'why_act'", "Accepted: speaker, office"),
        ({"field": "act", "value": "praises"}, "'praises' is not in codebook 1.2", "Accepted: praise"),
        ({"value": "3"}, "'3' is not in codebook 1.2", "Accepted: -2"),
        ({"field": "themes", "value": "defence, weather"}, "'weather' is not in codebook 1.2", "Accepted: bilateral"),
        ({"field": "themes", "value": "defence, defence"}, "is not a list of one to 3 different themes", "Keep"),
        ({"field": "voice", "value": "loud"}, "voice 'loud' is unknown", "Accepted: state"),
        ({"field": "act", "value": ""}, "no value is given for act", "Give what"),
        ({"value": None}, "no value is given for stance", "Give what"),
        ({"field": "drop"}, "a statement is dropped, but '0' is given as value", "Leave"),
        ({"colour": "red"}, "unknown part of a correction 'colour'", "Accepted: statement"),
        ({"value": "0\n  value: 1"}, "the part of a correction 'value' is given twice", "Keep one"),
        ({"reason": "{a: b}"}, "is not a single text", "Write one text"),
    ],
)
def test_one_that_is_not_whole_says_so_and_stops_no_other(tmp_path, fields, problem, remedy):
    """Rule: a correction that cannot be used keeps its place, with problem and remedy; those around it stand."""
    path = tmp_path / "corrections.yaml"
    path.write_text(entry() + entry(**fields) + entry(words="ties"), encoding="utf-8")
    before, broken, after = read_corrections(path)
    assert (before.problem, after.problem) == ("", "")
    assert problem in broken.problem
    assert remedy in broken.remedy
    assert broken.line == 8


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [("- a: [\n- b", 2, "is not YAML"), ("stance: 0", 1, "is not a list of corrections"), ("- a\n\tb", 2, "not YAML")],
)
def test_a_file_that_cannot_be_read_is_an_error(tmp_path, text, line, found):
    """Rule: where no correction can be read at all nothing is made: file, line, remedy are said."""
    path = tmp_path / "corrections.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=found) as error:
        read_corrections(path)
    assert error.value.place == f"{path}, line {line}"
    assert error.value.remedy


def test_an_empty_file_corrects_nothing(tmp_path):
    """Rule: a file with nothing but comments is a file without corrections."""
    (tmp_path / "corrections.yaml").write_text("# none yet\n", encoding="utf-8")
    assert read_corrections(tmp_path / "corrections.yaml") == []


def test_a_correction_overrides_the_coder_and_says_so(correct, coded):
    """Rule: the reader's value stands in the field; reader, day, reason and the coder's value and reason stay."""
    result = correct({})
    row = result.statements.iloc[0]
    assert row.stance == 0
    assert row.why_stance == "corrected by A. Reader on 2030-05-06: courtesy; the coder had 1 (invented)"
    assert row.corrected == "stance: 0, the coder had 1 (A. Reader, 2030-05-06: courtesy)"
    line = result.corrections.iloc[0]
    assert (line.statement_id, line.coder, line.value, line.problem) == (coded.statement_id[0], "1", "0", "")


def test_nothing_else_changes(correct, coded):
    """Rule: other statements, other fields and the coder's own table stay as they are."""
    before = coded.copy(deep=True)
    after = correct({}).statements
    pd.testing.assert_frame_equal(coded, before)
    changed = ["stance", "why_stance", "corrected"]
    pd.testing.assert_frame_equal(after.drop(columns=changed), before.drop(columns=changed), check_dtype=False)
    pd.testing.assert_frame_equal(after.iloc[1:], before.iloc[1:], check_dtype=False)


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("speaker", "Bari Khan", "why_speaker"),
        ("office", "Envoy", "why_speaker"),
        ("voice", "party", "why_speaker"),
        ("institution", "military", "why_institution"),
        ("via", "", "why_via"),
        ("quote_type", "mixed", "why_quote_type"),
        ("target", "CHN", "why_target"),
        ("target_basis", "engagement", "why_target"),
        ("themes", "defence; nuclear", "why_themes"),
        ("act", "affirm", "why_act"),
        ("condition", "", "why_condition"),
        ("label", "ties", "why_label"),
    ],
)
def test_every_field_can_be_corrected(correct, found, field, value, why):
    """Rule: each field takes the reader's value, its reason says so, and every quoted word still stands in the text."""
    result = correct({"field": field, "value": value})
    row = result.statements.iloc[0]
    assert row[field] == value
    assert "corrected by A. Reader on 2030-05-06" in row[why]
    assert list(result.corrections.problem) == [""]
    building.check_quotations(result.statements, found.documents)


def test_the_chain_of_voices_follows(correct):
    """Rule: who relays and who speaks stand in the chain too."""
    row = correct({"field": "via", "value": "Foreign Office"}, {"field": "speaker", "value": "Bari"}).statements.iloc[0]
    assert row.chain == "The Daily ← Foreign Office ← Bari"
    assert row.corrected.count("the coder had") == 2


def test_a_statement_is_dropped(correct, coded):
    """Rule: a statement that is none leaves the table; the list keeps its words."""
    result = correct({"field": "drop", "value": ""})
    assert list(result.statements.content) == [PLAN]
    assert (result.corrections.coder[0], result.corrections.statement_id[0]) == (WISH, coded.statement_id[0])


def test_content_is_corrected_with_its_place(correct, found, coded):
    """Rule: corrected words have their own place and name; the coder's terms outside them are taken back, said so."""
    result = correct({"field": "content", "value": "its deep ties with the US"})
    row, start = result.statements.iloc[0], coded.start[0] + len("Pakistan values ")
    assert (row.start, row.end, row.spans) == (start, start + 25, f"{start}-{start + 25}")
    assert row.statement_id == f"one:{start}-{start + 25}" == result.corrections.statement_id[0]
    assert (row.condition, row.condition_span, row.label) == ("", "", "deep ties")
    assert row.why_condition == "the coder had if trust holds, which is not in the corrected content"
    building.check_quotations(result.statements, found.documents)


def test_content_may_be_in_pieces_and_wider(correct, found, coded):
    """Rule: an interrupted content is given in its pieces; words before and behind the coder's can be taken in."""
    result = correct({"field": "content", "value": "The minister said Pakistan […] trust holds"})
    row = result.statements.iloc[0]
    start, end = coded.start[0] - len("The minister said "), coded.end[0]
    assert row.spans == f"{start}-{coded.start[0] + 8}; {end - 11}-{end}"
    building.check_quotations(result.statements, found.documents)


@pytest.mark.parametrize(
    ("field", "value", "where"),
    [
        ("label", "iron brothers", "in the statement’s content"),
        ("condition", "soon", "in the statement’s content"),
        ("label", "Deep ties", "in the statement’s content"),
        ("content", "Pakistan valued its deep ties", "at this statement’s place in the text"),
        ("content", PLAN, "at this statement’s place in the text"),
        ("content", "deep ties […] not there", "at this statement’s place in the text"),
    ],
)
def test_words_that_do_not_stand_there_are_refused(correct, coded, field, value, where):
    """Rule: no word enters the table that the text does not have where the statement stands, letter by letter."""
    result = correct({"field": field, "value": value}, {"field": "act", "value": "affirm"})
    assert result.corrections.problem[0] == f"“{value}” does not stand {where}"
    assert result.statements[field][0] == coded[field][0]
    assert result.statements.act[0] == "affirm"


def test_terms_are_looked_for_in_the_corrected_content(correct):
    """Rule: content is corrected first, whatever the order in the file."""
    result = correct({"field": "label", "value": "The"}, {"field": "content", "value": "The minister said Pakistan"})
    assert list(result.corrections.problem) == ["", ""]
    assert result.statements.label[0] == "The"


def test_two_statements_do_not_get_the_same_words(correct, coded):
    """Rule: a content that another statement has is refused, since a statement is named by its place."""
    wide = coded.assign(end=coded.end[1])
    result = correct({"field": "content", "value": PLAN}, statements=wide)
    assert result.corrections.problem[0] == "another statement has these words"


def moved(coded, start, end):
    """Return the statements as if the coder cut the first one otherwise."""
    row = coded.iloc[0].to_dict()
    words = row["content"][start : len(row["content"]) + end]
    first, last = row["start"] + start, row["end"] + end
    row |= {"content": words, "start": first, "end": last, "spans": f"{first}-{last}"}
    row |= {"statement_id": f"one:{first}-{last}", "condition": "", "condition_span": "", "label": "", "label_span": ""}
    return schemas.STATEMENTS.table([row, coded.iloc[1].to_dict()])


@pytest.mark.parametrize(("start", "end"), [(9, 0), (0, -16), (9, -16), (16, -30)])
def test_a_statement_cut_otherwise_is_known_by_its_words(correct, coded, start, end):
    """Rule: a correction survives another cut of its statement, also when only a part of its words is left."""
    now = moved(coded, start, end)
    result = correct({}, statements=now)
    assert result.statements.stance[0] == 0
    assert (result.corrections.statement[0], result.corrections.statement_id[0]) == (
        coded.statement_id[0],
        now.statement_id[0],
    )


def test_a_text_received_anew_is_known_by_four_words(correct):
    """Rule: away from the old place four words tell a statement, fewer do not."""
    long = {"statement": "one:9000-9020", "words": "deep ties with the"}
    result = correct(
        long, {"statement": "one:9000-9020", "words": "values its deep", "field": "act", "value": "affirm"}
    )
    assert list(result.statements.stance) == [0, 1]
    assert result.corrections.problem[1] == "no statement of these words"


def test_of_two_statements_with_the_words_the_one_at_the_place_is_meant(correct, said, compared):
    """Rule: words that stand in two statements of a text mean the one at the place that the correction names."""
    rows = compared([said("it values its deep ties"), said("it too values its deep ties")]).statements
    rows = rows[list(schemas.STATEMENTS.columns)]
    start = rows.start[1] - 2
    result = correct({"statement": f"one:{start}-{start + 9}"}, statements=rows)
    assert list(result.statements.stance) == [1, 0]


def test_words_of_two_statements_are_refused(correct, coded):
    """Rule: where the words fit two statements at the place, none is corrected and both are named."""
    twice = schemas.STATEMENTS.table([moved(coded, 9, 0).iloc[0].to_dict(), moved(coded, 0, -1).iloc[0].to_dict()])
    result = correct({}, statements=twice)
    assert result.corrections.problem[0] == f"its words stand in 2 statements: {', '.join(twice.statement_id)}"
    assert list(result.statements.stance) == [1, 1]


@pytest.mark.parametrize(
    ("given", "problem", "remedy"),
    [
        ({"statement": "two:1-2"}, "the document 'two' is not among those read", "Add it"),
        ({"words": "roads and ports"}, f"the statement of this name has other words: “{WISH}”", "Copy words"),
        ({"statement": "one:1-2", "words": "not there"}, "“not there” does not stand in the text", "Nearest: one:"),
    ],
)
def test_a_correction_without_a_statement_is_listed(correct, given, problem, remedy):
    """Rule: an unknown statement is said with the nearest there are; nothing is corrected in its place."""
    result = correct(given)
    assert problem in result.corrections.problem[0]
    assert remedy in result.corrections.remedy[0]
    assert not result.statements.corrected.any()


def test_nearest_statements_are_named_nearest_first(correct, coded):
    """Rule: the statements nearest to the place given are named with their first words."""
    remedy = correct({"statement": f"one:{coded.start[1]}-{coded.start[1] + 2}", "words": "x y"}).corrections.remedy[0]
    assert remedy == f"Nearest: {coded.statement_id[1]} “{PLAN}”, {coded.statement_id[0]} “{WISH}”."


def test_a_field_corrected_twice_is_not_corrected(correct):
    """Rule: of two corrections of one field neither is taken: both are listed, each with the place of the other."""
    result = correct({}, {"value": "2"}, {"field": "act", "value": "affirm"})
    assert list(result.corrections.problem) == [
        "stance of this statement is corrected more than once, also in corrections.yaml, line 2",
        "stance of this statement is corrected more than once, also in corrections.yaml, line 1",
        "",
    ]
    assert (result.statements.stance[0], result.statements.act[0]) == (1, "affirm")


def test_a_dropped_statement_is_not_corrected_too(correct):
    """Rule: what corrects a statement that another correction drops is listed."""
    result = correct({"field": "drop", "value": ""}, {})
    assert list(result.corrections.problem) == ["", "the statement is dropped in corrections.yaml, line 1"]


def test_speaker_and_target_fit_together(correct):
    """Rule: a country that leaves the statement on no side is refused; with its target corrected too it is taken."""
    alone = correct({"field": "speaker_country", "value": "USA"})
    assert alone.corrections.problem[0] == "a statement from USA with target USA belongs to no side"
    assert alone.statements.speaker_country[0] == "PAK"
    both = correct({"field": "speaker_country", "value": "USA"}, {"field": "target", "value": "PAK"})
    assert list(both.corrections.problem) == ["", ""]
    assert tuple(both.statements.loc[0, ["speaker_country", "target"]]) == ("USA", "PAK")


def test_a_document_out_of_range_is_said(correct):
    """Rule: what corrects a document that the dates leave out is listed as that, and not as an error."""
    result = correct({"statement": "late:1-2"}, aside={"late"})
    assert result.corrections.problem[0] == coding.ASIDE


def test_broken_ones_are_listed_among_the_others(correct, coded):
    """Rule: the list has every correction, in the order of the file, the broken ones with nothing applied."""
    result = correct({"problem": "is broken", "remedy": "Mend it."}, {"field": "act", "value": "affirm"})
    assert list(result.corrections.problem) == ["is broken", ""]
    assert list(result.corrections.statement_id) == ["", coded.statement_id[0]]
    assert result.statements.stance[0] == 1


def test_the_form_that_is_documented_is_read(tmp_path):
    """Rule: the example in seeds/README.md is a correction that fits, and every field is named there."""
    text = (files.project_folder() / "seeds" / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    (tmp_path / "corrections.yaml").write_text(example, encoding="utf-8")
    seed = documents.read("seeds").documents
    (given,) = read_corrections(tmp_path / "corrections.yaml")
    result = coding.corrected(coding.code(seed, SIDES).statements, seed, [given], SIDES)
    assert result.corrections.statement[0] == result.corrections.statement_id[0] == given.statement
    assert [field for field in FIELDS if f"`{field}`" not in text] == []

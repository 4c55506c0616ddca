"""The codebook is whole, refuses what it does not have, and an edit that breaks it is named by its line."""

import json
from pathlib import Path

import pytest

from positions.coding.codebook import CODED, FILE, codebook, read_codebook
from positions.errors import InputError

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
THEMES = (
    "bilateral_relations defence counter_terrorism economy_trade connectivity energy_minerals regional_security "
    "india_kashmir afghanistan middle_east core_interests citizens_security people_culture technology climate_disaster "
    "world_order domestic_politics nuclear"
)
ACTS = "praise affirm aspire commit request criticise deny state"
INSTITUTIONS = (
    "head_of_state head_of_government foreign_ministry military interior finance_planning legislature embassy other"
)


@pytest.fixture
def edited(tmp_path):
    """Return a function that writes a codebook in which one text is replaced, and gives the file and the line."""

    def edit(old: str, new: str) -> tuple[Path, int]:
        text = FILE.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} is not in the codebook exactly once"
        path = tmp_path / "codebook.yaml"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path, text[: text.index(old)].count("\n") + 1

    return edit


@pytest.mark.parametrize(
    ("field", "codes"),
    [
        ("theme", THEMES),
        ("act", ACTS),
        ("institution", INSTITUTIONS),
        ("stance", "-2 -1 0 1 2"),
        ("quote_type", "direct mixed indirect reported"),
        ("target", "USA CHN BOTH PAK"),
        ("target_basis", "explicit engagement context"),
        ("channel", "meeting call visit message ceremony agreement"),
        ("speaker_country", "PAK USA CHN JOINT OTHER"),
    ],
)
def test_fields(field, codes):
    """A field has the codes of codebook 1.2, no other."""
    assert set(codebook().fields[field]) == set(codes.split())


def test_version_and_rulings():
    """The codebook is version 1.2, has twelve rulings and says what its version changed."""
    assert codebook().version == "1.2"
    assert len(codebook().rulings) == 12
    assert "1.2" in codebook().changes


def test_examples_are_told_apart():
    """No sentence is both an example and a counter-example of the same field, unless the note gives the code it has."""
    for codes in codebook().fields.values():
        examples = {code.example: code.code for code in codes.values()}
        assert len(examples) == len(codes)
        for code in codes.values():
            assert code.note.partition(":")[0] != code.code
            assert examples.get(code.counter_example, code.note.partition(":")[0]) == code.note.partition(":")[0]


def test_check_returns_the_code():
    """A value is explained; a stance may be a number."""
    assert codebook().check("act", "aspire").code == "aspire"
    assert codebook().check("stance", -2).definition.startswith("Strongly unfavourable")


@pytest.mark.parametrize(("field", "value"), [("act", "praises"), ("stance", 3), ("mood", "good")])
def test_check_refuses(field, value):
    """An unknown field or code is refused with what is accepted."""
    with pytest.raises(InputError) as error:
        codebook().check(field, value)
    assert "Accepted: " in str(error.value)


STUDENTS = "      example: Two hundred students will study in Beijing.\n"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("version: '1.2'", "version: ''", "a text is missing"),
        ("  theme:\n", "  topic:\n", "unknown field 'topic'"),
        ("    deny:\n", "    praise:\n", "the code 'praise' is given twice"),
        (STUDENTS, "      example: ''\n", "a text is missing"),
        (STUDENTS, "      sample: Two hundred students.\n", "unknown part of a code 'sample'"),
        ("note: 'world_order: support", "note: 'politics: support", "the note opens with 'politics'"),
        ("  11: A former", "  13: A former", "ruling 13 stands in the place of ruling 11"),
        ("scope: >-", "scope: a: b", "is not YAML"),
    ],
)
def test_edit_is_refused_at_its_line(edited, old, new, found):
    """An edit that breaks the codebook is refused with its file and line, what is wrong and what to do."""
    path, line = edited(old, new)
    with pytest.raises(InputError) as error:
        read_codebook(path)
    assert error.value.place == f"{path}, line {line}"
    assert found in error.value.found
    assert error.value.remedy


@pytest.mark.parametrize("part", ["definition", "example", "counter_example", "note"])
def test_missing_part_is_refused_at_its_code(tmp_path, part):
    """A code without one of its parts is refused at the code's first line."""
    lines = FILE.read_text(encoding="utf-8").splitlines(keepends=True)
    start = lines.index("    people_culture:\n") + 1
    broken = next(n for n in range(start, start + 4) if lines[n].startswith(f"      {part}:"))
    path = tmp_path / "codebook.yaml"
    path.write_text("".join(lines[:broken] + lines[broken + 1 :]), encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_codebook(path)
    assert error.value.place == f"{path}, line {start + 1}"
    assert error.value.found == f"the part of a code {part!r} is missing"


def test_missing_field_is_refused(tmp_path):
    """A codebook without one of the coded fields is refused by the field's name."""
    text = FILE.read_text(encoding="utf-8")
    path = tmp_path / "codebook.yaml"
    path.write_text(text[: text.index("  channel:\n")] + text[text.index("rulings:\n") :], encoding="utf-8")
    with pytest.raises(InputError, match="the field 'channel' is missing"):
        read_codebook(path)


@pytest.mark.parametrize("text", ["", "just words", "- a list"])
def test_no_codebook(tmp_path, text):
    """A file that is empty or of another shape is refused by name."""
    path = tmp_path / "codebook.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"codebook\.yaml"):
        read_codebook(path)


@pytest.mark.parametrize("name", ["statements.jsonl", "engagements.jsonl"])
def test_gold_is_coded_with_known_codes(name):
    """Every code of the gold coding is in the codebook."""
    if not (GOLD / name).is_file():
        pytest.skip(f"../shared/gold/{name} is not here")
    records = [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]
    used = {(field, value) for record in records for field in CODED if (value := record.get(field)) is not None}
    used |= {("theme", theme) for record in records for theme in record.get("themes", []) + record.get("topics", [])}
    assert used
    assert {code for code in used if str(code[1]) not in codebook().fields[code[0]]} == set()

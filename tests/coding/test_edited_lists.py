"""Codebook and word lists that were edited so that they no longer fit together are refused: file, line, remedy."""

import importlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from positions import data_files
from positions.coding import stance, word_lists
from positions.comparison import breakdowns, commitment, formulas
from positions.countries import profiles
from positions.errors import InputError

PACKAGE = Path(data_files.__file__).parent
CODEBOOK = importlib.import_module("positions.coding.codebook")  # the package has the function under this name
READ_ONCE = (
    data_files.entries,
    data_files.lexicon,
    CODEBOOK.codebook,
    word_lists.check_word_lists,
    formulas.standing_formulas,
)
READ_ONCE += (
    profiles.codes,
    profiles.profile,
    commitment.ladder_rungs,
    breakdowns.committing_acts,
    breakdowns.voice_groups,
)


@pytest.fixture
def edited(tmp_path, monkeypatch):
    """Return a function that puts a copy of the lists in place, one text of one file replaced; it gives its line."""

    def edit(file: str, old: str, new: str) -> str:
        text = (tmp_path / file).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return f"{tmp_path / file}, line {text[: text.index(old)].count(chr(10)) + 1}"

    for path in PACKAGE.rglob("*.yaml"):
        (tmp_path / path.relative_to(PACKAGE)).parent.mkdir(exist_ok=True)
        shutil.copy(path, tmp_path / path.relative_to(PACKAGE))
    monkeypatch.setattr(data_files, "PACKAGE", tmp_path)
    monkeypatch.setattr(profiles, "FOLDER", tmp_path / "countries")
    monkeypatch.setattr(CODEBOOK, "FILE", tmp_path / "coding" / "codebook.yaml")
    for function in READ_ONCE:
        function.cache_clear()
    yield edit
    for function in READ_ONCE:
        function.cache_clear()


def test_the_lists_as_they_are_fit(edited):
    """Rule: the project's own lists pass the check that the others below fail."""
    word_lists.check_word_lists()
    assert commitment.ladder_rungs() and breakdowns.committing_acts() and breakdowns.voice_groups()


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        ("coding/acts.yaml", "  deny:\n", "  denial:\n", "unknown act of the codebook 'denial'"),
        ("coding/acts.yaml", "  deny:\n", "  aspire:\n", "the key 'aspire' is given twice"),
        ("coding/acts.yaml", "highlight: state", "highlight: stated", "act 'stated' is not in codebook 1.2"),
        ("coding/acts.yaml", "decisive: [praise", "decisive: [prise", "act 'prise' is not in codebook 1.2"),
        ("coding/acts.yaml", "otherwise: {affirm: affirm", "otherwise: {affirm: yes", "act 'yes' is not in codebook"),
        ("coding/acts.yaml", "otherwise: {affirm:", "otherwise: {confirm:", "unknown kind of cue 'confirm'"),
        ("coding/acts.yaml", "    head: []", "    head:", "is not a list"),
        ("coding/acts.yaml", "    head: []", "    heads: []", "the part 'head' of the list is missing"),
        ("coding/stances.yaml", "request: 0", "request: 3", "stance '3' is not in codebook 1.2"),
        ("coding/stances.yaml", "request: 0, ", "", "the act of the codebook 'request' is missing"),
        ("coding/stances.yaml", "favour: ['friend", "favour: [no, 'friend", "False is not text"),
        ("coding/themes.yaml", "nuclear:\n", "nuklear:\n", "unknown theme of the codebook 'nuklear'"),
        ("coding/themes.yaml", "defence:\n", "defence: [\n", "is not YAML"),
        ("coding/terms.yaml", "offering: [commit,", "offering: [committ,", "act 'committ' is not in codebook 1.2"),
        ("coding/terms.yaml", "names: ['consensus'", "names: [1, 'consensus'", "1 is not text"),
        ("coding/terms.yaml", "  strict: [", "  strict: 1 # [", "is not a list"),
        ("attribution/titles.yaml", "institution: military", "institution: army", "institution 'army' is not"),
        ("attribution/engagements.yaml", "  visit:", "  trip:", "unknown channel of the codebook 'trip'"),
        ("attribution/speakers.yaml", "institution: other", "institution: press", "institution 'press' is not in"),
        ("countries/PAK.yaml", "institution: military", "institution: army", "institution 'army' is not in codebook"),
        ("countries/PAK.yaml", "level: minister", "level: cabinet", "'cabinet' is not a level"),
    ],
)
def test_a_list_that_does_not_fit_is_refused_at_its_line(edited, file, old, new, found):
    """Rule: an unknown, missing or repeated code, and what is no list of words, is said where it stands."""
    place = edited(file, old, new)
    with pytest.raises(InputError) as error:
        word_lists.check_word_lists()
    assert found in error.value.found
    assert error.value.remedy
    # A list broken open is noticed where the next line no longer fits.
    assert error.value.place == place or ("YAML" in found and error.value.place.startswith(place.partition(",")[0]))


@pytest.mark.parametrize(
    ("file", "part"),
    [
        ("attribution/speakers", "bodies"),
        ("attribution/engagements", "channels"),
        ("attribution/cues", "kinds"),
        ("coding/acts", "finite"),
        ("coding/acts", "taking_sides"),
        ("coding/stances", "relation"),
    ],
)
def test_a_part_that_is_missing_is_refused(edited, file, part):
    """Rule: a part of a list that is renamed is missed, by file and line."""
    edited(f"{file}.yaml", f"\n{part}:", f"\nother_{part}:")
    with pytest.raises(InputError, match=rf"{file}\.yaml, line \d+: the part '{part}' of the list is missing"):
        word_lists.check_word_lists()


@pytest.mark.parametrize(
    ("old", "new", "file", "found"),
    [
        (
            "    climate_disaster:\n",
            "    climate:\n",
            "themes.yaml",
            "unknown theme of the codebook 'climate_disaster'",
        ),
        ("    ceremony:\n", "    party:\n", "engagements.yaml", "unknown channel of the codebook 'ceremony'"),
        ("    BOTH:\n", "    EACH:\n", "codebook.yaml", "the code 'BOTH' of target is missing"),
    ],
)
def test_a_code_renamed_in_the_codebook_alone_is_refused(edited, old, new, file, found):
    """Rule: what the lists or the coder still give under the old name is said; nothing is coded until they agree."""
    text = CODEBOOK.FILE.read_text(encoding="utf-8")
    edited("coding/codebook.yaml", old, new)
    code, name = old.strip(" :\n"), new.strip(" :\n")
    for note in re.findall(rf"note: '?{code}:", text):
        edited("coding/codebook.yaml", note, note.replace(code, name))
    with pytest.raises(InputError) as error:
        word_lists.check_word_lists()
    assert f"{file}, line " in error.value.place
    assert error.value.found == found


def test_a_code_without_words_is_refused(edited):
    """Rule: a theme that the codebook has and no word raises would be silent, and silence is a finding: refused."""
    parts = {"definition": "Space.", "example": "A probe.", "counter_example": "A plane.", "note": "'none: it flies.'"}
    space = "    space:\n" + "".join(f"      {part}: {text}\n" for part, text in parts.items())
    edited("coding/codebook.yaml", "    nuclear:\n", f"{space}    nuclear:\n")
    with pytest.raises(InputError, match=r"themes\.yaml, line \d+: the theme of the codebook 'space' is missing"):
        word_lists.check_word_lists()


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("courtesy: [praise]", "courtesy: [prays]", "act 'prays' is not in codebook 1.2"),
        ("request: [request]", "request: [request, state]", "the act 'state' stands on two rungs"),
        ("assertion: [state]", "assertion: []", "the act 'state' stands on no rung"),
        ("beside:", "besides:", "unknown part of the ladder 'besides'"),
    ],
)
def test_the_ladder_has_every_act_once(edited, old, new, found):
    """Rule: an act that stands on no rung, on two, or is none is refused, since it would be lost from the table."""
    edited("comparison/ladder.yaml", old, new)
    with pytest.raises(InputError, match=found) as error:
        commitment.ladder_rungs()
    assert re.search(r"ladder\.yaml, line \d+$", error.value.place)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("{id: strategic partnership,", "{id: partnership,", "the formula 'partnership' is given twice"),
        ("{id: broad-based, usual: USA", "{id: broad-based, usual: US", "'US' has no profile"),
        ("words: ['broad based']", "words: ['broad (based']", "is not a regular expression"),
        ("{id: broad-based, usual", "{id: broad-based, use", "unknown part of a formula 'use'"),
    ],
)
def test_a_standing_formula_that_cannot_be_used_is_refused(edited, old, new, found):
    """Rule: a name given twice, an unknown counterpart and a broken pattern are said with their line."""
    place = edited("comparison/formulas.yaml", old, new)
    with pytest.raises(InputError, match=re.escape(found)) as error:
        formulas.standing_formulas()
    assert error.value.place == place


def test_an_expression_that_is_none_is_found(edited):
    """Rule: a pattern that no reader of patterns can read is said with its line and what is wrong with it."""
    place = edited("coding/stances.yaml", "'unfortunate\\w*'", "'unfortunate('")
    with pytest.raises(InputError, match="is not a regular expression") as error:
        data_files.first_match(data_files.lexicon("coding", "stances")["disfavour"], "words")
    assert error.value.place == place
    assert "unterminated" in error.value.remedy


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("deeds: ['sanctions?'", "deeds: ['(sanctions?'"),
        ("'(?:stain|blot) on (?:the )?{them}'", "'(?:stain|blot on {them}'"),
    ],
)
def test_an_expression_that_is_put_into_others_is_found(edited, old, new):
    """Rule: a broken pattern is said with its line also where others have it in them, or it has others in it."""
    place = edited("coding/faults.yaml", old, new)
    stance._patterns.cache_clear()
    with pytest.raises(InputError, match="is not a regular expression") as error:
        data_files.first_match(stance._patterns("theirs"), "words")
    stance._patterns.cache_clear()
    assert error.value.place == place


def test_braces_that_name_no_part_stay():
    """Rule: what stands in braces in a pattern and is no name of a part is taken as it is."""
    assert data_files.filled(r"{them}\d{4}{foo}", {"them": "US"}) == r"US\d{4}{foo}"


def test_the_command_says_it_and_writes_nothing(tmp_path):
    """Rule: with an edited codebook the command ends in one line with file, line and remedy, before it writes."""
    shutil.copytree(PACKAGE, tmp_path / "positions", ignore=shutil.ignore_patterns("__pycache__"))
    book = tmp_path / "positions" / "coding" / "codebook.yaml"
    book.write_text(book.read_text(encoding="utf-8").replace("    nuclear:\n", "    atomic:\n"), encoding="utf-8")
    (tmp_path / "a.txt").write_text("Talks\n\nThe envoy said Pakistan values its ties with China.\n", encoding="utf-8")
    call = "import sys; from positions import cli; sys.exit(cli.main(['extract', 'a.txt', '--out', 'out.csv']))"
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", call], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert re.search(r"^positions: .*\.yaml, line \d+: .*'?nuclear'?.*Accepted: |'atomic'.*is missing", line)
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        ("measures", "[affirm, commit]", "[affirm, pledge]", "act 'pledge' is not in codebook 1.2"),
        ("voices", "army: [military]", "army: [army]", "institution 'army' is not in codebook 1.2"),
        ("voices", "army: [military]", "army: [head_of_government]", "'head_of_government' is in two voices"),
    ],
)
def test_measures_and_voices_that_do_not_fit_are_refused(edited, file, old, new, found):
    """Rule: an act or institution the codebook does not have, and one that speaks with two voices, is said."""
    edited(f"comparison/{file}.yaml", old, new)
    with pytest.raises(InputError) as error:
        (breakdowns.committing_acts if file == "measures" else breakdowns.voice_groups)()
    assert found in error.value.found

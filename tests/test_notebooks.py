"""In every section of a notebook a reader can change the plain count; it gives the numbers that the report shows."""

import ast
import re

import nbformat
import pandas as pd
import pytest

import positions
from positions import validation
from positions.comparison.archive_coverage import register_documents
from positions.files import project_folder
from positions.reporting.render import names
from positions.reporting.sections import (
    answers,
    channels,
    coding_quality,
    counts,
    engagements,
    error_rates,
    sources,
    terms,
    themes_raised,
    voices,
    wording,
)
from positions.views import Comparison, with_views

FOLDER = project_folder() / "notebooks"
CHANGED = ("comparison", "wording", "sources", "validation")


def counted(name: str, comparison: Comparison | None) -> dict[str, pd.DataFrame]:
    """Run the cells of a notebook that count, on a comparison; what each gives, by the heading of its section."""
    there = {"pd": pd, "positions": positions, "measured": validation.stored()}
    if comparison:
        there |= {"compared": comparison, "said": comparison.said.rows, "sides": list(comparison.counterparts)}
        there |= {"held": register_documents(comparison)}
    found, heading = {}, "First screen"
    for cell in nbformat.read(FOLDER / f"{name}.ipynb", as_version=4).cells:
        if cell.cell_type == "markdown" and cell.source.startswith("##"):
            heading = cell.source.partition("\n")[0].strip("# ")
        elif "counted" in cell.metadata.get("tags", ()):
            *before, last = ast.parse(cell.source).body
            exec(compile(ast.Module(before, []), "<cell>", "exec"), there)
            found[heading] = eval(compile(ast.Expression(last.value), "<cell>", "eval"), there)
    return found


def cells_of(plain: str) -> dict[str, list[str]]:
    """Return the rows of a rendered table, without its signs for nothing, by their first cell."""
    rows = [line.split(" | ") for line in plain.splitlines() if " | " in line]
    return {first: [cell.replace("–", "0").replace(",", "") for cell in rest] for first, *rest in rows}


def numbers(table: pd.DataFrame, comparison: Comparison) -> dict[str, list[str]]:
    """Return the rows of a plain count, each with a number to either side, as a rendered table has them."""
    filled = table.reindex(columns=list(comparison.counterparts), fill_value=0)
    return {row[0]: [str(n) for n in row[1:]] for row in filled.itertuples()}


@pytest.fixture(scope="module")
def seed():
    """The comparison of the first source."""
    return positions.compare(positions.load_seed())


@pytest.fixture
def several(said, talk, compared):
    """Invented statements of several kinds to both sides, some of which stand apart."""
    rows = [
        said("thanks for the roads", target="CHN", themes="connectivity; defence", engagement="m1"),
        said("ties are good on fair terms", condition="on fair terms", act="aspire", label="ties", engagement="m2"),
        said("the talks were held", act="state", stance=0, institution="military", speaker="Bo Ray", doc="two"),
        said("the deal was bad", act="criticise", stance=-1, target="CHN", published="2030-02-01", doc="two"),
        said("many thanks", speaker_country="USA", target="PAK", speaker="D. Poe", engagement="m2"),
        said("both are welcome", target="BOTH"),
    ]
    talks = [talk("m1", "CHN"), talk("m2", "USA", channel="call", topics="defence")]
    return with_views(compared(rows, talks))


@pytest.fixture(params=["seed", "several"])
def asked(request):
    """The seed, and invented statements."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def found(asked):
    """What the cells of the comparison count."""
    return counted("comparison", asked)


def test_where_statements_are_counted(asked, found):
    """Rule: the plain count of parts and sides has the numbers that the report shows for them."""
    shown = cells_of(counts.where_counted(asked).plain)
    for part, row in found["First screen"].iterrows():
        for side, n in row.items():
            if n and side:
                called = names.part(part, "PAK")
                place = "both" if side == "BOTH" else names.country(side)
                assert shown[f"{called[0].upper()}{called[1:]}: {place}"] == [str(n)]


def test_what_is_said_to_either_side(asked, found):
    """Rule: the plain counts of statements and acts have the numbers of the columns and of the table of codes."""
    own = found["Side by side"].statements
    shown = re.findall(r"^[A-Z][\w ]+ (\d+) statements?$", counts.statements_side_by_side(asked).plain, re.MULTILINE)
    assert shown == [str(own[side]) for side in asked.counterparts]
    codes = cells_of(counts.codes_by_side(asked).plain)
    for act, row in numbers(found["Acts and stances"].T, asked).items():
        assert codes[f"Act: {names.named('acts', act)}"][:2] == row


def test_themes(asked, found):
    """Rule: the plain counts of themes have the numbers of the ledger, and find the same silences."""
    shown = cells_of(themes_raised.silence_ledger(asked).plain)
    for theme, row in numbers(found["Themes"], asked).items():
        assert shown[names.named("themes", theme)][1::2][:2] == row
    alone = {names.named("themes", theme) for theme in found["Themes raised with one side only"].index}
    assert alone == {theme for theme, row in shown.items() if row[0].endswith(" only")}


def test_engagements(asked, found):
    """Rule: the plain counts of engagements, of what was said in them and by channel have the numbers shown."""
    turns = cells_of(engagements.themes_in_turn(asked).plain)
    for (side, theme), row in found["Who raised what"].iterrows():
        told = turns[f"{names.heading(side)}: {names.named('themes', theme)}"]
        assert told[:3] == [str(row.get(part, 0)) for part in ("said", "heard", "joint")]
    shown = list(cells_of(engagements.reported(asked).plain))[1:]
    for channel, row in found["Engagements and what was said in them"].iterrows():
        for side, n in row.items():
            title = f"{names.heading(side)}: {names.channel(channel)},"
            assert sum(event.startswith(title) for event in shown) == n
    made = cells_of(channels.by_channel(asked).plain)
    for channel, row in numbers(found["Channel"], asked).items():
        assert made["not in an engagement" if channel == "none" else channel][:2] == row


def test_terms(asked, found):
    """Rule: the plain counts of terms are those of the table by rung, and of the terms quoted."""
    with_terms = found["Findings"].with_terms.sum()
    table = asked.terms.df
    assert with_terms == table.n[table.terms == "with terms"].sum()
    bound = found["Terms and names"].xs("with terms", axis=1, level="terms")
    assert bound.sum().sum() == with_terms
    lines = [line.split(" | ") for line in terms.as_quoted(asked).plain.splitlines()]
    assert (
        sum(int(line[3]) for line in lines if line[0] == "Terms attached" and line[2].startswith("To ")) == with_terms
    )


def test_voices_and_months(asked, found):
    """Rule: the plain counts by institution add up to those of voices, those by month to those of periods."""
    shown, own = cells_of(voices.by_voice(asked).plain), found["Who speaks"]["size"]
    for side in asked.counterparts:
        lines = [row for voice, row in shown.items() if voice.endswith(f"to {names.country(side)}")]
        assert sum(int(row[0]) for row in lines) == own.xs(side, level="side").sum()
    periods = asked.over_time.df
    assert found["Over time"]["size"].sum() == periods.n[periods.measure == "stance"].sum()


def test_what_stands_apart(asked, found):
    """Rule: the plain count of what stands apart adds up to the lists; confidences are those of the sentence."""
    lists = re.findall(r"^(?!Repeated|-).*: (\d+)$", counts.set_apart(asked).plain, re.MULTILINE)
    assert found["Shown separately"].sum().sum() == sum(map(int, lists))
    for sure in found["How sure"]["mean confidence"]:
        assert f"{sure:.0f} of 100 for the" in error_rates.confidence(asked).plain


def test_wording(asked):
    """Rule: the plain counts of names, formulas and shared phrases have the numbers shown."""
    found = counted("wording", asked)
    shown = [line.split(" | ") for line in terms.names_over_time(asked).plain.splitlines() if " | " in line][1:]
    assert found["What the relationship is called"]["size"].sum() == sum(int(line[5]) for line in shown)
    formulas = cells_of(wording.formulas_used(asked).plain)
    for formula, row in numbers(found["Standing formulas"], asked).items():
        assert formulas[formula][1:5:2] == row
    shared = cells_of(counts.shared_wording(asked).plain)
    for row in found["Wording shared"].itertuples():
        assert shared[row.phrase][:2] == [str(row.first), str(row.second)] and row.found == row.first + row.second


def test_sources(asked):
    """Rule: the plain counts of documents have the numbers shown."""
    found = counted("sources", asked)
    assert found["By publisher and time"].sum().sum() == found["Kinds and languages"].documents.sum()
    assert found["Coverage"].sum().sum() == len(asked.documents)
    speaking = int((found["Read"].statements > 0).sum())
    assert f"read, {speaking or 'none'} ha" in answers.documents(asked).plain
    most = found["Kinds and languages"].documents.max()
    assert answers.kinds(asked).plain.count(f"({most} of {len(asked.documents)})") == 2
    listed = [line.split(" | ") for line in sources.documents_read(asked).plain.splitlines() if " | " in line][1:]
    assert sorted(found["Read"].statements) == sorted(int(line[4].replace("–", "0")) for line in listed)


def test_validation():
    """Rule: the plain tables of the stored figures have the numbers shown, and the answers name their largest."""
    found, measured = counted("validation", None), validation.stored()
    shown = cells_of(coding_quality.measures(measured).plain)
    for figure, row in found["Figures"].iterrows():
        assert [cell.split(" ")[0] for cell in shown[figure]] == [f"{row[part]:.2f}" for part in coding_quality.OF]
    pairs = cells_of(coding_quality.agreement(measured).plain)
    for code, row in found["Agreement"].iterrows():
        values = [f"{row[pair]:.2f}" for pair in coding_quality.PAIRS]
        assert [cell.split(" ")[0] for cell in pairs[coding_quality.NAMES.get(code, code)][1:]] == values
    most = found["Confusion"].iloc[0]
    assert f"“{most.hand}” coded as “{most.machine}” ({most.n})" in coding_quality.answer(measured, "Confusion").plain
    for error, own in found["What is missed, what is added"].groupby("error"):
        rows = cells_of(coding_quality.errors_by_kind(measured, error).plain)
        first = own.iloc[0]
        name = f"{first.by}: {first.kind.replace('_', ' ')}"
        assert rows[name][0] == f"{first.wrong} of {first.n}"
        assert f"{name.replace(':', '')} ({first.wrong} of {first.n})" in coding_quality.answer(measured, "Kinds").plain
    off = found["What errors do to shares"]
    lines = cells_of(coding_quality.errors_of_shares(measured).plain)
    assert len(off) == sum(row[-1] == "yes" for row in lines.values())


def is_counted(cell: nbformat.NotebookNode) -> bool:
    """Tell whether a cell counts."""
    return cell.cell_type == "code" and "counted" in cell.metadata.get("tags", ())


@pytest.mark.parametrize("name", CHANGED)
def test_every_section_asks_counts_shows_and_answers(name):
    """Rule: a section asks in its first sentence, then counts, then shows; most end in a computed sentence."""
    cells = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4).cells
    sections = [at for at, cell in enumerate(cells[:-1]) if cell.source.startswith("##") and is_counted(cells[at + 1])]
    assert len(sections) > 5
    for at in sections:
        assert cells[at].source.split("\n\n")[1].endswith("?")
        assert cells[at + 2].cell_type == "code" and not is_counted(cells[at + 2])
    answered = sum(re.search(r"\.sentence$|\.answer\(|^answers\.", cell.source) is not None for cell in cells)
    assert answered > len(sections) / 2

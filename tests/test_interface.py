"""`import positions` offers what a notebook needs, and nothing of it is silently empty."""

import doctest
import inspect
import re
import subprocess
import sys
import textwrap

import matplotlib
import pandas as pd
import pytest

import positions
from positions import interface, views
from positions.comparison.partition import STATEMENTS_BY_PART
from positions.errors import InputError

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
EXAMPLES = [test for test in doctest.DocTestFinder().find(interface) if test.examples]
EXAMPLES += [test for test in doctest.DocTestFinder().find(views) if test.examples]
SECTIONS = [name for name, kept in vars(views.Comparison).items() if isinstance(kept, property)]
WITH_SPEECH = ("said", "shares", "acts", "terms", "voices", "channels", "over_time", "themes", "keywords")
CRITICAL = """\
Foreign Office criticises

ISLAMABAD: Foreign Office spokesperson Shafqat Ali Khan said on Thursday that Pakistan strongly condemned China's \
decision number {n} and voiced regret over it.
"""


@pytest.fixture(scope="module")
def seed():
    """The comparison of the first source."""
    return positions.compare(positions.load_seed())


@pytest.mark.parametrize("example", EXAMPLES, ids=[test.name for test in EXAMPLES])
def test_examples_give_what_they_show(example):
    """Rule: every example in a docstring of the interface gives what stands below it."""
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    told = []
    runner.run(example, out=told.append)
    assert not runner.failures, "".join(told)


def test_everything_offered_has_an_example():
    """Rule: whatever the package offers has a docstring with an example; that of `read_statements` is its module's."""
    named = {test.name.removeprefix("positions.interface.") for test in EXAMPLES}
    assert set(positions.__all__) - {"read_statements"} <= named


def test_nothing_else_is_offered():
    """Rule: completion by tab offers the public names alone, each a function with type hints, and no other is there."""
    assert dir(positions) == sorted(positions.__all__)
    for name in set(positions.__all__) - {"read_statements"}:
        assert inspect.get_annotations(getattr(positions, name))["return"]
    with pytest.raises(AttributeError, match="has no attribute 'compares'"):
        _ = positions.compares


def test_the_import_is_lazy():
    """Rule: importing the package brings in neither pandas nor any room of it, so that ``--help`` is quick."""
    script = "import sys, positions; print([m for m in sys.modules if m == 'pandas' or m.startswith('positions.')])"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "[]"


def test_ten_lines_are_enough(tmp_path, monkeypatch):
    """Rule: the lines that the package shows print the text around the third criticism of China, and draw a plot."""
    for n, day in enumerate(["2022-12-30", "2023-01-05", "2023-02-09", "2023-02-16", "2023-03-02"]):
        (tmp_path / "corpus").mkdir(exist_ok=True)
        (tmp_path / "corpus" / f"{day}_dawn_{n}.txt").write_text(CRITICAL.format(n=n), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    matplotlib.use("agg")
    lines = textwrap.dedent(re.search(r"::\n\n(.*?)\n\n(?=\S)", positions.__doc__, re.DOTALL).group(1))
    assert len([line for line in lines.splitlines() if line.strip()]) <= 10
    told = []
    there = {"print": told.append}
    exec(lines, there)
    assert list(there["critical"].published.astype(str)) == ["2023-01-05", "2023-02-09", "2023-02-16", "2023-03-02"]
    assert ">>" in told[0] and "decision number 3" in told[0]
    drawn = matplotlib.pyplot.gcf().axes[0].lines[0].get_ydata()
    assert list(drawn) == list(there["said"].groupby(there["said"].published.str[:7]).stance.mean())
    matplotlib.pyplot.close("all")


@pytest.mark.parametrize("name", SECTIONS)
def test_every_section_has_table_rows_words_and_sentence(seed, name):
    """Rule: each section has a table, the statements it counts, each once, HTML that is short, and a sentence."""
    view = getattr(seed, name)
    assert isinstance(view.df, pd.DataFrame)
    STATEMENTS_BY_PART.check(view.rows)
    assert (view.rows.repeats == "").all()
    assert 0 < len(view._repr_html_()) < 10_000
    assert repr(view.sentence).endswith(".") and view.sentence.startswith('<p class="answer">')
    if name in WITH_SPEECH:
        assert view.rows.side.value_counts().to_dict() == {"USA": 3, "CHN": 3}


def test_differences_that_hold_are_counted(said, compared):
    """Rule: the sentence on other choices counts the differences shown and, of those, the ones that hold in each."""
    acts = {"USA": "praise", "CHN": "criticise"}
    rows = [
        said(f"one thing of many, number {n}", target=side, act=act, doc=f"d{n}")
        for side, act in acts.items()
        for n in range(40)
    ]
    told = repr(views.with_views(compared(rows)).other_choices.sentence)
    assert re.fullmatch(r"Of \d+ differences? shown, (\d+|none) holds? under every other choice\.", told)


def test_a_table_handed_out_can_be_changed(seed):
    """Rule: what a reader does to a table changes neither the comparison nor the next look at it."""
    table, rows = seed.acts.df, seed.said.rows
    table["n"], rows["side"] = 0, "CHN"
    assert seed.acts.df.n.sum() and set(seed.said.rows.side) == {"USA", "CHN"}


def test_statements_alone_can_be_compared(seed):
    """Rule: statements chosen by hand are compared as those of documents are; a table that is none is refused."""
    statements = positions.extract(positions.load_seed())
    found = positions.compare(statements[statements.target == "CHN"])
    assert found.said.rows.statement_id.tolist() == seed.part("said", "China").statement_id.tolist()
    assert positions.kwic(found, "strategic partnership").keyword.tolist() == ["strategic partnership"]
    with pytest.raises(InputError, match="statements: lack the columns doc_id"):
        positions.compare(statements.drop(columns="doc_id"))


@pytest.mark.parametrize("ending", ["csv", "parquet", "jsonl"])
def test_statements_of_a_file_can_be_compared(seed, ending):
    """Rule: the table that is read from a file of a report, typed, compares to the same statements of either side."""
    read = positions.read_statements(f"reports/seed/statements.{ending}")
    assert read.published.dt.year.unique().tolist() == [2022]
    found = positions.compare(read)
    assert list(found.said.rows.statement_id) == list(seed.said.rows.statement_id)


def test_the_order_of_the_counterparts_changes_no_statement():
    """Rule: the same statements with the same codes are found, whichever counterpart is named first."""
    seed = positions.load_seed()
    pd.testing.assert_frame_equal(positions.extract(seed), positions.extract(seed, counterparts=["China", "US"]))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda rows: pd.concat([rows, rows]), "twice"),
        (lambda rows: rows.assign(act="banana"), "'banana' is not in"),
        (lambda rows: rows.assign(stance=9), "'9' is not in"),
        (lambda rows: rows[rows.act == ""], "hold no row"),
        (lambda rows: rows.assign(start="x"), "not a whole number"),
    ],
)
def test_statements_that_cannot_be_counted_are_refused(change, message):
    """Rule: a row that stands there twice, a code that is none, no row at all and other types are an error."""
    with pytest.raises(InputError, match=re.escape(message)):
        positions.compare(change(positions.extract(positions.load_seed())))


def test_statements_alone_know_no_engagements(tmp_path):
    """Rule: sections that rest on engagements are refused, as are countries the statements were not coded for."""
    statements = positions.extract(positions.load_seed())
    statements.to_csv(tmp_path / "s.csv", index=False)
    for rows in (statements, pd.read_csv(tmp_path / "s.csv")):
        compared = positions.compare(rows)
        assert len(compared.said.rows) == 6
        for name in ("channels", "engagements", "in_turn"):
            with pytest.raises(InputError, match="not known of statements alone"):
                _ = getattr(compared, name).sentence
    with pytest.raises(InputError, match="none is by or to IND"):
        positions.compare(statements, counterparts=["India", "China"])


def test_what_is_handed_on_is_understood(seed):
    """Rule: a view can be compared, a report searched, a line of a concordance led back; other things are refused."""
    assert list(positions.compare(seed.said).said.rows.statement_id) == list(seed.said.rows.statement_id)
    assert len(positions.search(positions.load("reports/seed"), "relations")) == len(
        positions.search(seed, "relations")
    )
    line = positions.kwic(seed, "relations").iloc[0]
    assert line.keyword in positions.load_seed().around(line)
    assert len(positions.search(seed, "“relations”")) == len(positions.search(seed, "relations"))
    for ask in (
        lambda: positions.compare(seed),
        lambda: positions.search(positions.load_seed(), "x"),
        lambda: positions.kwic(seed.said, "x"),
        lambda: positions.search(seed, "“"),
        lambda: positions.load_seed().around(line, width=-5),
    ):
        with pytest.raises(InputError):
            ask()


def test_who_says_most_is_said_of_those_compared(said, compared):
    """Rule: a voice says most of the voices compared, with whom it takes in; a speaker says most of all speakers."""
    rows = [said(f"w{n}", institution="legislature", speaker="Bo Munroe") for n in range(3)]
    rows += [said("v", institution="embassy"), said("u", institution="foreign_ministry", target="CHN")]
    found = views.with_views(compared(rows))
    assert found.voices.sentence.plain == (
        "To the United States the foreign ministry (foreign ministry and embassy) says most of the voices compared, "
        "1 of 4 statements. To China the foreign ministry (foreign ministry and embassy) says most of the voices "
        "compared, 1 of 1 statement."
    )
    assert found.speakers.sentence.plain == (
        "To the United States most is said by Bo Munroe, 3 of 4 statements. "
        "To China most is said by Ali Noon, 1 of 1 statement."
    )


def test_silences_show_their_own_themes(seed):
    """Rule: the table shown has the themes of the table, and its statements carry them."""
    themes = set(seed.silences.df.theme[seed.silences.df.raised_with != "neither"])
    assert themes and seed.silences._repr_html_().count("<tr") == 1 + len(themes)
    assert set(seed.silences.rows.themes.str.split("; ").explode()) >= themes
    assert seed.silences._repr_html_() != seed.themes._repr_html_()


def test_days_may_be_timestamps():
    """Rule: a first day that pandas or datetime give is understood."""
    compared = positions.compare(positions.load_seed(), since=pd.Timestamp("2022-07-01 10:00"))
    assert compared.parameters.since == "2022-07-01"


def test_dates_choose_among_statements():
    """Rule: first and last day hold for statements as for documents; outside of them nothing is left."""
    statements = positions.extract(positions.load_seed())
    assert len(positions.compare(statements, since="2022-07-29").statements) == 13
    with pytest.raises(InputError, match="no document is dated from 2022-07-30"):
        positions.compare(statements, since="2022-07-30")


def test_arguments_of_compare_have_to_be_named():
    """Rule: since and until cannot be swapped by their place."""
    with pytest.raises(TypeError):
        positions.compare(positions.load_seed(), "2022-01-01", "2023-01-01")


def test_words_are_found_in_any_case(said, compared):
    """Rule: a phrase is found in any case, in either apostrophe and across line ends; whole words only."""
    found = compared([said("China’s role in\nKashmir talks", target="CHN"), said("Cashmere is sold")])
    assert positions.kwic(found, "KASHMIR").keyword.tolist() == ["Kashmir"]
    assert positions.kwic(found, "china's role in kashmir", side="china").phrase.tolist() == ["china’s role in kashmir"]
    assert positions.kwic(found, "kash").empty and positions.kwic(found, "kashmir", side="US").empty
    assert positions.search(found, "kashmir TALKS").side.tolist() == ["CHN"]
    assert len(positions.search(found, "[ck]ash", regex=True)) == 2


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda c: positions.kwic(c, "words", side="India"), "side: 'India' .* USA, CHN"),
        (lambda c: positions.kwic(c, "words", part="spoken"), "part: 'spoken' .* said, both"),
        (lambda c: positions.kwic(c, " "), "words: ' ' has no word"),
        (lambda c: positions.search(c, "(", regex=True), "words: .* not a regular expression"),
        (lambda c: c.terms.figure, r"terms\.figure: .* Figures: themes"),
        (lambda c: positions.load_seed()["nowhere"], "document: 'nowhere' is not among"),
        (lambda c: positions.compare("seeds", institutions="navy"), "institutions: 'navy' .* military"),
        (lambda c: positions.extract("seeds", actor="Atlantis"), "actor: 'Atlantis' .* CHN, IND"),
        (lambda c: positions.report("seeds", "x", theme="defence"), "theme: is not a parameter"),
        (lambda c: positions.load("seeds"), "seeds: has no manifest.json"),
    ],
)
def test_what_is_unknown_is_refused(seed, ask, message):
    """Rule: nothing is silently empty: what does not exist is an error that names what is accepted."""
    with pytest.raises(InputError, match=message):
        ask(seed)


def test_summaries_are_short():
    """Rule: documents are summed up in about ten lines, however many there are."""
    document = positions.load_seed()[0]
    assert len(repr(interface.Documents(interface.Collection((document,) * 999), ["many"])).splitlines()) <= 10

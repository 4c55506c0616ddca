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
from positions.comparison.shares import compare_shares
from positions.errors import InputError

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
EXAMPLES = [test for test in doctest.DocTestFinder().find(interface) if test.examples]
EXAMPLES += [test for test in doctest.DocTestFinder().find(views) if test.examples]
SECTIONS = [name for name, kept in vars(views.Comparison).items() if isinstance(kept, property)]
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


def test_completion_of_a_comparison_offers_what_its_docstring_names(seed):
    """Rule: completion by tab offers the sections and what they are made of; nothing of how a comparison is made."""
    named = set(re.findall(r"``(\w+)", views.Comparison.__doc__))
    assert set(dir(seed)) == {*SECTIONS, *named}
    assert all(hasattr(seed, name) for name in dir(seed))


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
    assert view.rows.statement_id.is_unique
    assert 0 < len(view._repr_html_()) < 10_000
    assert repr(view.sentence).endswith(".") and view.sentence.html.startswith('<p class="answer">')
    for made in (view.sentence, view.shown):  # print shows plain text, as a cell of a terminal does
        assert str(made) == f"{made}" == repr(made) == made.plain and made._repr_html_() == made.html != made.plain


@pytest.fixture(name="many")
def _many(said, talk, compared):
    """Compare statements of every part, of which each section counts others."""
    rows = []
    for side in ("USA", "CHN"):
        for n in range(12):
            doc, formula = f"{side.lower()}{n}", " and ironclad strategic partnership" if n < 4 else ""
            plain = {"target": side, "doc": doc, "published": "" if n == 11 else f"2030-{n + 1:02}-02"}
            plain |= {"institution": "other" if n == 9 else "military" if n % 2 else "foreign_ministry"}
            plain |= {"act": "praise" if side == "USA" else "criticise", "stance": 1 if side == "USA" else -1}
            plain |= {"label": "strategic partnership" if formula else "", "themes": "defence" if n else "trade"}
            plain |= {"themes": "nuclear"} if (side, n) == ("USA", 5) else {}
            rows.append(said(f"the {side} word {'ab'[n % 2]}{formula} number {n}", **plain))
        rows.append(said(f"the {side} word a number one said again", target=side, doc=f"{side.lower()}1", act="deny"))
        rows.append(said("only the words before name it", target=side, target_basis="context", act="state"))
        rows.append(said("heard from there", speaker_country=side, target="PAK", speaker="Bo Roe", doc="heard"))
        rows.append(said(f"spoken with {side} there", target=side, engagement=side, doc="met", themes="education"))
    rows.append(said("said together", speaker_country="JOINT", speaker="Both", themes="education; trade", doc="joint"))
    rows.append(said("said of both powers", target="BOTH", themes="connectivity", doc="both"))
    rows.append(said("said of both powers at once", target="BOTH", voice="party", doc="party"))
    rows.append(said("said elsewhere", target="PAK", doc="outside"))
    talks = [talk(side, side, doc="met") for side in ("USA", "CHN")]
    return views.with_views(compared(rows, talks, minimum=3))


def test_the_statements_are_those_that_the_table_counts(many):
    """Rule: for each section, the numbers of its table come out when its statements are counted anew."""
    rows = {name: getattr(many, name).rows for name in SECTIONS}
    tables = {name: getattr(many, name).df for name in SECTIONS}
    assert {name: len(table) > 0 for name, table in tables.items()} == dict.fromkeys(SECTIONS, True)
    said = many.part("said")
    assert len(rows["counted"]) == tables["counted"].n.sum() == len(many.statements)
    for name in ("said", "set_apart"):
        assert list(rows[name].statement_id) == list(tables[name].statement_id)
    for name in ("shares", "acts", "channels"):
        assert list(rows[name].statement_id) == list(many.said.df.statement_id)
    assert (
        tables["shares"].groupby("side").of.first().sum()
        == len(said)
        == tables["channels"][["first", "second"]].sum().sum()
    )
    for name in ("themes", "silences"):
        for row in tables[name].itertuples():
            own = rows[name][rows[name].themes.str.split("; ").map(lambda themes, row=row: row.theme in themes)]
            told = [
                ((own.part == part) & (own.side.isin(sides))).sum()
                for part, sides in (("said", ["USA"]), ("said", ["CHN"]), ("joint", ["USA", "CHN"]), ("both", ["BOTH"]))
            ]
            assert told == [row.first_statements, row.second_statements, row.joint, row.about_both]
        assert set(rows[name].themes.str.split("; ").explode()) & set(tables[name].theme)
    assert tables["in_turn"][["said", "heard", "joint"]].sum().sum() == len(rows["in_turn"]) == 2
    assert list(rows["engagements"].statement_id) == list(rows["in_turn"].statement_id)
    assert tables["terms"].n.sum() == len(rows["terms"]) == len(said)
    assert tables["names"].statements.sum() == len(rows["names"]) == 8
    for name, but in (("voices", 2), ("over_time", 2)):
        own = tables[name][tables[name].measure == "stance"]
        assert own.n.sum() == len(rows[name]) == len(said) - but
    assert tables["speakers"].drop(columns="speaker").sum().sum() == len(rows["speakers"]) == len(said) + 1
    most = tables["other_choices"].groupby("choice")[["first_of", "second_of"]].first().sum(axis=1).max()
    assert most == len(rows["other_choices"]) == len(said) + 2
    columns = {"keywords": ["statement_ids", "other_ids"], "shared_wording": ["first_ids", "second_ids"]}
    columns |= {"formulas": ["statement_id"]}
    for name, own in columns.items():
        ids = {one for column in own for each in tables[name][column] for one in each.split("; ")} - {""}
        assert ids == set(rows[name].statement_id) and len(ids) < len(said)


def test_numbers_are_in_the_unit_that_their_name_says(many):
    """Rule: p and shares are parts of one, mean stances and z-scores themselves; the comparison's own tables stay."""
    shares, own = many.shares.df, compare_shares(many)
    assert "percent" not in shares and list(shares.share) == list(own.percent / 100)
    assert (shares.p == own.p / 10_000).all() and 0 < shares.p.min() < 0.05 < shares.p.max() <= 1
    assert ((shares.low <= shares.share) & (shares.share <= shares.high) & (shares.high <= 1)).all()
    assert (shares.share - shares.n / shares.of).abs().max() < 0.006
    for name in ("voices", "over_time"):
        table = getattr(many, name).df
        means = table[table.measure == "stance"].groupby("side").value.agg(["min", "max"])
        assert (means.abs() <= 2).all().all() and means["max"]["USA"] == 1 and means["min"]["CHN"] == -1
        assert table[table.measure == "committing"].high.max() <= 1
    assert many.voices.df.p.between(0, 1).all() and many.other_choices.df.p.between(0, 1).all()
    assert many.keywords.df.z.between(0.1, 9).all()
    assert many.themes.df.unlikely.between(0, 1).all() and many.themes.df.unlikely.max() > 0
    scaled = {name for section in SECTIONS for name in getattr(many, section).df} & set(views.SCALED)
    assert scaled == set(views.SCALED) - {"percent"}


def test_where_nothing_is_compared_nothing_is_counted(seed):
    """Rule: a section whose table is empty for want of statements has no statements."""
    for name in ("shares", "other_choices", "keywords"):
        assert getattr(seed, name).df.empty and getattr(seed, name).rows.empty


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


def test_words_around_are_not_blank_without_texts(seed):
    """Rule: of statements without their texts a concordance has the statement's own words, and says that it ends."""
    with_texts = positions.kwic(seed, r"\w+", regex=True)
    assert not with_texts[["left", "right"]].apply(lambda words: words.str.contains("not loaded")).any(axis=None)
    rows = seed.said.rows.set_index("statement_id")
    for source in (positions.load("reports/seed"), positions.extract(positions.load_seed())):
        found = positions.kwic(positions.compare(source), r"\w+", regex=True)
        assert found.drop(columns=["left", "right"]).equals(with_texts.drop(columns=["left", "right"]))
        for line, whole in zip(found.itertuples(), with_texts.itertuples(), strict=True):
            content, at = rows.content[line.statement_id], line.start - rows.start[line.statement_id]
            left, right = line.left.removeprefix("[text not loaded] "), line.right.removesuffix(" [text not loaded]")
            assert whole.left.endswith(left) and whole.right.startswith(right)
            assert content[:at].endswith(left) and content[at + len(line.keyword) :].startswith(right)
            assert (left == content[:at]) == (left != line.left) and "  " not in f"{line.left}|{line.right}"


def test_an_expression_may_match_at_the_end_without_texts(seed):
    """Rule: an expression that matches no character at the end of a statement has its places without texts too."""
    found = positions.kwic(positions.compare(positions.load("reports/seed")), "$", regex=True)
    assert found.start.tolist() == positions.kwic(seed, "$", regex=True).start.tolist() != []
    assert all(line.right.endswith("[text not loaded]") or line.right == "" for line in found.itertuples())


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
    """Rule: whatever a notebook shows is summed up in ten lines: many documents, one document, the codebook."""
    document = positions.load_seed()[0]
    many = interface.Documents(interface.Collection((document,) * 999), ["many"])
    for shown in (many, document, positions.codebook()):
        assert len(repr(shown).splitlines()) <= 10 and len(repr(shown)) < 1500
    assert repr(document).endswith("\n  press, Dunya News, 2022-07-29, 2,173 characters")
    assert "act              praise, affirm, aspire" in repr(positions.codebook())

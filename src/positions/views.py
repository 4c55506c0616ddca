"""A comparison as a notebook uses it: each section of the report is an attribute.

A section has its table, the statements it counts, its figure and its sentence. `positions.compare` returns a
`Comparison`; the functions that make each section are listed in `_SECTIONS`.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import NamedTuple

import pandas as pd

from positions import schemas
from positions.comparison import (
    breakdowns,
    commitment,
    exchanges,
    formulas,
    keywords,
    partition,
)
from positions.comparison import shares as share_tables
from positions.errors import InputError
from positions.reporting.render import markup
from positions.reporting.render.svg import Drawing
from positions.reporting.sections import (
    answers,
    channels,
    counts,
    engagements,
    over_time,
    shares,
    terms,
    themes_raised,
    voices,
    wording,
)
from positions.reporting.sections import keywords as keyword_section

# Columns in which the tables of a report have whole numbers of a smaller unit, with how many of it are one; and what a
# column is called here whose name tells the smaller unit.
SCALED = {"p": 10_000, "percent": 100, "low": 100, "high": 100, "value": 100, "z": 100, "unlikely": 100}
RENAMED = {"percent": "share"}
MADE_OF = ("statements", "reports", "events", "documents", "parameters", "part")  # what is offered beside the sections
OF_ENGAGEMENTS = ("channels", "engagements", "in_turn")  # sections that say nothing true without engagements


@dataclass(frozen=True)
class SectionView:
    """One section of a comparison: its table, the statements it counts, its figure and its sentence.

    Attributes
    ----------
    name : str
        The attribute of the `Comparison`.
    """

    name: str
    _section: "_Section"
    _comparison: "Comparison"

    @property
    def df(self) -> pd.DataFrame:
        """The table. Shares and p are parts of one (.25), means and z-scores themselves; confidences are per cent."""
        table = self._section.table(self._made_of)
        plain = {name: table[name] / parts for name, parts in SCALED.items() if name in table}
        return table.assign(**plain).rename(columns=RENAMED)

    @property
    def rows(self) -> pd.DataFrame:
        """The statements that the table counts, each once; none where the table is empty."""
        c, find = self._made_of, self._section.rows
        table = self._section.table(c)
        rows = find(c) if find else _named_in(c, table)
        return rows[: None if len(table) else 0].reset_index(drop=True)

    @property
    def figure(self) -> "Drawing | Shown":
        """The figure of the report, or why there is none.

        Raises
        ------
        InputError
            If the report has none for this section.
        """
        if self._section.figure is None:
            drawn = [name for name, section in _SECTIONS.items() if section.figure]
            raise InputError(f"{self.name}.figure", "the report draws none", f"Figures: {', '.join(drawn)}.")
        made = self._section.figure(self._made_of)
        return made if isinstance(made, Drawing) else Shown(made)

    @property
    def sentence(self) -> "Shown":
        """The sentence that answers the question of the section."""
        return Shown(answers.shown(self._section.answer(self._made_of)))

    @property
    def shown(self) -> "Shown":
        """The table as the report shows it."""
        return Shown(self._section.shown(self._made_of))

    @property
    def _made_of(self) -> "Comparison":
        """The comparison; InputError where it does not know what the section counts."""
        if self.name in OF_ENGAGEMENTS and not self._comparison.knows_engagements:
            raise InputError(self.name, "is not known of statements alone", "Compare documents, or a loaded report.")
        return self._comparison

    def _repr_html_(self) -> str:
        return self.shown.html

    def __repr__(self) -> str:
        return self.shown.plain


class Shown:
    """Something that a report shows: HTML in a notebook, plain text wherever else it is printed.

    Attributes
    ----------
    html, plain : str
    """

    def __init__(self, view: markup.View) -> None:
        self.html, self.plain = str(view), view.plain

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.plain


class _Section(NamedTuple):
    """What a view is made by, each a function of the comparison."""

    table: Callable[[partition.Comparison], pd.DataFrame]
    shown: Callable[[partition.Comparison], markup.View]
    answer: Callable[[partition.Comparison], markup.View]
    figure: Callable[[partition.Comparison], Drawing | markup.View] | None = None
    rows: Callable[[partition.Comparison], pd.DataFrame] | None = None  # None: the statements that the table names


def _counted(c: partition.Comparison, *parts: str) -> pd.DataFrame:
    """Return the statements of some parts, each once, in the order of the documents."""
    rows = c.statements
    return rows[rows.part.isin(parts) & (rows.repeats == "")].reset_index(drop=True)


def _said(c: partition.Comparison) -> pd.DataFrame:
    """Return what the state says to either side."""
    return _counted(c, "said")


def _named_in(c: partition.Comparison, table: pd.DataFrame) -> pd.DataFrame:
    """Return the statements that a table names, one in a row or a list of them."""
    columns = [column for column in table if column == "statement_id" or column.endswith("_ids")]
    ids = {one for column in columns for listed in table[column] for one in listed.split(schemas.LIST_SEPARATOR)}
    return c.statements[c.statements.statement_id.isin(ids)]


def _counted_where(c: partition.Comparison) -> pd.DataFrame:
    """Count all statements by part and side."""
    found = c.statements.assign(repeated=c.statements.repeats != "")
    return found.groupby(["part", "side", "repeated"]).size().rename("n").reset_index()


def _acts(c: partition.Comparison) -> pd.DataFrame:
    """Count the acts and stances of what the state says to either side."""
    found = share_tables.count_codes(c)
    return found[(found.part == "said") & found.aspect.isin(["act", "stance"])].reset_index(drop=True)


def _silences(c: partition.Comparison) -> pd.DataFrame:
    """Return the themes that are not raised with both."""
    ledger = share_tables.silence_ledger(c)
    return ledger[ledger.raised_with != "both"].reset_index(drop=True)


def _on_themes(c: partition.Comparison, themes: pd.Series) -> pd.DataFrame:
    """Return the statements by which a ledger of themes counts."""
    rows = _counted(c, "said", "joint", "both")
    is_on = rows.themes.str.split(schemas.LIST_SEPARATOR).explode().isin(themes)
    return rows[is_on.groupby(level=0).any()]


def _spoken_in_events(c: partition.Comparison) -> pd.DataFrame:
    """Return the statements made in engagements."""
    return _named_in(c, exchanges.statements_in_turn(c))


def _by_voices(c: partition.Comparison) -> pd.DataFrame:
    """Return what the institutions that are in a voice say to either side."""
    said = _said(c)
    return said[said.institution.isin({code for codes in breakdowns.voice_groups().values() for code in codes})]


def _dated(c: partition.Comparison) -> pd.DataFrame:
    """Return what the state says to either side on a day, or in a year, that is known."""
    said = _said(c)
    return said[said.published != ""]


def _chosen_otherwise(c: partition.Comparison) -> pd.DataFrame:
    """Return what some choice counts: what is said, and what is said where only the context names the side."""
    rows = _counted(c, "said", "context")
    return rows[rows.side.isin(c.counterparts)]


def _speakers(c: partition.Comparison) -> pd.DataFrame:
    """Count the statements of each speaker of the state to either side."""
    rows = _counted(c, "said", "both")
    return rows.groupby(["speaker", "side"], sort=False).size().unstack(fill_value=0).reset_index()


def _by_period(c: partition.Comparison) -> markup.View:
    """Return the measures of each period as a table."""
    found = breakdowns.by_period(c).drop(columns="months")
    return markup.table("Measures by period", list(found.columns), found.to_numpy().tolist())


def _terms_and_names(c: partition.Comparison) -> markup.View:
    """Return commitment by terms, and the terms and names as they are quoted."""
    return markup.stack([terms.commitments(c), terms.as_quoted(c)])


def _by_level_and_channel(c: partition.Comparison) -> markup.View:
    """Return the engagements by channel and level, and the statements made in them."""
    return markup.stack([channels.by_level(c), channels.by_channel(c)])


_SECTIONS = {
    "counted": _Section(_counted_where, counts.where_counted, answers.counted, rows=lambda c: c.statements),
    "said": _Section(_said, counts.statements_side_by_side, answers.said),
    "shares": _Section(share_tables.compare_shares, shares.percentages, answers.shares, rows=_said),
    "themes": _Section(
        share_tables.silence_ledger,
        themes_raised.silence_ledger,
        answers.themes,
        themes_raised.figure,
        lambda c: _on_themes(c, share_tables.silence_ledger(c).theme),
    ),
    "in_turn": _Section(
        exchanges.count_reciprocity,
        engagements.themes_in_turn,
        answers.in_turn,
        engagements.figure,
        _spoken_in_events,
    ),
    "engagements": _Section(
        lambda c: c.events, engagements.reported, answers.engagements, engagements.figure, _spoken_in_events
    ),
    "acts": _Section(_acts, counts.codes_by_side, answers.acts, counts.acts_figure, _said),
    "silences": _Section(
        _silences,
        lambda c: themes_raised.silence_ledger(c, _silences(c)),
        answers.silences,
        rows=lambda c: _on_themes(c, _silences(c).theme),
    ),
    "terms": _Section(commitment.count_commitment, _terms_and_names, answers.terms),
    "names": _Section(commitment.list_relationships, terms.names_over_time, answers.names_given, terms.names_figure),
    "channels": _Section(breakdowns.by_channel, _by_level_and_channel, answers.channels, rows=_said),
    "voices": _Section(breakdowns.by_voice, voices.by_voice, answers.voices, voices.figure, _by_voices),
    "speakers": _Section(_speakers, counts.speakers, answers.speakers, rows=lambda c: _counted(c, "said", "both")),
    "over_time": _Section(breakdowns.by_period, _by_period, answers.over_time, over_time.trends_figure, _dated),
    "set_apart": _Section(lambda c: _counted(c, *answers.SET_APART), counts.set_apart, answers.set_apart),
    "other_choices": _Section(
        share_tables.check_robustness, shares.under_other_choices, answers.other_choices, rows=_chosen_otherwise
    ),
    "keywords": _Section(keywords.find_keywords, keyword_section.by_side, answers.keywords, keyword_section.figure),
    "formulas": _Section(formulas.find_formulas, wording.formulas_used, answers.formulas),
    "shared_wording": _Section(keywords.shared_phrases, counts.shared_wording, answers.shared_wording),
}


def _view(name: str, what: str) -> property:
    """Return the attribute of a comparison that gives one section."""
    return property(lambda self: SectionView(name, _SECTIONS[name], self), doc=f"{what} (`SectionView`).")


class Comparison(partition.Comparison):
    """What was said to one counterpart beside what was said to the other.

    Every section of the report is an attribute, a `SectionView`. ``statements``, ``reports`` (of engagements),
    ``events``, ``documents`` and ``parameters`` are what they are made of, and ``part("said", "China")`` gives the
    statements of one part and side.

    Examples
    --------
    >>> import positions
    >>> compared = positions.compare(positions.load_seed())
    >>> compared
    Comparison: PAK to USA and CHN
      documents   1, published 2022-07-29
      statements  13 found, of which 1 repeat another
      said        USA 3, CHN 3
      both        BOTH 0
      joint       USA 1, CHN 0
      heard       USA 3, CHN 2
      engagements 2, in 2 reports
      0 files left out, 0 documents out of range
      chosen      all defaults
    >>> compared.said.df.groupby(["side", "act"]).size().unstack(fill_value=0)
    act   affirm  aspire  praise  state
    side
    CHN        1       0       1      1
    USA        0       1       1      1
    >>> compared.engagements.sentence
    With the United States: a call. With China: a meeting.
    """

    # Of statements alone it is known neither which engagements there were nor, even with a report, what stands around.
    knows_engagements = knows_texts = True

    counted = _view("counted", "Where every statement found is counted")
    said = _view("said", "What the state says to or about either side")
    shares = _view("shares", "Of all statements to a side, how many have a code, and whether the sides differ")
    themes = _view("themes", "The themes raised with both sides, with one, with neither")
    in_turn = _view("in_turn", "Who raised what: themes that either side spoke of in engagements")
    engagements = _view("engagements", "Meetings, calls, visits: with whom, at which level, on what")
    acts = _view("acts", "How many statements are of which act and stance")
    silences = _view("silences", "The themes that were not raised with both sides")
    terms = _view("terms", "How binding the statements are, and the terms attached to them")
    names = _view("names", "What the relationship is called, by whom and since when")
    channels = _view("channels", "Through which channel the statements were made")
    voices = _view("voices", "What army, foreign ministry and others say to either side")
    speakers = _view("speakers", "Who speaks for the state, how often to which side")
    over_time = _view("over_time", "Statements, mean stance and acts that commit by period")
    set_apart = _view("set_apart", "The statements that stand apart and enter no share")
    other_choices = _view("other_choices", "Which differences hold when statements are chosen otherwise")
    keywords = _view("keywords", "The words that mark what is said to either side")
    formulas = _view("formulas", "The places of standing formulas")
    shared_wording = _view("shared_wording", "The phrases said to both sides")

    def __dir__(self) -> list[str]:
        """Return what a notebook needs, and nothing of how it is made."""
        return [*_SECTIONS, *MADE_OF]


def with_views(made: partition.Comparison, knows_engagements: bool = True, knows_texts: bool = True) -> Comparison:
    """Return a comparison whose tables are attributes."""
    found = Comparison(**{field.name: getattr(made, field.name) for field in fields(made) if field.init})
    vars(found).update(knows_engagements=knows_engagements, knows_texts=knows_texts)
    return found

"""One finding: a sentence with the statements it rests on, and how a list of them is shown."""

from dataclasses import dataclass

import pandas as pd

from positions.comparison.concordance import typical_statement
from positions.reporting import quotations
from positions.reporting.markup import Shown, escape
from positions.reporting.quotations import Sentence

QUOTES = 2  # statements shown below a finding, of each part and side


@dataclass(frozen=True)
class Finding:
    """One finding.

    Attributes
    ----------
    topic : str
        What it is about, in a word or two.
    sentence : Sentence
    rests_on : DataFrame
        The statements it rests on (rows of ``Comparison.statements``), those to show first.
    talks : DataFrame, optional
        The events it rests on (rows of EVENTS), shown by the sentence that first reports each.
    """

    topic: str
    sentence: Sentence
    rests_on: pd.DataFrame
    talks: pd.DataFrame | None = None


@dataclass(frozen=True)
class Findings:
    """All findings of a comparison; a notebook shows them as a list."""

    items: tuple[Finding, ...]
    is_folded: bool = False  # the statements below a finding are seen when asked for

    @property
    def cited(self) -> tuple[str, ...]:
        """The statements that are quoted or linked to."""
        quoted = [w.statement_id for f in self.items for w in f.sentence.quoted]
        return tuple(dict.fromkeys([*quoted, *(i for f in self.items for i in _few(f.rests_on).statement_id)]))

    def shown(self) -> Shown:
        """Return the findings for display."""
        each = [_shown(finding, self.is_folded) for finding in self.items]
        plain = "\n\n".join(f"{number}. {shown.plain}" for number, shown in enumerate(each, 1))
        return Shown(f'<ol class="findings">{"".join(s.markup for s in each)}</ol>', plain)

    def _repr_html_(self) -> str:
        return self.shown().markup

    def __repr__(self) -> str:
        return self.shown().plain


def _few(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the statements shown below a finding: a few typical ones of each part and side."""
    groups = [own for _, own in rows.groupby(["part", "side"], sort=False)]
    return pd.concat([_typical(own) for own in groups]) if groups else rows


def _typical(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the typical statements of some, in the order of the table; all where there are few."""
    if len(rows) <= QUOTES:
        return rows
    chosen = rows.iloc[:0]
    for _ in range(QUOTES):
        chosen = pd.concat([chosen, typical_statement(rows.drop(chosen.index), set(chosen.doc_id))])
    return chosen.sort_index()


def _shown(finding: Finding, is_folded: bool) -> Shown:
    """Return one finding with the statements it rests on."""
    sentence, few = finding.sentence.shown(), _few(finding.rests_on)
    lines = [quotations.line(row) for row in few.itertuples(index=False)]
    lines += [quotations.report(row) for row in finding.talks.itertuples()] if finding.talks is not None else []
    rest = finding.rests_on[~finding.rests_on.statement_id.isin(few.statement_id)]
    lines += [quotations.more(rest)] if len(rest) else []
    items = "".join(f"<li>{line.markup}</li>" for line in lines)
    quotes = f'<ul class="quotes">{items}</ul>' if items else ""
    if is_folded and items:
        quotes = f"<details><summary>The words it rests on</summary>{quotes}</details>"
    plain = "\n".join([f"{finding.topic}. {sentence.plain}", *(f"   - {line.plain}" for line in lines)])
    return Shown(f"<li><p><strong>{escape(finding.topic)}.</strong> {sentence.markup}</p>{quotes}</li>", plain)

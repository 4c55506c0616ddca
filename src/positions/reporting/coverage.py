"""Coverage against the question: how many of the documents read name either country, and in how many one speaks."""

import pandas as pd

from positions.comparison import Comparison
from positions.comparison.archive_coverage import BOTH, NEITHER, count_coverage
from positions.reporting import links, names
from positions.reporting.markup import Shown, count, paragraph, stack, table

UNKNOWN = "publisher not known"
NOTE = (
    "A document names a country when a word known for it stands in it: its name, capital, people, an institution, a "
    "project or a company. So a document may name one and be about something else. Statements: those that enter the "
    "comparison, without those that repeat another."
)


def named(c: Comparison) -> Shown:
    """Return how many documents name the counterparts and how many have a statement, in a sentence and by publisher."""
    tidy = count_coverage(c)
    parts = [paragraph(_sentence(c, tidy), "summary")]
    if len(c.documents) > 1:
        parts += [_table(c, tidy)]
    return stack(parts)


def _sentence(c: Comparison, tidy: pd.DataFrame) -> str:
    """Say how many documents name which country, and how many of them have a statement."""
    total = tidy.groupby("names")[["documents", "speaking"]].sum()
    n = {key: int(total.documents.get(key, 0)) for key in (*c.counterparts, BOTH, NEITHER)}
    first, second = c.counterparts
    if len(c.documents) == 1:
        (key,) = (key for key, number in n.items() if number)
        spoken = names.counted(len(_counted(c)), "statement")
        return f"The one document names {_called(c, key)} and has {spoken} of this report."
    text = f"Of {names.counted(len(c.documents), 'document')}, {_some(n[first])} {_verb(n[first])}"
    text += f" {names.country(first)} and not {names.country(second)}, {_some(n[second])} {names.country(second)} and"
    text += f" not {names.country(first)}, {_some(n[BOTH])} both and {_some(n[NEITHER])} neither."
    either = len(c.documents) - n[NEITHER]
    speaking = int(total.speaking.sum() - total.speaking.get(NEITHER, 0))
    text += f" {_some(speaking).capitalize()} of the {either:,} that name either "
    text += f"{'has' if speaking == 1 else 'have'} a statement of this report." if either else ""
    if beyond := int(total.speaking.get(NEITHER, 0)):
        text += f" So {'has' if beyond == 1 else 'have'} {beyond:,} that name neither, where the country is known from"
        text += " what the document reports."
    return text


def _table(c: Comparison, tidy: pd.DataFrame) -> Shown:
    """Return the numbers by publisher, the whole below them."""
    rows = [_row(c, name or UNKNOWN, own) for name, own in tidy.groupby("publisher", sort=False)]
    if len(rows) > 1:
        rows.append(_row(c, "All", tidy))
    first, second = map(names.heading, c.counterparts)
    heads = ["Publisher", "Documents", f"{first} only", f"{second} only", "Both", "Neither", "With a statement"]
    return table("Documents by the countries they name", [*heads, "Statements"], rows, NOTE)


def _row(c: Comparison, name: str, own: pd.DataFrame) -> list[object]:
    """Return the line of a publisher."""
    n = own.groupby("names").documents.sum()
    each = [int(n.get(key, 0)) for key in (*c.counterparts, BOTH, NEITHER)]
    return [name, int(own.documents.sum()), *each, int(own.speaking.sum()), _statements(c, own)]


def _statements(c: Comparison, own: pd.DataFrame) -> Shown | str:
    """Return the number of statements of publishers, leading to them."""
    publishers = set(own.publisher)
    codes = dict.fromkeys(d.outlet for d in c.documents if (d.publisher or d.outlet) in publishers)
    rows = _counted(c)
    rows = rows[rows.outlet.isin(list(codes))]
    return count(len(rows), links.rows(outlet=[code or links.NONE for code in codes]))


def _counted(c: Comparison) -> pd.DataFrame:
    """Return the statements of the comparison that are counted."""
    return c.statements[(c.statements.part != "outside") & (c.statements.repeats == "")]


def _some(n: int) -> str:
    """Return a number within a sentence."""
    return f"{n:,}" if n else "none"


def _verb(n: int) -> str:
    """Return the verb of so many documents."""
    return "names" if n == 1 else "name"


def _called(c: Comparison, key: str) -> str:
    """Return what one document names, in words."""
    both = names.listed([names.country(side) for side in c.counterparts])
    neither = names.listed([names.country(side) for side in c.counterparts], "nor")
    return {BOTH: both, NEITHER: f"neither {neither}"}.get(key) or f"{names.country(key)} alone"

"""The silence ledger: themes raised with one side and not with the other, and how much that says."""

from positions.comparison import Comparison
from positions.comparison.shares import silence_ledger
from positions.reporting import links, names
from positions.reporting.markup import Shown, count, table
from positions.reporting.tables import once


def themes(c: Comparison) -> Shown:
    """Return the silence ledger: themes raised with both, with one, with neither."""
    ledger = silence_ledger(c)
    raised = ledger[ledger.raised_with != "neither"]
    first, second = (names.heading(side) for side in c.counterparts)
    heads = ["Theme", "Raised with", f"{first}: statements", f"{first}: topics"]
    heads += [f"{second}: statements", f"{second}: topics", "Joint", "About both", "The silence rests on"]
    rows = [_theme(c, row) for row in raised.itertuples()]
    neither = [names.named("themes", theme) for theme in ledger.theme[ledger.raised_with == "neither"]]
    note = f"Statements by the state that carry the theme; topics: engagements reported to have had it. {once(c)}"
    note += (
        f" Raised with neither: {', '.join(neither) or 'none'}. Last: in how many statements to the other side a theme"
    )
    note += " raised with one only is not"
    if raised.unlikely.any():
        note += ", and in how many of 100 it would have to be raised for that to be unlikely (below 5%, given how alike"
        note += " statements of one article or release are)"
    note += "."
    return table("Themes by whom they were raised with", heads, rows, note)


def _theme(c: Comparison, row: object) -> list[object]:
    """Return the cells of one theme."""
    first, second = c.counterparts
    with_whom = "both" if row.raised_with == "both" else f"{names.heading(row.raised_with)} only"
    keys = [("said", first, row.first_statements), ("said", second, row.second_statements)]
    said = [count(n, links.rows(part=part, side=side, theme=row.theme)) for part, side, n in keys]
    apart_ = [("joint", row.joint), ("both", row.about_both)]
    cells = [count(n, links.rows(part=part, theme=row.theme)) for part, n in apart_]
    silence_ = f"0 of {row.silent_of}" if row.silent_of else ""
    silence_ += f"; unlikely from {row.unlikely} in 100" if row.unlikely else ""
    name = names.named("themes", row.theme)
    return [name, with_whom, said[0], row.first_topics or "", said[1], row.second_topics or "", *cells, silence_]

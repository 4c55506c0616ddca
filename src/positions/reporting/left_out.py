"""What was set aside and why: by reason, with the first places, what would help, and every line where they are few."""

import re

import pandas as pd

from positions.comparison import Comparison
from positions.reporting import links, names
from positions.reporting.markup import Shown, escape, folded, linked, paragraph, stack, table

FILE = "left_out.csv"
REASONS = 30  # that are listed
FIRSTS = 3  # places of each
WHOLE = 200  # lines up to which all are on the page: some 60 kB
LONGEST = 160  # characters of a place: a file's name may be as long as it likes
# What differs between two places with the same reason: dates, numbers, and words quoted from the place.
OWN = re.compile(r"'[^']*'|‘[^’]*’|\"[^\"]*\"|“[^”]*”|\d(?:[\d.,:-]*\d)?")


def left_out(c: Comparison) -> Shown:
    """Return what could not be used or was out of range: by reason, then line by line."""
    return _ledger(pd.concat([c.left_out, c.set_aside], ignore_index=True), "Left out", "Nothing was left out.")


def noted(c: Comparison) -> Shown:
    """Return what is noted of documents that were read all the same."""
    return _ledger(c.noted, "Read, and worth a look", "Nothing is noted of the documents read.")


def lines(c: Comparison) -> pd.DataFrame:
    """Return every line as a table for a file.

    Parameters
    ----------
    c : Comparison

    Returns
    -------
    DataFrame
        ``what`` (not used, out of range, read) and the columns of ``LEFT_OUT``.
    """
    parts = {"not used": c.left_out, "out of range": c.set_aside, "read": c.noted}
    found = [rows.assign(what=what)[["what", *rows.columns]] for what, rows in parts.items()]
    return pd.concat(found, ignore_index=True)


def _ledger(rows: pd.DataFrame, caption: str, none: str) -> Shown:
    """Return lines of a ledger by reason, and the lines themselves folded where they are few."""
    if rows.empty:
        return paragraph(none)
    kinds = rows.reason.map(lambda reason: OWN.sub("…", reason))
    groups = sorted(rows.groupby(kinds, sort=False), key=lambda group: -len(group[1]))
    lines = [_group(kind, own) for kind, own in groups[:REASONS]]
    note = f"{len(groups) - REASONS:,} more reasons are in the whole list." if len(groups) > REASONS else ""
    heads = ["Reason", "Number", "Where", "What would help"]
    shown = table(f"{caption}: {names.counted(len(rows), 'place')}, by reason", heads, lines, note)
    return stack([shown, _whole(rows, caption)])


def _group(kind: str, own: pd.DataFrame) -> list[object]:
    """Return the line of one reason; where its words are always the same they stand as they are."""
    reason = own.reason.iloc[0] if own.reason.nunique() == 1 else kind
    first = [_short(place) for place in own.file[:FIRSTS]]
    if len(own) > FIRSTS:
        first.append(f"and {len(own) - FIRSTS:,} more")
    where = Shown("<br>".join(f"<code>{escape(place)}</code>" for place in first), "; ".join(first))
    return [_short(reason), len(own), where, own.remedy.iloc[0]]


def _whole(rows: pd.DataFrame, caption: str) -> Shown:
    """Return every line folded, or the file that has them."""
    if len(rows) > WHOLE:
        address = linked(FILE, links.file(FILE))
        return Shown(f'<p class="note">Every line: {address.markup}</p>', f"Every line: {FILE}")
    lines = [[_short(row.file), _short(row.reason), row.remedy] for row in rows.itertuples()]
    name = f"All {names.counted(len(rows), 'line')}"
    return folded(name, table(f"{caption}, line by line", ["Where", "Reason", "What would help"], lines))


def _short(text: str) -> str:
    """Return a text that is not too long for a cell."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"

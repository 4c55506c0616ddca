"""Names given to either relationship, with the days they were first and last seen."""

from positions.comparison import Comparison
from positions.comparison.commitment import list_relationships
from positions.reporting import links, names, quotations
from positions.reporting.markup import Shown, count, paragraph, table
from positions.schemas import LIST_SEPARATOR


def by(c: Comparison, row: object) -> str:
    """Name who gives a name: the actor, the other side, or both."""
    own, other = names.heading(c.sides.actor), names.heading(row.side)
    return {"said": own, "heard": other, "joint": f"{own} and {other}"}[row.part]


def dated(c: Comparison) -> Shown:
    """Return the names with who gave them, when, and how often."""
    tidy = list_relationships(c)
    if tidy.empty:
        return paragraph("No statement names the relationship.", "too-few")
    rows = {row.statement_id: row for row in c.statements.itertuples(index=False)}
    table_ = []
    for row in tidy.itertuples():
        ids = row.statement_ids.split(LIST_SEPARATOR)
        words = quotations.shown(quotations.words(rows[ids[0]], row.name, "label"))
        address = links.rows(statement=ids)
        numbers = [count(row.statements, address), count(row.documents, address, "documents")]
        seen = [row.first, row.last if row.last != row.first else "same day"] if row.first else ["", ""]
        cells = [by(c, row), *seen, *numbers, row.speakers.replace(LIST_SEPARATOR, ", ")]
        table_.append([names.heading(row.side), words, *cells])
    heads = ["With", "Name", "Given by", "First seen", "Last seen", "Statements", "Documents", "Who"]
    note = "Days of publication. One name, however it is spelled. What was not seen may have been said."
    return table("Names given to the relationship", heads, table_, note)

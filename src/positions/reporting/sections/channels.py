"""Channels and levels: acts and stances by how the two sides spoke."""

from positions.comparison import Comparison, breakdowns
from positions.comparison.breakdowns import engagements_by_channel, shares_within_channels, with_channel
from positions.reporting.render import links, names, quotations
from positions.reporting.render.markup import View, count, element, join, listing, paragraph, sentence, stack, table
from positions.reporting.sections.shares import both_sides, share_cells, share_label
from positions.schemas import LIST_SEPARATOR

OUTSIDE = "not in an engagement"
FEW = 4  # statements listed to either side where there are too few to compare


def by_level(c: Comparison) -> View:
    """Return the engagements with either country by channel and level."""
    tidy, rows = engagements_by_channel(c), []
    if tidy.empty:
        return paragraph("No engagement is reported.", "too-few")
    for row in tidy.itertuples():
        sides = [names.named("levels", level) for level in (row.own_level, row.other_level)]
        rows.append([_name(row.channel), *sides, _places(row.first_ids), _places(row.second_ids)])
    heads = ["Channel", names.heading(c.sides.actor), "Other side", *map(names.heading, c.counterparts)]
    note = "Engagements as reported, counted through; each number leads to the sentence that reports one. They are no"
    note += " measure of warmth, and no count of statements takes them in."
    return table("Engagements by channel and level", heads, rows, note)


def by_channel(c: Comparison) -> View:
    """Return the acts and stances of statements made through the same channel; if there are too few, the statements."""
    return stack([_counts(c), *[_channel(c, row) for row in breakdowns.by_channel(c).itertuples()]])


def _places(ids: str) -> View | str:
    """Number the engagements, each number leading to its place."""
    found = [count(n, links.place(name, "e")) for n, name in enumerate(ids.split(LIST_SEPARATOR), 1) if name]
    return join(found, " ")


def _name(channel: str) -> str:
    """Name a channel."""
    return names.channel(channel).partition(" ")[2] if channel else OUTSIDE


def _address(channel: str, side: str) -> str:
    """Return the address of the statements made to a side through a channel."""
    return links.rows(part="said", side=side, channel=channel or links.NONE)


def _counts(c: Comparison) -> View:
    """Return the numbers of statements through each channel."""
    rows = []
    for row in breakdowns.by_channel(c).itertuples():
        pairs = zip((row.first, row.second), c.counterparts, strict=True)
        n = [count(number, _address(row.channel, side)) for number, side in pairs]
        rows.append([_name(row.channel), *n, "yes" if row.compared == "yes" else "too few"])
    heads = ["Made in", *[f"To {names.country(side)}" for side in c.counterparts], "Compared"]
    least = names.counted(c.parameters.minimum, "statement")
    note = f"Compared from {least} to either side, in two articles or releases."
    return table("Statements by channel", heads, rows, note)


def _channel(c: Comparison, row: object) -> View:
    """Return what was said through one channel: shares, or the statements themselves."""
    if row.compared != "yes":
        return _listed(c, row.channel)
    tidy = shares_within_channels(c)
    pairs = both_sides(tidy[tidy.channel == row.channel])
    also = {"channel": row.channel or links.NONE}
    rows = [[share_label(one.aspect, one.code), *share_cells(one, other, **also)] for one, other in pairs]
    heads = ["Share", *map(names.heading, c.counterparts), "Differs"]
    note = "As in the table of shares; p is adjusted for the channels compared as well."
    return table(f"Made in: {_name(row.channel)}", heads, rows, note)


def _listed(c: Comparison, channel: str) -> View:
    """Return the first statements to either side through a channel."""
    rows, parts = with_channel(c), []
    for side in c.counterparts:
        own = rows[(rows.channel == channel) & (rows.side == side)]
        title = f"{_name(channel)}, to {names.country(side)}: "
        n = count(len(own), _address(channel, side)) or "none"
        parts.append(element("p", element("strong", sentence(title, n))))
        parts.append(listing(quotations.statement_lines(own.head(FEW))))
    return stack(filter(None, parts))

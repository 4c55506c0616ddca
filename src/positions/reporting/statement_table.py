"""The table of statements: every statement of a report in a row, to be searched, sorted, filtered and linked to."""

from collections.abc import Sequence
from dataclasses import dataclass

from positions import coding
from positions.comparison import Comparison
from positions.comparison.commitment import rungs
from positions.reporting import links, names, pages, quotations
from positions.reporting.evidence import direction
from positions.schemas import LIST_SEPARATOR

HEADS = ("Speaker", "Published", "Direction", "Act", "Stance", "Themes", "Sure, of 100")
SCRIPTS = ("vendor/dataTables.min.js", "statements.js")
SORTS = (("", "as in the documents"), ("2 asc", "oldest first"), ("2 desc", "newest first"), ("1 asc", "speaker"))
SORTS += (("5 desc", "most favourable"), ("5 asc", "least favourable"), ("7 asc", "least sure"))


@dataclass(frozen=True)
class Row:
    """One statement as the table shows it.

    Attributes
    ----------
    data : dict of str to str
        What `links.rows` can ask for, by column.
    address, place : str
        Where its place in the source is, and what that is called.
    cue, words : str
        The words that attribute, and the content (safe HTML).
    cells : sequence of (str, object)
        Text, and what the column is sorted by where that is not the text.
    notes : sequence of str
        What has to be known of it.
    """

    data: dict[str, str]
    address: str
    place: str
    cue: str
    words: str
    cells: Sequence[tuple[str, object]]
    notes: Sequence[str]


def parts(actor: str) -> dict[str, str]:
    """Return the parts of a comparison with how each is called.

    Parameters
    ----------
    actor : str
        The country whose statements are compared.
    """
    said = {"said": f"said by {names.country(actor)}", "heard": "said in turn", "joint": "said jointly"}
    return said | {"both": "about both at once", "apart": "not the state"}


def page(comparison: Comparison, about: pages.About) -> str:
    """Return the page with the table of statements.

    Parameters
    ----------
    comparison : Comparison
    about : pages.About

    Returns
    -------
    str
        HTML; without its script the whole table is there to read.
    """
    found = comparison.statements[comparison.statements.part != "outside"]
    found = found.assign(event_id=comparison.event(found.engagement_id))
    channels = dict(zip(comparison.events.event_id, comparison.events.channel, strict=True))
    actor = comparison.sides.actor
    rows = [_row(row, channels, actor) for row in found.itertuples(index=False)]
    shown = {"about": about, "rows": rows, "choices": _choices(rows, actor), "sorts": SORTS, "heads": HEADS}
    return pages.plain("statements.html.j2", ["tables.css", "statements.css"], SCRIPTS, **shown)


def _row(row: object, channels: dict[str, str], actor: str) -> Row:
    """Return the row of one statement."""
    who = quotations.speaker(row)
    themes = row.themes.split(LIST_SEPARATOR)
    outlet = row.chain.split(quotations.ARROW)[0]
    cells = [
        (who, None),
        (", ".join(filter(None, [row.published or "not dated", outlet])), row.published),
        (direction(row, actor), None),
        (names.named("acts", row.act), None),
        (f"{row.stance:+d}".replace("-", "−") if row.stance else "0", row.stance),
        (", ".join(names.named("themes", theme) for theme in themes if theme), None),
        (str(row.confidence), None),
    ]
    notes = [quotations.repeated(row)] if row.repeats else []
    notes += [f"{quotations.CORRECTED.capitalize()}."] if row.corrected else []
    return Row(
        _data(row, channels),
        links.evidence(row.statement_id),
        f"characters {row.start}–{row.end}",
        row.cue,
        quotations.content(row).markup,
        cells,
        notes,
    )


def _data(row: object, channels: dict[str, str]) -> dict[str, str]:
    """Return what can be asked of a statement; what it does not say is left out."""
    data = {
        "statement": row.statement_id,
        "part": row.part,
        "side": row.side,
        "speaker": row.speaker,
        "institution": row.institution,
        "act": row.act,
        "outlet": row.outlet,
        "rung": rungs()[row.act][0],
        "stance": str(row.stance),
        "theme": row.themes.replace(LIST_SEPARATOR, " "),
        "quote_type": row.quote_type,
        "target_basis": row.target_basis,
        "condition": row.condition,
        "label": row.label,
        "engagement": row.event_id,
        "channel": channels.get(row.event_id, ""),
        "published": row.published,
        "confidence": str(row.confidence),
        "repeats": "yes" if row.repeats else "",
    }
    return {key: value for key, value in data.items() if value}


def _choices(rows: Sequence[Row], actor: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return the filters: column, name, and the values there are with how each is called."""
    book = coding.codebook()
    orders = {
        "side": None,
        "part": parts(actor),
        "act": book.acts,
        "theme": book.themes,
        "stance": ("2", "1", "0", "-1", "-2"),
    }
    filters = [("part", "Kind"), ("side", "Counterpart"), ("theme", "Theme"), ("act", "Act"), ("stance", "Stance")]
    found = []
    for key, title in filters:
        there = dict.fromkeys(value for row in rows for value in row.data.get(key, "").split())
        order = [value for value in orders[key] or sorted(there, reverse=True) if value in there]
        found.append((key, title, [(value, _called(key, value, actor)) for value in order]))
    speakers = sorted({row.data["speaker"] for row in rows if "speaker" in row.data}, key=str.casefold)
    found.append(("speaker", "Speaker", [(speaker, speaker) for speaker in speakers]))
    return found


def _called(key: str, value: str, actor: str) -> str:
    """Return how a value is called."""
    if key == "side":
        return names.heading(value)
    return parts(actor)[value] if key == "part" else names.named({"stance": "stances"}.get(key, f"{key}s"), value)

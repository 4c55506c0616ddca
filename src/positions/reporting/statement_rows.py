"""The rows of the table of statements: what each shows, and what can be asked of it."""

from dataclasses import dataclass
from typing import NamedTuple

from positions.comparison import Comparison
from positions.comparison.commitment import ladder_rungs
from positions.reporting import links, names, quotations
from positions.reporting.evidence import direction
from positions.schemas import LIST_SEPARATOR


class Column(NamedTuple):
    """A column beside the words: its head, the field it is sorted by where that is not its text, whether of numbers."""

    head: str
    by: str = ""
    number: bool = False


COLUMNS = (
    Column("Speaker"),
    Column("Published", "published"),
    Column("Direction"),
    Column("Act"),
    Column("Stance", "stance", number=True),
    Column("Themes"),
    Column("Sure, of 100", "confidence", number=True),
)


@dataclass(frozen=True)
class Row:
    """One statement as the table shows it.

    Attributes
    ----------
    doc_id, span, spans : str
        Where it stands: the document, from where to where, and its pieces as in STATEMENTS.
    fields : dict of str to str
        What `links.rows` can ask for.
    cue : str
        The words that attribute.
    pieces : list of (str, str)
        The words, as `quotations.pieces` has them.
    words : str
        The same as safe HTML.
    cells : tuple of str
        The texts of `COLUMNS`.
    notes : str
        What has to be known of it.
    """

    doc_id: str
    span: str
    spans: str
    fields: dict[str, str]
    cue: str
    pieces: list[tuple[str, str]]
    words: str
    cells: tuple[str, ...]
    notes: str

    @property
    def address(self) -> str:
        """The address of its place in the source."""
        return links.evidence(f"{self.doc_id}:{self.span}")


def rows(comparison: Comparison) -> list[Row]:
    """Return a row for every statement that stands in a part of the comparison, in the order of the documents."""
    found = comparison.statements[comparison.statements.part != "outside"]
    found = found.assign(event_id=comparison.event(found.engagement_id))
    channels = dict(zip(comparison.events.event_id, comparison.events.channel, strict=True))
    return [_row(row, channels, comparison.sides.actor) for row in found.itertuples(index=False)]


def _row(row: object, channels: dict[str, str], actor: str) -> Row:
    """Return the row of one statement."""
    outlet = row.chain.split(quotations.ARROW)[0]
    themes = filter(None, row.themes.split(LIST_SEPARATOR))
    notes = [quotations.repeated(row)] if row.repeats else []
    notes += [f"{quotations.CORRECTED.capitalize()}."] if row.corrected else []
    return Row(
        doc_id=row.doc_id,
        span=f"{row.start}-{row.end}",
        spans=row.spans,
        fields=_fields(row, channels),
        cue=row.cue,
        pieces=quotations.pieces(row),
        words=quotations.content(row).markup,
        cells=(
            quotations.speaker(row),
            ", ".join(filter(None, [row.published or "not dated", outlet])),
            direction(row, actor),
            names.named("acts", row.act),
            f"{row.stance:+d}".replace("-", "−") if row.stance else "0",
            ", ".join(names.named("themes", theme) for theme in themes),
            str(row.confidence),
        ),
        notes=" · ".join(notes),
    )


def _fields(row: object, channels: dict[str, str]) -> dict[str, str]:
    """Return what can be asked of a statement; what it does not say is blank."""
    return {
        "document": row.doc_id,
        "part": row.part,
        "side": row.side,
        "speaker": row.speaker,
        "institution": row.institution,
        "act": row.act,
        "outlet": row.outlet,
        "rung": ladder_rungs()[row.act][0],
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

"""The page with every statement of a report, to be searched, sorted, filtered and linked to.

A comparison comes in; HTML goes out, with the rows as JSON in it.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from positions import coding
from positions.comparison import Comparison
from positions.comparison.commitment import ladder_rungs
from positions.reporting.evidence import direction
from positions.reporting.render import links, markup, names, pages, quotations
from positions.schemas import LIST_SEPARATOR


class Column(NamedTuple):
    """A column beside the words: its head, the field it is sorted by if not its text, whether it has numbers."""

    head: str
    by: str = ""
    number: bool = False


TABLE_COLUMNS = (
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
        What a reader has to know about it.
    """

    doc_id: str
    span: str
    spans: str
    fields: dict[str, str]
    cue: str
    pieces: list[tuple[str, str]]
    words: markup.View
    cells: tuple[str, ...]
    notes: str

    @property
    def address(self) -> str:
        """The address of its place in the source."""
        return links.evidence(f"{self.doc_id}:{self.span}")


def make_rows(comparison: Comparison) -> list[Row]:
    """Return a row for every statement in a part of the comparison, in the order of the documents."""
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
        words=quotations.statement_content(row),
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


DATA_BLOCK = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
# What could end the element or turn round what stands beside it in the page's source.
UNSAFE = re.compile(f"[<>&\u2028\u2029{''.join(markup.BIDI_NAMES)}]")


def pack_rows(rows: Sequence[Row]) -> str:
    """Return the rows of a table as JSON, safe within ``<script type="application/json">``.

    Parameters
    ----------
    rows : sequence of Row

    Returns
    -------
    str
        ``words`` (for each row its text, or its pieces, of which those marked are a list of kind and text), ``places``
        and, of rows whose words stand in several places, ``spans``. Each of ``fields``, ``cells``, ``cues`` and
        ``notes`` has the ``values`` there are, and in ``codes`` for each row which it is. ``stems`` are the names of
        pages where they are not those of the documents.
    """
    keys = list(rows[0].fields) if rows else []
    fields = {key: _coded([row.fields[key] for row in rows]) for key in keys}
    documents = fields["document"]["values"] if rows else []
    stems = ((code, links.file_stem(doc_id)) for code, doc_id in enumerate(documents))
    cells = [_coded([row.cells[n] for row in rows]) | column._asdict() for n, column in enumerate(TABLE_COLUMNS)]
    data = {
        "fields": fields,
        "cells": cells,
        "cues": _coded([row.cue for row in rows]),
        "notes": _coded([row.notes for row in rows]),
        "places": [row.span for row in rows],
        "spans": {n: row.spans for n, row in enumerate(rows) if row.spans != row.span},
        "words": [_words(row.pieces) for row in rows],
        "stems": {code: stem for code, stem in stems if stem != documents[code]},
        "controls": markup.BIDI_NAMES,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def packed_quotations(page: str) -> Iterator[tuple[str, str, str]]:
    """Yield the quotations in the data of a page: the document's page, the places, the words as they are shown."""
    for block in DATA_BLOCK.findall(page):
        data = json.loads(block)
        documents = data["fields"].get("document", {"values": [], "codes": []})
        for n, words in enumerate(data["words"]):
            code = documents["codes"][n]
            stem = data["stems"].get(str(code), documents["values"][code])
            pieces = [words] if isinstance(words, str) else (one if isinstance(one, str) else one[1] for one in words)
            yield stem, data["spans"].get(str(n), data["places"][n]), "".join(pieces)


def _coded(texts: Sequence[str]) -> dict[str, list]:
    """Return the values there are, in the order they come in, and for each text which it is."""
    numbers: dict[str, int] = {}
    codes = [numbers.setdefault(text, len(numbers)) for text in texts]
    return {"values": list(numbers), "codes": codes}


def _words(pieces: Sequence[tuple[str, str]]) -> str | list[str | list[str]]:
    """Return words as a text, or as pieces where some are marked."""
    if not any(kind for _, kind in pieces):
        return "".join(text for text, _ in pieces)
    return [[kind, text] if kind else text for text, kind in pieces]


SCRIPTS = ("vendor/dataTables.min.js", "statements.js")
PLAIN = 200  # rows that stand in the page itself, to be read where no script runs
SORTS = (("", "by document"), ("2 asc", "oldest first"), ("2 desc", "newest first"), ("1 asc", "speaker"))
SORTS += (("5 desc", "most favourable"), ("5 asc", "least favourable"), ("7 asc", "least sure"))


def part_labels(actor: str) -> dict[str, str]:
    """Return the parts of a comparison with their names.

    Parameters
    ----------
    actor : str
        The country whose statements are compared.
    """
    return {part: names.part(part, actor) for part in names.parts()}


def statements_page(comparison: Comparison, about: pages.About) -> str:
    """Return the page with the table of statements.

    Parameters
    ----------
    comparison : Comparison
    about : pages.About

    Returns
    -------
    str
        HTML. Without its script it shows the first `PLAIN` rows, with it all.
    """
    rows, actor = make_rows(comparison), comparison.sides.actor
    shown = {
        "about": about,
        "rows": rows[:PLAIN],
        "total": len(rows),
        "data": pack_rows(rows),
        "choices": _choices(rows, actor),
        "counted": _counted(rows, actor),
        "not_counted": _not_counted(comparison),
        "sorts": SORTS,
        "heads": [column.head for column in TABLE_COLUMNS],
        "downloads": [one for one in about.downloads if one[0].startswith("statements.")],
    }
    return pages.plain_page("statements.html.j2", ["tables.css", "statements.css"], SCRIPTS, **shown)


def _counted(rows: Sequence[Row], actor: str) -> list[tuple[str, int, str, str]]:
    """Return the parts there are with the number of their statements, repeated ones left out, and what each is."""
    there = [row.fields["part"] for row in rows if not row.fields["repeats"]]
    order = _ordered(there, names.parts())
    return [(part, there.count(part), names.part(part, actor), names.speaking(part, actor)) for part in order]


def _not_counted(comparison: Comparison) -> list[str]:
    """Say how many statements are not counted, why, and where they are."""
    own, doubtful = (rows.part != "outside" for rows in (comparison.statements, comparison.doubtful))
    kinds = (
        (
            (own & (comparison.statements.repeats != "")).sum(),
            "repeating another: not counted; shown with the box “with repeats”",
        ),
        (
            doubtful.sum(),
            f"less sure than {comparison.parameters.confidence} of 100: not counted; on the pages of evidence only",
        ),
        ((~own).sum(), "outside the comparison: not counted; on the pages of evidence and in the CSV only"),
    )
    return [f"{names.counted(int(n), 'statement')} {why}." for n, why in kinds if n]


def _choices(rows: Sequence[Row], actor: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return the filters: column, name, and the values there are with how each is called."""
    book = coding.codebook()
    orders = {"part": names.parts(), "act": book.acts, "theme": book.themes, "stance": ("2", "1", "0", "-1", "-2")}
    filters = [("part", "Kind"), ("side", "Counterpart"), ("theme", "Theme"), ("act", "Act"), ("stance", "Stance")]
    found = []
    for key, title in filters:
        there = {value for row in rows for value in row.fields[key].split()}
        order = _ordered(there, orders.get(key, sorted(there, reverse=True)))
        found.append((key, title, [(value, _called(key, value, actor)) for value in order]))
    speakers = sorted({row.fields["speaker"] for row in rows} - {""}, key=lambda name: (name.casefold(), name))
    found.append(("speaker", "Speaker", [(speaker, speaker) for speaker in speakers]))
    return found


def _ordered(there: Sequence[str] | set[str], order: Sequence[str]) -> list[str]:
    """Return the values there are in an order; those it does not know come last."""
    return [value for value in order if value in there] + sorted(set(there) - set(order))


def _called(key: str, value: str, actor: str) -> str:
    """Return how a value is called."""
    if key == "side":
        return names.heading(value)
    if key == "part":
        return names.part(value, actor)
    return names.named({"stance": "stances"}.get(key, f"{key}s"), value)

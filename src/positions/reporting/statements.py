"""The page with every statement of a report, to be searched, sorted, filtered and linked to.

A comparison comes in; HTML goes out, with the rows as JSON in it.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import pandas as pd

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


# What `links.rows` can ask for.
FIELDS = ["document", "part", "side", "speaker", "institution", "act", "outlet", "rung", "stance", "theme"]
FIELDS += ["quote_type", "target_basis", "condition", "label", "engagement", "channel", "published", "confidence"]
FIELDS += ["repeats"]


def fields_of(found: pd.DataFrame, comparison: Comparison) -> pd.DataFrame:
    """Return what can be asked of statements (`FIELDS`), as text; what one does not say is blank."""
    events = comparison.event(found.engagement_id)
    channels = dict(zip(comparison.events.event_id, comparison.events.channel, strict=True))
    told = found.assign(
        document=found.doc_id,
        rung=found.act.map(lambda act: ladder_rungs()[act][0]),
        theme=found.themes.str.replace(LIST_SEPARATOR, " "),
        engagement=events,
        channel=events.map(lambda event: channels.get(event, "")),
        repeats=found.repeats.where(found.repeats == "", "yes"),
    )
    return told[FIELDS].astype("str")


def cells_of(row: object, actor: str) -> list[str]:
    """Return the texts of `TABLE_COLUMNS` for a statement."""
    outlet = row.chain.split(quotations.ARROW)[0]
    themes = filter(None, row.themes.split(LIST_SEPARATOR))
    return [
        quotations.speaker(row),
        ", ".join(filter(None, [row.published or "not dated", outlet])),
        direction(row, actor),
        names.named("acts", row.act),
        f"{row.stance:+d}".replace("-", "−") if row.stance else "0",
        ", ".join(names.named("themes", theme) for theme in themes),
        str(row.confidence),
    ]


def _notes(row: object) -> str:
    """Say what a reader has to know about a statement."""
    notes = [quotations.repeated(row)] if row.repeats else []
    notes += [f"{quotations.CORRECTED.capitalize()}."] if row.corrected else []
    return " · ".join(notes)


# What could end the element or turn round what stands beside it in the page's source.
UNSAFE = re.compile(f"[<>&\u2028\u2029{''.join(markup.BIDI_NAMES)}]")


def pack_rows(found: pd.DataFrame, fields: pd.DataFrame, cells: Sequence[Sequence[str]], notes: Sequence[str]) -> str:
    """Return the rows of a table as JSON, safe within ``<script type="application/json">``.

    Parameters
    ----------
    found : DataFrame
        The statements.
    fields : DataFrame
        What can be asked of them (`fields_of`).
    cells : sequence of sequence of str
        For each the texts of `TABLE_COLUMNS`.
    notes : sequence of str
        For each what a reader has to know.

    Returns
    -------
    str
        ``words`` (for each row its text, or its pieces, of which those marked are a list of kind and text), ``places``
        and, of rows whose words stand in several places, ``spans``. Each of ``fields``, ``cells``, ``cues`` and
        ``notes`` has the ``values`` there are, and in ``codes`` for each row which it is. ``stems`` are the names of
        pages where they are not those of the documents.
    """
    places = [f"{start}-{end}" for start, end in zip(found.start, found.end, strict=True)]
    stems = ((code, doc_id, links.file_stem(doc_id)) for code, doc_id in enumerate(found.doc_id.unique()))
    data = {
        "fields": {name: _coded(column) for name, column in fields.items()} if places else {},
        "cells": [_coded(row[n] for row in cells) | column._asdict() for n, column in enumerate(TABLE_COLUMNS)],
        "cues": _coded(found.cue),
        "notes": _coded(notes),
        "places": places,
        "spans": {n: spans for n, (spans, place) in enumerate(zip(found.spans, places, strict=True)) if spans != place},
        "words": [_words(quotations.pieces(row)) for row in found.itertuples()],
        "stems": {code: stem for code, doc_id, stem in stems if stem != doc_id},
        "controls": markup.BIDI_NAMES,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def packed_quotations(page: str) -> Iterator[tuple[str, str, str]]:
    """Yield the quotations in the data of a page: the document's page, the places, the words as they are shown."""
    for block in pages.DATA_BLOCK.findall(page):
        data = json.loads(block)
        documents = data["fields"].get("document", {"values": [], "codes": []})
        for n, words in enumerate(data["words"]):
            code = documents["codes"][n]
            stem = data["stems"].get(str(code), documents["values"][code])
            pieces = [words] if isinstance(words, str) else (one if isinstance(one, str) else one[1] for one in words)
            yield stem, data["spans"].get(str(n), data["places"][n]), "".join(pieces)


def _coded(texts: Iterable[str]) -> dict[str, list]:
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
    actor = comparison.sides.actor
    found = comparison.statements[comparison.statements.part != "outside"]
    fields = fields_of(found, comparison)
    cells, notes = [cells_of(row, actor) for row in found.itertuples()], [*map(_notes, found.itertuples())]
    first = zip(found.head(PLAIN).itertuples(), cells, notes, strict=False)
    shown = {
        "about": about,
        "rows": [
            (row, quotations.statement_content(row), links.evidence(row.statement_id), *more) for row, *more in first
        ],
        "total": len(found),
        "data": pack_rows(found, fields, cells, notes),
        "choices": _choices(fields, actor),
        "counted": _counted(fields, actor),
        "not_counted": _not_counted(comparison),
        "sorts": SORTS,
        "heads": [column.head for column in TABLE_COLUMNS],
        "downloads": [one for one in about.downloads if one[0].startswith("statements.")],
    }
    return pages.plain_page("statements.html.j2", ["tables.css", "statements.css"], SCRIPTS, **shown)


def _counted(fields: pd.DataFrame, actor: str) -> list[tuple[str, int, str, str]]:
    """Return the parts there are with the number of their statements, repeated ones left out, and what each is."""
    sizes = fields.part[fields.repeats == ""].value_counts()
    order = _ordered(set(sizes.index), names.parts())
    return [(part, int(sizes[part]), names.part(part, actor), names.speaking(part, actor)) for part in order]


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


def _choices(fields: pd.DataFrame, actor: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return the filters: column, name, and the values there are with how each is called."""
    book = coding.codebook()
    speakers = sorted(set(fields.speaker), key=lambda name: (name.casefold(), name))
    # The column, its name, the order of the values, and how each is called.
    filters = (
        ("part", "Kind", names.parts(), partial(names.part, actor=actor)),
        ("side", "Counterpart", sorted(set(fields.side), reverse=True), names.heading),
        ("theme", "Theme", book.themes, partial(names.named, "themes")),
        ("act", "Act", book.acts, partial(names.named, "acts")),
        ("stance", "Stance", ("2", "1", "0", "-1", "-2"), partial(names.named, "stances")),
        ("speaker", "Speaker", speakers, str),
    )
    there = {key: set(fields[key]) - {""} for key, *_ in filters}
    there["theme"] = set(" ".join(there["theme"]).split())  # a statement may have several
    return [
        (key, title, [(value, called(value)) for value in _ordered(there[key], order)])
        for key, title, order, called in filters
    ]


def _ordered(there: set[str], order: Sequence[str]) -> list[str]:
    """Return the values there are in an order; those it does not know come last."""
    return [value for value in order if value in there] + sorted(there - set(order))

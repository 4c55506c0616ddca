"""The statements of a page as data in it: its script makes of them the rows that are seen, filters and sorts.

A text in the data is only a text: no letter of it can end the element it stands in, and the script writes it as text.
"""

import json
import re
from collections.abc import Iterator, Sequence

from positions.reporting import controls, links
from positions.reporting.statement_rows import COLUMNS, Row

BLOCK = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
# What could end the element or turn round what stands beside it in the page's source.
UNSAFE = re.compile(f"[<>&\u2028\u2029{''.join(controls.NAMES)}]")


def packed(rows: Sequence[Row]) -> str:
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
    cells = [_coded([row.cells[n] for row in rows]) | column._asdict() for n, column in enumerate(COLUMNS)]
    data = {
        "fields": fields,
        "cells": cells,
        "cues": _coded([row.cue for row in rows]),
        "notes": _coded([row.notes for row in rows]),
        "places": [row.span for row in rows],
        "spans": {n: row.spans for n, row in enumerate(rows) if row.spans != row.span},
        "words": [_words(row.pieces) for row in rows],
        "stems": {code: stem for code, stem in stems if stem != documents[code]},
        "controls": controls.NAMES,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def quotations(page: str) -> Iterator[tuple[str, str, str]]:
    """Yield the quotations in the data of a page: the document's page, the places, the words as they are shown."""
    for block in BLOCK.findall(page):
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

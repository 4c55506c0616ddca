"""What a command has made of documents, handed to the notebooks that it runs, so that a report does it once.

It is taken only for the very documents and countries that it was made of; a notebook that runs by itself, or with other
parameters, makes what it needs.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from positions import coding, schemas
from positions.countries import Sides
from positions.documents import Document
from positions.documents.releases import carried

_FOLDER = "POSITIONS_CODED"  # in the environment, which kernels inherit
_TABLES = {"statements": schemas.STATEMENTS, "engagements": schemas.ENGAGEMENTS, "carried": schemas.CARRIERS}


class Made(NamedTuple):
    """What takes time to make of documents: what the coder finds, and who carries the same releases."""

    coded: coding.Coded
    carried: pd.DataFrame


def made(documents: Sequence[Document], sides: Sides) -> Made:
    """Take what was handed over for these documents and countries, or make it.

    Parameters
    ----------
    documents : sequence of Document
    sides : Sides

    Returns
    -------
    Made
    """
    return _taken(documents, sides) or Made(coding.code(documents, sides), carried(documents))


@contextmanager
def handed(found: Made, documents: Sequence[Document], sides: Sides) -> Iterator[None]:
    """Hand what is made to the processes that are started within the block.

    Parameters
    ----------
    found : Made
    documents : sequence of Document
        What it was made of.
    sides : Sides
        Whose statements were coded, and towards whom.
    """
    with tempfile.TemporaryDirectory(prefix="positions-") as folder:
        for name, table in zip(_TABLES, (*vars(found.coded).values(), found.carried), strict=True):
            table.to_parquet(Path(folder) / f"{name}.parquet", index=False)
        (Path(folder) / "key").write_text(_key(documents, sides), encoding="ascii")
        os.environ[_FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[_FOLDER]


def _taken(documents: Sequence[Document], sides: Sides) -> Made | None:
    """Return what was handed over for these documents and countries; None when nothing was."""
    folder = Path(os.environ.get(_FOLDER, "nowhere"))
    try:
        if (folder / "key").read_text(encoding="ascii") != _key(documents, sides):
            return None
    except OSError:
        return None
    *coded, same = (_read(folder / f"{name}.parquet", schema) for name, schema in _TABLES.items())
    return Made(coding.Coded(*coded), same)


def _read(path: Path, schema: schemas.Schema) -> pd.DataFrame:
    """Return a table that was handed over."""
    return schema.table(pd.read_parquet(path))


def _key(documents: Sequence[Document], sides: Sides) -> str:
    """Return what tells one set of documents and countries from another."""
    known = [[getattr(document, name) for name in schemas.DOCUMENTS.columns] for document in documents]
    return hashlib.sha256(json.dumps([known, sides.actor, sides.counterparts]).encode()).hexdigest()

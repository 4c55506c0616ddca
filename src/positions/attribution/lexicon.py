"""Word lists, offices and codes: data files beside the code that reads them."""

from functools import cache
from pathlib import Path
from typing import Any

from positions import nodes
from positions.errors import InputError
from positions.nodes import Node

PACKAGE = Path(nodes.__file__).parent


@cache
def entries(room: str, name: str) -> Node:
    """Return the parts of ``name.yaml`` in a room of the package, which know their lines; read once.

    Parameters
    ----------
    room : str
        A package below ``positions``: ``attribution``, ``coding``.
    name : str
        The file's name without its ending.

    Raises
    ------
    InputError
        If the file is not YAML, is empty, or has a key twice in one mapping; with file, line and remedy.
    """
    path = PACKAGE / room / f"{name}.yaml"
    root = nodes.root(path)
    if root is None:
        raise InputError(str(path), "is empty", "Restore it from the project's history.")
    root.refuse_repeated()
    return root


@cache
def lexicon(room: str, name: str) -> Any:
    """Return what ``name.yaml`` in a room of the package holds: dicts, lists, texts (see `entries`)."""
    return entries(room, name).data()

"""Word lists, offices and codes: data files beside the code that reads them."""

from functools import cache
from importlib import resources
from typing import Any

import yaml

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def lexicon(room: str, name: str) -> Any:
    """Return what ``name.yaml`` in a room of the package holds, read once.

    Parameters
    ----------
    room : str
        A package below ``positions``: ``attribution``, ``coding``.
    name : str
        The file's name without its ending.
    """
    source = resources.files(f"positions.{room}").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(source, Loader=Loader)

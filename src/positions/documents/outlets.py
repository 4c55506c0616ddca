"""The publishers known to the project, by the code used in file names and manifests."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True)
class Outlet:
    """A publisher: its code, name, country (ISO 3166-1 alpha-3), kind, language and the zone its clock keeps."""

    code: str
    publisher: str = ""
    country: str = ""
    kind: str = ""
    language: str = ""
    time_zone: str = ""


@cache
def outlets() -> dict[str, Outlet]:
    """Return every known outlet by its code."""
    entries = yaml.safe_load(resources.files(__package__).joinpath("outlets.yaml").read_text(encoding="utf-8"))
    return {code: Outlet(code, **fields) for code, fields in entries.items()}


def outlet(code: str) -> Outlet:
    """Return an outlet by its code; one that is not known has its code and nothing else."""
    return outlets().get(code, Outlet(code))

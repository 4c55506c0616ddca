"""What Pakistan says to the United States and to China: statements, codes, comparison.

Data goes one way: documents -> attribution -> coding -> comparison -> reporting (`README.md` draws every package). In a
notebook ten lines are enough for the statements of the foreign ministry towards China since 2023 that criticise, a plot
of stance by month, and the text around the third of them::

    import positions

    documents = positions.read("corpus")
    compared = positions.compare(documents, since="2023-01-01", institutions="foreign ministry")
    said = compared.part("said", side="China")
    critical = said[said.act == "criticise"]

    said.groupby(said.published.str[:7]).stance.mean().plot(marker="o", ylabel="mean stance")

    print(documents.around(critical.iloc[2]))

What is offered is in `positions.interface`; it is imported when it is first asked for, since pandas and what else it
needs take longer to import than ``positions --help`` may take.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from positions.interface import codebook, compare, extract, kwic, load, load_seed, read, report, search, verify
    from positions.reporting.exports import read_statements

__version__ = "0.1.0"
__all__ = [
    "codebook",
    "compare",
    "extract",
    "kwic",
    "load",
    "load_seed",
    "read",
    "read_statements",
    "report",
    "search",
    "verify",
]


def __getattr__(name: str) -> object:
    """Import what is offered when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "positions.reporting.exports" if name == "read_statements" else "positions.interface"
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    """Return what is offered, and nothing else."""
    return __all__

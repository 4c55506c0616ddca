"""What was said to one counterpart beside what was said to the other: tables, counts and how sure they are."""

from positions.comparison.pair import Comparison, compare, pair
from positions.comparison.parameters import Parameters
from positions.comparison.selection import select

__all__ = ["Comparison", "Parameters", "compare", "pair", "select"]

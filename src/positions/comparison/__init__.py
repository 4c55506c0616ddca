"""What was said to one counterpart beside what was said to the other: tables, counts and how sure they are.

In come documents (read, coded and corrected by `compare`) or statements that are coded already (`pair`), with the
`Parameters` of the question. Out comes a `Comparison`; the other modules make tables of it: `shares` for codes,
`breakdowns` by voice, channel and time, `concordance`, `keywords` and `formulas` for wording, `events` and `exchanges`
for engagements, `archive_coverage` for the documents. Open `partition` first.
"""

from positions.comparison.parameters import Parameters, select
from positions.comparison.partition import Comparison, compare, pair

__all__ = ["Comparison", "Parameters", "compare", "pair", "select"]

"""What was said to one counterpart beside what was said to the other: tables, counts and their uncertainty.

Documents (read, coded and corrected by `compare`) or coded statements (`pair`) come in, with the `Parameters` of the
question. A `Comparison` goes out; the other modules make tables of it: `shares` for codes,
`breakdowns` by voice, channel and time, `concordance`, `keywords` and `formulas` for wording, `events` and `exchanges`
for engagements, `archive_coverage` for the documents. Open `partition` first.
"""

from positions.comparison.parameters import Parameters, select
from positions.comparison.partition import Comparison, compare, pair

__all__ = ["Comparison", "Parameters", "compare", "pair", "select"]

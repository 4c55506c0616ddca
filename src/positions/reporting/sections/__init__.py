"""The sections of a report, one module each: its table, its sentence, its figure.

A `positions.comparison.Comparison` comes in (for `coding_quality`, the stored results of the validation); a `View` goes
out, or `Findings`. Functions whose names end in ``figure`` draw. Open `shares` first: it is of middle size and uses
everything that the others use.
"""

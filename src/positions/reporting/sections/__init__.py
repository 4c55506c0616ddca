"""The sections of a report: what each shows as a table, a list or a figure, and the sentence that answers it.

A `positions.comparison.Comparison` comes in (for `coding_quality`, the stored results of the validation); a `View` goes
out, or `Findings`. Functions whose names end in ``figure`` draw. Open `shares` first: it is of middle size and uses
everything that the others use. The sentences that end the sections stand in `answers`; lists and counts that several
sections show stand in `counts`. To find what makes a part of a page, search its heading in the notebook: the cell below
it names the function.
"""

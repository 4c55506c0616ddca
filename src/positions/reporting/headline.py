"""The headline of a report in the list of reports: a share with its number, or for few statements the words."""

from positions.comparison import Comparison
from positions.comparison.commitment import fold_spelling
from positions.comparison.shares import compare_shares
from positions.reporting import glance, names, quotations
from positions.validation import terms_hold

LINE = ("code", "side", "what", "words", "form", "n")  # each as text


def headline(comparison: Comparison) -> list[dict[str, str]]:
    """Return what stands for a comparison in a list of several.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    list of dict
        By counterpart lines with ``code`` and ``side`` (its name), ``what`` is told, the ``words`` or the share with
        its 95% interval, their ``form`` (``quoted``, ``reported``, ``none``, ``share``), and ``n``. Where shares may be
        given (`Comparison.enough`) it is the share that differs most of those that differ beyond chance and errors of
        the coding; where none does, the most frequent name given to the relationship and, where they are told surely
        enough, the most frequent terms.
    """
    found = compare_shares(comparison)
    if not (found.differs != "").any():
        told = ("label", "condition") if terms_hold() else ("label",)
        return [_worded(comparison, side, what) for side in comparison.counterparts for what in told]
    first, second = (found[found.side == side].reset_index(drop=True) for side in comparison.counterparts)
    gaps = (first.percent - second.percent).abs().where(first.differs != "")
    return [_shared(rows.iloc[int(gaps.idxmax())]) for rows in (first, second)]


def _worded(comparison: Comparison, side: str, column: str) -> dict[str, str]:
    """Return the most frequent name or terms."""
    rows = comparison.part("said", side)
    found = glance.tally(fold_spelling(rows[column][rows[column] != ""]))
    words, form, n = "none", "none", names.counted(len(rows), "statement")
    if found:
        row = next(rows[fold_spelling(rows[column]) == found[0][0]].itertuples(index=False))
        exact = quotations.words(row, getattr(row, column), column)
        words, form = (f"“{exact.text}”", "quoted") if exact.spoken else (exact.text, "reported")
        n = f"{found[0][1]} of {n}"
    what = {"label": "words for the relationship", "condition": "terms attached"}[column]
    return dict(zip(LINE, (side.lower(), names.heading(side), what, words, form, n), strict=True))


def _shared(row: object) -> dict[str, str]:
    """Return a share."""
    kind = {"act": "acts", "stance": "stances", "theme": "themes"}.get(row.aspect, "")
    what = f"{row.aspect} {names.named(kind, row.code)}" if row.code else row.aspect
    share, n = (
        f"{row.percent}% ({row.low} to {row.high})",
        f"{row.n} of {names.counted(row.of, 'statement')}, 95% interval in brackets",
    )
    texts = (row.side.lower(), names.heading(row.side), f"share of statements with {what}", share, "share", n)
    return dict(zip(LINE, texts, strict=True))

"""Reliability curve: the confidence that was given beside the share that turned out right, in bins of equal count."""

import pandas as pd

from positions.reporting import names
from positions.reporting.figures.drawing import GRID, SOFT, Drawing, canvas, finish, style
from positions.statistics import wilson_interval

COLOUR, MARKER = names.series()[0]


def reliability(bins: pd.DataFrame, what: str) -> Drawing:
    """Draw the reliability curve of one confidence.

    Parameters
    ----------
    bins : DataFrame
        ``n``, ``mean`` (confidence) and ``right`` (share) of each bin.
    what : str
        What the confidence is of, in words.

    Returns
    -------
    Drawing
        A mark for each bin with the 95% Wilson interval of the share; on the diagonal confidence means what it says.
    """
    with style():
        figure, axes = canvas(4.6)
        axes.plot([0, 1], [0, 1], color=SOFT, linewidth=1, linestyle="--")
        for row in bins.itertuples():
            low, high = wilson_interval(round(row.n * row.right), row.n)
            axes.plot([row.mean, row.mean], [low, high], color=COLOUR, linewidth=1.2)
        axes.plot(bins["mean"], bins.right, color=COLOUR, marker=MARKER, markersize=6, linewidth=0.8)
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1.02)
        axes.set_xlabel("mean confidence of the bin")
        axes.set_ylabel("share that is right")
        axes.grid(color=GRID, linewidth=0.8)
        axes.tick_params(length=0)
        return finish(figure, _words(bins, what))


def _words(bins: pd.DataFrame, what: str) -> str:
    """Say what is drawn."""
    each = [f"confidence {row.mean:.2f}, right {row.right:.2f} of {row.n}" for row in bins.itertuples()]
    return f"Reliability of the confidence in the {what}, in {len(bins)} bins: {'; '.join(each)}."

"""How far the coding is to be trusted, in tables: every figure with its interval, as stored in the project."""

from collections.abc import Sequence

import pandas as pd

from positions.countries import SIDES
from positions.reporting import names
from positions.reporting.errors import interval
from positions.reporting.figures import intervals, reliability
from positions.reporting.figures.drawing import Drawing
from positions.reporting.markup import Shown, stack, table
from positions.validation import Stored
from positions.validation.evaluation import CONFUSED
from positions.validation.figures import CHECKS
from positions.validation.hand_coding import PARTS

OF = (*PARTS, "all")
DRAWN = ("content at 0.5: F1", "usable: F1", "speaker", "speaker country", "target", "institution", "quote type", "act")
DRAWN = (*DRAWN, "stance exact", "main theme", "themes micro-F1")
PAIRS = (("first reading", "second reading"), ("first reading", "machine"), ("second reading", "machine"))
NAMES = {"themes": "main theme", "quote_type": "quote type", "speaker_country": "country", "target_basis": "basis"}


def basis(measured: Stored) -> Shown:
    """Return what was measured."""
    rows = []
    for part in OF:
        own = measured.stamp[part]
        rows.append([part, own["articles"], own["with_statements"], own["statements"]])
    heads = ["Part", "Articles", "With statements", "Statements by hand"]
    note = (
        f"Codebook {measured.stamp['codebook']}; sha256 of the hand coding {measured.stamp['hand'][:12]}, of what the"
    )
    note += f" program made of the articles {measured.stamp['machine'][:12]}. What only one of two has is left out."
    return table("What was measured", heads, rows, note)


def figures(measured: Stored) -> Shown:
    """Return every figure with its interval, for either part and for all articles."""
    found = measured.tables["figures"]
    rows = [[figure, *[_with_cases(measured, figure, part) for part in OF]] for figure in dict.fromkeys(found.figure)]
    note = "Between 0 and 1, with 95% intervals: 2,000 draws of articles with replacement. Precision: of the machine's "
    note += (
        "statements; recall: of those coded by hand; codes: of the statements with at least half of the words. Terms: "
    )
    note += "of these, where both have the same words for terms; criticism and unfavourable stance: of all that the "
    note += "machine codes so, found by hand or not. n: the cases of such a share, whose interval is no narrower than "
    note += "Wilson’s."
    return table("Figures with intervals", ["Figure", *OF], rows, note)


def figure(measured: Stored) -> Drawing:
    """Draw the main figures, the two parts beside each other."""
    values = {(name, part): measured.figure(name, part) for name in DRAWN for part in PARTS}
    return intervals("Figures of the two parts", DRAWN, PARTS, values, "share, with 95% interval")


def agreement(measured: Stored) -> Shown:
    """Return the agreement of the two readings beside that of the machine with each."""
    found = measured.tables["agreement"]
    rows = []
    for code in dict.fromkeys(found.code):
        own = found[found.code == code].set_index(["one", "other"])
        each = [f"{_told(own.loc[pair, ['value', 'low', 'high']])}; n {own.loc[pair, 'units']}" for pair in PAIRS]
        rows.append([NAMES.get(code, code), own.level.iloc[0], *each])
    heads = ["Code", "Measure", *[f"{one} and {other}" for one, other in PAIRS]]
    note = (
        "Krippendorff’s alpha (1: agreement, 0: what chance gives) of the statements that both have, n; statement: the "
    )
    note += (
        "F1 of finding them, usable: of finding them with speaker, country, target and act alike. 95% intervals: 500 "
    )
    note += "draws of articles."
    return table("Agreement", heads, rows, note)


def agreements(measured: Stored) -> Drawing:
    """Draw the alphas."""
    found = measured.tables["agreement"]
    found = found[found.level != "F1"]
    values = {
        (NAMES.get(row.code, row.code), f"{row.one[:6].strip()}–{row.other[:7].strip()}"): (
            row.value,
            row.low,
            row.high,
        )
        for row in found.itertuples()
    }
    series = list(dict.fromkeys(pair for _, pair in values))
    lines = list(dict.fromkeys(line for line, _ in values))
    return intervals("Agreement of codings", lines, series, values, "Krippendorff’s alpha, with 95% interval")


def confusion(measured: Stored, codes: Sequence[str] = CONFUSED) -> Shown:
    """Return for each code of the hand coding what the machine made of it."""
    return stack([_confusion(measured, code) for code in codes])


def _confusion(measured: Stored, code: str) -> Shown:
    """Return the table of one kind of code: hand coding down, machine across."""
    found = measured.tables["confusions"]
    found = found[found.code == code]
    order = [str(value) for value in sorted({*found.hand, *found.machine}, key=_order)]
    cells = found.set_index(["hand", "machine"]).n
    rows = [[_named(code, one), *[int(cells.get((one, other), 0)) or "" for other in order]] for one in order]
    caption = f"{NAMES.get(code, code).capitalize()}: hand coding down, machine across, in statements"
    return table(caption, ["By hand", *[_named(code, one) for one in order]], rows)


def _order(value: str) -> tuple[int, str]:
    """Return what puts numbers in order before words."""
    return (int(value), "") if value.lstrip("-").isdigit() else (100, value)


def _named(code: str, value: str) -> str:
    """Return a code's name."""
    kind = {"themes": "themes", "act": "acts", "quote_type": "wording"}.get(code, "")
    return names.named(kind, value) if value else "none"


def kinds(measured: Stored, error: str) -> Shown:
    """Return what is missed, or added, by kind of statement.

    Parameters
    ----------
    measured : Stored
    error : str
        ``missed`` or ``added``.
    """
    found = measured.tables["kinds"]
    found = found[found.error == error]
    rows = [
        [f"{row.by}: {row.kind.replace('_', ' ')}", f"{row.wrong} of {row.n}", _percent(row)]
        for row in found.itertuples()
    ]
    of = "coded by hand" if error == "missed" else "found by the machine"
    note = (
        "Kinds of fewer than five statements are left out; 95% intervals, articles drawn with replacement, no narrower "
    )
    note += "than Wilson’s."
    return table(f"Statements {error}, of those {of}", ["Kind", error.capitalize(), "In 100"], rows, note)


def counterparts(measured: Stored, part: str) -> Shown:
    """Return the error rates of statements to, or of, either counterpart, with the difference.

    Parameters
    ----------
    measured : Stored
    part : str
        ``said`` by the actor, or ``heard`` from the counterpart.
    """
    found = measured.tables["error_rates"]
    found = found[found.part == part]
    rows = []
    for error in dict.fromkeys(found.error):
        own = found[found.error == error].set_index("side")
        each = [f"{interval(own.loc[side])}; n {own.loc[side].n}" for side in SIDES.counterparts]
        apart = own.loc["difference"]
        rows.append([names.named("errors", error), *each, interval(apart), "yes" if apart.low * apart.high > 0 else ""])
    who = "to {}" if part == "said" else "by {}"
    heads = [
        "Errors in 100",
        *[who.format(names.country(side)) for side in SIDES.counterparts],
        "Difference",
        "Differs",
    ]
    note = "Differs: the 95% interval of the difference, articles drawn with replacement, does not include zero."
    return table(f"Error rates of statements {part}", heads, rows, note)


def shares(measured: Stored) -> Shown:
    """Return how the machine's shares of codes differ from those of the hand coding, to either counterpart."""
    rows = []
    for row in measured.tables["share_errors"].itertuples(index=False):
        kind = {"act": "acts", "stance": "stances", "theme": "themes"}.get(row.aspect, "")
        name = f"{names.named('aspects', row.aspect)}: {names.named(kind, row.code)}" if row.code else row.aspect
        by_hand, by_machine = ([round(100 * share) for share in part] for part in (row[2:4], row[4:6]))
        each = [f"{found} for {true}" for true, found in zip(by_hand, by_machine, strict=True)]
        apart = pd.Series({"value": row.difference, "low": row.low, "high": row.high})
        rows.append([name, *each, interval(apart), "yes" if row.low * row.high > 0 else ""])
    heads = [
        "Share in 100",
        *[f"to {names.country(side)}" for side in SIDES.counterparts],
        "Error of the difference",
        "Differs",
    ]
    note = "“48 for 52”: the machine’s share is 48 where that of the hand coding is 52. The error of the difference "
    note += "is taken off, with its uncertainty, before a comparison of shares claims anything."
    return table("Shares by machine and by hand", heads, rows, note)


def calibration(measured: Stored) -> Shown:
    """Return how well each confidence is calibrated on the articles kept apart."""
    rows = []
    for row in measured.tables["calibration"].itertuples():
        figures_ = [f"{value:.3f}" for value in (row.right, row.error, row.by_chance)]
        within = "yes" if row.error <= row.by_chance else "no"
        rows.append([names.named("confidences", row.confidence), row.n, *figures_, within, f"{row.ranking:.2f}"])
    heads = ["Confidence in", "Statements", "Right", "Calibration error", "By chance", "Within", "Ranking"]
    note = "Calibration error: mean distance of confidence and share in ten bins of equal count, on the articles kept "
    note += "apart; the weights were fitted to others. By chance: what 95 of 100 simulations of a perfectly calibrated "
    note += "coder stay at or below. Ranking: the chance that a right statement has more confidence than a wrong one "
    note += "(0.5: none)."
    return table("Calibration", heads, rows, note)


def thresholds(measured: Stored) -> Shown:
    """Return what a minimum of confidence keeps, and how much of that is usable."""
    rows = [[row.minimum, row.n, _percent(row)] for row in measured.tables["thresholds"].itertuples()]
    note = "Of the articles kept apart; 95% intervals, articles drawn with replacement."
    return table(
        "What a minimum of confidence keeps", ["At least, of 100", "Statements kept", "Usable in 100"], rows, note
    )


def curve(measured: Stored, column: str = "confidence") -> Drawing:
    """Draw the reliability curve of one confidence."""
    bins = measured.tables["reliability"]
    return reliability(bins[bins.confidence == column], names.named("confidences", column))


def _with_cases(measured: Stored, figure: str, part: str) -> str:
    """Write a figure with its interval, one that decides what is shown with the number of its cases."""
    told = _told(measured.figure(figure, part))
    return f"{told}; n {measured.cases(figure, part)}" if figure in CHECKS else told


def _told(values: Sequence[float]) -> str:
    """Write a figure with its interval."""
    value, low, high = values
    return f"{value:.2f} ({low:.2f}–{high:.2f})"


def _percent(row: object) -> str:
    """Write a share in 100 with its interval."""
    return interval(pd.Series({"value": row.share, "low": row.low, "high": row.high}))

"""Shares of codes, with intervals and the differences between the two sides.

`key_differences` opens the report with the differences that hold, `percentages` shows all, and `under_other_choices`
shows which of them survive when statements are chosen or coded differently.
"""

import math
from collections.abc import Iterator

import pandas as pd

from positions import statistics
from positions.comparison import Comparison
from positions.comparison.concordance import typical_statement
from positions.comparison.shares import (
    AS_COUNTED,
    ASPECTS,
    CERTAINTY,
    WORDED_ASPECTS,
    check_robustness,
    compare_shares,
    having_codes,
)
from positions.reporting.render import links, markup, names, quotations
from positions.reporting.render.markup import View, number, sentence
from positions.reporting.render.names import counted, country
from positions.reporting.render.quotations import paragraphs
from positions.reporting.sections.counts import counted_once
from positions.reporting.sections.error_rates import how_often_right, is_reliable_code
from positions.schemas import LIST_SEPARATOR
from positions.validation import terms_hold

INTERVAL_NOTE = (
    "In brackets stand 95% intervals; n is the number of statements. Statements of one article or press release are "
    "alike: the intervals are Wilson’s at the number of independent statements that would be as sure (Korn & Graubard "
    "1998), and p comes from turning the part that each release has in the difference at random (Hemerik, Goeman & "
    "Finos 2020), adjusted for all shares at once (Westfall & Young 1993). A share differs when p is below .05 and the "
    "difference stays when the error of the coding is taken off. In brackets in the last column stands what would "
    "differ if the coding made no error. A share that is not shown to differ may differ all the same."
)


def share_label(aspect: str, code: str) -> str:
    """Return what a share is a share of: "stance +2 strongly favourable", "statements with terms attached"."""
    return f"statements with {aspect}" if aspect in WORDED_ASPECTS else f"{aspect} {names.named(aspect, code)}"


def share_count(row: object, n: int, side: str, **also: str) -> View:
    """Return the number of statements that a share counts, leading to them.

    Parameters
    ----------
    row : named tuple
        With the ``aspect`` and ``code`` of the share.
    n : int
    side : str
    **also
        What else the statements have in common, as `links.rows` takes it.
    """
    coded = {ASPECTS[row.aspect]: links.ANY} if row.aspect in WORDED_ASPECTS else {row.aspect: row.code}
    return number(n, part="said", side=side, **coded, **also) or View("0")


def share_cells(one: object, other: object, **also: str) -> list[View | str]:
    """Return the shares of both sides (rows of SHARES), as "21% (11–37), n 27", and what is said of the difference.

    What else the statements have in common (``also``) is given as to `share_count`.
    """
    shares = [
        View("{}% ({}–{}), n {}").format(row.percent, row.low, row.high, share_count(row, row.n, row.side, **also))
        for row in (one, other)
    ]
    return [*shares, difference_note(one)]


def adjusted_p(p: int) -> str:
    """Write an adjusted p, given in 10,000ths: "adjusted p .012"."""
    if p < 10:
        return "adjusted p below .001"
    shown = f"{p / 10_000:.3f}" if p < 1_000 else f"{p / 10_000:.2f}"
    return f"adjusted p {shown.removeprefix('0')}" if p < 9_950 else "adjusted p 1"


def difference_note(row: object) -> str:
    """Say how a share differs from the other side's, in brackets if coding errors could cause the difference."""
    side, sure = country(row.side), adjusted_p(row.p)
    if row.withheld:
        return f"({row.withheld} with {side}, {sure})"
    return f"{row.differs} with {side}, {sure}" if row.differs else f"not shown, {sure}"


def percentages(c: Comparison) -> View:
    """Return shares with intervals, those that differ first and the others folded, or why none are given."""
    tidy = compare_shares(c)
    n = names.listed([f"{counted(len(c.part('said', s)), 'statement')} to {country(s)}" for s in c.counterparts])
    if tidy.empty:
        text = (
            f"Too few to compare: {n}. Shares are given from {c.parameters.minimum} to either side, out of more than "
        )
        return markup.paragraph(f"{text}one article or press release.", "too-few")
    differing, others = [], []
    for one, other in both_sides(tidy):
        doubt = how_often_right(c, one.aspect, one.code)
        name = share_label(one.aspect, one.code) + (f" ({doubt})" if doubt else "")
        (differing if one.differs else others).append([name, *share_cells(one, other)])
    heads = ["Share", *map(names.heading, c.counterparts), "Differs"]
    shown = [markup.table("Shares that differ", heads, differing)] if differing else []
    shown = shown or [markup.paragraph("No share is shown to differ.")]
    if others:
        name = f"The other {counted(len(others), 'share')} compared" if differing else "All shares compared"
        shown.append(markup.folded(name, markup.table("Shares not shown to differ", heads, others)))
    how = markup.paragraph(f"Of {n}. {counted_once(c)} {INTERVAL_NOTE}")
    return markup.stack([*shown, markup.folded("How shares are compared", how)])


def both_sides(tidy: pd.DataFrame) -> Iterator[tuple]:
    """Yield the rows of SHARES two by two: the two sides of each share."""
    rows = tidy.itertuples()
    return zip(rows, rows, strict=True)


SHOWN_CHOICES = 10  # shares, the least likely to be chance first
SHOWN_THERE = "shown"  # the outcome of a difference that chance does not explain, as counted


def under_other_choices(c: Comparison) -> View:
    """Return a table of differences by choice: holds, same direction, reversed, or too few."""
    tidy = check_robustness(c)
    if tidy.empty:
        return markup.paragraph("Too few to have findings that other choices could change.", "too-few")
    keys = list(dict.fromkeys(zip(tidy.aspect, tidy.code, strict=True)))
    shown = [key for at, key in enumerate(keys) if at < SHOWN_CHOICES or key[0] in WORDED_ASPECTS]
    order = list(dict.fromkeys(tidy.choice))
    cells = {(row.aspect, row.code, row.choice): _cell(row, c.counterparts) for row in tidy.itertuples()}
    rows = [[share_label(*key), *[cells.get((*key, choice), "") for choice in order]] for key in shown]
    heads = ["Difference", *[choice[0].upper() + choice[1:] for choice in order]]
    first, second = map(country, c.counterparts)
    note = (
        "In each cell what becomes of the difference, then the numbers of statements with the code and of all, to "
        f"{first} and to {second}. Beyond chance and holds: adjusted p below .05, before the error of the coding is "
        "taken off; same direction: not beyond chance. Not quoted: told, not quoted. One article a release: of the "
        "carriers of a release the most complete. Three stances: +2 with +1, −2 with −1. "
        f"The {len(shown)} of {len(keys)} shares here are those least likely to be chance, and terms and names."
    )
    found = markup.table("Differences of shares under other choices", heads, rows, note)
    return markup.stack([*paragraphs(robustness_sentences(c)), found])


def _cell(row: object, sides: tuple[str, ...]) -> View | str:
    """Write one outcome with its numbers; as counted they lead to their statements."""
    if row.choice != AS_COUNTED:
        numbers = f": {row.first_n}/{row.first_of}, {row.second_n}/{row.second_of}" if row.first_of else ""
        return f"{row.outcome}{numbers}"
    told = "beyond chance" if row.outcome == SHOWN_THERE else row.outcome
    first, second = (share_count(row, n, side) for n, side in zip((row.first_n, row.second_n), sides, strict=True))
    form = View("{} ({}): {}/{}, {}/{}")
    return form.format(told, adjusted_p(row.p), first, row.first_of, second, row.second_of)


def robustness_sentences(c: Comparison) -> Iterator[str]:
    """Say whether the differences that are shown hold under other choices; nothing if none is shown."""
    tidy = check_robustness(c)
    shown = tidy[(tidy.choice == AS_COUNTED) & (tidy.outcome == SHOWN_THERE)]
    clauses = []
    for row in shown.itertuples():
        own = tidy[(tidy.aspect == row.aspect) & (tidy.code == row.code) & (tidy.choice != AS_COUNTED)]
        if own.empty:  # every choice leaves the same statements: none was a test
            continue
        failing = [f"{other.choice} ({other.outcome})" for other in own.itertuples() if other.outcome != "holds"]
        told = f"under all but {names.listed(failing)}" if failing else f"under all {len(own)}"
        clauses.append(f"the difference in {share_label(row.aspect, row.code)} stays beyond chance {told}")
    if clauses:
        yield f"Counted again under other choices, {'; '.join(clauses)}."


MOST_DIFFERENCES = 3  # differences that are reported
MOST_QUOTED = 5  # statements from which on one of them is typical
POWER = statistics.normal_quantile(0.6)  # with it a difference that is there is found four times out of five
FARTHEST = 20  # times as many statements as there are: beyond that, what would be needed is not worth telling
WISHES = ("aspire", "request")  # acts that speak of what is not so yet
SHARES_SECTION = "#shares"  # of the page, where all shares are compared


def key_differences(c: Comparison) -> View:
    """Return the two or three differences that hold, or say that none does and what would be needed.

    Parameters
    ----------
    c : Comparison

    Returns
    -------
    View
        For each difference a sentence with both shares (number, 95% interval) and, for a side with at least five
        statements, the most typical of those counted (`positions.comparison.concordance`).
    """
    tidy = _compared(c)
    if tidy.empty:
        return markup.paragraph(_too_few(c), "leading-none")
    pairs = [_higher_first(*pair) for pair in both_sides(tidy)]
    if not (foremost := _foremost([pair for pair in pairs if pair[0].differs])):
        return markup.paragraph(_none_holds(c, pairs), "leading-none")
    used: set[str] = set()
    found = [markup.piece("difference", _sentence(c, *pair), _quotations(c, pair, used)) for pair in foremost]
    return markup.listing(found, "leading", ordered=True)


def _higher_first(one: object, other: object) -> tuple:
    """Return the two sides of a share, the higher first."""
    return (one, other) if one.n * other.of >= other.n * one.of else (other, one)


def _compared(c: Comparison) -> pd.DataFrame:
    """Return the shares that may be told first: without those of terms and codes that are wrong too often for it."""
    tidy = compare_shares(c)
    is_sure = [is_reliable_code(*pair) for pair in zip(tidy.aspect, tidy.code, strict=True)]
    tidy = tidy[pd.Series(is_sure, tidy.index, bool)]
    return tidy if terms_hold() else tidy[tidy.aspect != "terms attached"]


def _foremost(pairs: list[tuple]) -> list[tuple]:
    """Return the differences to tell: the widest of each aspect first, then the next widest."""
    widest = sorted(pairs, key=lambda pair: pair[1].percent - pair[0].percent)
    aspects = pd.Series([pair[0].aspect for pair in widest])
    nth = aspects.groupby(aspects).cumcount().sort_values(kind="stable")
    return [widest[at] for at in nth.index[:MOST_DIFFERENCES]]


def _telling(c: Comparison, row: object) -> pd.DataFrame:
    """Return those of the statements a share counts that show it best: of its main theme; a name, and not a wish."""
    said = c.part("said", row.side)
    counted = said[having_codes(said, [row.aspect])[row.aspect, row.code] == 1]
    best = counted
    if row.aspect == "theme":
        best = counted[counted.themes.str.partition(LIST_SEPARATOR)[0] == row.code]
    elif row.aspect == "name given":
        best = counted[~counted.act.isin(WISHES)]
    return best if len(best) else counted


def _sentence(c: Comparison, high: object, low: object) -> View:
    """Write a difference: "14% of what Pakistan says to China is about the corridor (…), and 1% of … (…)."."""
    does, doubt = predicate(high.aspect, high.code), how_often_right(c, high.aspect, high.code)
    return View("{}% of what {} says to or about {} {} ({}), and {} of what it says to or about {} ({}).{}").format(
        *(high.percent, country(c.sides.actor), country(high.side), does, _number(high)),
        *(_percent(low), country(low.side), _number(low)),
        f" {doubt[0].upper()}{doubt[1:]}." if doubt else "",
    )


def _percent(row: object) -> str:
    """Write a share; none is a word."""
    return "none" if not row.n else f"{row.percent}%" if row.percent else "under 1%"


def predicate(aspect: str, code: str) -> str:
    """Return what statements with a code are or do: "is praise or thanks", "names or describes the relationship"."""
    return names.named("predicates", f"{aspect} {code}" if code else aspect)


def _number(row: object) -> View:
    """Write the number behind a share with its interval."""
    count = share_count(row, row.n, row.side)
    return sentence(count, f" of {row.of:,} statements; 95% interval {row.low} to {row.high}%")


def _too_few(c: Comparison) -> str:
    """Say how many statements there are, and how many a comparison takes."""
    numbers = {side: len(c.part("said", side)) for side in c.counterparts}
    none = names.listed([country(side) for side, n in numbers.items() if not n], "or")
    n = [f"{counted(n, 'statement')} to {country(side)}" for side, n in numbers.items() if n]
    text = f"Too few to compare in shares: {names.listed(n)}. "
    if none:
        text = f"No official statement of {country(c.sides.actor)} to or about {none} was found. "
        text += f"There is nothing to compare {names.listed(n)} with. " if n else ""
    text += f"A comparison takes {c.parameters.minimum:,} to each, from more than one article or press release."
    text += "" if none else " What follows sets single statements side by side; it is no measure of policy."
    return text


def _none_holds(c: Comparison, pairs: list[tuple]) -> View:
    """Say that no difference holds, which is nearest to it, and what would be needed."""
    high, low = min(pairs, key=lambda pair: pair[0].p)
    return View(
        "No difference between the two holds: of {} compared none is shown to differ beyond chance and beyond the "
        "errors of the coding. The nearest: {} {}"
    ).format(markup.link(counted(len(pairs), "share"), SHARES_SECTION), _sentence(c, high, low), _needed(c, high, low))


def _needed(c: Comparison, high: object, low: object) -> str:
    """Say what it would take to show a difference: surer coding, or more statements."""
    if high.withheld and not c.sides.are_measured:
        return "Chance does not explain it; how often statements of these countries are coded wrongly is not known."
    if high.withheld:
        return "Chance does not explain it, but errors of the coding could: it takes statements checked by hand."
    z = statistics.normal_quantile(1 - high.p / CERTAINTY)
    if z <= 0 or (factor := ((statistics.normal_quantile() + POWER) / z) ** 2) > FARTHEST:
        return "Shares this close would not be told apart by twenty times as many statements."
    n = _rounded(factor * min(high.of, low.of))
    return f"If the shares are what they seem, about {n:,} statements to each would show it."


def _rounded(n: float) -> int:
    """Round a number of statements up to two digits."""
    unit = 10 ** max(0, math.floor(math.log10(n)) - 1)
    return math.ceil(n / unit) * unit


def _quotations(c: Comparison, pair: tuple, used: set[str]) -> Iterator[tuple[str, View, View]]:
    """Yield for each side the words of a typical statement, and who said them, where and when.

    Documents quoted (``used``) are quoted again only where there is no other.
    """
    for share in (share for share in pair if share.n >= MOST_QUOTED):
        for row in typical_statement(_telling(c, share), used).itertuples(index=False):
            used.add(row.doc_id)
            outlet = row.chain.split(quotations.ARROW)[0]
            by = ", ".join(filter(None, [quotations.speaker(row), outlet, row.published]))
            place = markup.link(by, links.place(row.statement_id), "place")
            yield share.side.lower(), quotations.statement_content(row), place

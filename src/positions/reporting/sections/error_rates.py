"""The error rates that apply to a comparison, and how sure the coder is of the statements it rests on."""

from collections.abc import Iterator, Sequence

import pandas as pd

from positions.comparison import Comparison
from positions.countries import SIDES, Sides
from positions.reporting.render import names
from positions.reporting.render.markup import View, paragraph, stack, table
from positions.reporting.render.names import counted, country, in_100, listed
from positions.reporting.render.quotations import paragraphs
from positions.validation import checked, stored_figures

MEASURED = "press"  # the genre of the hand-coded articles
# The codes that are shown with how often they are right, and the figures of it (`positions.validation.stored_figures`).
CHECKED = {
    ("act", "criticise"): "criticism: precision",
    ("stance", "2"): "strongly favourable stance: precision",
    ("stance", "-1"): "unfavourable stance: precision",
    ("stance", "-2"): "unfavourable stance: precision",
}
BASIS = "readings by language models, of press articles of 2025 that no rule was written from"


def by_counterpart(c: Comparison) -> View:
    """Return the error rates of statements by the actor to either counterpart, and whether they differ.

    The rates were measured for one set of countries; for others a sentence says so instead.
    """
    if not c.sides.are_measured:
        return paragraph(other_countries_note(c.sides), "too-few")
    rates = with_rates(_said(), c.counterparts, " n")
    rows = [[error, *each, "yes" if differs(apart) else "not shown to"] for error, each, apart in rates]
    heads = ["Error", *[f"To {country(side)}" for side in c.counterparts], "Differs"]
    note = (
        f"Measured by hand coding ({BASIS}), with 95-in-100 intervals, articles drawn with replacement. Not found: "
        "of the statements coded by hand; no such statement, not usable: of those found by the program; the others: of "
        "those whose words are right. All Pakistani speakers count, the state or not. Differs: the interval of the "
        "difference does not include zero."
    )
    shown = table("Errors in 100 statements, by counterpart", heads, rows, note)
    return stack([*paragraphs(error_sentences(c)), shown])


def with_rates(found: pd.DataFrame, sides: Sequence[str], before_n: str) -> Iterator[tuple[str, list[str], pd.Series]]:
    """Yield each error with its rate and number of cases for either counterpart, and the difference of the rates.

    Parameters
    ----------
    found : DataFrame
        Stored error rates (`positions.validation.Stored`) of one part.
    sides : sequence of str
    before_n : str
        What stands before a number, as " n".
    """
    for error, own in found.groupby("error", sort=False):
        rates = own.set_index("side")
        each = [f"{_rate(rates.loc[side])}{before_n} {rates.n[side]}" for side in sides]
        yield names.named("errors", error), each, rates.loc["difference"]


def _rate(row: pd.Series) -> str:
    """Write a rate with its interval."""
    return in_100((row.value, row.low, row.high))


def differs(row: object) -> bool:
    """Tell whether the interval of a difference (``low``, ``high``) does not include zero."""
    return row.low > 0 or row.high < 0


def that_differ(found: pd.DataFrame) -> list[str]:
    """Name the errors of stored error rates of which either counterpart has more."""
    return [names.named("errors", row.error) for row in found[found.side == "difference"].itertuples() if differs(row)]


def how_often_right(c: Comparison, aspect: str, code: str) -> str:
    """Say how often a code is right if it is measured separately (`CHECKED`); blank for any other.

    Parameters
    ----------
    c : Comparison
    aspect, code : str
        As in `positions.comparison.shares.SHARES`.
    """
    name = CHECKED.get((aspect, code))
    if not name:
        return ""
    if not c.sides.are_measured:
        return "how many of those so coded are right is not known"
    found = checked(name)
    value, low, high = (round(100 * number) for number in (found.value, found.low, found.high))
    return f"of 100 so coded {value} are right ({low} to {high}, measured on {found.n} in articles kept apart)"


def is_reliable_code(aspect: str, code: str) -> bool:
    """Tell whether a code may stand in a report's first lines: it is not known to be wrong too often, or measured too
    seldom.

    Parameters
    ----------
    aspect, code : str
        As for `how_often_right`.
    """
    name = CHECKED.get((aspect, code))
    return not name or checked(name).holds


def criticism_caution(c: Comparison) -> str:
    """Say how often criticism and unfavourable stances are right, in one sentence."""
    criticism, stance = (how_often_right(c, *key) for key in (("act", "criticise"), ("stance", "-1")))
    return f"Criticism: {criticism}. Unfavourable stances: {stance}."


def confidence(c: Comparison) -> View:
    """Say how sure the coder is of the statements counted, and what a minimum of confidence leaves out."""
    means = []
    for side in c.counterparts:
        own = c.part("said", side).confidence
        n = counted(len(own), "statement")
        means += [f"{round(own.mean())} of 100 for the {n} to {country(side)}"] if len(own) else []
    text = f"Mean confidence that words, speaker, direction and act are right: {listed(means)}." if means else ""
    about = "" if c.sides.are_measured else other_countries_note(c.sides)
    told = " ".join(filter(None, [text, about, too_unsure_note(c), unmeasured_genres_note(c)]))
    return paragraph(told or "No statement is counted.")


def other_countries_note(sides: Sides) -> str:
    """Say that accuracy was measured for other countries than those of the question."""
    asked, measured = (listed([country(land) for land in own.parties]) for own in (sides, SIDES))
    text = f"Error rates and confidences were measured on statements of {measured}. They do not apply to {asked}: how"
    return f"{text} often these are coded wrongly has not been measured, and no difference of shares is claimed."


def too_unsure_note(c: Comparison) -> str:
    """Say how many statements are of too little confidence, by counterpart; blank when no minimum is asked for."""
    if not c.parameters.confidence:
        return ""
    clauses = []
    for side in c.counterparts:
        kept, less = (int((rows.side == side).sum()) for rows in (c.statements, c.doubtful))
        share = f" ({round(100 * less / (kept + less))} of 100)" if less else ""
        clauses.append(f"{less} of {counted(kept + less, 'statement')}{share} to, with or by {country(side)}")
    return f"Left out are statements of a confidence below {c.parameters.confidence} of 100: {listed(clauses)}."


def unmeasured_genres_note(c: Comparison) -> str:
    """Say how many documents are of a genre without measured errors; blank if none is."""
    n = sum(document.genre != MEASURED for document in c.documents)
    if not n:
        return ""
    of = counted(len(c.documents), "document")
    are = f"{n} of {of} {'is no press article' if n == 1 else 'are no press articles'}"
    return f"{are}: how often such texts are coded wrongly, and whether their confidences hold, has not been measured."


def error_sentences(c: Comparison) -> Iterator[str]:
    """Say how often statements like these are wrong, and whether that differs between the counterparts."""
    if not any(len(c.part("said", side)) for side in c.counterparts):
        return
    if not c.sides.are_measured:
        yield other_countries_note(c.sides)
        return
    found = _said()
    rates = found.set_index(["side", "error"])
    clauses = []
    for side in c.counterparts:
        lost, wrong = (_rate(rates.loc[side, error]) for error in ("missed", "not usable"))
        clauses.append(f"to {country(side)} {lost} are not found, and {wrong} of those found are not usable")
    text = f"Measured on other articles, by hand coding ({BASIS}), of 100 statements, with 95-in-100 intervals: "
    text += f"{'; '.join(clauses)} (words, speaker, direction or act wrong)."
    text += " They were measured on statements of any confidence." if c.parameters.confidence else ""
    yield " ".join(filter(None, [text, unmeasured_genres_note(c), _difference_note(found)]))


def _difference_note(found: pd.DataFrame) -> str:
    """Say which errors differ between the counterparts, or by how much they may differ all the same."""
    if differing := that_differ(found):
        return (
            f"These errors differ between the counterparts: {listed(differing)}; what is counted in them is no "
            "evidence of a difference between the counterparts."
        )
    apart = found.set_index(["side", "error"]).loc["difference", "not usable"]
    return (
        "No error is shown to be more frequent with one counterpart, which so few articles cannot rule out: the rates "
        f"of statements that are not usable may be as much as {round(100 * max(abs(apart.low), abs(apart.high)))} in "
        "100 apart."
    )


def _said() -> pd.DataFrame:
    """Return the stored error rates of what the actor says."""
    found = stored_figures.stored().tables["error_rates"]
    return found[found.part == "said"]

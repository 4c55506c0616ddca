"""The comparison's tables as a report shows them: every count with what it counts, blank where nothing was found."""

from collections.abc import Sequence

import pandas as pd

from positions.comparison import Comparison
from positions.comparison.commitment import commitment, rungs
from positions.comparison.counts import WORDS, counts
from positions.comparison.phrases import phrases
from positions.comparison.shares import shares as shares_of
from positions.comparison.silence import silence
from positions.reporting import links, names, quotations, shares
from positions.reporting.markup import Shown, count, escape, paragraph, stack, table
from positions.reporting.terms import bound
from positions.schemas import LIST_SEPARATOR

KINDS = {"act": "acts", "stance": "stances", "theme": "themes", "wording": "wording"}
COUNTED = ("act", "stance", "wording", "institution", "target known from")
SHOWN = 8  # statements in a column, phrases in a list
TERMS = ("with terms", "without terms")
ONCE = "A statement that repeats another of the same document is counted once."


def side_by_side(c: Comparison) -> Shown:
    """Return the counts of codes: to either counterpart; jointly and about both at once where there are any."""
    apart = [("joint", side) for side in c.counterparts] + [("both", "BOTH")]
    columns = [("said", side) for side in c.counterparts] + [key for key in apart if len(c.part(*key))]
    tidy = counts(c)
    tidy = tidy[pd.MultiIndex.from_frame(tidy[["part", "side"]]).isin(columns)]
    heads = ["Code"] + [_column(part, side) for part, side in columns]
    totals = _cells(tidy, "statements", "", columns)
    rows: list[Sequence[object]] = [["all statements", *totals]]
    for aspect in COUNTED:
        codes = tidy[tidy.aspect == aspect].groupby("code", sort=False).n.sum().sort_values(ascending=False)
        order = sorted(codes.index, key=int, reverse=True) if aspect == "stance" else codes.index
        for code in order:
            name = names.named(KINDS.get(aspect, ""), code)
            rows.append([f"{names.named('aspects', aspect)}: {name}", *_cells(tidy, aspect, code, columns)])
    note = f"Numbers of statements by the state of Pakistan, joint ones apart. {ONCE} A dash: none was found."
    return table("Statements by code", heads, rows, note)


def _column(part: str, side: str) -> str:
    """Name a column."""
    if part == "both":
        return "About both at once"
    return f"Jointly with {names.country(side)}" if part == "joint" else f"To {names.country(side)}"


def _cells(tidy: pd.DataFrame, aspect: str, code: str, columns: list[tuple[str, str]]) -> list[object]:
    """Return the numbers of one row, blank where there is none."""
    own = tidy[(tidy.aspect == aspect) & (tidy.code == code)].set_index(["part", "side"]).n
    return [int(own[key]) if key in own.index else "" for key in columns]


def columns(c: Comparison) -> Shown:
    """Return the state's statements in two columns, those with a position before mere assertions."""
    shown, plain = [], []
    for side in c.counterparts:
        said = c.part("said", side)
        said = said.assign(last=said.act == "state").sort_values("last", kind="stable")
        lines = [quotations.line(row) for row in said.head(SHOWN).itertuples(index=False)]
        lines += [quotations.more(said.iloc[SHOWN:])] if len(said) > SHOWN else []
        lines = lines or [Shown('<span class="absent">no statement was found</span>', "no statement was found")]
        items = "".join(f"<li>{line.markup}</li>" for line in lines)
        title = f'<h3>{names.heading(side)} <span class="n">{names.counted(len(said), "statement")}</span></h3>'
        shown.append(f'<section class="{side.lower()}">{title}<ul class="quotes">{items}</ul></section>')
        plain.append(f"{names.heading(side)} ({names.counted(len(said), 'statement')})")
        plain += [f"- {line.plain}" for line in lines]
    return Shown(f'<div class="columns">{"".join(shown)}</div>', "\n".join(plain))


def commitments(c: Comparison) -> Shown:
    """Return commitment by condition, the terms quoted; a sentence where there is no statement to place."""
    tidy = commitment(c)
    if tidy.empty:
        return paragraph(
            "No statement by the state of Pakistan to either side: nothing to place by commitment.", "too-few"
        )
    statements = {row.statement_id: row for row in c.statements.itertuples(index=False)}
    keys = [(side, terms) for side in c.counterparts for terms in TERMS]
    rows = []
    for rung in [rung for rung in dict.fromkeys(rung for rung, _ in rungs().values()) if rung in set(tidy.rung)]:
        own = {(row.side, row.terms): row for row in tidy[tidy.rung == rung].itertuples()}
        rows.append([rung, *[bound(own[key], statements) if key in own else "" for key in keys]])
    heads = ["Rung"] + [f"{names.heading(s)} ({len(c.part('said', s))}), {terms}" for s, terms in keys]
    note = f"Statements by the state of Pakistan, from courtesy up to pledge, then acts that bind to nothing. {ONCE}"
    note += "" if (tidy.terms == "with terms").any() else " No statement to either sets terms."
    return table("Commitment by terms attached", heads, rows, note)


def words(c: Comparison) -> Shown:
    """Return the terms attached and the names given, in the sources' words."""
    tidy = counts(c)
    rows = []
    keys = [(a, p, s) for a in WORDS for p in ("said", "joint") for s in c.counterparts]
    for aspect, part, side in keys:
        for row in tidy[(tidy.aspect == aspect) & (tidy.part == part) & (tidy.side == side)].itertuples():
            quoted = Shown(f'<em class="reported">{escape(row.code)}</em>', f"‹{row.code}›")
            rows.append([names.named("aspects", aspect), quoted, _column(row.part, row.side), row.n, row.of])
    if not rows:
        return paragraph("No statement sets terms or names the relationship.", "too-few")
    note = f"As the sources write them, capitals aside. {ONCE}"
    return table("Terms and names", ["What", "Words", "Said", "Statements", "Of"], rows, note)


def wording(c: Comparison) -> Shown:
    """Return the phrases found in statements to both."""
    shared = phrases(c).head(2 * SHOWN)
    if shared.empty:
        return paragraph("No wording is found in statements to both.", "too-few")
    heads = ["Phrase", *[f"Statements to {names.country(side)}" for side in c.counterparts], "Standing formula"]
    note = "Two words or more that are neither names nor function words, or a standing formula; not in assertions."
    rows = [[r.phrase, *_numbers(r), "yes" if r.formula == "yes" else ""] for r in shared.itertuples()]
    return table("Wording shared", heads, rows, note)


def _numbers(shared: object) -> list[object]:
    """Return how many statements to either side have a phrase."""
    pairs = ((shared.first, shared.first_ids), (shared.second, shared.second_ids))
    return [count(n, links.rows(statement=ids.split(LIST_SEPARATOR))) for n, ids in pairs]


def themes(c: Comparison) -> Shown:
    """Return the silence ledger: themes raised with both, with one, with neither."""
    ledger = silence(c)
    raised = ledger[ledger.raised_with != "neither"]
    first, second = (names.heading(side) for side in c.counterparts)
    heads = ["Theme", "Raised with", f"{first}: statements", f"{first}: topics"]
    heads += [f"{second}: statements", f"{second}: topics", "Joint", "About both"]
    rows = [
        [names.named("themes", r.theme), "both" if r.raised_with == "both" else f"{names.heading(r.raised_with)} only"]
        + [n or "" for n in r[3:]]
        for r in raised.itertuples()
    ]
    neither = [names.named("themes", theme) for theme in ledger.theme[ledger.raised_with == "neither"]]
    note = f"Statements by the state that carry the theme; topics: engagements reported to have had it. {ONCE}"
    note += f" Raised with neither: {', '.join(neither) or 'none'}."
    return table("Themes by whom they were raised with", heads, rows, note)


def percentages(c: Comparison) -> Shown:
    """Return shares with intervals, or the refusal to give any."""
    tidy = shares_of(c)
    n = [f"{len(c.part('said', side))} statements to {names.country(side)}" for side in c.counterparts]
    if tidy.empty:
        text = f"Too few to compare: {names.listed(n)}. Shares are given from {c.parameters.minimum} to either side, "
        return paragraph(f"{text}out of more than one article or press release.", "too-few")
    rows = []
    for one, other in zip(*[tidy[tidy.side == side].itertuples() for side in c.counterparts], strict=True):
        code = names.named(KINDS.get(one.aspect, ""), one.code)
        name = f"{names.named('aspects', one.aspect)}{f': {code}' if one.code else ''}"
        rows.append([name, shares.percent(one), shares.percent(other), shares.differs(one)])
    heads = ["Share", *[names.heading(side) for side in c.counterparts], "Differs"]
    note = f"Of {names.listed(n)}; in brackets 95% intervals; n: statements. {ONCE} Statements of one article or press "
    note += "release are alike: the intervals are Wilson’s at the number of independent statements that would be as "
    note += "sure (Korn & Graubard 1998), and p comes of turning the part each release has in the difference at random "
    note += (
        "(Hemerik, Goeman & Finos 2020), adjusted for all rows at once (Westfall & Young 1993). A share differs when "
    )
    note += (
        "p is below .05 and the difference stays when the error of the coding is taken off; in brackets stands what "
    )
    note += "would differ if the coding were without error."
    return table("Shares of statements", heads, rows, note)


def apart(c: Comparison) -> Shown:
    """Return what is counted apart: joint statements, statements about both powers, other voices, repeats."""
    parts = [("Joint statements", c.part("joint")), ("About both powers at once", c.part("both"))]
    parts += [("Parties, former officials, private voices", c.part("apart"))]
    parts += [("Repeated within a document, counted once", c.statements[c.statements.repeats != ""])]
    return stack([_list(title, rows) for title, rows in parts])


def _list(title: str, rows: pd.DataFrame) -> Shown:
    """Return a list of statements below a title with their number."""
    lines = [quotations.line(row) for row in rows.head(SHOWN).itertuples(index=False)]
    lines += [quotations.more(rows.iloc[SHOWN:])] if len(rows) > SHOWN else []
    head = f"{title}: {len(rows) or 'none'}"
    items = "".join(f"<li>{line.markup}</li>" for line in lines)
    markup = f"<p><strong>{escape(head)}</strong></p>" + (f'<ul class="quotes">{items}</ul>' if items else "")
    return Shown(markup, "\n".join([head, *(f"- {line.plain}" for line in lines)]))


def spoken_by(c: Comparison) -> Shown:
    """Return who speaks for the state, to whom how often."""
    said = c.statements[c.statements.part.isin(["said", "both"]) & (c.statements.repeats == "")]
    table_ = said.groupby(["speaker", "side"], sort=False).size().unstack(fill_value=0)
    sides = [side for side in (*c.counterparts, "BOTH") if side in table_.columns]
    if not sides:
        return paragraph("Nobody speaks for the state.", "too-few")
    order = table_[sides].sum(axis=1).sort_values(ascending=False, kind="stable").index
    rows = [
        [name or "not named", *[int(table_.loc[name, side]) or "" for side in sides]] for name in order[: 2 * SHOWN]
    ]
    rest = len(order) - len(rows)
    note = ONCE + (f" {rest} more speakers are in the table of statements." if rest else "")
    heads = ["Speaker", *["about both" if side == "BOTH" else f"to {names.country(side)}" for side in sides]]
    return table("Who speaks for the state, in statements", heads, rows, note)

"""Findings: sentences made from the tables, each followed by the statements it rests on.

A sentence is written only when the tables hold what it says: every function below returns nothing, or another sentence,
when they do not. Acts are counted as coded (a statement by its first act), so no sentence says that something was said
"only" to one side on the ground of an act.
"""

from collections.abc import Callable, Iterator

import pandas as pd

from positions.comparison import Comparison
from positions.reporting import contrasts, links, names
from positions.reporting.finding import Finding, Findings
from positions.reporting.markup import Shown, linked
from positions.reporting.names import counted, country, listed
from positions.reporting.quotations import Sentence
from positions.validation import terms_hold

FEW = 2  # engagements described one by one, with either side


def findings(comparison: Comparison) -> Findings:
    """Write the findings of a comparison.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    Findings
    """
    makers: list[Callable[[Comparison], Iterator[Finding]]] = [contrasts.labels, contrasts.one_sided, contrasts.acts]
    makers += [contrasts.terms] * terms_hold() + [contrasts.general, _channel, _in_turn, contrasts.same_words, _others]
    found = tuple(finding for maker in makers for finding in maker(comparison))
    return Findings(found, is_folded=comparison.enough())


def _number(n: int, part: str, side: str, act: str = "") -> Shown:
    """Return how many statements of a part and side there are, of one act where it is given, leading to them."""
    chosen = {"part": part, "side": side} | ({"act": act} if act else {})
    text = f"{names.named('acts', act)} {n}" if act else counted(n, "statement")
    return linked(text, links.rows(**chosen))


def _channel(c: Comparison) -> Iterator[Finding]:
    """Say how the sides spoke with each other."""
    clauses = []
    for side in c.counterparts:
        talks = c.met[c.met.country == side]
        kinds = [names.channel(kind, int(n)) for kind, n in talks.channel.value_counts().items()]
        few = "; ".join(_talk(row) for row in talks.itertuples())
        told = "no engagement is reported" if talks.empty else few if len(talks) <= FEW else listed(kinds)
        clauses.append(f"With {country(side)}: {told}.")
    if len(c.met):
        clauses.append("The channel says how they spoke, not how warmly, and enters no count of stances.")
        shown = c.met.groupby("country", sort=False).head(FEW)
        yield Finding("Channel", Sentence((" ".join(clauses),)), c.statements.iloc[:0], shown)


def _talk(row: object) -> str:
    """Describe one engagement."""
    place = f" ({row.place})" if row.place else ""
    sides = ", with ".join(side for side in (row.own_side, row.other_side) if side)
    return f"{names.channel(row.channel)}{place}, {sides}" if sides else f"{names.channel(row.channel)}{place}"


def _in_turn(c: Comparison) -> Iterator[Finding]:
    """Say what each side said back."""
    heard = {side: c.part("heard", side) for side in c.counterparts}
    if not any(len(rows) for rows in heard.values()):
        if c.documents:
            sides = listed([country(side) for side in heard], "or")
            yield Finding(
                "Said in return", Sentence((f"Nothing that {sides} said is reported.",)), c.statements.iloc[:0]
            )
        return
    parts, clauses = [], []
    for side, rows in heard.items():
        acts = [_number(int(n), "heard", side, act) for act, n in rows.act.value_counts().items()]
        listed_acts = [part for act in acts for part in ("; ", act)][1:]
        said = [_number(len(rows), "heard", side), *([" (", *listed_acts, ")"] if acts else [])]
        parts += [f"{names.heading(side)}: ", *said, ". "]
    pledging = [country(side) for side, rows in heard.items() if (rows.act == "commit").any()]
    clauses += [f"A pledge comes from {' and from '.join(pledging)}."] if pledging else []
    clauses += ["Their words are known here only as these documents report them."]
    yield Finding("Said in return", Sentence((*parts, " ".join(clauses))), pd.concat(list(heard.values())))


def _others(c: Comparison) -> Iterator[Finding]:
    """Say what is counted apart: joint statements, statements about both powers, other voices."""
    joint, both, apart = (c.part(part) for part in ("joint", "both", "apart"))
    sides = [(side, joint[joint.side == side]) for side in c.counterparts]
    n = [f"{len(rows)} with {country(side)}" for side, rows in sides if len(rows)]
    clauses = [f"{counted(len(joint), 'joint statement')} ({', '.join(n)})"] if len(joint) else []
    clauses += [f"{counted(len(both), 'statement')} about both powers at once"] if len(both) else []
    others = f"{counted(len(apart), 'statement')} by {names.speaking('apart', c.sides.actor)}"
    clauses += [others] if len(apart) else []
    if clauses:
        text = f"Added to neither side: {listed(clauses)}."
        yield Finding("Shown separately", Sentence((text,)), pd.concat([joint, both]))

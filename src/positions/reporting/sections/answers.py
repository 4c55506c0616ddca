"""The sentence that answers the question of a section, computed from the same statements as its table and figure.

A `positions.comparison.Comparison` comes in, a `View` goes out; every number in it leads to the statements that it
counts. Notebooks show it at the end of a section.
"""

from collections.abc import Callable

import pandas as pd

from positions.comparison import Comparison
from positions.comparison.breakdowns import by_channel, by_period, by_voice, voice_groups
from positions.comparison.exchanges import count_reciprocity
from positions.comparison.keywords import find_keywords, shared_phrases
from positions.comparison.shares import check_robustness, compare_shares, silence_ledger
from positions.reporting.render import links, names
from positions.reporting.render.markup import View, count, sentence
from positions.reporting.sections.wording import formula_places

SET_APART = ("joint", "both", "context", "heard_context", "apart")
NAMED = 3  # codes or words written out in a sentence


def _number(n: int, **chosen: object) -> View:
    """Return a number that leads to the statements it counts; nought in words."""
    return View(count(n, links.rows(**chosen)) or "none")


def _to_either(c: Comparison, clause: Callable[[str], str | View], between: str = ". ") -> View:
    """Return one clause for each counterpart, as a sentence or two."""
    first, second = map(clause, c.counterparts)
    return sentence(first[:1].upper() + first[1:] if first.startswith("none") else first, between, second, ".")


def _of_all(c: Comparison, side: str, n: View, verb: str) -> View:
    """Return "3 of 20 statements to China set terms", the first number leading to its statements."""
    all_of_them = names.counted(len(c.part("said", side)), "statement")
    return View("{} of {} to {} {}").format(n, all_of_them, names.country(side), verb)


def _most_frequent(column: pd.Series) -> pd.Series:
    """Return how often each value stands in a column, the most frequent first, then as they come."""
    return column.value_counts(sort=False).sort_values(ascending=False, kind="stable")


def counted(c: Comparison) -> View:
    """Say how many of all statements found the report counts."""
    first, second = (_said(c, side) for side in c.counterparts)
    found = names.counted(len(c.statements) + len(c.doubtful), "statement")
    return View("Of {} found, the shares count {} and {}.").format(found, first, second)


def _said(c: Comparison, side: str) -> View:
    """Return "3 to China", the number leading to the statements."""
    return View("{} to {}").format(_number(len(c.part("said", side)), part="said", side=side), names.country(side))


def said(c: Comparison) -> View:
    """Say in how many documents the state speaks to either side."""

    def clause(side: str) -> View:
        documents = c.part("said", side).doc_id.nunique()
        return _said(c, side) + (f", in {names.counted(documents, 'document')}" if documents else "")

    return _to_either(c, clause, "; ")


def shares(c: Comparison) -> View:
    """Say how many shares were compared and how many differ."""
    found = compare_shares(c)
    if found.empty:
        return sentence("No share is compared: either side needs more statements.")
    codes = found.drop_duplicates(["aspect", "code"])
    differ, withheld = (int((codes[column] != "").sum()) for column in ("differs", "withheld"))
    text = (
        f"Of {names.counted(len(codes), 'share')} compared, {differ or 'none'} differ beyond chance and coding errors"
    )
    more = f"; {withheld} more would if the coding had no errors" if withheld else ""
    return sentence(f"{text}{more}.")


def themes(c: Comparison) -> View:
    """Say how many themes are raised with both sides, and with one only."""
    ledger = silence_ledger(c)
    own = {side: ledger.theme[ledger.raised_with == side] for side in ("both", *c.counterparts)}
    told = [f"{len(own['both']) or 'none'} with both sides"]
    told += [f"{len(own[side]) or 'none'} with {names.country(side)} only" for side in c.counterparts]
    raised = names.counted(sum(map(len, own.values())), "theme")
    return sentence(f"{raised[0].upper()}{raised[1:]} raised: {names.listed(told)}.")


def silences(c: Comparison) -> View:
    """Name the themes raised with one side only, the most frequent first."""
    ledger = silence_ledger(c)
    columns = dict(zip(c.counterparts, ("first_statements", "second_statements"), strict=True))

    def clause(side: str) -> View:
        own = ledger[ledger.raised_with == side].sort_values(columns[side], ascending=False, kind="stable")
        each = [
            (names.named("themes", theme), _number(n, part="said", side=side, theme=theme) if n else "topic")
            for theme, n in zip(own.theme, own[columns[side]], strict=True)
        ]
        return f"With {names.country(side)} alone: " + _few(each)

    return _to_either(c, clause)


def _few(each: list[tuple[str, str | View]]) -> View:
    """Return the first of some codes, each with its number in brackets."""
    more = f" and {len(each) - NAMED} more" if len(each) > NAMED else ""
    return View("; ").join(View("{} ({})").format(*one) for one in each[:NAMED]) + (more if each else "none")


def in_turn(c: Comparison) -> View:
    """Say how many themes both sides of the engagements spoke of."""
    found = count_reciprocity(c)

    def clause(side: str) -> str | View:
        own = found[found.side == side]
        both = own.theme[own.relation == "both"]
        named = f" ({names.listed([names.named('themes', theme) for theme in both[:NAMED]])})" if len(both) else ""
        of = names.counted(len(own), "theme")
        return f"With {names.country(side)} both sides spoke of {len(both) or 'none'} of {of}{named}"

    return _to_either(c, clause)


def engagements(c: Comparison) -> View:
    """Say how many engagements there were with either side, by channel."""

    def clause(side: str) -> str | View:
        own = c.met[c.met.country == side]
        told = [names.channel(kind, n) for kind, n in _most_frequent(own.channel).items()]
        return f"With {names.country(side)}: {names.listed(told) or 'no engagement'}"

    return _to_either(c, clause)


def acts(c: Comparison) -> View:
    """Name the most frequent acts to either side."""

    def clause(side: str) -> str | View:
        each = [
            (names.named("acts", act), _number(n, part="said", side=side, act=act))
            for act, n in _most_frequent(c.part("said", side).act).items()
        ]
        return f"To {names.country(side)}: " + _few(each)

    return _to_either(c, clause)


def terms(c: Comparison) -> View:
    """Say how many statements to either side set terms."""

    def clause(side: str) -> str | View:
        n = int((c.part("said", side).condition != "").sum())
        return _of_all(c, side, _number(n, part="said", side=side, condition=links.ANY), "set terms")

    return _to_either(c, clause, "; ")


def names_given(c: Comparison) -> View:
    """Say how many statements to either side name the relationship."""

    def clause(side: str) -> str | View:
        n = int((c.part("said", side).label != "").sum())
        return _of_all(c, side, _number(n, part="said", side=side, label=links.ANY), "give the relationship a name")

    return _to_either(c, clause, "; ")


def channels(c: Comparison) -> View:
    """Say how many statements to either side were made in an engagement."""
    found = by_channel(c)
    columns = dict(zip(c.counterparts, ("first", "second"), strict=True))

    def clause(side: str) -> str | View:
        made = [row.channel for row in found.itertuples() if row.channel and getattr(row, columns[side])]
        n = int(found[columns[side]][found.channel != ""].sum())
        return _of_all(c, side, _number(n, part="said", side=side, channel=made), "were made in an engagement")

    return _to_either(c, clause, "; ")


def voices(c: Comparison) -> View:
    """Name the one of the voices compared that says most to either side, and whom it takes in.

    Other institutions, which are in no voice, may say more.
    """
    found = by_voice(c).drop_duplicates(["voice", "side"])

    def clause(side: str) -> str | View:
        own = found[found.side == side].sort_values("n", ascending=False, kind="stable")
        first = "none of the voices compared says anything"
        if len(own):
            group = [code.replace("_", " ") for code in voice_groups()[own.voice.iloc[0]]]
            taken_in = f" ({names.listed(group)})" if len(group) > 1 else ""
            total = names.counted(len(c.part("said", side)), "statement")
            first = f"the {own.voice.iloc[0]}{taken_in} says most of the voices compared, {own.n.iloc[0]:,} of {total}"
        return f"To {names.country(side)} {first}"

    return _to_either(c, clause)


def speakers(c: Comparison) -> View:
    """Name the speaker who says most to either side."""

    def clause(side: str) -> str | View:
        rows = c.part("said", side)
        if rows.empty:
            return f"To {names.country(side)} nothing is said"
        name, n = next(iter(_most_frequent(rows.speaker).items()))
        return View("To {} most is said by {}, {} of {}").format(
            names.country(side),
            name or "speakers not named",
            _number(n, part="said", side=side, speaker=name),
            names.counted(len(rows), "statement"),
        )

    return _to_either(c, clause)


def over_time(c: Comparison) -> View:
    """Name the period with the most statements to either side."""
    found = by_period(c)
    found = found[found.measure == "stance"]

    def clause(side: str) -> str | View:
        own = found[found.side == side].sort_values("n", ascending=False, kind="stable")
        if own.empty:
            return f"To {names.country(side)} no statement is dated"
        return f"To {names.country(side)} most is said in {own.period.iloc[0]} ({own.n.iloc[0]:,})"

    return _to_either(c, clause)


def set_apart(c: Comparison) -> View:
    """Say how many statements stand apart, by part."""
    numbers = {part: len(c.part(part)) for part in SET_APART}
    each = [
        View("{} {}").format(_number(n, part=part), names.part(part, c.sides.actor)) for part, n in numbers.items() if n
    ]
    if not each:
        return sentence("No statement stands apart.")
    return View("Not among the statements counted are {}.").format(View("; ").join(each))


def other_choices(c: Comparison) -> View:
    """Say how many of the differences hold under every other choice."""
    found = check_robustness(c)
    shown = found[(found.choice == "as counted") & (found.outcome == "shown")][["aspect", "code"]]
    others = found[found.choice != "as counted"].merge(shown).groupby(["aspect", "code"]).outcome
    firm = sum(set(outcomes) == {"holds"} for _, outcomes in others)
    if shown.empty:
        return sentence("There is no difference that another choice could change.")
    differences = names.counted(len(shown), "difference")
    return sentence(f"Of {differences} shown, {firm or 'none'} hold{'s' * (firm == 1)} under every other choice.")


def keywords(c: Comparison) -> View:
    """Say how many words mark either side beyond chance."""
    found = find_keywords(c)
    if found.empty:
        return sentence("No word was tested: either side needs more statements.")

    def clause(side: str) -> str | View:
        own = found[(found.side == side) & (found.beyond == "yes")]
        named = f" (“{'”, “'.join(own.phrase[:NAMED])}”)" if len(own) else ""
        words = f"{len(own) or 'None'} of {names.counted(len(found), 'word or phrase', 'words and phrases')}"
        return f"{words} listed {'marks' if len(own) == 1 else 'mark'} {names.country(side)} beyond chance{named}"

    return _to_either(c, clause)


def formulas(c: Comparison) -> View:
    """Say how many statements to either side have a standing formula."""
    found = formula_places(c)

    def clause(side: str) -> str | View:
        ids = list(dict.fromkeys(found.statement_id[found.side == side]))
        return _of_all(c, side, _number(len(ids), statement=ids), "have a formula")

    return _to_either(c, clause, "; ")


def shared_wording(c: Comparison) -> View:
    """Say how many phrases are said to both sides, and how many of them are formulas."""
    found = shared_phrases(c)
    phrases = names.counted(len(found), "phrase")
    formulas = int((found.formula == "yes").sum())
    text = f"{phrases[0].upper()}{phrases[1:]} stand{'s' * (len(found) == 1)} in statements to both"
    return sentence(f"{text}; {formulas or 'none'} of them in a standing formula.")

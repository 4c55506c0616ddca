"""The sentence that answers the question of a section, computed from the same statements as its table and figure.

A `positions.comparison.Comparison` comes in, a `Sentence` goes out; every number in it leads to the statements that it
counts. Notebooks show it at the end of a section.
"""

from collections.abc import Callable, Iterable

from positions.comparison import Comparison
from positions.comparison.breakdowns import by_channel, by_period, by_voice, voice_groups
from positions.comparison.exchanges import count_reciprocity
from positions.comparison.keywords import find_keywords, shared_phrases
from positions.comparison.shares import check_robustness, compare_shares, silence_ledger
from positions.reporting.render import links, names
from positions.reporting.render.markup import Count, View, count
from positions.reporting.render.quotations import Sentence
from positions.reporting.sections.wording import formula_places

SET_APART = ("joint", "both", "context", "heard_context", "apart")
NAMED = 3  # codes or words written out in a sentence
Part = str | View
NO, NONE = View("none", "none"), View("None", "None")


def _number(n: int, **chosen: object) -> View:
    """Return a number that leads to the statements it counts; nought in words."""
    found = count(n, links.rows(**chosen))
    return found if isinstance(found, Count) else NO


def _to_either(c: Comparison, clause: Callable[[str], Iterable[Part]], between: str = ". ") -> Sentence:
    """Return one clause for each counterpart, as a sentence or two."""
    first, second = ([*clause(side)] for side in c.counterparts)
    first[0] = NONE if first[0] is NO else first[0]
    return Sentence((*first, between, *second, "."))


def _said(side: str, n: int, **chosen: object) -> tuple[View, str]:
    """Return "3 to China", the number leading to the statements."""
    return _number(n, part="said", side=side, **chosen), f" to {names.country(side)}"


def counted(c: Comparison) -> Sentence:
    """Say how many of all statements found the report counts."""
    first, second = (_said(side, len(c.part("said", side))) for side in c.counterparts)
    found = names.counted(len(c.statements) + len(c.doubtful), "statement")
    return Sentence((f"Of {found} found, the shares count ", *first, " and ", *second, "."))


def said(c: Comparison) -> Sentence:
    """Say in how many documents the state speaks to either side."""

    def clause(side: str) -> Iterable[Part]:
        rows = c.part("said", side)
        yield from _said(side, len(rows))
        yield f", in {names.counted(rows.doc_id.nunique(), 'document')}" if len(rows) else ""

    return _to_either(c, clause, "; ")


def shares(c: Comparison) -> Sentence:
    """Say how many shares were compared and how many differ."""
    found = compare_shares(c)
    if found.empty:
        return Sentence(("No share is compared: either side needs more statements.",))
    codes = found.drop_duplicates(["aspect", "code"])
    differ, withheld = (int((codes[column] != "").sum()) for column in ("differs", "withheld"))
    text = (
        f"Of {names.counted(len(codes), 'share')} compared, {differ or 'none'} differ beyond chance and coding errors"
    )
    more = f"; {withheld} more would if the coding had no errors" if withheld else ""
    return Sentence((f"{text}{more}.",))


def themes(c: Comparison) -> Sentence:
    """Say how many themes are raised with both sides, and with one only."""
    ledger = silence_ledger(c)
    own = {side: ledger.theme[ledger.raised_with == side] for side in ("both", *c.counterparts)}
    told = [f"{len(own['both']) or 'none'} with both sides"]
    told += [f"{len(own[side]) or 'none'} with {names.country(side)} only" for side in c.counterparts]
    raised = names.counted(sum(map(len, own.values())), "theme")
    return Sentence((f"{raised[0].upper()}{raised[1:]} raised: {names.listed(told)}.",))


def silences(c: Comparison) -> Sentence:
    """Name the themes raised with one side only, the most frequent first."""
    ledger = silence_ledger(c)
    columns = dict(zip(c.counterparts, ("first_statements", "second_statements"), strict=True))

    def clause(side: str) -> Iterable[Part]:
        own = ledger[ledger.raised_with == side].sort_values(columns[side], ascending=False, kind="stable")
        yield f"With {names.country(side)} alone: "
        yield from _joined(
            [(names.named("themes", row.theme), getattr(row, columns[side]), row.theme) for row in own.itertuples()],
            lambda theme, n: _number(n, part="said", side=side, theme=theme) if n else View("topic", "topic"),
        )

    return _to_either(c, clause)


def _joined(found: list[tuple[str, int, str]], number: Callable[[str, int], View]) -> Iterable[Part]:
    """Yield the first of some codes, each with its number in brackets."""
    if not found:
        yield "none"
    for at, (name, n, code) in enumerate(found[:NAMED]):
        yield f"{'; ' if at else ''}{name} ("
        yield number(code, n)
        yield ")"
    if len(found) > NAMED:
        yield f" and {len(found) - NAMED} more"


def in_turn(c: Comparison) -> Sentence:
    """Say how many themes both sides of the engagements spoke of."""
    found = count_reciprocity(c)

    def clause(side: str) -> Iterable[Part]:
        own = found[found.side == side]
        both = own.theme[own.relation == "both"]
        named = f" ({names.listed([names.named('themes', theme) for theme in both[:NAMED]])})" if len(both) else ""
        of = names.counted(len(own), "theme")
        yield f"With {names.country(side)} both sides spoke of {len(both) or 'none'} of {of}{named}"

    return _to_either(c, clause)


def engagements(c: Comparison) -> Sentence:
    """Say how many engagements there were with either side, by channel."""

    def clause(side: str) -> Iterable[Part]:
        own = c.met[c.met.country == side]
        kinds = own.channel.value_counts(sort=False).sort_values(ascending=False, kind="stable")
        told = [names.channel(kind, n) for kind, n in kinds.items()]
        yield f"With {names.country(side)}: {names.listed(told) or 'no engagement'}"

    return _to_either(c, clause)


def acts(c: Comparison) -> Sentence:
    """Name the most frequent acts to either side."""

    def clause(side: str) -> Iterable[Part]:
        acts = c.part("said", side).act.value_counts(sort=False).sort_values(ascending=False, kind="stable")
        yield f"To {names.country(side)}: "
        yield from _joined(
            [(names.named("acts", act), int(n), act) for act, n in acts.items()],
            lambda act, n: _number(n, part="said", side=side, act=act),
        )

    return _to_either(c, clause)


def terms(c: Comparison) -> Sentence:
    """Say how many statements to either side set terms."""

    def clause(side: str) -> Iterable[Part]:
        rows = c.part("said", side)
        yield _number(int((rows.condition != "").sum()), part="said", side=side, condition=links.ANY)
        yield f" of {names.counted(len(rows), 'statement')} to {names.country(side)} set terms"

    return _to_either(c, clause, "; ")


def names_given(c: Comparison) -> Sentence:
    """Say how many statements to either side name the relationship."""

    def clause(side: str) -> Iterable[Part]:
        rows = c.part("said", side)
        yield _number(int((rows.label != "").sum()), part="said", side=side, label=links.ANY)
        yield f" of {names.counted(len(rows), 'statement')} to {names.country(side)} give the relationship a name"

    return _to_either(c, clause, "; ")


def channels(c: Comparison) -> Sentence:
    """Say how many statements to either side were made in an engagement."""
    found = by_channel(c)
    columns = dict(zip(c.counterparts, ("first", "second"), strict=True))

    def clause(side: str) -> Iterable[Part]:
        made = [row.channel for row in found.itertuples() if row.channel and getattr(row, columns[side])]
        n = int(found[columns[side]][found.channel != ""].sum())
        yield _number(n, part="said", side=side, channel=made)
        yield f" of {names.counted(len(c.part('said', side)), 'statement')} to {names.country(side)} "
        yield "were made in an engagement"

    return _to_either(c, clause, "; ")


def voices(c: Comparison) -> Sentence:
    """Name the one of the voices compared that says most to either side, and whom it takes in.

    Other institutions, which are in no voice, may say more.
    """
    found = by_voice(c).drop_duplicates(["voice", "side"])

    def clause(side: str) -> Iterable[Part]:
        own = found[found.side == side].sort_values("n", ascending=False, kind="stable")
        first = "none of the voices compared says anything"
        if len(own):
            group = [code.replace("_", " ") for code in voice_groups()[own.voice.iloc[0]]]
            taken_in = f" ({names.listed(group)})" if len(group) > 1 else ""
            total = names.counted(len(c.part("said", side)), "statement")
            first = f"the {own.voice.iloc[0]}{taken_in} says most of the voices compared, {own.n.iloc[0]:,} of {total}"
        yield f"To {names.country(side)} {first}"

    return _to_either(c, clause)


def speakers(c: Comparison) -> Sentence:
    """Name the speaker who says most to either side."""

    def clause(side: str) -> Iterable[Part]:
        rows = c.part("said", side)
        found = rows.speaker.value_counts(sort=False).sort_values(ascending=False, kind="stable")
        yield f"To {names.country(side)} "
        if len(found):
            yield f"most is said by {found.index[0] or 'speakers not named'}, "
            yield _number(int(found.iloc[0]), part="said", side=side, speaker=found.index[0])
            yield f" of {names.counted(len(rows), 'statement')}"
        else:
            yield "nothing is said"

    return _to_either(c, clause)


def over_time(c: Comparison) -> Sentence:
    """Name the period with the most statements to either side."""
    found = by_period(c)
    found = found[found.measure == "stance"]

    def clause(side: str) -> Iterable[Part]:
        own = found[found.side == side].sort_values("n", ascending=False, kind="stable")
        if own.empty:
            yield f"To {names.country(side)} no statement is dated"
        else:
            yield f"To {names.country(side)} most is said in {own.period.iloc[0]} ({own.n.iloc[0]:,})"

    return _to_either(c, clause)


def set_apart(c: Comparison) -> Sentence:
    """Say how many statements stand apart, by part."""
    parts: list[Part] = []
    for part in SET_APART:
        n = len(c.part(part))
        if n:
            parts += ["; " if parts else "", _number(n, part=part), f" {names.part(part, c.sides.actor)}"]
    return Sentence(
        ("Not among the statements counted are ", *parts, ".") if parts else ("No statement stands apart.",)
    )


def other_choices(c: Comparison) -> Sentence:
    """Say how many of the differences hold under every other choice."""
    found = check_robustness(c)
    shown = found[(found.choice == "as counted") & (found.outcome == "shown")][["aspect", "code"]]
    others = found[found.choice != "as counted"].merge(shown).groupby(["aspect", "code"]).outcome
    firm = sum(set(outcomes) == {"holds"} for _, outcomes in others)
    if shown.empty:
        return Sentence(("There is no difference that another choice could change.",))
    differences = names.counted(len(shown), "difference")
    return Sentence((f"Of {differences} shown, {firm or 'none'} hold{'s' * (firm == 1)} under every other choice.",))


def keywords(c: Comparison) -> Sentence:
    """Say how many words mark either side beyond chance."""
    found = find_keywords(c)
    if found.empty:
        return Sentence(("No word was tested: either side needs more statements.",))

    def clause(side: str) -> Iterable[Part]:
        own = found[(found.side == side) & (found.beyond == "yes")]
        named = f" (“{'”, “'.join(own.phrase[:NAMED])}”)" if len(own) else ""
        words = f"{len(own) or 'None'} of {names.counted(len(found), 'word or phrase', 'words and phrases')}"
        yield f"{words} listed {'marks' if len(own) == 1 else 'mark'} {names.country(side)} beyond chance{named}"

    return _to_either(c, clause)


def formulas(c: Comparison) -> Sentence:
    """Say how many statements to either side have a standing formula."""
    found = formula_places(c)

    def clause(side: str) -> Iterable[Part]:
        ids = list(dict.fromkeys(found.statement_id[found.side == side]))
        yield _number(len(ids), statement=ids)
        yield f" of {names.counted(len(c.part('said', side)), 'statement')} to {names.country(side)} have a formula"

    return _to_either(c, clause, "; ")


def shared_wording(c: Comparison) -> Sentence:
    """Say how many phrases are said to both sides, and how many of them are formulas."""
    found = shared_phrases(c)
    phrases = names.counted(len(found), "phrase")
    formulas = int((found.formula == "yes").sum())
    text = f"{phrases[0].upper()}{phrases[1:]} stand{'s' * (len(found) == 1)} in statements to both"
    return Sentence((f"{text}; {formulas or 'none'} of them in a standing formula.",))

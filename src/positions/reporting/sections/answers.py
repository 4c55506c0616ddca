"""The sentence that answers the question of a section, computed from the same statements as its table and figure.

A `positions.comparison.Comparison` comes in, a `View` goes out; every number in it leads to the statements that it
counts. Notebooks show it at the end of a section. Most are two clauses, one for either counterpart (`_of_either`).
"""

from collections.abc import Callable

import pandas as pd

from positions.comparison import Comparison
from positions.comparison.archive_coverage import ALL_PUBLISHERS, find_gaps, register_documents
from positions.comparison.breakdowns import by_channel, by_period, by_voice, voice_groups
from positions.comparison.exchanges import count_reciprocity
from positions.comparison.keywords import find_keywords, shared_phrases
from positions.comparison.shares import AS_COUNTED, check_robustness, compare_shares, silence_ledger
from positions.reporting.render import links, names
from positions.reporting.render.markup import View, join, number, paragraph, sentence
from positions.reporting.sections.archive_coverage import language_name
from positions.reporting.sections.themes_raised import raised_only_with
from positions.reporting.sections.wording import formula_places

SET_APART = ("joint", "both", "context", "heard_context", "apart")
NAMED = 3  # codes or words written out in a sentence


def _of_either(between: str = ". ") -> Callable[[Callable], Callable[[Comparison], View]]:
    """Decorate a function that makes the clause of one side, so that it makes the sentence, or two, of both."""

    def decorate(clause: Callable[[Comparison, str], str | View]) -> Callable[[Comparison], View]:
        def answer(c: Comparison) -> View:
            first, second = (sentence(clause(c, side)) for side in c.counterparts)
            return sentence(first[:1].upper() + first[1:] if first.startswith("none") else first, between, second, ".")

        answer.__doc__ = clause.__doc__
        return answer

    return decorate


def _number(n: int, **chosen: object) -> View:
    """Return a number that leads to the statements it counts; nought in words."""
    return View(number(n, **chosen) or "none")


def _of_all(c: Comparison, side: str, verb: str, n: int, /, **chosen: object) -> View:
    """Return "3 of 20 statements to China set terms", the first number leading to its statements."""
    all_of_them = names.counted(len(c.part("said", side)), "statement")
    return View("{} of {} to {} {}").format(_number(n, **chosen), all_of_them, names.country(side), verb)


def _few(head: str, each: list[tuple[str, str | View]]) -> View:
    """Return the first of some codes, each with its number in brackets."""
    more = f" and {len(each) - NAMED} more" if len(each) > NAMED else ""
    return sentence(head, join((View("{} ({})").format(*one) for one in each[:NAMED]), "; ") or "none", more)


def shown(answer: View) -> View:
    """Return an answer as the paragraph that ends a section."""
    return paragraph(answer, "answer")


def counted(c: Comparison) -> View:
    """Say how many of all statements found the report counts."""
    first, second = (_said(c, side) for side in c.counterparts)
    found = names.counted(len(c.statements) + len(c.doubtful), "statement")
    return View("Of {} found, the shares count {} and {}.").format(found, first, second)


def _said(c: Comparison, side: str) -> View:
    """Return "3 to China", the number leading to the statements."""
    return sentence(_number(len(c.part("said", side)), part="said", side=side), f" to {names.country(side)}")


@_of_either("; ")
def said(c: Comparison, side: str) -> View:
    """Say in how many documents the state speaks to either side."""
    documents = c.part("said", side).doc_id.nunique()
    return _said(c, side) + (f", in {names.counted(documents, 'document')}" if documents else "")


def shares(c: Comparison) -> View:
    """Say how many shares were compared and how many differ."""
    found = compare_shares(c)
    if found.empty:
        return sentence("No share is compared: either side needs more statements.")
    codes = found.drop_duplicates(["aspect", "code"])
    differ, withheld = (int((codes[column] != "").sum()) for column in ("differs", "withheld"))
    compared = names.counted(len(codes), "share")
    more = f"; {withheld} more would if the coding had no errors" if withheld else ""
    return sentence(f"Of {compared} compared, {differ or 'none'} differ beyond chance and coding errors{more}.")


def themes(c: Comparison) -> View:
    """Say how many themes are raised with both sides, and with one only."""
    raised = silence_ledger(c).raised_with
    n = {side: int((raised == side).sum()) for side in ("both", *c.counterparts)}
    told = [f"{n['both'] or 'none'} with both sides"]
    told += [f"{n[side] or 'none'} with {names.country(side)} only" for side in c.counterparts]
    in_all = names.counted(sum(n.values()), "theme")
    return sentence(f"{in_all[0].upper()}{in_all[1:]} raised: {names.listed(told)}.")


@_of_either()
def silences(c: Comparison, side: str) -> View:
    """Name the themes raised with one side only, the most frequent first."""
    each = [
        (names.named("themes", row.theme), number(row.n, part="said", side=side, theme=row.theme) or "topic")
        for row in raised_only_with(c, side).itertuples()
    ]
    return _few(f"With {names.country(side)} alone: ", each)


@_of_either()
def in_turn(c: Comparison, side: str) -> str:
    """Say how many themes both sides of the engagements spoke of."""
    found = count_reciprocity(c)
    own = found[found.side == side]
    both = [names.named("themes", theme) for theme in own.theme[own.relation == "both"]]
    named = f" ({names.listed(both[:NAMED])})" if both else ""
    of = names.counted(len(own), "theme")
    return f"With {names.country(side)} both sides spoke of {len(both) or 'none'} of {of}{named}"


@_of_either()
def engagements(c: Comparison, side: str) -> str:
    """Say how many engagements there were with either side, by channel."""
    told = [names.channel(kind, n) for kind, n in c.met.channel[c.met.country == side].value_counts().items()]
    return f"With {names.country(side)}: {names.listed(told) or 'no engagement'}"


@_of_either()
def acts(c: Comparison, side: str) -> View:
    """Name the most frequent acts to either side."""
    found = c.part("said", side).act.value_counts().items()
    each = [(names.named("acts", act), number(n, part="said", side=side, act=act)) for act, n in found]
    return _few(f"To {names.country(side)}: ", each)


@_of_either("; ")
def terms(c: Comparison, side: str) -> View:
    """Say how many statements to either side set terms."""
    n = int((c.part("said", side).condition != "").sum())
    return _of_all(c, side, "set terms", n, part="said", side=side, condition=links.ANY)


@_of_either("; ")
def names_given(c: Comparison, side: str) -> View:
    """Say how many statements to either side name the relationship."""
    n = int((c.part("said", side).label != "").sum())
    return _of_all(c, side, "give the relationship a name", n, part="said", side=side, label=links.ANY)


@_of_either("; ")
def channels(c: Comparison, side: str) -> View:
    """Say how many statements to either side were made in an engagement."""
    column = ("first", "second")[c.counterparts.index(side)]
    found = by_channel(c).set_index("channel")[column].drop("", errors="ignore")
    made = list(found.index[found > 0])
    return _of_all(c, side, "were made in an engagement", int(found.sum()), part="said", side=side, channel=made)


@_of_either()
def voices(c: Comparison, side: str) -> str:
    """Name the one of the voices compared that says most to either side, and whom it takes in.

    Other institutions, which are in no voice, may say more.
    """
    found = by_voice(c).drop_duplicates(["voice", "side"])
    own = found[found.side == side].sort_values("n", ascending=False, kind="stable")
    if own.empty:
        return f"To {names.country(side)} none of the voices compared says anything"
    voice, n = own.voice.iloc[0], own.n.iloc[0]
    group = [code.replace("_", " ") for code in voice_groups()[voice]]
    taken_in = f" ({names.listed(group)})" if len(group) > 1 else ""
    total = names.counted(len(c.part("said", side)), "statement")
    return f"To {names.country(side)} the {voice}{taken_in} says most of the voices compared, {n:,} of {total}"


@_of_either()
def speakers(c: Comparison, side: str) -> str | View:
    """Name the speaker who says most to either side."""
    rows = c.part("said", side)
    if rows.empty:
        return f"To {names.country(side)} nothing is said"
    name, n = next(rows.speaker.value_counts().items())
    told, of = _number(n, part="said", side=side, speaker=name), names.counted(len(rows), "statement")
    return sentence(f"To {names.country(side)} most is said by {name or 'speakers not named'}, ", told, f" of {of}")


@_of_either()
def over_time(c: Comparison, side: str) -> str:
    """Name the period with the most statements to either side."""
    found = by_period(c)
    own = found[(found.measure == "stance") & (found.side == side)]
    if own.empty:
        return f"To {names.country(side)} no statement is dated"
    most = own.sort_values("n", ascending=False, kind="stable").iloc[0]
    return f"To {names.country(side)} most is said in {most.period} ({most.n:,})"


def set_apart(c: Comparison) -> View:
    """Say how many statements stand apart, by part."""
    numbers = {part: number(len(c.part(part)), part=part) for part in SET_APART}
    each = [sentence(n, f" {names.part(part, c.sides.actor)}") for part, n in numbers.items() if n]
    if not each:
        return sentence("No statement stands apart.")
    return sentence("Not among the statements counted are ", join(each, "; "), ".")


def other_choices(c: Comparison) -> View:
    """Say how many of the differences hold under every other choice."""
    found = check_robustness(c)
    is_counted = found.choice == AS_COUNTED
    shown = found[is_counted & (found.outcome == "shown")][["aspect", "code"]]
    if shown.empty:
        return sentence("There is no difference that another choice could change.")
    others = found[~is_counted].merge(shown).groupby(["aspect", "code"]).outcome
    firm = sum(set(outcomes) == {"holds"} for _, outcomes in others)
    differences = names.counted(len(shown), "difference")
    return sentence(f"Of {differences} shown, {firm or 'none'} hold{'s' * (firm == 1)} under every other choice.")


def keywords(c: Comparison) -> View:
    """Say how many words mark either side beyond chance."""
    if find_keywords(c).empty:
        return sentence("No word was tested: either side needs more statements.")
    return _words_that_mark(c)


@_of_either()
def _words_that_mark(c: Comparison, side: str) -> str:
    """Say how many of the words listed mark a side beyond chance, and which first."""
    found = find_keywords(c)
    own = found[(found.side == side) & (found.beyond == "yes")]
    named = f" (“{'”, “'.join(own.phrase[:NAMED])}”)" if len(own) else ""
    words = f"{len(own) or 'None'} of {names.counted(len(found), 'word or phrase', 'words and phrases')}"
    return f"{words} listed {'marks' if len(own) == 1 else 'mark'} {names.country(side)} beyond chance{named}"


@_of_either("; ")
def formulas(c: Comparison, side: str) -> View:
    """Say how many statements to either side have a standing formula."""
    found = formula_places(c)
    ids = list(dict.fromkeys(found.statement_id[found.side == side]))
    return _of_all(c, side, "have a formula", len(ids), statement=ids)


def shared_wording(c: Comparison) -> View:
    """Say how many phrases are said to both sides, and how many of them are formulas."""
    found = shared_phrases(c)
    phrases = names.counted(len(found), "phrase")
    formulas = int((found.formula == "yes").sum())
    text = f"{phrases[0].upper()}{phrases[1:]} stand{'s' * (len(found) == 1)} in statements to both"
    return sentence(f"{text}; {formulas or 'none'} of them in a standing formula.")


def publishers(c: Comparison) -> View:
    """Say which publisher has the most documents, and from when to when they are."""
    held = register_documents(c)
    dates = sorted(set(held.published) - {""})
    first = f"The most frequent publisher: {_most(held.publisher)}"
    if not dates:
        return sentence(f"{first}; no document has a date.")
    return sentence(f"{first}; published {dates[0] if len(dates) == 1 else f'from {dates[0]} to {dates[-1]}'}.")


def gaps(c: Comparison) -> View:
    """Say of how many of all periods nothing is held."""
    whole = find_gaps(c)
    whole = whole[(whole.publisher == ALL_PUBLISHERS) & (whole.unit != "")]
    if whole.empty:
        return sentence("There are too few documents to speak of gaps.")
    (row,) = whole.itertuples()
    return sentence(f"Nothing is held of {row.without or 'none'} of {names.counted(row.periods, row.unit)}.")


def kinds(c: Comparison) -> View:
    """Name the most frequent form and language."""
    held = register_documents(c)
    form, language = held.genre.map(lambda code: names.named("genres", code)), held.language.map(language_name)
    return sentence(f"The most frequent form: {_most(form)}; the most frequent language: {_most(language)}.")


def documents(c: Comparison) -> View:
    """Say how many of the documents read have a statement of the report."""
    speaking = int((register_documents(c).statements > 0).sum())
    has = "has" if speaking == 1 else "have"
    return sentence(f"Of {names.counted(len(c.documents), 'document')} read, {speaking or 'none'} {has} a statement.")


def left_out(c: Comparison) -> View:
    """Say how many files or lines could not be used, and how many documents are in other languages or of other days."""
    foreign = int((c.left_out.language != "").sum())
    unused, aside = len(c.left_out) - foreign, len(c.set_aside)
    clauses = [f"{names.counted(unused, 'file or line', 'files or lines')} could not be used"] * bool(unused)
    clauses += [f"{names.counted(foreign, 'document')} set aside by language"] * bool(foreign)
    clauses += [f"{names.counted(aside, 'document')} set aside by date"] * bool(aside)
    return sentence(f"{'; '.join(clauses) or 'Every file could be used'}.")


def corrections(c: Comparison) -> View:
    """Say how many corrections by readers were applied, and how many were not."""
    applied = int((c.corrections.problem == "").sum())
    refused = f"; {rest} could not be applied" if (rest := len(c.corrections) - applied) else ""
    return sentence(f"{names.counted(applied, 'correction').capitalize()} applied{refused}.")


def _most(column: pd.Series) -> str:
    """Return the most frequent value of the documents, with its number: "Dawn (672 of 1,000)"."""
    for name, n in column.value_counts().items():
        return f"{name or 'not known'} ({n:,} of {len(column):,})"
    return "none"

"""How far the coding can be trusted: sentences, tables and figures from the stored results of the validation.

Worked examples of right and wrong stand at the end: invented sentences, and press sentences if they are available.
"""

from collections.abc import Sequence

import pandas as pd

from positions import coding, validation
from positions.countries import SIDES
from positions.data_files import lexicon
from positions.documents import Document
from positions.documents.structure import press_parts
from positions.reporting.render import names
from positions.reporting.render.markup import View, element, listing, paragraph, piece, sentence, stack, table
from positions.reporting.render.names import listed
from positions.reporting.render.svg import GRID, SOFT, Drawing, canvas, drawing_style, finish, interval_chart
from positions.reporting.sections.error_rates import percent_with_interval
from positions.statistics import wilson_interval
from positions.validation import Stored
from positions.validation.evaluation import CONFUSED
from positions.validation.figures import CHECKS, judge_statements
from positions.validation.hand_coding import DEVELOPMENT, PARTS


def findings(measured: Stored) -> View:
    """Return the findings of the validation as a list."""
    each = [
        _usable(measured),
        _code_findings(measured),
        _readings(measured),
        _counterparts(measured),
        _confidence(measured),
    ]
    return listing([piece("finding", topic, text, "") for topic, text in each], "findings", ordered=True)


def _usable(measured: Stored) -> tuple[str, str]:
    """Say how many statements are found, and how many of those found can be used."""
    text = []
    for part in PARTS:
        lost, right = (measured.figure(name, part) for name in ("content at 0.5: recall", "usable: precision"))
        text.append(f"{part}: {_in100(lost)} of 100 found, {_in100(right)} of 100 found usable")
    return "Statements", f"Of the statements coded by hand, and of those found by the machine, {'; '.join(text)}."


def _code_findings(measured: Stored) -> tuple[str, str]:
    """Say which codes are most and least often right."""
    codes = ("speaker", "speaker country", "target", "institution", "quote type", "act", "stance exact", "main theme")
    found = sorted(((measured.figure(code), code) for code in codes), reverse=True)
    each = [f"{code} {_in100(value)}" for value, code in found]
    return "Codes", f"Right, of 100 statements whose words are right: {listed(each)}."


def _readings(measured: Stored) -> tuple[str, str]:
    """Say where the machine agrees less than the two readings do."""
    found = measured.tables["agreement"]
    machine = found[found.other == "machine"].groupby("code", sort=False).high.max()
    readings = found[found.other != "machine"].set_index("code")
    below = [code.replace("_", " ") for code in readings.index if machine[code] < readings.low[code]]
    text = f"The machine agrees with either reading less than the readings do with each other on: {listed(below)}."
    return "Agreement", f"{text if below else 'The machine agrees as the readings do.'} {_kin(measured)}"


def _kin(measured: Stored) -> str:
    """Say what the agreement of the readings is worth."""
    found = measured.tables["agreement"].set_index(["code", "other"])
    f1, usable = (found.loc[(name, "second reading"), "value"] for name in ("statement", "usable"))
    return (
        f"The readings have the same statements almost throughout (F1 {f1:.2f}), with speaker, country, target and act "
        f"alike in most ({usable:.2f}). They come from the same kind of reader: that is an upper bound."
    )


def _counterparts(measured: Stored) -> tuple[str, str]:
    """Say whether errors differ between the counterparts."""
    found = measured.tables["error_rates"]
    apart = found[(found.part == "said") & (found.side == "difference")]
    differ = [names.named("errors", row.error) for row in apart.itertuples() if row.low * row.high > 0]
    told = f"differ in: {listed(differ)}" if differ else "are not shown to differ"
    shares = measured.tables["share_errors"]
    wrong = shares[shares.low * shares.high > 0]
    own, towards = names.country(SIDES.actor), " and ".join(f"to {names.country(side)}" for side in SIDES.counterparts)
    text = f"Errors in what {own} says {towards} {told}."
    if len(wrong):
        each = listed([f"{row.aspect} {row.code}".strip().replace("_", " ") for row in wrong.itertuples()])
        text += f" The machine’s difference of shares is off, beyond chance, in: {each}."
    return "Counterparts", f"{text} What the errors could make is taken off before a difference of shares is claimed."


def _confidence(measured: Stored) -> tuple[str, str]:
    """Say whether confidences mean what they say, and what they can tell."""
    found = measured.tables["calibration"]
    beyond = [names.named("confidences", row.confidence) for row in found.itertuples() if row.error > row.by_chance]
    whole = found.set_index("confidence").loc["confidence"]
    text = f"On the articles kept apart, confidence in a statement is off by {whole.error:.3f} on average; a perfectly"
    text += f" calibrated coder would stay at or below {whole.by_chance:.3f} in 95 of 100 simulations."
    text += f" Beyond that are: {listed(beyond)}." if beyond else " The same holds of each code."
    blind = [names.named("confidences", row.confidence) for row in found.itertuples() if row.ranking < 0.6]
    if blind:
        text += f" A confidence says little about which statement is wrong in: {listed(blind)}."
    return "Confidence", text


def _in100(value: tuple[float, float, float]) -> str:
    """Write a share in 100 with its interval."""
    share, low, high = (round(100 * number) for number in value)
    return f"{share} ({low}–{high})"


CURVE_COLOUR, CURVE_MARKER = names.series()[0]


def reliability_curve(bins: pd.DataFrame, what: str) -> Drawing:
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
        A mark for each bin with the 95% Wilson interval of the share; on the diagonal, confidences are exact.
    """
    with drawing_style():
        figure, axes = canvas(4.6)
        axes.plot([0, 1], [0, 1], color=SOFT, linewidth=1, linestyle="--")
        for row in bins.itertuples():
            low, high = wilson_interval(round(row.n * row.right), row.n)
            axes.plot([row.mean, row.mean], [low, high], color=CURVE_COLOUR, linewidth=1.2)
        axes.plot(bins["mean"], bins.right, color=CURVE_COLOUR, marker=CURVE_MARKER, markersize=6, linewidth=0.8)
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1.02)
        axes.set_xlabel("mean confidence of the bin")
        axes.set_ylabel("share that is right")
        axes.grid(color=GRID, linewidth=0.8)
        axes.tick_params(length=0)
        return finish(figure, _curve_in_words(bins, what))


def _curve_in_words(bins: pd.DataFrame, what: str) -> str:
    """Say what is drawn."""
    each = [f"confidence {row.mean:.2f}, right {row.right:.2f} of {row.n}" for row in bins.itertuples()]
    return f"Reliability of the confidence in the {what}, in {len(bins)} bins: {'; '.join(each)}."


OF = (*PARTS, "all")
DRAWN = ("content at 0.5: F1", "usable: F1", "speaker", "speaker country", "target", "institution", "quote type", "act")
DRAWN = (*DRAWN, "stance exact", "main theme", "themes micro-F1")
PAIRS = (("first reading", "second reading"), ("first reading", "machine"), ("second reading", "machine"))
NAMES = {"themes": "main theme", "quote_type": "quote type", "speaker_country": "country", "target_basis": "basis"}


def basis(measured: Stored) -> View:
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


def measures(measured: Stored) -> View:
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


def measures_figure(measured: Stored) -> Drawing:
    """Draw the main figures, the two parts beside each other."""
    values = {(name, part): measured.figure(name, part) for name in DRAWN for part in PARTS}
    return interval_chart("Figures of the two parts", DRAWN, PARTS, values, "share, with 95% interval")


def agreement(measured: Stored) -> View:
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


def agreement_figure(measured: Stored) -> Drawing:
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
    return interval_chart("Agreement of codings", lines, series, values, "Krippendorff’s alpha, with 95% interval")


def confusion(measured: Stored, codes: Sequence[str] = CONFUSED) -> View:
    """Return for each code of the hand coding what the machine made of it."""
    return stack([_confusion(measured, code) for code in codes])


def _confusion(measured: Stored, code: str) -> View:
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


def errors_by_kind(measured: Stored, error: str) -> View:
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


def errors_by_counterpart(measured: Stored, part: str) -> View:
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
        each = [f"{percent_with_interval(own.loc[side])}; n {own.loc[side].n}" for side in SIDES.counterparts]
        apart = own.loc["difference"]
        rows.append(
            [
                names.named("errors", error),
                *each,
                percent_with_interval(apart),
                "yes" if apart.low * apart.high > 0 else "",
            ]
        )
    who = "to {}" if part == "said" else "by {}"
    heads = [
        "Errors in 100",
        *[who.format(names.country(side)) for side in SIDES.counterparts],
        "Difference",
        "Differs",
    ]
    note = "Differs: the 95% interval of the difference, articles drawn with replacement, does not include zero."
    return table(f"Error rates of statements {part}", heads, rows, note)


def errors_of_shares(measured: Stored) -> View:
    """Return how the machine's shares of codes differ from those of the hand coding, to either counterpart."""
    rows = []
    for row in measured.tables["share_errors"].itertuples(index=False):
        kind = {"act": "acts", "stance": "stances", "theme": "themes"}.get(row.aspect, "")
        name = f"{names.named('aspects', row.aspect)}: {names.named(kind, row.code)}" if row.code else row.aspect
        by_hand, by_machine = ([round(100 * share) for share in part] for part in (row[2:4], row[4:6]))
        each = [f"{found} for {true}" for true, found in zip(by_hand, by_machine, strict=True)]
        apart = pd.Series({"value": row.difference, "low": row.low, "high": row.high})
        rows.append([name, *each, percent_with_interval(apart), "yes" if row.low * row.high > 0 else ""])
    heads = [
        "Share in 100",
        *[f"to {names.country(side)}" for side in SIDES.counterparts],
        "Error of the difference",
        "Differs",
    ]
    note = "“48 for 52”: the machine’s share is 48 where that of the hand coding is 52. The error of the difference "
    note += "is taken off, with its uncertainty, before a comparison of shares claims anything."
    return table("Shares by machine and by hand", heads, rows, note)


def calibration(measured: Stored) -> View:
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


def thresholds(measured: Stored) -> View:
    """Return what a minimum of confidence keeps, and how much of that is usable."""
    rows = [[row.minimum, row.n, _percent(row)] for row in measured.tables["thresholds"].itertuples()]
    note = "Of the articles kept apart; 95% intervals, articles drawn with replacement."
    return table(
        "What a minimum of confidence keeps", ["At least, of 100", "Statements kept", "Usable in 100"], rows, note
    )


def reliability_figure(measured: Stored, column: str = "confidence") -> Drawing:
    """Draw the reliability curve of one confidence."""
    bins = measured.tables["reliability"]
    return reliability_curve(bins[bins.confidence == column], names.named("confidences", column))


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
    return percent_with_interval(pd.Series({"value": row.share, "low": row.low, "high": row.high}))


SHOWN_EXAMPLES = 12  # press sentences of each kind of error
HEADLINE = "Minister speaks"
MATTER = ("speaker", "target", "act", "stance", "themes")


def invented_examples() -> View:
    """Return the project's own sentences with what a reader codes and what the coder makes of them."""
    rows = []
    for example in lexicon("reporting", "examples"):
        found = code_sentence(example["text"])
        row = next((row for row in found if row["content"] == example["content"]), None)
        wrong = _wrong(example["codes"], row)
        sure = row["confidence"] if row else ""
        rows.append([example["kind"], _marked(example), _list_codes(example["codes"]), wrong or "right", sure])
    heads = ["Kind", "Sentence", "A reader codes", "The coder", "Confidence, of 100"]
    note = "The sentences and the people in them are invented. The words of the statement are in italics."
    return table("Worked examples", heads, rows, note)


def code_sentence(words: str) -> list[dict]:
    """Return the rows of the statements in one sentence, read as an invented article."""
    text = f"{HEADLINE}\n\nISLAMABAD: {words}\n"
    article = press_parts(text)
    return coding.code_document(Document("one", "one.txt", text, article.headline, article.paragraphs, ""), SIDES)[0]


def _wrong(codes: dict, row: dict | None) -> str:
    """Say what the coder gets wrong; blank when nothing."""
    if row is None:
        return "wrong: finds no statement"
    codings = [f"{name} {row[name]}" for name in codes if str(row[name]) != str(codes[name])]
    return f"wrong: {', '.join(codings)}" if codings else ""


def _marked(example: dict) -> View:
    """Return a sentence with the words of its statement marked."""
    before, words, behind = example["text"].partition(example["content"])
    return sentence(before, element("em", words, "reported"), behind)


def _list_codes(codes: dict) -> str:
    """Return codes as one text."""
    return ", ".join(f"{name} {value}" for name, value in codes.items())


def press_examples(show: bool) -> View:
    """Return press sentences that the coder missed, added or coded otherwise, of the articles that may be looked at.

    Parameters
    ----------
    show : bool
        If false, or if the hand coding is not available, a sentence says where they are shown: press texts are not
        part of the project.
    """
    if not show or not validation.is_at_hand():
        return paragraph("Press sentences are shown where the hand coding is at hand, with show_press = True.")
    hand = validation.read(DEVELOPMENT)
    own = judge_statements(hand.merged, hand.machine(), hand.texts())
    rows = [[row.outcome, *_place(row.hand or row.machine)] for row in _few(own[own.outcome != "paired"])]
    coded_otherwise = own[(own.outcome == "paired") & (own["right usable"] == 0)]
    rows += [["coded otherwise", *_place(row.machine, row.hand)] for row in _few(coded_otherwise)]
    return table("Press sentences that went wrong", ["Error", "Article", "Words", "Codes"], rows)


def _few(rows: pd.DataFrame) -> list:
    """Return the first rows of each outcome."""
    return list(rows.groupby("outcome", sort=False).head(SHOWN_EXAMPLES).itertuples())


def _place(record: dict, hand: dict | None = None) -> list[str]:
    """Return the article, the words and the codes of a statement, beside those of the hand coding where they differ."""
    words = record["content"] if isinstance(record["content"], str) else " … ".join(record["content"])
    codes = [f"{name} {_code(record, name)}" + _instead(record, hand, name) for name in MATTER]
    return [record["file"], words, ", ".join(codes)]


def _code(record: dict, name: str) -> str:
    """Return a code in words."""
    return names.named("themes", (record["themes"] or [""])[0]) if name == "themes" else str(record[name])


def _instead(record: dict, hand: dict | None, name: str) -> str:
    """Return the hand coding's code in brackets where it is another."""
    return "" if hand is None or _code(hand, name) == _code(record, name) else f" (by hand {_code(hand, name)})"

"""How far the coding can be trusted: sentences, tables and figures from the stored results of the validation.

Worked examples of right and wrong stand at the end: invented sentences, and press sentences if they are available.
"""

import pandas as pd

from positions import coding, validation
from positions.countries import SIDES
from positions.data_files import lexicon
from positions.documents import Document
from positions.documents.structure import press_parts
from positions.reporting.render import names, svg
from positions.reporting.render.markup import View, element, listing, paragraph, piece, sentence, stack, table
from positions.reporting.render.names import in_100, listed
from positions.reporting.render.svg import Drawing
from positions.reporting.sections.error_rates import differs, that_differ, with_rates
from positions.statistics import wilson_interval
from positions.validation import Stored
from positions.validation.evaluation import CONFUSED
from positions.validation.figures import CHECKS, judge_statements
from positions.validation.hand_coding import DEVELOPMENT, PARTS


def findings(measured: Stored) -> View:
    """Return the findings of the validation as a list."""
    each = [piece("finding", topic, make(measured), "") for topic, make in ANSWERS.items()]
    return listing(each, "findings", ordered=True)


def answer(measured: Stored, topic: str) -> View:
    """Return the finding on one topic (a key of ANSWERS), as the answer that ends a section."""
    return paragraph(ANSWERS[topic](measured), "answer")


def _usable(measured: Stored) -> str:
    """Say how many statements are found, and how many of those found can be used."""
    each = []
    for part in PARTS:
        lost, right = (measured.figure(name, part) for name in ("content at 0.5: recall", "usable: precision"))
        each.append(f"{part}: {in_100(lost, '–')} of 100 found, {in_100(right, '–')} of 100 found usable")
    return f"Of the statements coded by hand, and of those found by the machine, {'; '.join(each)}."


def _codes(measured: Stored) -> str:
    """Say which codes are most and least often right."""
    codes = ("speaker", "speaker country", "target", "institution", "quote type", "act", "stance exact", "main theme")
    found = sorted(((measured.figure(code), code) for code in codes), reverse=True)
    each = [f"{code} {in_100(value, '–')}" for value, code in found]
    return f"Right, of 100 statements whose words are right: {listed(each)}."


def _readings(measured: Stored) -> str:
    """Say where the machine agrees less than the two readings do, and what the agreement of the readings is worth."""
    found = measured.tables["agreement"]
    machine = found[found.other == "machine"].groupby("code", sort=False).high.max()
    readings = found[found.other != "machine"].set_index("code")
    below = [code.replace("_", " ") for code in readings.index if machine[code] < readings.low[code]]
    text = f"The machine agrees with either reading less than the readings do with each other on: {listed(below)}."
    return (
        f"{text if below else 'The machine agrees as the readings do.'} The readings have the same statements almost "
        f"throughout (F1 {readings.value['statement']:.2f}), with speaker, country, target and act alike in most "
        f"({readings.value['usable']:.2f}). They come from the same kind of reader: that is an upper bound."
    )


def _confused(measured: Stored) -> str:
    """Say what each code is most often taken for."""
    found = measured.tables["confusions"]
    found = found[found.hand != found.machine].sort_values("n", ascending=False, kind="stable")
    each = []
    for row in found.drop_duplicates("code").itertuples():
        hand, machine = (_value_name(row.code, value) for value in (row.hand, row.machine))
        each.append(f"{NAMES.get(row.code, row.code)} “{hand}” coded as “{machine}” ({row.n})")
    return f"Most often the machine codes otherwise than the hand coding: {'; '.join(each)}."


def _kinds(measured: Stored) -> str:
    """Say which kinds of statements are most often missed, and which most often added."""
    found = measured.tables["kinds"].sort_values("share", ascending=False, kind="stable")
    first = {row.error: row for row in found.drop_duplicates("error").itertuples()}
    missed, added = (
        f"{first[error].by} {first[error].kind.replace('_', ' ')} ({first[error].wrong} of {first[error].n})"
        for error in ("missed", "added")
    )
    return f"Missed most often, of the kinds of statements: {missed}; added most often: {added}."


def _counterparts(measured: Stored) -> str:
    """Say whether errors differ between the counterparts."""
    rates = measured.tables["error_rates"]
    differing = that_differ(rates[rates.part == "said"])
    told = f"differ in: {listed(differing)}" if differing else "are not shown to differ"
    wrong = [row for row in measured.tables["share_errors"].itertuples() if differs(row)]
    each = listed([f"{row.aspect} {row.code}".strip().replace("_", " ") for row in wrong])
    off = f" The machine’s difference of shares is off, beyond chance, in: {each}." if wrong else ""
    return (
        f"Errors in what {names.country(SIDES.actor)} says {' and '.join(_either('to {}'))} {told}.{off} What the "
        "errors could make is taken off before a difference of shares is claimed."
    )


def _either(form: str) -> list[str]:
    """Return words about either counterpart."""
    return [form.format(names.country(side)) for side in SIDES.counterparts]


def _confidence(measured: Stored) -> str:
    """Say whether confidences mean what they say, and what they can tell."""
    found = measured.tables["calibration"]
    called = found.confidence.map(lambda confidence: names.named("confidences", confidence))
    beyond, blind = (listed(list(called[rows])) for rows in (found.error > found.by_chance, found.ranking < 0.6))
    whole = found.set_index("confidence").loc["confidence"]
    return (
        f"On the articles kept apart, confidence in a statement is off by {whole.error:.3f} on average; a perfectly "
        f"calibrated coder would stay at or below {whole.by_chance:.3f} in 95 of 100 simulations. "
        + (f"Beyond that are: {beyond}." if beyond else "The same holds of each code.")
        + (f" A confidence says little about which statement is wrong in: {blind}." if blind else "")
    )


ANSWERS = {
    "Statements": _usable,
    "Codes": _codes,
    "Agreement": _readings,
    "Confusion": _confused,
    "Kinds": _kinds,
    "Counterparts": _counterparts,
    "Confidence": _confidence,
}
OF = (*PARTS, "all")
DRAWN = (
    *("content at 0.5: F1", "usable: F1", "speaker", "speaker country", "target", "institution", "quote type", "act"),
    *("stance exact", "main theme", "themes micro-F1"),
)
PAIRS = (("first reading", "second reading"), ("first reading", "machine"), ("second reading", "machine"))
NAMES = {"themes": "main theme", "quote_type": "quote type", "speaker_country": "country", "target_basis": "basis"}


def basis(measured: Stored) -> View:
    """Return what was measured."""
    stamp = measured.stamp
    rows = [[part, *(stamp[part][of] for of in ("articles", "with_statements", "statements"))] for part in OF]
    heads = ["Part", "Articles", "With statements", "Statements by hand"]
    note = f"Codebook {stamp['codebook']}; sha256 of the hand coding {stamp['hand'][:12]}, of what the program made of "
    note += f"the articles {stamp['machine'][:12]}. What only one of two has is left out."
    return table("What was measured", heads, rows, note)


def measures(measured: Stored) -> View:
    """Return every figure with its interval, for either part and for all articles."""
    found = measured.tables["figures"]
    rows = [[figure, *[_with_cases(measured, figure, part) for part in OF]] for figure in dict.fromkeys(found.figure)]
    note = (
        "Between 0 and 1, with 95% intervals: 2,000 draws of articles with replacement. Precision: of the machine's "
        "statements; recall: of those coded by hand; codes: of the statements with at least half of the words. Terms: "
        "of these, where both have the same words for terms; criticism and unfavourable stance: of all that the "
        "machine codes so, found by hand or not. n: the cases of such a share, whose interval is no narrower than "
        "Wilson’s."
    )
    return table("Figures with intervals", ["Figure", *OF], rows, note)


def _with_cases(measured: Stored, figure: str, part: str) -> str:
    """Write a figure with its interval, one that decides what is shown with the number of its cases."""
    told = _told(measured.figure(figure, part))
    return f"{told}; n {measured.cases(figure, part)}" if figure in CHECKS else told


def _told(values: tuple[float, float, float]) -> str:
    """Write a figure with its interval."""
    return "{:.2f} ({:.2f}–{:.2f})".format(*values)


def measures_figure(measured: Stored) -> Drawing:
    """Draw the main figures, the two parts beside each other."""
    values = {(name, part): measured.figure(name, part) for name in DRAWN for part in PARTS}
    return svg.interval_chart("Figures of the two parts", values, "share, with 95% interval")


def agreement(measured: Stored) -> View:
    """Return the agreement of the two readings beside that of the machine with each."""
    rows = []
    for code, own in measured.tables["agreement"].groupby("code", sort=False):
        found = {(row.one, row.other): row for row in own.itertuples()}
        each = [f"{_told((row.value, row.low, row.high))}; n {row.units}" for row in map(found.get, PAIRS)]
        rows.append([NAMES.get(code, code), own.level.iloc[0], *each])
    heads = ["Code", "Measure", *[" and ".join(pair) for pair in PAIRS]]
    note = (
        "Krippendorff’s alpha (1: agreement, 0: what chance gives) of the statements that both have, n; statement: the "
        "F1 of finding them, usable: of finding them with speaker, country, target and act alike. 95% intervals: 500 "
        "draws of articles."
    )
    return table("Agreement", heads, rows, note)


def agreement_figure(measured: Stored) -> Drawing:
    """Draw the alphas."""
    values = {}
    for row in measured.tables["agreement"].itertuples():
        if row.level != "F1":
            pair = f"{row.one.partition(' ')[0]}–{row.other.partition(' ')[0]}"
            values[NAMES.get(row.code, row.code), pair] = (row.value, row.low, row.high)
    return svg.interval_chart("Agreement of codings", values, "Krippendorff’s alpha, with 95% interval")


def confusion(measured: Stored) -> View:
    """Return for each code of the hand coding what the machine made of it."""
    found = measured.tables["confusions"]
    return stack([_confusion(code, found[found.code == code]) for code in CONFUSED])


def _confusion(code: str, found: pd.DataFrame) -> View:
    """Return the table of one kind of code: hand coding down, machine across."""
    order = sorted({*found.hand, *found.machine}, key=_order)
    called = [_value_name(code, value) for value in order]
    cells = found.set_index(["hand", "machine"]).n
    rows = [[int(cells.get((one, other), 0)) or "" for other in order] for one in order]
    caption = f"{NAMES.get(code, code).capitalize()}: hand coding down, machine across, in statements"
    return table(caption, ["By hand", *called], [[name, *row] for name, row in zip(called, rows, strict=True)])


def _value_name(code: str, value: str) -> str:
    """Return what a value of a code is called; a stance is its number."""
    return names.named("" if code == "stance" else code, value) or "none"


def _order(value: str) -> tuple[int, str]:
    """Return what puts numbers in order before words."""
    return (int(value), "") if value.lstrip("-").isdigit() else (100, value)


def errors_by_kind(measured: Stored, error: str) -> View:
    """Return what is missed, or added, by kind of statement.

    Parameters
    ----------
    measured : Stored
    error : str
        ``missed`` or ``added``.
    """
    rows = [
        [f"{row.by}: {row.kind.replace('_', ' ')}", f"{row.wrong} of {row.n}", in_100((row.share, row.low, row.high))]
        for row in measured.tables["kinds"].itertuples()
        if row.error == error
    ]
    of = "coded by hand" if error == "missed" else "found by the machine"
    note = "Kinds of fewer than five statements are left out; 95% intervals, articles drawn with replacement, no "
    note += "narrower than Wilson’s."
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
    rows = [
        [error, *each, in_100((apart.value, apart.low, apart.high)), "yes" if differs(apart) else ""]
        for error, each, apart in with_rates(found[found.part == part], SIDES.counterparts, "; n")
    ]
    heads = ["Errors in 100", *_either("to {}" if part == "said" else "by {}"), "Difference", "Differs"]
    note = "Differs: the 95% interval of the difference, articles drawn with replacement, does not include zero."
    return table(f"Error rates of statements {part}", heads, rows, note)


def errors_of_shares(measured: Stored) -> View:
    """Return how the machine's shares of codes differ from those of the hand coding, to either counterpart."""
    rows = []
    for row in measured.tables["share_errors"].itertuples(index=False):
        code = f": {names.named(row.aspect, row.code)}"
        name = f"{names.named('aspects', row.aspect)}{code}" if row.code else row.aspect
        by_hand, by_machine = row[2:4], row[4:6]
        each = [f"{100 * found:.0f} for {100 * true:.0f}" for true, found in zip(by_hand, by_machine, strict=True)]
        apart = in_100((row.difference, row.low, row.high))
        rows.append([name, *each, apart, "yes" if differs(row) else ""])
    heads = ["Share in 100", *_either("to {}"), "Error of the difference", "Differs"]
    note = "“48 for 52”: the machine’s share is 48 where that of the hand coding is 52. The error of the difference "
    note += "is taken off, with its uncertainty, before a comparison of shares claims anything."
    return table("Shares by machine and by hand", heads, rows, note)


def reliability_figure(measured: Stored) -> Drawing:
    """Draw the reliability curve of the confidence in a whole statement.

    A mark stands for a bin, with the 95% Wilson interval of the share that is right; on the diagonal, confidences are
    exact.
    """
    bins = measured.tables["reliability"]
    bins = bins[bins.confidence == "confidence"]
    colour, marker = names.series()[0]
    with svg.drawing_style():
        figure, axes = svg.canvas(4.6)
        axes.plot([0, 1], [0, 1], color=svg.SOFT, linewidth=1, linestyle="--")
        for row in bins.itertuples():
            interval = wilson_interval(round(row.n * row.right), row.n)
            axes.plot([row.mean, row.mean], interval, color=colour, linewidth=1.2)
        axes.plot(bins["mean"], bins.right, color=colour, marker=marker, markersize=6, linewidth=0.8)
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1.02)
        axes.set_xlabel("mean confidence of the bin")
        axes.set_ylabel("share that is right")
        axes.grid()
        each = [f"confidence {row.mean:.2f}, right {row.right:.2f} of {row.n}" for row in bins.itertuples()]
        of = names.named("confidences", "confidence")
        told = f"Reliability of the confidence in the {of}, in {len(bins)} bins: {'; '.join(each)}."
        return svg.finish(figure, told)


def calibration(measured: Stored) -> View:
    """Return how well each confidence is calibrated on the articles kept apart."""
    rows = []
    for row in measured.tables["calibration"].itertuples():
        figures = [f"{value:.3f}" for value in (row.right, row.error, row.by_chance)]
        within = "yes" if row.error <= row.by_chance else "no"
        rows.append([names.named("confidences", row.confidence), row.n, *figures, within, f"{row.ranking:.2f}"])
    heads = ["Confidence in", "Statements", "Right", "Calibration error", "By chance", "Within", "Ranking"]
    note = (
        "Calibration error: mean distance of confidence and share in ten bins of equal count, on the articles kept "
        "apart; the weights were fitted to others. By chance: what 95 of 100 simulations of a perfectly calibrated "
        "coder stay at or below. Ranking: the chance that a right statement has more confidence than a wrong one "
        "(0.5: none)."
    )
    return table("Calibration", heads, rows, note)


def thresholds(measured: Stored) -> View:
    """Return what a minimum of confidence keeps, and how much of that is usable."""
    found = measured.tables["thresholds"].itertuples()
    rows = [[row.minimum, row.n, in_100((row.share, row.low, row.high))] for row in found]
    heads = ["At least, of 100", "Statements kept", "Usable in 100"]
    note = "Of the articles kept apart; 95% intervals, articles drawn with replacement."
    return table("What a minimum of confidence keeps", heads, rows, note)


SHOWN_EXAMPLES = 12  # press sentences of each kind of error
HEADLINE = "Minister speaks"
MATTER = ("speaker", "target", "act", "stance", "themes")


def invented_examples() -> View:
    """Return the project's own sentences with what a reader codes and what the coder makes of them."""
    rows = []
    for example in lexicon("reporting", "examples"):
        row = next((row for row in _coded(example["text"]) if row["content"] == example["content"]), None)
        before, words, behind = example["text"].partition(example["content"])
        marked = sentence(before, element("em", words, "reported"), behind)
        by_hand = ", ".join(f"{name} {value}" for name, value in example["codes"].items())
        told = [_outcome(example["codes"], row), row["confidence"] if row else ""]
        rows.append([example["kind"], marked, by_hand, *told])
    heads = ["Kind", "Sentence", "A reader codes", "The coder", "Confidence, of 100"]
    note = "The sentences and the people in them are invented. The words of the statement are in italics."
    return table("Worked examples", heads, rows, note)


def _coded(words: str) -> list[dict]:
    """Return the rows of the statements in one sentence, read as an invented article."""
    text = f"{HEADLINE}\n\nISLAMABAD: {words}\n"
    article = press_parts(text)
    return coding.code_document(Document("one", "one.txt", text, article.headline, article.paragraphs, ""), SIDES)[0]


def _outcome(codes: dict, row: dict | None) -> str:
    """Say what the coder gets wrong, or that it is right."""
    if row is None:
        return "wrong: finds no statement"
    codings = [f"{name} {row[name]}" for name in codes if str(row[name]) != str(codes[name])]
    return f"wrong: {', '.join(codings)}" if codings else "right"


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
    own, by_hand = _matter(record), _matter(hand or record)
    told = [f"{name} {own[name]}" + f" (by hand {by_hand[name]})" * (own[name] != by_hand[name]) for name in MATTER]
    return [record["file"], words, ", ".join(told)]


def _matter(record: dict) -> dict[str, str]:
    """Return the codes that are shown, in words; of the themes the main one."""
    theme = names.named("themes", (record["themes"] or [""])[0])
    return {name: theme if name == "themes" else str(record[name]) for name in MATTER}

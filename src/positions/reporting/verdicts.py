"""What the validation finds, in sentences made from the stored figures."""

from positions.countries import SIDES
from positions.reporting import names
from positions.reporting.markup import Shown, escape
from positions.reporting.names import listed
from positions.validation import Stored
from positions.validation.hand_coding import PARTS


def verdicts(measured: Stored) -> Shown:
    """Return the findings of the validation as a list."""
    each = [_usable(measured), _codes(measured), _readings(measured), _counterparts(measured), _confidence(measured)]
    items = "".join(f"<li><p><strong>{escape(topic)}.</strong> {escape(text)}</p></li>" for topic, text in each)
    plain = "\n\n".join(f"{number}. {topic}. {text}" for number, (topic, text) in enumerate(each, 1))
    return Shown(f'<ol class="findings">{items}</ol>', plain)


def _usable(measured: Stored) -> tuple[str, str]:
    """Say how many statements are found, and how many of those found can be used."""
    text = []
    for part in PARTS:
        lost, right = (measured.figure(name, part) for name in ("content at 0.5: recall", "usable: precision"))
        text.append(f"{part}: {_in100(lost)} of 100 found, {_in100(right)} of 100 found usable")
    return "Statements", f"Of the statements coded by hand, and of those found by the machine, {'; '.join(text)}."


def _codes(measured: Stored) -> tuple[str, str]:
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

"""What a report says of errors and confidence: rates by counterpart, what a minimum leaves out, what is not claimed."""

from dataclasses import replace

import pandas as pd
import pytest

from positions.comparison.shares import compare_shares
from positions.reporting.evidence import cards
from positions.reporting.sections import error_rates, shares
from positions.reporting.sections.opening import what_was_counted
from positions.reporting.sections.shares import percentages
from positions.validation import stored_figures
from quotes import linked


def stored(monkeypatch, **tables_):
    """Put invented tables in place of some of those stored."""
    found = stored_figures.stored()
    changed = stored_figures.Stored(found.stamp, {**found.tables, **tables_})
    monkeypatch.setattr(stored_figures, "stored", lambda: changed)


def rates(value):
    """Return error rates that are .2 with either counterpart, with a difference in acts between two limits."""
    rows = []
    for error in ("missed", "not usable", "act"):
        low, high = value if error == "act" else (-0.1, 0.25)
        for side in ("USA", "CHN"):
            rows.append({"error": error, "side": side, "n": 50, "value": 0.2, "low": 0.1, "high": 0.3})
        rows.append({"error": error, "side": "difference", "n": 0, "value": 0.0, "low": low, "high": high})
    return pd.DataFrame(rows).assign(part="said")


def test_the_report_states_the_rates(said, compared, monkeypatch):
    """Rule: what is missed and what is not usable stands above the rates, by counterpart, with intervals and basis."""
    stored(monkeypatch, error_rates=rates((-0.1, 0.1)))
    found = error_rates.by_counterpart(compared([said("a b c d"), said("e f g h", target="CHN")])).plain
    assert "to the United States 20 (10 to 30) are not found, and 20 (10 to 30) of those found are not usable" in found
    assert "readings by language models" in found
    assert "may be as much as 25 in 100 apart" in found


@pytest.mark.parametrize(("limits", "differs"), [((0.05, 0.2), True), ((-0.2, -0.05), True), ((-0.05, 0.2), False)])
def test_rates_that_differ_are_said_to(said, compared, monkeypatch, limits, differs):
    """Rule: an error rate differs when the interval of the difference leaves out nought; then the report says so."""
    stored(monkeypatch, error_rates=rates(limits))
    comparison = compared([said("a b c d")])
    assert (
        "These errors differ between the counterparts: act" in error_rates.by_counterpart(comparison).plain
    ) is differs
    assert ("| yes" in error_rates.by_counterpart(comparison).plain) is differs


def many(said):
    """Describe forty statements to either side, in twenty documents: 30 praise the USA, 10 China, or assert."""
    return [
        said(f"words {side} {i}", doc=f"{side}{i % 20}", target=side, act="praise" if i < praised else "state")
        for side, praised in (("USA", 30), ("CHN", 10))
        for i in range(40)
    ]


def errors_of(difference, sd):
    """Return errors of shares: of praise as given, of nothing else."""
    return pd.DataFrame([{"aspect": "act", "code": "praise", "difference": difference, "sd": sd}])


def praise(comparison):
    """Return what the shares say of praise to the USA: claimed, withheld."""
    table = compare_shares(comparison)
    row = table[(table.aspect == "act") & (table.code == "praise") & (table.side == "USA")].iloc[0]
    return row.differs, row.withheld


@pytest.mark.parametrize(
    ("difference", "sd", "expected"),
    [
        (0.0, 0.01, ("higher", "")),
        (0.4, 0.01, ("", "higher")),
        (0.0, 0.3, ("", "higher")),
        (-0.2, 0.01, ("higher", "")),
    ],
)
def test_errors_are_taken_off_a_difference(said, compared, monkeypatch, difference, sd, expected):
    """Rule: 75 against 25 in 100 is claimed, unless errors make .4 of it, or are themselves too uncertain."""
    stored(monkeypatch, share_errors=errors_of(difference, sd))
    assert praise(compared(many(said))) == expected


def test_errors_turn_with_the_columns(said, compared, monkeypatch):
    """Rule: with China in the first column the error of the difference has the other sign."""
    stored(monkeypatch, share_errors=errors_of(0.4, 0.01))
    assert praise(compared(many(said), counterparts="CHN,USA")) == ("", "higher")


def test_what_was_not_measured_is_not_claimed(said, compared, monkeypatch):
    """Rule: a code without a measured error makes no difference; the report says which, and the table in brackets."""
    stored(monkeypatch, share_errors=errors_of(0.0, 0.01).assign(code="affirm"))
    comparison = compared(many(said))
    assert praise(comparison) == ("", "higher")
    assert "Chance does not explain it, but errors of the coding could" in shares.key_differences(comparison).plain
    assert "(higher with the United States, adjusted p" in percentages(comparison).plain


def test_a_minimum_of_confidence_leaves_out_and_says_so(said, compared):
    """Rule: what is below the minimum is in no count, and how many it is, with either counterpart, is said."""
    rows = [
        said("a b c d", confidence=80),
        said("e f g h", confidence=79),
        said("i j k l", target="CHN", confidence=90),
    ]
    comparison = compared(rows, confidence=80)
    assert len(comparison.part("said", "USA")) == 1 and len(comparison.doubtful) == 1
    expected = (
        "below 80 of 100: 1 of 2 statements (50 of 100) to, with or by the United States and 0 of 1 statement to,"
    )
    assert expected in error_rates.too_unsure_note(comparison)
    assert expected in what_was_counted(comparison).plain
    assert error_rates.too_unsure_note(compared(rows)) == ""


def test_a_doubtful_repeat_does_not_count_another_out(said, compared):
    """Rule: the longer of two that repeat each other is left out by its confidence; the shorter one is counted."""
    rows = [said("ties matter a lot"), said("ties matter a lot now", confidence=10)]
    assert len(compared(rows, confidence=50).part("said", "USA")) == 1


def test_what_a_reader_corrected_is_not_doubtful(said, compared):
    """Rule: a statement that a reader has looked at and corrected stays, however unsure the coder was of it."""
    rows = [said("a b c d", confidence=10, corrected="stance: 0, the coder had 1 (A. Reader, 2026-11-24: x)")]
    comparison = compared(rows, confidence=50)
    assert len(comparison.part("said", "USA")) == 1
    text = cards(comparison, *linked(comparison))
    assert "confidence 10 of 100" not in text
    assert "act: praise (10 of 100)" in text and "stance: 1</dt>" in text


def test_other_genres_are_said_to_be_unmeasured(said, compared):
    """Rule: where a document is no press article, the report says that its errors and confidences are unmeasured."""
    comparison = compared([said("a b c d")])
    assert error_rates.unmeasured_genres_note(comparison) == ""
    speech = replace(comparison.documents[0], genre="speech")
    mixed = replace(comparison, documents=(*comparison.documents, speech))
    assert "1 of 2 documents is no press article" in error_rates.by_counterpart(mixed).plain
    assert "has not been measured" in error_rates.confidence(mixed).plain


def test_mean_confidence_is_by_counterpart(said, compared):
    """Rule: the mean is of the statements counted to each side."""
    rows = [
        said("a b c d", confidence=80),
        said("e f g h", confidence=60),
        said("i j k l", target="CHN", confidence=90),
    ]
    text = error_rates.confidence(compared(rows)).plain
    assert "70 of 100 for the 2 statements to the United States and 90 of 100 for the 1 statement to China" in text

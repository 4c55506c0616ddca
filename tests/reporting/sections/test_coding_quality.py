"""The pages of the validation: tables and sentences from the stored figures, examples coded as they are read."""

import pandas as pd
import pytest

from positions import data_files, validation
from positions.reporting.render.svg import Drawing
from positions.reporting.sections import coding_quality
from positions.validation import hand_coding, stored_figures


@pytest.fixture(scope="module")
def measured():
    """The stored figures."""
    return validation.stored()


def test_findings_have_the_stored_figures(measured):
    """Rule: what is found and what is usable stands there for either part as stored, in 100, with its interval."""
    text = coding_quality.findings(measured).plain
    for part in hand_coding.PARTS:
        value, low, high = (round(100 * number) for number in measured.figure("usable: precision", part))
        assert f"{value} ({low}–{high}) of 100 found usable" in text


def changed(measured, name, **columns):
    """Return the stored figures with columns of one table changed."""
    return stored_figures.Stored(measured.stamp, {**measured.tables, name: measured.tables[name].assign(**columns)})


def test_a_confidence_beyond_chance_is_named(measured):
    """Rule: the sentence that all is within chance is written only when it is."""
    assert "The same holds of each code" in coding_quality.findings(changed(measured, "calibration", error=0.0)).plain
    text = coding_quality.findings(changed(measured, "calibration", error=1.0)).plain
    assert "The same holds" not in text and "Beyond that are: whole statement" in text
    assert "| no |" in coding_quality.calibration(changed(measured, "calibration", error=1.0)).plain


def test_errors_that_differ_are_named(measured):
    """Rule: an error whose difference leaves out nought is named; otherwise none is shown to differ."""
    assert (
        "are not shown to differ" in coding_quality.findings(changed(measured, "error_rates", low=-1.0, high=1.0)).plain
    )
    assert "differ in: not found" in coding_quality.findings(changed(measured, "error_rates", low=0.1, high=1.0)).plain


def test_shares_are_machine_for_hand(measured):
    """Rule: "48 for 52": first the machine's share, then that of the hand coding, of one counterpart."""
    row = {
        "aspect": "act",
        "code": "praise",
        "hand USA": 0.52,
        "hand CHN": 0.3,
        "machine USA": 0.48,
        "machine CHN": 0.2,
    }
    table = pd.DataFrame([row | {"difference": 0.06, "low": 0.01, "high": 0.1, "sd": 0.02}])
    found = stored_figures.Stored(measured.stamp, {**measured.tables, "share_errors": table})
    assert (
        "Act: praise, thanks | 48 for 52 | 20 for 30 | 6 (1 to 10) | yes"
        in coding_quality.errors_of_shares(found).plain
    )


@pytest.mark.parametrize(
    "draw", [coding_quality.measures_figure, coding_quality.agreement_figure, coding_quality.reliability_figure]
)
def test_figures_are_the_same_twice_and_say_their_numbers(measured, draw):
    """Rule: no date, no random name; the alternative has the numbers drawn."""
    first, second = draw(measured), draw(measured)
    assert isinstance(first, Drawing) and first.svg == second.svg
    assert any(f"{value:.2f}" in first.alternative for value in measured.tables["reliability"].right)


def test_a_curve_has_a_mark_for_each_bin(measured):
    """Rule: the alternative gives confidence, share and number of each bin."""
    bins = pd.DataFrame({"confidence": ["confidence", "confidence"], "n": 4, "mean": [0.25, 0.75], "right": [0.5, 1.0]})
    found = stored_figures.Stored(measured.stamp, {**measured.tables, "reliability": bins})
    text = coding_quality.reliability_figure(found).alternative
    assert "confidence 0.25, right 0.50 of 4; confidence 0.75, right 1.00 of 4" in text


def test_examples_are_right_and_wrong():
    """Rule: the project's own sentences show both, and hold the words they are said to state."""
    text = coding_quality.invented_examples().plain
    assert "| right |" in text and "wrong: finds no statement" in text and "wrong: act" in text
    for example in data_files.lexicon("reporting", "examples"):
        assert example["content"] in example["text"]


def test_press_sentences_are_shown_on_demand_only(monkeypatch, tmp_path):
    """Rule: neither without being asked for, nor without the hand coding, does a press sentence reach a page."""
    line = "Press sentences are shown where the hand coding is at hand, with show_press = True."
    assert coding_quality.press_examples(False).plain == line
    monkeypatch.setattr(hand_coding, "gold_folder", lambda: tmp_path)
    assert coding_quality.press_examples(True).plain == line


def test_press_sentences_are_of_no_article_kept_apart():
    """Rule: sentences are shown of articles that may be looked at, and of none that is only counted."""
    if not validation.is_at_hand():
        pytest.skip("no hand coding at ../shared/gold")
    shown = coding_quality.press_examples(True).plain
    assert [file for file in validation.read(hand_coding.DEVELOPMENT).texts() if file in shown]
    assert not [file for file in validation.read().texts() if file in shown]

"""Floors of the figures: reached once, kept; where the hand coding is at hand, what is measured now is held to them."""

import importlib.util
from pathlib import Path

import pytest

from positions.validation.evaluation import articles_of_part
from positions.validation.figures import compute_figures, sum_by_article

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "floors.py"


@pytest.fixture(scope="module")
def script():
    """The script behind `make floors`."""
    spec = importlib.util.spec_from_file_location("floors", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_no_figure_is_below_its_floor(at_hand, script):
    """Rule: no figure of either part of the articles kept apart, or of both, falls below what was reached."""
    measured = {
        part: {
            name: float(value)
            for name, value in compute_figures(
                sum_by_article(at_hand.judged, articles_of_part(at_hand.files, part)).sum()
            ).items()
        }
        for part in script.PARTS
    }
    fallen = script.fallen(script.floors(), measured)
    assert not fallen, "\n".join(
        [*fallen, "Mend what fell, or lower the floor by hand in tests/benchmarks/floors.yaml."]
    )


def test_every_figure_has_a_floor(script):
    """Rule: the file holds a floor for each figure of either set, so that none can be left out silently."""
    from positions.validation import stored

    table = stored().tables["figures"]
    for part in script.PARTS:
        assert set(script.floors()[part]) == set(table.figure[table.part == part])


def test_floors_only_rise(script):
    """Rule: a better figure raises its floor to the hundredth below; a worse one leaves it; a new one gets one."""
    after = script.raised({"all": {"a": 0.50, "b": 0.50}}, {"all": {"a": 0.519, "b": 0.41, "c": 0.58}})
    assert after == {"all": {"a": 0.51, "b": 0.50, "c": 0.58}}


def test_what_fell_is_named(script):
    """Rule: the message has the figure, its floor and what was found; a figure that is gone is named too."""
    before = {"all": {"a": 0.50, "b": 0.50, "c": 0.5}}
    assert script.fallen(before, {"all": {"a": 0.499, "b": 0.50}}) == [
        "all, a: is 0.499, its floor is 0.50",
        "all, c: is not measured, its floor is 0.50",
    ]

"""Texts of the command line as values of parameters."""

import pytest

from positions.errors import InputError
from positions.reporting.runs import parse_parameters

DEFAULTS = {"since": '""', "themes": "[]", "minimum": "31"}


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("since", "2022-01-01", "2022-01-01"),
        ("since", "", ""),
        ("themes", "defence, connectivity,", ["defence", "connectivity"]),
        ("themes", "", []),
        ("minimum", "5", 5),
    ],
)
def test_default_sets_the_type(name, typed, expected):
    """A value has the type of the notebook's own default; lists are cut at commas."""
    assert parse_parameters([(name, typed)], DEFAULTS) == {name: expected}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ([("minimum", "few")], r"minimum: 'few' is not a whole number"),
        ([("sinse", "2022")], r"sinse: is not a parameter .* Accepted: minimum, since, themes\."),
        ([("since", "2022-01-01"), ("since", "2023-01-01")], r"since: is given twice"),
    ],
)
def test_wrong_values_are_refused(typed, message):
    """A parameter that is none, one given twice and a number that is none are refused by name."""
    with pytest.raises(InputError, match=message):
        parse_parameters(typed, DEFAULTS)

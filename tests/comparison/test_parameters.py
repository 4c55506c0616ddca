"""What a reader may choose, and how wrong values are refused."""

import datetime

import pytest

from positions.comparison import Parameters
from positions.errors import InputError


@pytest.mark.parametrize(
    ("given", "place", "found", "accepted"),
    [
        ({"actor": "FRA"}, "actor", "'FRA'", "CHN, IND"),
        ({"counterparts": ["USA", "FRA"]}, "counterparts", "'FRA'", "CHN, IND"),
        ({"counterparts": ["USA"]}, "counterparts", "USA", "two different"),
        ({"counterparts": ["USA", "USA"]}, "counterparts", "USA, USA", "two different"),
        ({"since": "2022-02-30"}, "since", "'2022-02-30'", "2022-07-29"),
        ({"until": "July"}, "until", "'July'", "2022-07-29"),
        ({"since": 20220729}, "since", "20220729", "2022-07-29"),
        ({"since": "2023-01-01", "until": "2022-01-01"}, "since", "2023-01-01", "last"),
        ({"themes": "trade"}, "themes", "'trade'", "economy_trade"),
        ({"institutions": ["navy"]}, "institutions", "'navy'", "military"),
        ({"minimum": 0}, "minimum", "0", "at least 1"),
        ({"minimum": "many"}, "minimum", "'many'", "at least 1"),
        ({"per": "outlet"}, "per", "'outlet'", "article, release"),
        ({"documents": ""}, "documents", "no file", "path"),
        ({"speakers": [7]}, "speakers", "7", "text"),
    ],
)
def test_wrong_values_are_refused_by_name(given, place, found, accepted):
    """The message names the parameter, what was found and what is accepted."""
    with pytest.raises(InputError) as caught:
        Parameters(**given)
    assert caught.value.place == place
    assert found in caught.value.found
    assert accepted in caught.value.remedy


def test_lists_may_be_one_text_with_commas():
    """Papermill's -p gives text: commas part the codes, spaces around them do not count."""
    assert Parameters(themes="defence, nuclear").themes == ("defence", "nuclear")
    assert Parameters(counterparts="CHN,USA").counterparts == ("CHN", "USA")


def test_a_comma_in_a_path_stays():
    """Documents are paths, and a path may hold a comma."""
    assert Parameters(documents="talks, 2022").documents == ("talks, 2022",)


def test_dates_may_be_dates():
    """YAML turns 2022-07-29 into a date; it is taken as well."""
    assert Parameters(since=datetime.date(2022, 7, 29)).since == "2022-07-29"


def test_cases_and_common_names_are_found():
    """Rule: countries are found by their names, codes in any case and with spaces for underscores."""
    found = Parameters(actor="pakistan", counterparts="the United States, China", themes=["Economy trade"])
    assert (found.actor, found.counterparts, found.themes) == ("PAK", ("USA", "CHN"), ("economy_trade",))
    assert Parameters(institutions="Foreign-Ministry").institutions == ("foreign_ministry",)

"""Names of files: what an export's name says of day and outlet."""

import pytest

from positions.documents.metadata import NamedFile, read_export_name


@pytest.mark.parametrize(
    ("stem", "published", "outlet"),
    [
        ("the_news_20250526", "2025-05-26", "the news"),
        ("tribune_20250526", "2025-05-26", "tribune"),
        ("2025-05-26_dawn", "2025-05-26", "dawn"),
        ("Daily-Times 2025_05_26", "2025-05-26", "daily times"),
        ("20250526", "2025-05-26", ""),
        ("export_20250526", "2025-05-26", ""),
        ("news articles 2025-05-26", "2025-05-26", ""),
        ("dawn", "", ""),
        ("dawn_20251326", "", ""),
        ("dawn_20250230", "", ""),
        ("dawn-2025-01-to-05", "", ""),
        ("dawn_2025-05_26", "", ""),
        ("dawn_12345678", "", ""),
    ],
)
def test_an_export_is_named_by_outlet_and_day(stem, published, outlet):
    """Rule: a day that the calendar has, before or after it the outlet; "export" is none; without a day nothing."""
    assert read_export_name(stem) == NamedFile(published, outlet)

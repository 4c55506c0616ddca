"""What one carrier changed against another, by hand."""

import pytest

from positions.documents.overlap import MOST_WORDS, find_differences

TEXT = "The army chief said that Pakistan values its relations with China. He spoke on Friday in Rawalpindi."


def read(one: str, other: str) -> list[tuple[str, str]]:
    """Return the words of each difference."""
    return [(found.one.of(one), found.other.of(other)) for found in find_differences(one, other)]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (TEXT, []),
        (TEXT.upper().replace(".", " —"), []),
        (TEXT.replace("relations", "rela\xadtions"), []),
        (TEXT.replace(" in Rawalpindi", ""), [("in Rawalpindi", "")]),
        (TEXT + " ISPR said so.", [("", "ISPR said so")]),
        (TEXT.replace("values", "greatly values"), [("", "greatly")]),
        (TEXT.replace("relations", "ties"), [("relations", "ties")]),
        (TEXT.replace("army chief said", "general told us"), [("army chief said", "general told us")]),
        ("", [(TEXT.rstrip("."), "")]),
    ],
)
def test_words_left_out_put_in_and_changed(other, expected):
    """Rule: capitals, marks and soft hyphens are no difference; each other word is, in the words of its text."""
    assert read(TEXT, other) == expected


def test_words_that_stay_by_themselves_are_part_of_a_change():
    """Rule: fewer than three words in common between two changes are chance."""
    other = TEXT.replace("values its relations with China", "holds its ties with India")
    assert read(TEXT, other) == [("values its relations with China", "holds its ties with India")]


def test_a_moved_paragraph_is_no_change():
    """Rule: words that stand elsewhere in the other text are neither left out nor put in."""
    first, second = "One more round of talks is due in May.", "Trade rose by a tenth over the whole year."
    assert read(f"{first}\n\n{second}", f"{second}\n\n{first} It ended.") == [("", "It ended")]


def test_only_the_first_words_of_a_very_long_text_are_compared():
    """Rule: the comparison is bounded: of each text 10,000 words."""
    long = " ".join(f"w{n}" for n in range(MOST_WORDS))
    assert read(long, f"{long} more") == []
    assert read(long.rpartition(" ")[0], f"{long}") == [("", f"w{MOST_WORDS - 1}")]

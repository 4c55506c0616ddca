"""Names found again by their words."""

from positions.attribution.entities import NameIndex

NAMES = ["Ali Noon", "General Ali Noon Khan", "Bari", "Noon", "the"]


def test_fuller_names_have_all_words():
    """Rule: the names with every word of one, in their order, itself among them; ranks tell nobody apart."""
    assert NameIndex(NAMES).fuller("Gen Noon Ali") == [0, 1]
    assert NameIndex(NAMES).fuller("Ali Bari") == NameIndex(NAMES).fuller("General") == []


def test_related_names_come_last_first():
    """Rule: names that hold the one asked for or are held in it, each once, the last first; also those added later."""
    listed = NameIndex(NAMES)
    listed.add("Noon Khan")
    assert list(listed.related("Ali Noon")) == [3, 1, 0]
    assert list(listed.related("Noon Khan")) == [5, 3, 1]
    assert list(listed.related("Karim")) == []


def test_the_last_name_can_be_another():
    """Rule: what was said of the last name is found under its new one only."""
    listed = NameIndex([*NAMES, "Noon Khan"])
    listed.rename_last("Karim Dar")
    assert listed.fuller("Karim") == [5]
    assert list(listed.related("Noon Khan")) == [3, 1]

"""Documents that carry the same release are one; documents that share a formula, a template or a story are not."""

from dataclasses import replace

import pytest

from positions.documents import Document, Span
from positions.documents.releases import find_carriers, group_releases

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def words(count: int, mark: str) -> str:
    """Return so many different words, which no other mark gives."""
    return " ".join(f"{mark}{LETTERS[n // 26 % 26]}{LETTERS[n % 26]}{n}" for n in range(count))


def document(doc_id: str, text: str, published: str = "2030-01-02", outlet: str = "", url: str = "") -> Document:
    """Return a document of a text, which has no title; without an outlet, its id is one."""
    return Document(
        doc_id, f"{doc_id}.txt", text, Span(0, 0), (), "", published=published, outlet=outlet or doc_id, url=url
    )


def together(*documents: Document) -> bool:
    """Tell whether documents carry one release."""
    return len(set(group_releases(documents).values())) == 1


def roles(*documents: Document) -> dict[str, str]:
    """Return how each document of a release is related to the one that speaks."""
    found = find_carriers(documents)
    return dict(zip(found.doc_id, found.role, strict=True))


def test_a_reprint_is_one_release_of_the_first_published():
    """Rule: capitals, punctuation and a new headline do not part a release; the earliest of the complete speaks."""
    text = words(60, "x")
    reprint = f"Another headline. {text.upper().replace(' ', ', ')}"
    found = group_releases([document("a", reprint, "2030-01-03"), document("b", text), document("c", words(60, "y"))])
    assert found == {"b": "b", "c": "c", "a": "b"}


def test_a_release_within_a_longer_article_is_found():
    """Rule: what counts is how much of one stands in the other; the longer article does not speak for it."""
    release = words(40, "x")
    article = document("b", f"{words(300, 'y')} {release} {words(300, 'z')}", "2030-01-01")
    assert group_releases([document("a", release), article]) == {"b": "a", "a": "a"}
    assert roles(document("a", release), article) == {"a": "speaks", "b": "contains"}


@pytest.mark.parametrize(("shared", "is_one"), [(44, True), (39, False)])
def test_two_fifths_of_a_document_have_to_stand_in_that_of_another_outlet(shared, is_one):
    """Rule: of 100 words 44 are enough; of 39 that is too little (and fewer than 40)."""
    same = words(shared, "s")
    one, other = document("a", f"{same} {words(100 - shared, 'x')}"), document("b", f"{same} {words(400, 'y')}")
    assert together(one, other) is is_one


@pytest.mark.parametrize(("shared", "is_one"), [(75, True), (65, False)])
@pytest.mark.parametrize("outlet", ["daily", ""])
def test_an_outlet_has_to_repeat_seven_tenths(shared, is_one, outlet):
    """Rule: of 100 words 75 make another version by the same outlet, 65 do not; nor where the outlet is not known."""
    same = words(shared, "s")
    one, other = f"{same} {words(100 - shared, 'x')}", f"{same} {words(300, 'y')}"
    for first, second in (("a", "b"), ("b", "a")):
        assert together(document(first, one, outlet="daily"), replace(document(second, other), outlet=outlet)) is is_one


def test_little_in_common_is_too_little_whatever_its_share():
    """Rule: 39 of 60 words are too few, 41 are not; of a text of 40 words 33 are enough, four fifths."""
    for count, shared, is_one in ((60, 39, False), (60, 41, True), (40, 33, True), (40, 31, False)):
        same = words(shared, "s")
        one, other = f"{same} {words(count - shared, 'x')}", f"{same} {words(400, 'y')}"
        assert together(document("a", one), document("b", other)) is is_one, (count, shared)


def test_background_below_other_news_is_no_release():
    """Rule: an outlet's next report of a story has its own first words, and as much background as it likes."""
    background = words(300, "s")
    one = document("a", f"{words(50, 'x')} {background}", outlet="daily")
    other = document("b", f"{words(50, 'y')} {background}", "2030-01-03", outlet="daily")
    assert not together(one, other)
    elsewhere = document("c", f"{words(50, 'z')} {background}", "2030-01-03")
    assert together(one, elsewhere), "by another outlet it is"


def test_days_later_a_text_has_to_be_nearly_whole():
    """Rule: of 100 words 80 are enough on the next day, not on the day after; 90 are, and a copy at any time."""
    one = document("a", words(100, "s"))
    for shared, day, is_one in ((80, "03", True), (80, "04", False), (90, "04", True), (100, "31", True)):
        other = document("b", f"{words(shared, 's')} {words(100, 'y')}", f"2030-01-{day}")
        assert together(one, other) is is_one, (shared, day)


def levels(day: int, outlet: str = "daily") -> Document:
    """Return a report that has the same words every day, and other numbers."""
    listed = [f"at {place} the level was {day * 7919 % 9973 + n} feet with an inflow" for n, place in enumerate(PLACES)]
    return document(f"{outlet}-{day}", ". ".join(listed), f"2030-01-{day:02}", outlet)


PLACES = ["the dam of " + words(4, letter) for letter in "bcdfghjk"]


def test_a_template_with_other_numbers_is_another_release():
    """Rule: words that stand in articles of two other weeks are standing words, which tie nothing."""
    few = [levels(14), levels(15)]
    many = [levels(day) for day in range(1, 29)]
    assert len(set(group_releases(many).values())) == len(many)
    copy = levels(14, "evening")
    found = group_releases([*many, copy])
    assert found["evening-14"] == found["daily-14"] == "daily-14"
    assert len(set(group_releases(few).values())) == 1, "two alone cannot tell: the limit of the rule"


def test_short_texts_stand_alone():
    """Rule: with fewer than twenty runs of five words a text is too short to tell: 23 words have 19."""
    for count, release in ((23, "b"), (24, "a")):
        assert group_releases([document("a", words(count, "x")), document("b", words(count, "x"))])["b"] == release


def test_a_round_up_does_not_make_one_release_of_two():
    """Rule: two releases that one article carries in different places stay two; it goes with the one it has more of."""
    one, two = words(100, "x"), words(60, "y")
    given = [document("a", one), document("b", f"{one} {words(200, 'z')} {two}"), document("c", two)]
    assert group_releases(given) == group_releases(given[::-1]) == {"a": "a", "b": "a", "c": "c"}


def test_two_cuts_of_one_article_are_one_release():
    """Rule: the top of an article and its end, which overlap little, are one release with the whole."""
    text = words(400, "x").split(" ")
    given = [document("a", " ".join(text)), document("b", " ".join(text[:150])), document("c", " ".join(text[110:260]))]
    assert together(*given)
    apart = document("c", " ".join(text[150:300]))
    assert not together(*given[:2], apart), "without a word in common they are two"


def test_how_members_are_related():
    """Rule: exact, reprint, update, contained and contains, beside the most complete that another carries."""
    text = words(200, "x")
    found = roles(
        document("a", text),
        document("b", text.upper()),
        document("c", f"{words(10, 'n')} {text}"),
        document("d", f"{words(150, 'x')} {words(20, 'm')}", outlet="a"),
        document("e", words(70, "x")),
        document("f", f"{words(600, 'w')} {text}"),
    )
    assert found == {"a": "speaks", "b": "exact", "c": "reprint", "d": "update", "e": "contained", "f": "contains"}


def test_shares_are_per_cent_of_words():
    """Rule: 70 of 70 words stand in the one that speaks, which are 35 of 100 of its 200."""
    given = [document("a", words(200, "x")), document("b", words(200, "x")), document("e", words(70, "x"))]
    found = find_carriers(given).set_index("doc_id")
    assert list(found.loc["e", ["role", "shared", "of_speaker"]]) == ["contained", 100, 35]


def test_undated_documents_and_years_are_near():
    """Rule: a date that is not known keeps nothing apart; a year does not from its own days."""
    one, text = document("a", words(100, "s")), f"{words(60, 's')} {words(90, 'y')}"
    for published, is_one in (("", True), ("2030", True), ("2031", False)):
        assert together(one, document("b", text, published)) is is_one, published


def test_a_comparison_names_the_carriers(said, compared):
    """Rule: `carriers` lists every document of a release, the earliest first, and a lone one by itself."""
    text = words(30, "x")
    rows = [said(text, doc="one", published="2030-01-03"), said(text, doc="two", published="2030-01-02")]
    found = compared([*rows, said("it values ties", doc="three")])
    assert found.carriers("one") == ("two", "one")
    assert found.carriers("three") == ("three",)

"""Documents that carry the same release are one; documents that share a formula are not."""

import pytest

from positions.documents import Document, Span
from positions.documents.releases import releases

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def words(count: int, mark: str) -> str:
    """Return so many different words, which no other mark gives."""
    return " ".join(f"{mark}{LETTERS[n // 26 % 26]}{LETTERS[n % 26]}{n}" for n in range(count))


def document(doc_id: str, text: str, published: str = "2030-01-02") -> Document:
    """Return a document of a text."""
    return Document(doc_id, f"{doc_id}.txt", text, Span(0, 0), (), "", published=published)


def test_a_reprint_is_one_release_with_the_first_published():
    """Rule: capitals, punctuation and a new headline do not part a release; it is called after the earliest."""
    text = words(60, "x")
    reprint = f"Another headline. {text.upper().replace(' ', ', ')}"
    found = releases([document("a", reprint, "2030-01-05"), document("b", text), document("c", words(60, "y"))])
    assert found == {"b": "b", "a": "b", "c": "c"}


def test_a_release_within_a_longer_article_is_found():
    """Rule: what counts is how much of the smaller stands in the larger, not how alike the two are."""
    release = words(40, "x")
    article = f"{words(300, 'y')} {release} {words(300, 'z')}"
    assert releases([document("a", release), document("b", article)]) == {"a": "a", "b": "a"}


@pytest.mark.parametrize(("shared", "together"), [(34, True), (24, False)])
def test_half_of_the_smaller_has_to_be_shared(shared, together):
    """Rule: of 56 runs of five words (60 words) 30 that are shared are enough, 20 are not."""
    same = words(shared, "s")
    found = releases([document("a", f"{same} {words(60 - shared, 'x')}"), document("b", f"{same} {words(200, 'y')}")])
    assert (found["b"] == "a") is together


def test_short_texts_stand_alone():
    """Rule: with fewer than twenty runs of five words a text is too short to tell: 23 words have 19."""
    for count, release in ((23, "b"), (24, "a")):
        assert releases([document("a", words(count, "x")), document("b", words(count, "x"))])["b"] == release


def test_the_order_given_does_not_matter():
    """Rule: three carriers are one release, whichever is read first, also where the first and the last share little."""
    one, two = words(40, "x"), words(40, "y")
    given = [document("a", one), document("b", f"{one} {two}"), document("c", two)]
    assert releases(given) == releases(given[::-1]) == {"a": "a", "b": "a", "c": "a"}


def test_a_comparison_names_the_carriers(said, compared):
    """Rule: `carriers` lists every document of a release, the earliest first, and a lone one by itself."""
    text = words(30, "x")
    rows = [said(text, doc="one", published="2030-01-03"), said(text, doc="two", published="2030-01-02")]
    found = compared([*rows, said("it values ties", doc="three")])
    assert found.carriers("one") == ("two", "one")
    assert found.carriers("three") == ("three",)

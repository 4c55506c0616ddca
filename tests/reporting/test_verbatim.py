"""Quoted words stand in their source."""

from dataclasses import replace

import pytest

from positions import coding, documents
from positions.countries import SIDES
from positions.reporting import building


@pytest.fixture(scope="module")
def seed():
    """The seed's documents and statements."""
    corpus = documents.read("seeds")
    return corpus.documents, coding.code(corpus.documents, SIDES).statements


def test_seed_is_verbatim(seed):
    """Every quoted string of the seed stands in its text, where its offsets say."""
    found, statements = seed
    assert len(statements)
    building.check_quotations(statements, found)


@pytest.mark.parametrize("column", ["content", "source", "cue", "condition", "label"])
def test_one_other_word_is_refused(seed, column):
    """A string that differs by one letter from its source stops the report."""
    found, statements = seed
    changed = statements.copy()
    row = changed.index[changed[column] != ""][0]
    changed.loc[row, column] = changed.loc[row, column] + "s"
    with pytest.raises(building.NotVerbatim, match=f"{changed.statement_id[row]}: {column}"):
        building.check_quotations(changed, found)


def test_other_text_is_refused(seed):
    """A text that was changed after its statements were taken stops the report."""
    found, statements = seed
    moved = [replace(document, text=" " + document.text) for document in found]
    with pytest.raises(building.NotVerbatim):
        building.check_quotations(statements, moved)


@pytest.mark.parametrize(
    ("page", "fits"),
    [
        ('<em data-at="d:0-3">abc</em>', True),
        ('<em data-at="other:0-3">abc</em>', False),
        ('<em data-at="d:0-1; 2-3">a […] c</em>', True),
        ('<em data-at="d:0-1; 2-3">ac</em>', False),
        ('<span data-at="d:0-3"><span>a</span>bc</span>', True),
        ('<span data-at="d:0-3"><span>a</span>bX</span>', False),
    ],
)
def test_a_quotation_is_checked_to_its_end(page, fits):
    """Elements within it, pieces and unknown documents: what is shown is the text's "abc", or the page is refused."""
    if fits:
        building.check_page("page", page, {"d": "abc"})
    else:
        with pytest.raises(building.NotVerbatim):
            building.check_page("page", page, {"d": "abc"})

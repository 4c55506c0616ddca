"""What is stored in the project: figures only, those of the coder as it is, without a word of an article."""

import json

import pytest
import yaml

from positions import coding, validation
from positions.coding import confidence
from positions.validation import evaluation, stored_figures
from positions.validation.hand_coding import DEVELOPMENT, LEARNED

STALE = "The stored figures are out of date: run `make validate`, `make floors`, `make notebooks report`."


def test_the_figures_are_of_this_coder(at_hand):
    """Rule: the stored figures are those of what the coder makes of the hand-coded articles now."""
    stamp = stored_figures.stored().stamp
    assert stamp["codebook"] == coding.codebook().version, STALE
    assert stamp["hand"] == at_hand.hand.sha256, STALE
    assert stamp["machine"] == evaluation.fingerprint(at_hand.machine), STALE


def test_the_confidences_are_fitted_to_these_articles(at_hand):
    """Rule: the weights of the confidences were fitted to the articles that are for learning now, and to no others."""
    stamp = stored_figures.stored().stamp
    assert stamp["lessons"] == validation.read(LEARNED, DEVELOPMENT).sha256, STALE


def test_figures_are_made_again(at_hand):
    """Rule: measuring again with the weights of the confidences gives the stored figures, to two thousandths."""
    figures, weights = evaluation.measure(at_hand.hand, None)
    for new, old in ((json.loads(figures), stored_figures.STORED_FILE), (yaml.safe_load(weights), confidence.WEIGHTS)):
        stored = yaml.safe_load(old.read_text(encoding="utf-8"))
        assert list(leaves(new)) == list(leaves(stored)), STALE
        assert list(numbers(new)) == pytest.approx(list(numbers(stored)), abs=0.002), STALE


def leaves(value, path=""):
    """Yield every place in a structure, with what is there unless it is a fraction."""
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(part, f"{path}/{key}")
    else:
        yield path, None if isinstance(value, float) else value


def numbers(value):
    """Yield every fraction in a structure."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from numbers(part)
    elif isinstance(value, float):
        yield value


def test_no_words_of_an_article_are_stored(at_hand):
    """Rule: no run of four words of a statement of the press is in a stored file; codes and reasons are ours."""
    texts = [path.read_text(encoding="utf-8").lower() for path in (stored_figures.STORED_FILE, confidence.WEIGHTS)]
    for record in (record for rows in at_hand.hand.merged.values() for record in rows):
        words = str(record["content"]).lower().split()
        runs = {" ".join(words[i : i + 4]) for i in range(len(words) - 3)}
        assert not any(run in text for run in runs for text in texts)


def test_a_figure_is_found_with_its_interval():
    """Rule: every stored figure lies within its interval, which lies between 0 and 1."""
    table = stored_figures.stored().tables["figures"]
    assert ((table.low >= 0) & (table.low <= table.value) & (table.value <= table.high) & (table.high <= 1)).all()
    row = table[(table.part == "all") & (table.figure == "usable: F1")].iloc[0]
    assert stored_figures.stored().figure("usable: F1") == (row.value, row.low, row.high)

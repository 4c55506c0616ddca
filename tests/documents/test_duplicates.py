"""Planted copies are found among invented articles that are hard on purpose, and little else is."""

import pytest

from planting import KINDS, carrier, invented, plants
from positions.documents.releases import Memory, find_releases
from positions.schemas import CARRIERS

# Copies by another outlet; versions of the same outlet, where the rules ask for more, as it repeats its background.
RECALL, UPDATED, PRECISION = 0.98, 0.6, 0.98
SEED, DAYS = 5, 40


@pytest.fixture(scope="module")
def planted():
    """Return what was planted, and the others of the release of each plant."""
    articles, hosts, vocabulary = invented(SEED, DAYS)
    made = plants(articles, list(range(0, len(articles), 3)), hosts, vocabulary, SEED)
    given = [*articles, *(plant.article for plant in made)]
    texts = {article.doc_id: article.text for article in given}
    table = CARRIERS.table(find_releases([carrier(article) for article in given], texts.__getitem__, Memory()))
    members = table.groupby("release").doc_id.agg(set)
    others = {doc: members[release] - {doc} for doc, release in zip(table.doc_id, table.release, strict=True)}
    return made, others


def test_planted_copies_are_found(planted):
    """Rule: of the copies, cut, reordered, retitled, changed or within others, nearly all are found."""
    made, others = planted
    assert {plant.kind for plant in made} == set(KINDS)
    for is_update, least in ((False, RECALL), (True, UPDATED)):
        right = [p.of in others.get(p.article.doc_id, ()) for p in made if (p.kind == "updated") is is_update]
        assert sum(right) >= least * len(right)


def test_little_else_is_found(planted):
    """Rule: of the pairs found, nearly all are a copy and its article, or two copies of one."""
    made, others = planted
    of = {plant.article.doc_id: plant.of for plant in made}
    pairs = [(one, two) for one, listed in others.items() for two in listed if one < two]
    right = [of.get(one, one) == of.get(two, two) for one, two in pairs]
    assert len(pairs) > len(made) / 2 and sum(right) >= PRECISION * len(right)

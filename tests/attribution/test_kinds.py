"""Kinds of reporting, three invented articles of each (``kinds.yaml``): what is found, and whose words it is made.

The articles were written by somebody who had not seen the program, and no rule was written from them, but for one: two
(vaccines-and-sugar, no-american-base) were in view when what a speaker goes on about was mended. The thresholds of the
network were chosen so that nobody in them gets another's words. Not every fact is found; how many, is held to a floor.
That words are in the wrong mouth is held to a ceiling.
"""

from pathlib import Path

import pytest
import yaml

from positions import coding
from positions.countries import SIDES
from positions.documents import Document
from positions.documents.structure import press_parts
from positions.validation.matching import same_speaker

FLOORS = yaml.safe_load(Path(__file__).with_name("kinds_floors.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def read():
    """Each article with its coded statements."""
    articles = yaml.safe_load(Path(__file__).with_name("kinds.yaml").read_text(encoding="utf-8"))
    return [(article, _coded(article)) for article in articles]


def _coded(article):
    """Return the statements of an article, as rows."""
    found = press_parts(article["text"])
    document = Document(
        article["name"], f"{article['name']}.txt", article["text"], found.headline, found.paragraphs, "",
        dateline=found.dateline, published=article["published"], outlet=article["outlet"],
    )  # fmt: skip
    return coding.code([document], SIDES).statements.to_dict("records")


def _plain(words):
    """Return words without the difference of curly and straight quotation marks."""
    return words.translate(str.maketrans("’‘“”", "''\"\""))


def _holding(rows, words):
    """Return the statements whose content shares the words, or most of them."""
    words = _plain(words).strip(" .,\"'")
    return [row for row in rows if words in _plain(row["content"]) or _plain(row["content"]) in words]


def _is_right(fact, row):
    """Tell whether a statement has the speaker, the country and the target of a fact, and the act where it is given."""
    same = all(row[column] == fact[key] for column, key in (("speaker_country", "country"), ("target", "target")))
    return same and same_speaker(fact, row) and row["act"] == fact.get("act", row["act"])


def found(read):
    """Return how many facts there are, and which are found."""
    facts = [(article, fact, rows) for article, rows in read for fact in article["facts"]]
    return len(facts), [
        fact for _, fact, rows in facts if any(_is_right(fact, row) for row in _holding(rows, fact["words"]))
    ]


def wrong_mouths(read):
    """Return what is counted for a country that did not say it: words nobody of the question said, or another said."""
    wrong = []
    for article, rows in read:
        for words in article.get("nobody", ()):
            wrong += [(article["name"], row["speaker"], row["content"]) for row in _holding(rows, words)]
        for fact in article["facts"]:
            wrong += [
                (article["name"], row["speaker"], row["content"])
                for row in _holding(rows, fact["words"])
                if row["speaker_country"] != fact["country"]
            ]
    return wrong


def test_facts_are_found(read):
    """Rule: as many facts as were found once are found, each with its speaker, country, target and act."""
    total, right = found(read)
    assert len(right) / total >= FLOORS["found"]


def test_nobody_gets_anothers_words(read):
    """Rule: no more statements than before are in the wrong mouth, or in one where nothing was said."""
    wrong = wrong_mouths(read)
    assert len(wrong) <= FLOORS["wrong mouths"], wrong

"""Copies planted among articles, and invented articles to plant them in: what is one release is known there.

A plant is dated the day of its article or the next. The invented articles are hard on purpose: each outlet closes its
reports with paragraphs of background of its own, reports of one story quote some of the same sentences, and one report
a day is a template with other numbers.
"""

import datetime
import random
import re
from hashlib import sha256
from typing import NamedTuple

from positions.documents.releases import Carrier

KINDS = ("copied", "retitled", "reordered", "cut", "changed", "combined", "within", "updated")
CUT = (0.6, 0.9)  # share of the sentences that stay
CHANGED = 0.1  # share of the words replaced by others
SENTENCE = re.compile(r"(?<=[.!?”])\s+(?=[A-Z“])")
ANOTHER = "another"  # the outlet of what is planted, except of updates
FIRST = datetime.date(2030, 1, 1)


class Article(NamedTuple):
    """An article: id, outlet, day and text; the first line is its title."""

    doc_id: str
    outlet: str
    published: str
    text: str


class Plant(NamedTuple):
    """A planted article, the one it carries, and how it was made."""

    article: Article
    of: str
    kind: str


def plants(
    articles: list[Article], originals: list[int], hosts: list[Article], words: list[str], seed: int
) -> list[Plant]:
    """Make a copy of each of some articles, the kinds in turn.

    Parameters
    ----------
    articles : list of Article
    originals : list of int
        Which of them are copied.
    hosts : list of Article
        Longer articles, not among the others, in which copies are put, and whose titles and sentences they get.
    words : list of str
        What changed words become.
    seed : int
    """
    chance = random.Random(seed)
    made = []
    for number, at in enumerate(originals):
        one, host = articles[at], hosts[number // len(KINDS) % len(hosts)]
        kind = KINDS[number % len(KINDS)]
        day = datetime.date.fromisoformat(one.published) + datetime.timedelta(days=chance.randrange(2))
        text = _copy(kind, one.text, host.text, words, chance)
        outlet = one.outlet if kind == "updated" else ANOTHER
        made.append(Plant(Article(f"plant-{number:04}-{kind}", outlet, day.isoformat(), text), one.doc_id, kind))
    return made


def _copy(kind: str, text: str, host: str, words: list[str], chance: random.Random) -> str:
    """Return a copy of a text."""
    title, paragraphs = _parts(text)
    if kind in ("retitled", "combined", "within", "updated"):
        title = _parts(host)[0]
    if kind in ("cut", "combined"):
        paragraphs = _cut(paragraphs, chance)
    if kind in ("reordered", "combined"):
        chance.shuffle(paragraphs)
    if kind in ("changed", "combined", "updated"):
        paragraphs = [_changed(paragraph, words, chance) for paragraph in paragraphs]
    if kind == "within":
        around = _parts(host)[1]
        paragraphs = [*around[: len(around) // 2], *paragraphs, *around[len(around) // 2 :]]
    if kind == "updated":
        more = [sentence for paragraph in _parts(host)[1] for sentence in SENTENCE.split(paragraph)]
        paragraphs += more[: max(1, len(SENTENCE.split(" ".join(paragraphs))) // 3)]
    return "\n\n".join([title, *paragraphs])


def _parts(text: str) -> tuple[str, list[str]]:
    """Return the title and the paragraphs of a text."""
    title, *paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
    return title, paragraphs


def _cut(paragraphs: list[str], chance: random.Random) -> list[str]:
    """Return a share of the sentences: those at the top, or any."""
    listed = [(n, sentence) for n, paragraph in enumerate(paragraphs) for sentence in SENTENCE.split(paragraph)]
    many = max(1, round(chance.uniform(*CUT) * len(listed)))
    is_top = chance.random() < 0.5
    kept = listed[:many] if is_top else [listed[n] for n in sorted(chance.sample(range(len(listed)), many))]
    numbers = dict.fromkeys(n for n, _ in kept)
    return [" ".join(sentence for n, sentence in kept if n == number) for number in numbers]


def _changed(paragraph: str, words: list[str], chance: random.Random) -> str:
    """Return a paragraph with one word in ten replaced."""
    return " ".join(chance.choice(words) if chance.random() < CHANGED else word for word in paragraph.split(" "))


def invented(seed: int, days: int = 28) -> tuple[list[Article], list[Article], list[str]]:
    """Return invented articles, others to hide copies in, and the words they are made of."""
    chance = random.Random(seed)
    words = sorted({"".join(chance.choices("bdfgklmnprst", k=2)) + chance.choice("aeiou") * 2 for _ in range(20_000)})
    words += ["".join(pair) for pair in zip(words, reversed(words), strict=True)]
    weights = [1 / (rank + 5) for rank in range(len(words))]

    def sentence() -> str:
        return " ".join(chance.choices(words, weights, k=chance.randint(12, 28))).capitalize() + "."

    def paragraphs(many: int) -> list[str]:
        return [" ".join(sentence() for _ in range(chance.randint(1, 3))) for _ in range(many)]

    background = {outlet: paragraphs(6) for outlet in ("north", "south")}
    template = [sentence().split(" ") for _ in range(6)]
    articles, hosts = [], []
    for day in range(days):
        published = (FIRST + datetime.timedelta(days=day)).isoformat()
        story = [sentence() for _ in range(6)]
        for outlet, common in background.items():
            for number in range(4):
                own = paragraphs(chance.randint(3, 9))
                quoted = chance.sample(story, 2) if number < 2 else []
                closing = chance.sample(common, 2)
                text = "\n\n".join([sentence(), *own, *quoted, *closing])
                articles.append(Article(f"{published}-{outlet}-{number}", outlet, published, text))
        levels = [
            " ".join(str(chance.randrange(10**4)) if n % 6 == 5 else w for n, w in enumerate(s)) for s in template
        ]
        articles.append(Article(f"{published}-levels", "north", published, "\n\n".join([sentence(), *levels])))
        hosts.append(Article(f"{published}-host", "south", published, "\n\n".join([sentence(), *paragraphs(20)])))
    return articles, hosts, words


def carrier(article: Article) -> Carrier:
    """Return an article as the releases take it."""
    return Carrier(article.doc_id, sha256(article.text.encode()).hexdigest(), article.outlet, article.published)

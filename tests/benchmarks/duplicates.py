"""Releases found among planted copies: how many are found, how many that are found are right, by kind, and how fast.

usage: python tests/benchmarks/duplicates.py

Copies are planted among the 15,361 press articles beside the project where they are at hand, else among invented ones
(``tests/planting.py``). Counted are pairs of a plant and another document. A pair is right when it is the plant and its
article, or another that one release with the article was found of without plants. Whether pairs without a plant are
right nobody has marked; every other article of the same days is there to be confused with.
"""

import gzip
import json
import random
import re
import sys
import time
from collections import Counter
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from planting import KINDS, Article, Plant, carrier, invented, plants
from positions.documents.overlap import split_words
from positions.documents.releases import Memory, find_releases
from positions.schemas import CARRIERS
from positions.statistics import wilson_interval

ROOT = Path(__file__).resolve().parents[2]
PRESS = ROOT.parent / "shared" / "corpora" / "press" / "dawn-app-2025-01-to-05.jsonl.gz"
SITE = re.compile(r"( - [A-Z]\w+)? - DAWN\.COM$")
PLANTED, HOSTS = 1_600, 400
LEAST = 60  # words of an article that is copied: cut and changed, a shorter one is too short to tell
SEED = 11


def main() -> None:
    """Plant, find, count and print."""
    articles, hosts, vocabulary = press() if PRESS.is_file() else invented(SEED, days=100)
    chance = random.Random(SEED)
    long = [n for n, article in enumerate(articles) if len(split_words(article.text)) >= LEAST]
    chosen = chance.sample(long, min(PLANTED, len(long) // 2))
    planted = plants(articles, chosen, hosts, vocabulary, SEED)
    before, seconds = groups(articles)
    after, _ = groups([*articles, *(plant.article for plant in planted)])
    print(f"{len(articles):,} {'press' if PRESS.is_file() else 'invented'} articles: {seconds:.1f} s of processor time")
    report(planted, before, after)


def press() -> tuple[list[Article], list[Article], list[str]]:
    """Return the press articles, some long ones apart from them, and their words."""
    with gzip.open(PRESS, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    listed = [
        Article(row["id"], row["outlet"], row["published"][:10], f"{SITE.sub('', row['title'])}\n\n{row['text']}")
        for row in rows
    ]
    count = Counter(word for article in listed[::20] for word in split_words(article.text))
    chance = random.Random(SEED)
    long = [n for n, article in enumerate(listed) if 500 <= len(split_words(article.text)) <= 1_500]
    apart = set(chance.sample(long, HOSTS))
    hosts = [listed[n] for n in sorted(apart)]
    return [one for n, one in enumerate(listed) if n not in apart], hosts, sorted(w for w, n in count.items() if n > 1)


def groups(articles: list[Article]) -> tuple[dict[str, frozenset[str]], float]:
    """Return for each document the others of its release, and the seconds that took."""
    texts = {article.doc_id: article.text for article in articles}
    start = time.process_time()
    table = CARRIERS.table(find_releases([carrier(article) for article in articles], texts.__getitem__, Memory()))
    seconds = time.process_time() - start
    members = {release: frozenset(rows.doc_id) for release, rows in table.groupby("release")}
    return {doc: members[release] - {doc} for doc, release in zip(table.doc_id, table.release, strict=True)}, seconds


def counted(planted: list[Plant], before: dict, after: dict) -> Counter:
    """Count by kind the plants, those found with their article, those in a group that is right, and pairs."""
    kinds = {plant.article.doc_id: plant.kind for plant in planted}
    truth = {plant.article.doc_id: {plant.of} | before.get(plant.of, frozenset()) for plant in planted}
    of = {plant.article.doc_id: plant.of for plant in planted}
    same = {frozenset(p) for p in combinations(truth, 2) if of[p[0]] == of[p[1]] or of[p[0]] in truth[p[1]]}
    counts: Counter = Counter()
    for doc_id, kind in kinds.items():
        others = after.get(doc_id, frozenset())
        right = {o for o in others if o in truth[doc_id] or frozenset((doc_id, o)) in same}
        counts[kind, "planted"] += 1
        counts[kind, "found"] += of[doc_id] in others
        counts[kind, "pairs"] += len(others)
        counts[kind, "right"] += len(right)
        counts[kind, "groups"] += others >= truth[doc_id] and others == right
    return counts


def report(planted: list[Plant], before: dict, after: dict) -> None:
    """Print recall, precision and whole releases by kind, with intervals."""
    counts = counted(planted, before, after)
    print(f"{'kind':<12}{'planted':>8}  {'recall':<22}{'precision':<22}{'release whole and pure'}")
    for kind in (*KINDS, "all"):
        of = {name: counts[kind, name] if kind != "all" else sum(counts[k, name] for k in KINDS) for name in NAMES}
        shares = (of["found"], of["planted"]), (of["right"], of["pairs"]), (of["groups"], of["planted"])
        print(f"{kind:<12}{of['planted']:>8}  " + "".join(f"{share(*pair):<22}" for pair in shares).rstrip())


NAMES = ("planted", "found", "pairs", "right", "groups")


def share(k: int, n: int) -> str:
    """Return a share with its 95% interval."""
    low, high = wilson_interval(k, n)
    return f"{k / n:.3f} ({low:.3f}-{high:.3f})" if n else "none"


if __name__ == "__main__":
    main()

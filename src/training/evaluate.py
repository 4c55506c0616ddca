"""How well a trained reader finds statements, on articles that it did not learn from.

usage: python -m training.evaluate [FOLDER]
"""

import sys
from pathlib import Path

from positions.attribution import reader
from positions.attribution.weights import FOLDER
from positions.validation import handcoding
from positions.validation.matching import matched

LIKELY = (0.5, 0.7, 0.9)


def main(folder: Path) -> None:
    """Print precision, recall and F1 of contents (half of the characters shared) by part and by threshold."""
    for part in (handcoding.DEVELOPMENT, *handcoding.PARTS):
        articles = handcoding.articles(part)
        found = {file: reader.read(text, folder=folder)[0] for file, (text, *_) in articles.items()}
        for least in LIKELY:
            hand = machine = both = 0
            for file, (text, rows, _) in articles.items():
                own = [{"spans": [list(piece) for piece in one.content]} for one in found[file] if one.ours >= least]
                pairs = matched(rows, own, text)
                both += len(pairs.pairs)
                hand += len(pairs.pairs) + len(pairs.missed)
                machine += len(pairs.pairs) + len(pairs.spurious)
            precision, recall = both / max(machine, 1), both / max(hand, 1)
            print(f"{part}, from {least}: {precision:.3f} {recall:.3f} {2 * both / max(hand + machine, 1):.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)

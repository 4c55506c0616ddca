"""How well statements are found and coded by rules, and by rules and a trained reader together.

usage: python -m training.evaluate [FOLDER]

Of articles that the reader has not learned from. Thresholds are chosen on the part "development"; look at the others
once, when they are.
"""

import sys
from pathlib import Path

from positions import coding
from positions.attribution import rules
from positions.attribution.attribution import Attributor
from positions.validation import handcoding
from positions.validation.figures import sums, with_intervals
from positions.validation.handcoding import DEVELOPMENT, PARTS, HandCoding
from positions.validation.judgements import judgements

FOUND = "content at 0.5: "
SHOWN = ("content strict: F1", f"{FOUND}precision", f"{FOUND}recall", f"{FOUND}F1", "usable: F1")


def main(folder: Path) -> None:
    """Print the figures of every part."""
    for part in (DEVELOPMENT, *PARTS):
        hand = handcoding.read(part)
        for name, used in (("rules", None), ("together", attributor(folder))):
            found = figures(hand, used)
            print(f"{part}, {name}: " + ", ".join(f"{figure} {found[figure][0]:.3f}" for figure in SHOWN), flush=True)


def figures(hand: HandCoding, used: Attributor | None) -> dict[str, tuple[float, float, float]]:
    """Return every figure of the validation, with its interval.

    Parameters
    ----------
    hand : HandCoding
        The articles.
    used : Attributor or None
        What finds the attributions; the rules when None.
    """
    coded = [row for document in hand.documents for row in coding.code_document(document, attributor=used)[0]]
    machine = handcoding.by_file(handcoding.records(coded), hand.texts())
    return with_intervals(sums(judgements(hand.merged, machine, hand.texts()), list(hand.texts())))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)

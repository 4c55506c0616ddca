"""What the network adds to the rules: figures of both on articles for development and on those kept apart.

usage: python tests/benchmarks/network.py

The network's thresholds (`positions.coding.target`, `positions.coding.reading`) were chosen on the first; of those kept
apart some twenty settings were looked at, as wholes.
"""

from positions import coding, validation
from positions.attribution.readings import judge
from positions.validation import handcoding
from positions.validation.figures import sums, with_intervals
from positions.validation.handcoding import DEVELOPMENT, PARTS, HandCoding
from positions.validation.judgements import judgements

SHOWN = ("content at 0.5: precision", "content at 0.5: recall", "content at 0.5: F1", "usable: precision", "usable: F1")


def main() -> None:
    """Print a line for each part, by rules and with the network."""
    if not validation.is_at_hand():
        print("no hand coding at ../shared/gold: nothing measured")
        return
    for part in (DEVELOPMENT, *PARTS):
        hand = handcoding.read(part)
        for name, used in (("rules", None), ("with the network", judge)):
            found = figures(hand, used)
            print(f"{part}, {name}: " + ", ".join(f"{figure} {found[figure][0]:.3f}" for figure in SHOWN), flush=True)


def figures(hand: HandCoding, used: object) -> dict[str, tuple[float, float, float]]:
    """Return every figure of the validation, with its interval."""
    coded = [row for document in hand.documents for row in coding.code_document(document, judge=used)[0]]
    machine = handcoding.by_file(handcoding.records(coded), hand.texts())
    return with_intervals(sums(judgements(hand.merged, machine, hand.texts()), list(hand.texts())))


if __name__ == "__main__":
    main()

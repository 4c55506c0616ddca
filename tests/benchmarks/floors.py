"""Floors of the figures: what was reached, rounded down to hundredths, in ``floors.yaml``; they rise and never fall.

usage: python tests/benchmarks/floors.py

Raises each floor that the figures stored by ``make validate`` have left behind. A floor is lowered by hand only, where
a reader of the change sees it. ``tests/validation/test_floors.py`` holds what is measured now against the floors.
"""

import math
from pathlib import Path

import yaml

PATH = Path(__file__).with_name("floors.yaml")
PARTS = ("another month", "other outlets", "all")
DIGITS = 3  # of the stored figures
SLACK = 1e-9  # so that 0.58 is not rounded down to 0.57 for being stored as 0.57999…
HEAD = "# What the figures of the validation reached, rounded down; `make floors` raises them, none falls silently.\n"

Figures = dict[str, dict[str, float]]


def main() -> None:
    """Raise the floors to the stored figures, and say which rose."""
    from positions.validation import stored

    table = stored().tables["figures"]
    figures = {part: dict(table[table.part == part][["figure", "value"]].to_numpy().tolist()) for part in PARTS}
    before = floors()
    after = raised(before, figures)
    PATH.write_text(HEAD + yaml.safe_dump(after, sort_keys=False), encoding="utf-8", newline="\n")
    rose = [f"{part}, {name}: {floor}" for part in after for name, floor in after[part].items()
            if floor != before.get(part, {}).get(name)]  # fmt: skip
    print("\n".join(rose) or "no floor rose")


def floors() -> Figures:
    """Return the floors by part and figure."""
    return yaml.safe_load(PATH.read_text(encoding="utf-8")) if PATH.exists() else {}


def raised(before: Figures, figures: Figures) -> Figures:
    """Return the floors after figures: each the higher of what it was and the figure rounded down to hundredths."""
    return {
        part: {name: max(before.get(part, {}).get(name, 0.0), _down(value)) for name, value in figures[part].items()}
        for part in figures
    }


def fallen(before: Figures, figures: Figures) -> list[str]:
    """Say which figures are below their floors, or are no longer measured.

    Parameters
    ----------
    before, figures : dict of str to dict
        Floors and figures, by part and name.

    Returns
    -------
    list of str
        One sentence for each: the figure, its floor, what was found.
    """
    found = []
    for part, own in before.items():
        for name, floor in own.items():
            value = figures.get(part, {}).get(name)
            told = "is not measured" if value is None else f"is {value:.3f}"
            if value is None or round(value, DIGITS) < floor - SLACK:
                found.append(f"{part}, {name}: {told}, its floor is {floor:.2f}")
    return found


def _down(value: float) -> float:
    """Round down to hundredths."""
    return math.floor((value + SLACK) * 100) / 100


if __name__ == "__main__":
    main()

"""The codes that the network learns beside the marks, and how a coded statement is written as numbers."""

import torch

from positions.attribution.speakers import JOINT
from positions.coding import codebook
from positions.countries import OTHER, SIDES

THEMES = list(codebook().themes)
ONE_OF = {
    "act": list(codebook().acts),
    "theme": THEMES,
    "stance": [-2, -1, 0, 1, 2],
    "quote_type": ["direct", "mixed", "indirect", "reported"],
    "speaker_country": [*SIDES.parties, JOINT, OTHER],
    "target": [*SIDES.counterparts, "BOTH", SIDES.actor],
    "institution": list(codebook().institutions),
    "target_basis": ["explicit", "engagement"],
}
# What the package asks the network; the others help it to learn. Whose words they are and towards whom counts double.
ASKED = ("speaker_country", "target", "act", "theme", "stance")
DOUBLE = ("speaker_country", "target")
SIZES = {"valid": 1, "ours": 1, "themes": len(THEMES), **{name: len(values) for name, values in ONE_OF.items()}}
# What is rare and matters: how often the loss of it counts.
WEIGHTS = {"act": {"criticise": 2.0, "deny": 2.0, "request": 1.5}, "stance": {-1: 2.0, -2: 2.0}}


def numbers(row: dict) -> dict[str, int]:
    """Return the codes of a statement as numbers, -1 for what it lacks."""
    row = {**row, "theme": (row.get("themes") or [None])[0]}
    return {name: values.index(row[name]) if row.get(name) in values else -1 for name, values in ONE_OF.items()}


def several(row: dict) -> list[float]:
    """Return which themes a statement has."""
    return [float(theme in (row.get("themes") or ())) for theme in THEMES]


def weights(name: str) -> torch.Tensor | None:
    """Return how much each value of a code counts, None when all count alike."""
    if name not in WEIGHTS:
        return None
    return torch.tensor([WEIGHTS[name].get(value, 1.0) for value in ONE_OF[name]])

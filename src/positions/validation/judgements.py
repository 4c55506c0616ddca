"""One table of all that was found, missed and added: every figure of the validation is a sum over its rows."""

from collections.abc import Mapping

import pandas as pd

from positions.coding import codebook
from positions.coding.target import CONTEXT
from positions.countries import SIDES
from positions.validation.acceptance import accepted, hit, nearest_themes, settled, verdicts
from positions.validation.handcoding import part
from positions.validation.matching import Pair, matched

WORDS = ("condition", "label", "via")
SIGNS = (-1, 0, 1)
STRONG = 2  # the stance that is strongly favourable


def judgements(
    hand: Mapping[str, list[dict]], machine: Mapping[str, list[dict]], texts: Mapping[str, str]
) -> pd.DataFrame:
    """Compare two codings of some articles.

    Parameters
    ----------
    hand, machine : mapping of str to list of dict
        Records by file name.
    texts : mapping of str to str
        The articles.

    Returns
    -------
    DataFrame
        A row for each statement found in both (``outcome`` paired), in the hand coding alone (missed), in the
        machine's alone (spurious): ``file``, ``part``, ``outcome``, ``hand`` and ``machine`` (the records, None where
        there is none), ``hand_side`` and ``machine_side`` (as ``side``), a column ``right NAME`` for each code, and the
        counts that the figures need, 0 or 1 in most; ``n coded …`` counts all that the machine codes so.
    """
    rows = []
    for file, text in texts.items():
        found = matched(hand[file], machine[file], text)
        rows += [_paired(file, pair) for pair in found.pairs]
        rows += [_row(file, "missed", row, None) for row in found.missed]
        rows += [_row(file, "spurious", None, row) for row in found.spurious]
    table = pd.DataFrame(rows)
    counts = [column for column in table.columns if column.partition(" ")[0] in ("n", "right")]
    return table.fillna(dict.fromkeys(counts, 0)).astype(dict.fromkeys(counts, "int64"))


def side(record: dict) -> str:
    """Return the part and the counterpart of a statement: ``said USA``, ``heard CHN``, ``joint USA``, else blank.

    Blank, too, for a row of the machine's whose counterpart the context alone tells: a comparison shows it apart.
    """
    country, target = record["speaker_country"], record["target"]
    if is_context(record):
        return ""
    if country == SIDES.actor and target in SIDES.counterparts:
        return f"said {target}"
    if country in SIDES.counterparts:
        return f"heard {country}"
    return f"joint {target}" if country == "JOINT" and target in SIDES.counterparts else ""


def is_context(record: dict) -> bool:
    """Tell whether the counterpart of a row of the machine's is known from the context alone (codebook 1.2)."""
    return record.get("row", record).get("target_basis") == CONTEXT


def _row(file: str, outcome: str, hand: dict | None, machine: dict | None) -> dict:
    """Return what every row has."""
    row = {"file": file, "part": part(file), "outcome": outcome, "hand": hand, "machine": machine}
    row |= {"hand_side": side(hand) if hand else "", "machine_side": side(machine) if machine else ""}
    row |= {"n hand": int(hand is not None), "n machine": int(machine is not None), "n paired": 0}
    coded = {}
    if machine:
        stance = machine["stance"]
        coded = {"criticise": machine["act"] == "criticise", "unfavourable": stance < 0, "strong": stance == STRONG}
    return row | {f"n coded {name}": int(is_coded) for name, is_coded in coded.items()}


def _paired(file: str, pair: Pair) -> dict:
    """Return the row of a statement that both codings have."""
    hand, machine = pair.hand, pair.other
    row = _row(file, "paired", hand, machine) | {"n paired": 1}
    row["hand_side"] = "" if is_context(machine) else row["hand_side"]  # counted in neither coding
    row |= {"n strict": int(pair.is_same), "n at 0.8": int(pair.overlap >= 0.8)}
    row |= {f"right {name}": int(is_right) for name, is_right in verdicts(hand, machine).items()}
    row |= _class_counts("act", settled(hand, machine, "act"), machine["act"], codebook().acts)
    row["n tp strong"] = int(machine["stance"] == STRONG and STRONG in accepted(hand, "stance"))
    row |= _class_counts("sign", sign(settled(hand, machine, "stance", sign)), sign(machine["stance"]), SIGNS)
    near, own = nearest_themes(hand, machine), set(machine["themes"])
    row |= {"n tp themes": len(near & own), "n fp themes": len(own - near), "n fn themes": len(near - own)}
    for field in WORDS:
        is_hit = hit(hand, machine, field)
        row |= {f"n tp {field}": int(is_hit), f"n fp {field}": int(bool(machine[field]) and not is_hit)}
        row |= {f"n fn {field}": int(all(accepted(hand, field)) and not is_hit)}
    return row


def _class_counts(name: str, ours: object, theirs: object, codes: object) -> dict[str, int]:
    """Return what the F1 of each code is made of."""
    counts = {}
    for code in codes:
        counts[f"n tp {name} {code}"] = int(ours == theirs == code)
        counts[f"n fp {name} {code}"] = int(theirs == code != ours)
        counts[f"n fn {name} {code}"] = int(ours == code != theirs)
    return counts


def sign(stance: int | None) -> int | None:
    """Return the sign of a stance."""
    return None if stance is None else (stance > 0) - (stance < 0)

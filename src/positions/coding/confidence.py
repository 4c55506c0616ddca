"""How sure a code is: the chance that it is right, from traits of the statement that the coder knows.

There is a logistic regression for the statement as a whole and one for each main code. A trait is present or absent, so
that a confidence can be checked by hand: the weights of the traits are added and put through the logistic function. The
weights are in ``confidence.yaml``, which ``make validate`` fits again to the hand-coded articles
(`positions.validation.calibration`). A trait without a weight, such as that of a new rule, counts nothing.
"""

import math
from pathlib import Path

from positions.attribution.statements import in_hundred
from positions.data_files import lexicon

WEIGHTS = Path(__file__).with_name("confidence.yaml")
STATEMENT = "confidence"
LENGTHS = {5: "up to 5 words", 12: "6 to 12 words", 25: "13 to 25 words"}
CODES = ("speaker_country", "institution", "voice", "quote_type", "target_basis", "act", "stance")


def confidences(row: dict) -> dict[str, int]:
    """Return the confidence of a statement and of its main codes.

    Parameters
    ----------
    row : dict
        Of the schema STATEMENTS, and under ``rules`` the names of the rules that decided, by what they decided.

    Returns
    -------
    dict of str to int
        Per cent by column, from 1 to 99, since nothing here is certain. ``confidence`` is the chance that words,
        speaker, country, target and act are all right, ``confidence_content`` that the words are a statement of the
        question, and each of the others that the code is right if the words are.
    """
    own = traits(row)
    models = lexicon("coding", "confidence")
    return {column: in_hundred(probability(model, own)) for column, model in models.items()}


def traits(row: dict) -> tuple[str, ...]:
    """Return what is known about a statement before anyone checks it.

    Parameters
    ----------
    row : dict
        Of the schema STATEMENTS, and under ``rules`` the names of the rules that decided, by what they decided.

    Returns
    -------
    tuple of str
        In a fixed order, each at most once: its codes, the rules that decided, its length and form.
    """
    found = [f"{code}: {row[code]}" for code in CODES]
    found += [f"rule {code}: {rule}" for code, rules in row["rules"].items() for rule in rules]
    found.append(f"theme: {row['themes'].split('; ')[0]}")
    length = len(row["content"].split())
    found.append(next((name for most, name in LENGTHS.items() if length <= most), "more than 25 words"))
    found += ["interrupted by its cue"] if "; " in row["spans"] else []
    found += ["relayed"] if row["via"] else []
    found += ["in an engagement"] if row["engagement_id"] else []
    found += ["more than one theme"] if "; " in row["themes"] else []
    found += ["more than one speaker"] if "; " in row["speaker"] else []
    return tuple(dict.fromkeys(found))


def probability(model: dict, own: tuple[str, ...]) -> float:
    """Return the chance that a model gives a statement with these traits.

    Parameters
    ----------
    model : dict
        ``start`` and ``weights`` by trait.
    own : tuple of str
        The traits of the statement.
    """
    logit = model["start"] + math.fsum(model["weights"].get(trait, 0) for trait in own)
    return 1 / (1 + math.exp(-logit))

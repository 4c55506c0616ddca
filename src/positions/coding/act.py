"""Acts: what kind of saying a statement is. The content decides before the cue (codebook, Act)."""

import re

from positions.coding.patterns import Coding, at_start, first
from positions.data_files import lexicon

NEGATED = re.compile(r"\b(?:no|not|never|without|nor|\w+n[’']t)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)


def act(content: str, cue: str, kind: str, lemma: str, is_clause: bool) -> Coding:
    """Code the act of a statement.

    Parameters
    ----------
    content : str
        The words of the statement.
    cue : str
        The words that attribute it.
    kind : str
        The kind of the cue (``attribution/cues.yaml``), blank without a cue.
    lemma : str
        The cue's verb.
    is_clause : bool
        The content is a clause rather than a noun phrase or an infinitive.

    Returns
    -------
    Coding
        A code of the codebook, and the words and the rule it rests on.
    """
    acts = lexicon("coding", "acts")
    if lemma in acts["disputing"] and (claim := at_start(acts["disputed"], content)):
        return Coding("deny", f"cue “{cue}” before what is claimed: “{claim.group()}”")
    if kind in acts["foremost"]:
        return Coding(kind, f"cue “{cue}”")
    if kind in acts["wanting"] and (asked := at_start(acts["wanted"], content)):
        return Coding("request", f"cue “{cue}” before whom it asks: “{asked.group()}”")
    for code, patterns in acts["content"].items():
        if match := at_start(patterns["head"], content):
            return Coding(code, f"content opens with “{match.group().strip()}”")
    if not is_clause and lemma in acts["before_noun"]:
        return Coding(acts["before_noun"][lemma], f"cue “{cue}” before a noun phrase")
    if kind in acts["decisive"]:
        return Coding(kind, f"cue “{cue}”")
    matches = [
        (m.start(), n, code, m)
        for n, (code, p) in enumerate(acts["content"].items())
        if (m := first(p["words"], content))
        and not (code in acts["affirmed"] and NEGATED.search(content, 0, m.start()))
    ]
    if matches:
        _, _, code, match = min(matches, key=lambda item: item[:2])
        return Coding(code, f"content says “{match.group()}”")
    code = acts["otherwise"].get(kind, "state")
    return Coding(code, f"cue “{cue}”" if cue else "no word says otherwise", code != "state")

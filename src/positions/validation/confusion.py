"""Which codes are taken for which, and what is missed or added, by kind."""

from collections.abc import Mapping

import pandas as pd

from positions.attribution.cues import cues
from positions.documents import Document, Span
from positions.validation.acceptance import settled
from positions.validation.figures import share, widened, with_intervals
from positions.validation.matching import trimmed

CONFUSED = ("act", "stance", "target", "speaker_country", "institution", "quote_type", "themes")
KINDS = ("speaker_country", "target", "target_basis", "quote_type", "institution", "act")
LEAST = 5  # statements below which a kind has no line


def confusions(judged: pd.DataFrame) -> list[dict]:
    """Count the codes of the hand coding by the machine's, over the statements that both have.

    Parameters
    ----------
    judged : DataFrame
        The judgements of the articles.

    Returns
    -------
    list of dict
        ``code``, ``hand``, ``machine``, ``n``; where either of two codes is accepted and the machine chose one, that
        one is the hand coding's. Of the themes the main one.
    """
    paired = judged[judged.outcome == "paired"]
    rows = []
    for code in CONFUSED:
        codes = pd.DataFrame({"hand": [], "machine": []})
        codes["hand"] = [_settled(r.hand, r.machine, code) for r in paired.itertuples()]
        codes["machine"] = [_own(record, code) for record in paired.machine]
        for (hand, machine), n in codes.value_counts().sort_index().items():
            rows.append({"code": code, "hand": hand, "machine": machine, "n": int(n)})
    return rows


def _own(record: dict, code: str) -> str:
    """Return the code of a record as text, of its themes the main one."""
    return str((record["themes"] or [""])[0] if code == "themes" else record[code])


def _settled(hand: dict, machine: dict, code: str) -> str:
    """Return the hand coding's code to count."""
    if code != "themes":
        return str(settled(hand, machine, code))
    first = settled(hand, machine, "themes", lambda themes: (themes or [""])[0])
    return (first or [""])[0]


def kinds(judged: pd.DataFrame, documents: Mapping[str, Document]) -> list[dict]:
    """Return what is missed, and what is added, by kind of statement.

    Parameters
    ----------
    judged : DataFrame
        The judgements of the articles.
    documents : mapping of str to Document
        The articles by file name.

    Returns
    -------
    list of dict
        ``error`` (missed: of the hand coding's statements; added: of the machine's), ``by``, ``kind``, ``n``
        (statements of the kind), ``wrong``, ``share`` and its 95% interval ``low``, ``high``. Kinds of fewer than five
        statements are left out.
    """
    rows = []
    for error, outcome, coding in (("missed", "missed", "hand"), ("added", "spurious", "machine")):
        own = judged[judged[f"n {coding}"] == 1]
        traits = pd.DataFrame([_kinds(record, documents[record["file"]]) for record in own[coding]], index=own.index)
        for by in traits.columns:
            for kind, n in traits[by].value_counts().sort_index().items():
                if kind and n >= LEAST:
                    chosen = own[traits[by] == kind]
                    rows.append({"error": error, "by": by, "kind": kind} | _share(chosen, outcome, list(documents)))
    return rows


def _share(chosen: pd.DataFrame, outcome: str, files: list[str]) -> dict:
    """Return the share of statements with an outcome, articles drawn with replacement."""
    counts = pd.DataFrame({"file": chosen.file, "n": 1, "wrong": (chosen.outcome == outcome).astype(int)})
    counts = counts.groupby("file").sum().reindex(files, fill_value=0)
    made = with_intervals(counts, lambda sums: {"share": share(sums["wrong"], sums["n"])})
    value, low, high = made["share"]
    n, wrong = int(counts.n.sum()), int(counts.wrong.sum())
    low, high = widened(wrong, n, low, high)
    return {"n": n, "wrong": wrong, "share": value, "low": low, "high": high}


def _kinds(record: dict, document: Document) -> dict[str, str]:
    """Return the kinds a statement belongs to."""
    found = {code.replace("_", " "): str(record[code]) for code in KINDS}
    found["cue"] = _cue(record["cue"])
    found["relay"] = "relayed by a body" if record["via"] else "not relayed"
    found["place"] = "headline" if _in_headline(record, document) else "body"
    rule = record["row"]["why_statement"].split(", ")[0].removeprefix("rule ") if "row" in record else ""
    return found | {"rule": rule}


def _cue(words: str) -> str:
    """Return the kind of a cue, or that it is none the lexicon knows."""
    if not words:
        return "no cue"
    known = cues(words, Span(0, len(words)))
    return f"of the kind {known[0].kind}" if known else "not in the lexicon"


def _in_headline(record: dict, document: Document) -> bool:
    """Tell whether a statement stands in the headline."""
    piece = record["content"][0] if isinstance(record["content"], list) else record["content"]
    start = record["start"] if "start" in record else document.text.find(piece)
    return document.headline.holds(Span(*trimmed(document.text, start, start + len(piece))))

"""Attribution by the rules and, where they find nothing, by the trained tagger."""

from positions.attribution import rules, tagger
from positions.attribution.attribution import Attribution
from positions.documents import Document

LEAST = 0.85  # the tagger's probability from which its readings add more than they spoil (README, Accuracy)


def attributions(document: Document) -> list[Attribution]:
    """Find every attribution by the rules, and those of which only the tagger is sure.

    Parameters
    ----------
    document : Document
        Its text, headline and paragraphs are read; nothing else.

    Returns
    -------
    list of Attribution
        In the order of their contents; none of the tagger's overlaps with the content of one of the rules'.
    """
    found = rules.attributions(document)
    more = [one for one, sure in tagger.scored(document, LEAST) if not any(_overlap(one, each) for each in found)]
    return sorted([*found, *more], key=lambda attribution: attribution.whole)


def _overlap(a: Attribution, b: Attribution) -> bool:
    """Tell whether two contents share a character."""
    return a.whole.start < b.whole.end and b.whole.start < a.whole.end

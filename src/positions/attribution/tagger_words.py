"""Words as the tagger sees them: normal form, shape, and the classes learned from how words are used.

The classes stand in ``models/words.tsv.gz``, one line a word: normal form, fine cluster, coarse cluster, how much its
neighbourhood is that of cues, and of sources (0 to 9). ``training_words`` makes the file.
"""

import gzip
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

CUE_LIKE = 7  # from this grade of ten on, a word's neighbours are those of the verbs that attribute
KEPT = 1 << 16  # words whose description is kept at hand


@dataclass(frozen=True, eq=False, slots=True)  # told apart by identity, which makes a word a quick key
class Word:
    """What the tagger knows of a word wherever it stands; classes are blank for a word it has not learned.

    A word is cue-like when the words beside it are those beside the verbs that attribute.
    """

    norm: str
    shape: str
    fine: str
    coarse: str
    cue: str
    source: str
    is_cue_like: bool


def normal_form(text: str) -> str:
    """Return a word in lower case, its digits as noughts."""
    return re.sub(r"\d", "0", text.lower())


@lru_cache(KEPT)
def word(text: str) -> Word:
    """Return what is known of a word as it is written."""
    norm = normal_form(text)
    shape = re.sub(r"[A-Z]", "X", re.sub(r"[a-z]", "x", re.sub(r"\d", "0", text)))
    fine, coarse, cue, source = _classes().get(norm, ("", "", "", ""))
    return Word(norm, re.sub(r"(.)\1+", r"\1", shape), fine, coarse, cue, source, cue >= str(CUE_LIKE))


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    """Return the learned classes by normal form."""
    packed = resources.files("positions.attribution").joinpath("models/words.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(packed).decode("utf-8").splitlines())
    return {norm: tuple(classes) for norm, *classes in rows}

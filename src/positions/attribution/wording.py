"""The turns of phrase around sources, cues and contents, compiled (``wording.yaml``)."""

import re
from functools import cache

from positions.data_files import lexicon


@cache
def wording(name: str) -> re.Pattern:
    """Return the pattern of an entry of ``wording.yaml``.

    Parameters
    ----------
    name : str
        The entry; ``{other}`` in it stands for the entry of that name.
    """
    return re.compile(_written_out(name))


def _written_out(name: str) -> str:
    """Return an entry with the entries it is made of."""
    entry = lexicon("attribution", "wording")[name]
    text = entry if isinstance(entry, str) else "".join(entry)
    return re.sub(r"\{([a-z_]+)\}", lambda match: _written_out(match.group(1)), text)

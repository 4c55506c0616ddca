"""What kinds of sources a comparison rests on, and whom they leave out."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from positions.comparison import Comparison
from positions.documents.outlets import outlet
from positions.reporting import names
from positions.reporting.markup import Shown, stack
from positions.reporting.names import counted, listed
from positions.reporting.quotations import Sentence, paragraphs


def kinds(c: Comparison) -> Shown:
    """Return what kinds of sources the documents are from and leave out; nothing where no kind is known."""
    return stack(paragraphs(told(c)))


def told(c: Comparison) -> Iterator[Sentence]:
    """Say what kinds of sources the documents are from, with the number of each, and whom they leave out."""
    publishers: dict[str, Counter[str]] = defaultdict(Counter)
    for document in c.documents:
        publishers[outlet(document.outlet).kind][document.publisher] += 1
    known = sorted((kind for kind in publishers if kind), key=lambda kind: -publishers[kind].total())
    if not known:
        return
    each, does = [_documents(kind, publishers[kind]) for kind in known], defaultdict(list)
    unknown = publishers[""].total()
    each += [f"{counted(unknown, 'document')} of publishers whose kind is not known"] if unknown else []
    for kind in known:
        name, leaves_out = names.outlets(kind, 2)
        does[leaves_out].append(name)
    told = "; ".join(f"{listed(kinds)} {leaves_out}" for leaves_out, kinds in does.items())
    text = f"The sources: {listed(each)}. {told[0].upper()}{told[1:]}."
    if {document.language for document in c.documents} == {"en"}:
        text += " All of it is in English: what is said in other languages alone is left out."
    yield Sentence((text,))


def _documents(kind: str, publishers: Counter[str]) -> str:
    """Write the documents of one kind: "145 documents of a state-run news agency (Associated Press of Pakistan)"."""
    name, _ = names.outlets(kind, len(publishers))
    article = "" if len(publishers) > 1 else "an " if name[0] in "aeiou" else "a "
    named = listed([publisher for publisher, _ in publishers.most_common()])
    return f"{counted(publishers.total(), 'document')} of {article}{name} ({named})"

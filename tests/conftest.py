"""Small comparisons made of invented sentences, whose counts a reader can do by hand."""

import hashlib

import pytest
from hypothesis import settings

from positions import schemas
from positions.comparison import Parameters, pair
from positions.documents import Document, Span

pytest_plugins = ["browser"]

settings.register_profile("untimed", deadline=None)  # a busy machine is no fault of the program
settings.load_profile("untimed")

COUNTED_OUT = ("speaker", "institution", "via", "quote_type", "target", "themes", "act", "stance", "condition", "label")


CORPORA = {"articles", "at_hand", "press"}  # fixtures that rest on the texts beside the project


def pytest_collection_modifyitems(items):
    """Mark the tests that rest on real corpora: they take a third of the time, and `make corpora` runs them."""
    for item in items:
        if CORPORA & set(getattr(item, "fixturenames", ())):
            item.add_marker("corpora")


def pytest_make_parametrize_id(val, argname):
    """Name a case of bytes by its argument: packed bytes hold the clock, and two processes must name a test alike."""
    return argname if isinstance(val, bytes) else None


def said(content: str, **fields: object) -> dict:
    """Describe one invented statement; what is not given is a plain friendly one by a Pakistani minister to the US."""
    plain = {"doc": "one", "published": "2030-01-02", "source": "The minister", "cue": "said", "speaker": "Ali Noon"}
    plain |= {"office": "Minister", "speaker_country": "PAK", "institution": "foreign_ministry", "voice": "state"}
    plain |= {"via": "", "quote_type": "indirect", "target": "USA", "target_basis": "explicit", "act": "praise"}
    plain |= {
        "themes": "bilateral_relations",
        "stance": 1,
        "condition": "",
        "label": "",
        "engagement": "",
        "corrected": "",
        "confidence": 90,
    }
    return plain | fields | {"content": content}


def talk(name: str, country: str, **fields: object) -> dict:
    """Describe one invented engagement; what is not given is a meeting with somebody whom no other has."""
    plain = {"doc": "one", "channel": "meeting", "topics": "", "place": "", "own_side": "Ali Noon"}
    plain |= {"other_side": f"Bo {name.title()}roe", "date": "", "recalled": "", "published": "2030-01-02"}
    return plain | fields | {"name": name, "country": country}


def compared(statements: list[dict], talks: list[dict] = (), **parameters: object):
    """Write the invented sentences into documents and compare them."""
    texts: dict[str, str] = {}
    rows, ids, lines = [], {}, {}
    for meeting in talks:
        text = texts.setdefault(meeting["doc"], "Invented\n")
        sentence = f"They met ({meeting['name']})."
        ids[meeting["name"]] = f"{meeting['doc']}:{len(text)}-{len(text) + len(sentence)}"
        lines[meeting["name"]] = (len(text), len(text) + len(sentence), sentence)
        texts[meeting["doc"]] = f"{text}{sentence}\n"
    for given in statements:
        rows.append(_row(given, texts, ids))
    documents = [_document(doc, text, _published(doc, statements)) for doc, text in texts.items()]
    engagements = [_engagement(meeting, ids, lines) for meeting in talks]
    tables = schemas.STATEMENTS.table(rows), schemas.ENGAGEMENTS.table(engagements)
    return pair(Parameters(**parameters), documents, *tables)


def _row(given: dict, texts: dict[str, str], ids: dict[str, str]) -> dict:
    """Write one sentence into its document and return its row."""
    doc = given["doc"]
    text = texts.setdefault(doc, "Invented\n")
    lead = f"{given['source']} {given['cue']} " + ("“" if given["quote_type"] == "direct" else "")
    start = len(text) + len(lead)
    end = start + len(given["content"])
    cue = len(text) + len(given["source"]) + 1
    texts[doc] = f"{text}{lead}{given['content']}{'”' if given['quote_type'] == 'direct' else ''}.\n"
    row = {name: given[name] for name in schemas.STATEMENTS.columns if name in given}
    row |= {"statement_id": f"{doc}:{start}-{end}", "doc_id": doc, "file": f"{doc}.txt", "outlet": "x"}
    row |= {"start": start, "end": end, "spans": f"{start}-{end}", "chain": f"The Daily ← {given['speaker']}"}
    row |= {"source_span": f"{len(text)}-{cue - 1}", "cue_span": f"{cue}-{cue + len(given['cue'])}"}
    row |= {f"{part}_span": _inside(given, part, start) for part in ("condition", "label")}
    row |= {f"why_{code}": "invented" for code in ("statement", *COUNTED_OUT)}
    row |= {name: given["confidence"] for name in schemas.STATEMENTS.columns if name.startswith("confidence")}
    return row | {"engagement_id": ids.get(given["engagement"], "")}


def _inside(given: dict, part: str, start: int) -> str:
    """Return where terms or a name stand."""
    words = given[part]
    at = start + given["content"].find(words)
    return f"{at}-{at + len(words)}" if words else ""


def _published(doc: str, statements: list[dict]) -> str:
    """Return the date of a document."""
    return next((given["published"] for given in statements if given["doc"] == doc), "")


def _document(doc: str, text: str, published: str) -> Document:
    """Return a document of invented sentences."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(doc, f"{doc}.txt", text, Span(0, 8), (), digest, publisher="The Daily", published=published)


def _engagement(meeting: dict, ids: dict[str, str], lines: dict[str, tuple]) -> dict:
    """Return the row of an engagement."""
    start, end, sentence = lines[meeting["name"]]
    row = {"engagement_id": ids[meeting["name"]], "doc_id": meeting["doc"], "file": f"{meeting['doc']}.txt"}
    row |= {"own_level": "minister", "other_level": "minister", "start": start, "end": end}
    row |= {"evidence": sentence, "why_channel": "invented", "why_date": "invented"}
    given = ("country", "channel", "topics", "place", "own_side", "other_side", "date", "recalled", "published")
    return row | {name: meeting[name] for name in given}


@pytest.fixture(name="said")
def _said():
    """Describe an invented statement."""
    return said


@pytest.fixture(name="talk")
def _talk():
    """Describe an invented engagement."""
    return talk


@pytest.fixture(name="compared")
def _compared():
    """Compare invented statements."""
    return compared

"""The whole chain on damaged texts: no crash, and every offset exact."""

from hypothesis import given, settings
from hypothesis import strategies as st

from positions import coding, documents
from positions.documents import Document
from positions.documents.press import parts

(SEED,) = documents.read("seeds").documents
COLUMNS = {
    "content": "spans",
    "source": "source_span",
    "cue": "cue_span",
    "condition": "condition_span",
    "label": "label_span",
}
INSERTED = [
    "“",
    "”",
    '"',
    "’",
    "\u00ad",
    "\n",
    "\r\n",
    " US ",
    " he said ",
    ", ",
    "—",
    "(",
    "<b>",
    "\u202e",
    "𝒳",
    "x" * 3000,
]


@st.composite
def damaged(draw):
    """Return the seed's text with pieces cut out, put in, doubled or put in capitals."""
    text = SEED.text
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 400)))
        how = draw(st.sampled_from(["cut", "put", "double", "capitals", "bare"]))
        piece = text[start:end]
        if how == "put":
            piece = draw(st.sampled_from(INSERTED)) + piece
        text = text[:start] + {"cut": "", "put": piece, "double": piece * 2, "capitals": piece.upper(), "bare": "".join(
            c for c in piece if c.isalnum() or c.isspace())}[how] + text[end:]  # fmt: skip
    return text if text.strip() else "US"


@settings(max_examples=300, deadline=None, derandomize=True)
@given(damaged())
def test_offsets_are_exact_on_any_text(text):
    """Rule: whatever the text, a statement's words stand at its offsets, and each content is taken once."""
    article = parts(text)
    read = Document(
        "d", "d.txt", text, article.headline, article.paragraphs, "", published="2022-07-29", outlet="dunya"
    )
    rows = coding.code([read]).statements
    assert rows["statement_id"].is_unique
    for row in rows.to_dict("records"):
        for words, places in COLUMNS.items():
            pieces = [place.split("-") for place in row[places].split("; ") if place]
            assert row[words] == " […] ".join(text[int(start) : int(end)] for start, end in pieces)

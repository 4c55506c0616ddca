"""What the coding of a statement takes from the one before it."""

from positions import coding
from positions.countries import SIDES
from positions.documents import Document
from positions.documents.structure import press_parts

PRAISED = "Finance Minister Omar Beg praised China’s railways."
GOES_ON = "He said that China had made a good start."


def main_themes(body):
    """Return the main theme of every statement of a document."""
    text = f"Talks held\n\n{body}\n"
    article = press_parts(text)
    read = Document(
        "d", "d.txt", text, article.headline, article.paragraphs, "", published="1999-01-01", outlet="dunya"
    )
    return [themes.split("; ")[0] for themes in coding.code([read], SIDES, judge=None).statements["themes"]]


def test_a_theme_goes_on_within_a_paragraph():
    """Rule: without a theme of its own a statement has its speaker's last one, within the paragraph and not beyond."""
    assert main_themes(f"{PRAISED} {GOES_ON}") == ["connectivity", "connectivity"]
    assert main_themes(f"{PRAISED}\n\n{GOES_ON}") == ["connectivity", "bilateral_relations"]

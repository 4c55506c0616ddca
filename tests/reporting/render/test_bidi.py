"""Controls of direction on pages."""

import pytest

from positions.reporting.render import markup


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>a\u202eb</p>", '<p>a<bdi class="control" data-name="RLO">\u202e</bdi>b</p>'),
        ("<b title='\u202e'>a</b>", "<b title='\u202e'>a</b>"),
        ("<title>\u2067 a</title><i>a</i>", "<title>\u2067 a</title><i>a</i>"),
        ("<script>'\u202e' < 1</script>", "<script>'\u202e' < 1</script>"),
        ("<p>وزیر خارجہ نے\u200cکہا</p>", "<p>وزیر خارجہ نے\u200cکہا</p>"),
    ],
)
def test_only_controls_in_text_are_boxed(page, expected):
    """Attributes, titles and scripts stay as they are, and so do letters of whatever direction and their joiners."""
    assert markup.show_bidi_controls(page) == expected

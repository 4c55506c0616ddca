"""Lines: counted as an editor counts, and never more of one in memory than the bound."""

import io

from positions.ingest import encodings


class Watched(io.BytesIO):
    """A stream that keeps how much was taken from it at once."""

    most = 0

    def readline(self, size=-1):
        """Return a line, or as much of it as is asked for."""
        raw = super().readline(size)
        self.most = max(self.most, len(raw))
        return raw


def test_of_a_line_without_end_little_is_in_memory(monkeypatch):
    """Rule: of a line beyond the bound no more than the bound is taken at once, and the next line is whole."""
    monkeypatch.setattr(encodings, "LONGEST_LINE", 100)
    monkeypatch.setattr(encodings, "CHUNK", 50)
    stream = Watched(b"one\n" + b"x" * 1000 + b"\n" + b"y" * 99 + b"\n\nlast")
    assert list(encodings.read_lines(stream)) == [
        (1, b"one\n"),
        (2, None),
        (3, b"y" * 99 + b"\n"),
        (4, b"\n"),
        (5, b"last"),
    ]
    assert stream.most == 101

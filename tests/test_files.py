"""Files written whole or not at all."""

import pytest

from positions import files


def test_file_is_written_whole(tmp_path):
    """A file that cannot be encoded leaves the last one."""
    files.write_atomically(tmp_path / "index.html", "last")
    with pytest.raises(UnicodeEncodeError):
        files.write_atomically(tmp_path / "index.html", "\ud800")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"index.html": "last"}

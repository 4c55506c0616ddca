"""Folders and files written aside."""

from pathlib import Path

import pytest

from positions.reporting import site


def test_folder_is_replaced_whole(tmp_path):
    """The new folder takes the old one's place, with nothing left of it nor beside it."""
    target = tmp_path / "out" / "seed"
    for name in ("first", "second"):
        with site.atomic_folder(target) as folder:
            (folder / name).touch()
    assert [path.name for path in target.iterdir()] == ["second"]
    assert [path.name for path in target.parent.iterdir()] == ["seed"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_failure_leaves_the_last(tmp_path, error):
    """An error, or an interruption, while writing leaves the last folder as it was and nothing beside it."""
    target = tmp_path / "seed"
    target.mkdir()
    (target / "last").touch()
    with pytest.raises(error), site.atomic_folder(target) as folder:
        (folder / "new").touch()
        raise error
    assert [path.name for path in target.iterdir()] == ["last"]
    assert [path.name for path in tmp_path.iterdir()] == ["seed"]


def test_folder_that_cannot_be_put_in_place(tmp_path, monkeypatch):
    """When the new folder cannot take its place at the last moment, the last one is put back."""
    target, rename = tmp_path / "seed", Path.rename
    target.mkdir()
    (target / "last").touch()

    def refused(path, to):
        if path.name.endswith(".new"):
            raise PermissionError(13, "refused")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(PermissionError), site.atomic_folder(target):
        pass
    assert [path.name for path in target.iterdir()] == ["last"]

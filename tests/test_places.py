"""Where a path is looked for."""

from pathlib import Path

import pytest

from positions import files
from positions.errors import InputError


def test_project_has_the_seeds():
    """The project's folder holds the source of the first report, wherever the package is installed."""
    assert (files.project_folder() / "seeds" / "000_d1d1878000af0d9d.txt").is_file()


def test_working_folder_comes_first(tmp_path, monkeypatch):
    """A folder of the reader's own named ``seeds`` goes before the project's."""
    (tmp_path / "seeds").mkdir()
    monkeypatch.chdir(tmp_path)
    assert files.find("seeds") == tmp_path / "seeds"


def test_project_comes_second(tmp_path, monkeypatch):
    """Without such a folder the project's own is used, as an absolute path."""
    monkeypatch.chdir(tmp_path)
    assert files.find(Path("seeds")) == files.project_folder() / "seeds"


def test_home_is_understood(tmp_path, monkeypatch):
    """A path from a parameter, which no shell has expanded, may begin with ``~``."""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert files.find("~") == tmp_path


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["texts", "../more"], ["texts", "../more"]),
        (["{here}/texts/one.txt", "{here}"], ["texts/one.txt", "."]),
        (["/a/b/corpus", "/c/b/corpus", "/d/b/corpus"], ["corpus", "b/corpus", "d/b/corpus"]),
        (["corpus", "/a/corpus"], ["corpus", "a/corpus"]),
    ],
)
def test_names_have_no_folder_of_the_machine(tmp_path, monkeypatch, paths, names):
    """Rule: a relative path is its own name; an absolute one is seen from the working folder, or has its last parts."""
    monkeypatch.chdir(tmp_path)
    given = [path.format(here=tmp_path) for path in paths]
    assert files.display_names(given) == dict(zip(names, given, strict=True))


def test_names_stand_for_paths_for_a_while(tmp_path, monkeypatch):
    """Rule: a name goes before a path that reads the same, within the block and below another one, and not after."""
    (tmp_path / "seeds").mkdir()
    monkeypatch.chdir(tmp_path)
    with files.share_names({"seeds": "/"}), files.share_names({"more": str(tmp_path)}):
        assert (files.find("seeds"), files.find("more")) == (Path("/"), tmp_path)
    assert files.find("seeds") == tmp_path / "seeds"
    with pytest.raises(InputError):
        files.find("more")


@pytest.mark.parametrize("missing", ["no-such-folder", "/no-such-folder"])
def test_missing_path_is_named(missing):
    """A path found nowhere is refused by name, also an absolute one."""
    with pytest.raises(InputError) as refused:
        files.find(missing)
    assert refused.value.place == missing
    assert "no such file or folder" in str(refused.value)

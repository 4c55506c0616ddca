"""Where the project's own folders are, for a checkout and for an installed copy alike."""

from pathlib import Path

from positions.errors import InputError

_HERE = Path(__file__).resolve().parent


def project() -> Path:
    """Folder that has the project's ``seeds`` and ``notebooks``.

    Returns
    -------
    pathlib.Path
        The checkout when the package runs from it (an editable install), the copy inside the package otherwise.
    """
    packaged = _HERE / "_project"  # made by the wheel's force-include, absent in a checkout
    return packaged if packaged.is_dir() else _HERE.parents[1]


def find(path: str | Path) -> Path:
    """Resolve a path against the working folder first, then against the project's own folder.

    Parameters
    ----------
    path : str or pathlib.Path
        A file or folder; ``~`` stands for the home folder. An absolute path is taken as it is.

    Returns
    -------
    pathlib.Path
        Absolute path of something that exists.

    Raises
    ------
    InputError
        If there is nothing at any of the places looked in.
    """
    wanted = Path(path).expanduser()
    for folder in (Path.cwd(), project()):
        if (folder / wanted).exists():
            return (folder / wanted).absolute()
    looked_in = "" if wanted.is_absolute() else f", neither in {Path.cwd()} nor in {project()}"
    raise InputError(str(path), f"no such file or folder{looked_in}", "Give the path of one that exists.")

"""The files that a reading of paths depends on, so that a report can say what it was made from."""

from collections.abc import Iterable
from pathlib import Path, PurePath

from positions import files
from positions.documents.corpus import Corpus, is_corpus
from positions.documents.corpus.corpus import LEDGER, TEXTS
from positions.documents.corpus.corpus import MANIFEST as ENTRIES
from positions.documents.manifest import NAME as MANIFEST

CORRECTIONS = "corrections.yaml"
ASIDE = (".", "README")  # how the names of files begin that are no texts


def texts(folder: Path) -> set[str]:
    """Return the names of the files in a folder that are read as texts, whether or not they can be used."""
    names = {path.name for path in folder.iterdir() if path.is_file() and not path.name.startswith(ASIDE)}
    return names - {MANIFEST, CORRECTIONS}


def _held(folder: Path) -> set[str]:
    """Return the names of the files that are read in a folder, which may be a corpus."""
    if not is_corpus(folder):
        return texts(folder)
    tables = {name for name in (ENTRIES, LEDGER) if (folder / name).is_file()}
    stored = {f"{TEXTS}/{entry.file}" for entry in Corpus(folder).entries()}
    return tables | {name for name in stored if (folder / name).is_file()}


def inputs(paths: Iterable[str]) -> dict[str, Path]:
    """Find every file that `positions.documents.read` looks into for some paths.

    Parameters
    ----------
    paths : iterable of str
        Files and folders, as given to `read`.

    Returns
    -------
    dict of str to pathlib.Path
        Where each file is, by its path as given (``seeds/manifest.yaml`` for the folder ``seeds``), in order: texts,
        the manifest and the corrections beside them.

    Raises
    ------
    InputError
        If a path does not exist.
    """
    found: dict[str, Path] = {}
    for given in paths:
        path = files.find(given)
        folder, named = (path, PurePath(given)) if path.is_dir() else (path.parent, PurePath(given).parent)
        beside = {name for name in (MANIFEST, CORRECTIONS) if (folder / name).is_file()}
        names = beside | (_held(folder) if path.is_dir() else {path.name})
        found |= {(named / name).as_posix(): folder / name for name in names}
    return dict(sorted(found.items()))

"""Folders and files written aside and then put in place at once, so that a failure leaves the last good ones."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def aside(target: Path) -> Iterator[Path]:
    """Give a folder to write in; it takes the place of ``target`` when the block ends without an error.

    Parameters
    ----------
    target : pathlib.Path
        The folder to replace or make; its parents are made.

    Yields
    ------
    pathlib.Path
        An empty folder beside ``target``, which is gone afterwards in any case.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    new, last = (target.with_name(f".{target.name}.{os.getpid()}.{kind}") for kind in ("new", "last"))
    try:
        new.mkdir()
        yield new
        if target.exists():
            target.rename(last)
        try:
            new.rename(target)
        except OSError:
            if last.exists():
                last.rename(target)
            raise
    finally:
        for folder in (new, last):
            shutil.rmtree(folder, ignore_errors=True)

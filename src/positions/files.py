"""Files written whole or not at all, so that a failure or a kill leaves the last good ones."""

import os
from pathlib import Path

NEW = ".new"  # the ending of a file in the course of being written


def replace(target: Path, text: str, is_durable: bool = True) -> None:
    """Write a text file in UTF-8 with plain line feeds, whole or not at all.

    Parameters
    ----------
    target : pathlib.Path
    text : str
    is_durable : bool
        Wait until it is on the disk: for the file that makes others count.
    """
    new = target.with_name(f".{target.name}.{os.getpid()}{NEW}")
    try:
        with new.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            if is_durable:
                file.flush()
                os.fsync(file.fileno())
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)

"""Files written whole or not at all, so that a failure or a kill leaves the last good ones."""

import os
from pathlib import Path

NEW = ".new"  # the ending of a file in the course of being written


def replace(target: Path, text: str | bytes, is_durable: bool = True) -> None:
    """Write a file, whole or not at all; a text in UTF-8 with its line feeds as they are.

    Parameters
    ----------
    target : pathlib.Path
    text : str or bytes
    is_durable : bool
        Wait until it is on the disk: for the file that makes others count.
    """
    new = target.with_name(f".{target.name}.{os.getpid()}{NEW}")
    try:
        with new.open("wb") as file:
            file.write(text.encode("utf-8") if isinstance(text, str) else text)
            if is_durable:
                file.flush()
                os.fsync(file.fileno())
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)

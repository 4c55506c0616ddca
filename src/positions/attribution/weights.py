"""The weights of the network, in two graphs, checked before they are used."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from positions.errors import InputError

if TYPE_CHECKING:  # they take a third of a second to import, and readings that are kept need neither
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FOLDER = Path(__file__).parent / "weights"
CONTENTS = "network.json"  # names the files with their sha256, and the codes with their order
NEEDED = ("tokenizer.json", "windows.onnx", "parts.onnx")
REMEDY = "Restore it from the project’s history, or train the network again: make train."


class Weights(NamedTuple):
    """The networks, the vocabulary, and the names of their outputs."""

    tokenizer: "Tokenizer"
    windows: "InferenceSession"
    parts: "InferenceSession"
    codes: dict[str, list]


@cache
def weights(folder: Path = FOLDER) -> Weights:
    """Return the weights of a folder, loaded once a process.

    Raises
    ------
    InputError
        If a file is missing or is not the right one. The error has the sha256 expected and found.
    """
    from tokenizers import Tokenizer

    try:
        listed = json.loads(contents(folder))
        named, codes = listed["sha256"], listed["codes"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(str(folder / CONTENTS), "does not list the weights", REMEDY) from error
    files = {name: _checked(folder / name, named.get(name, "")) for name in NEEDED}
    tokenizer = Tokenizer.from_str(files["tokenizer.json"].decode())
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Weights(tokenizer, _session(files["windows.onnx"]), _session(files["parts.onnx"]), codes)


def contents(folder: Path = FOLDER) -> bytes:
    """Return the list of the weights in a folder.

    Raises
    ------
    InputError
        If it does not exist.
    """
    return _read(folder / CONTENTS)


def _read(path: Path) -> bytes:
    """Return a file's bytes."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}", REMEDY) from error


def _checked(path: Path, expected: str) -> bytes:
    """Return a file's bytes when they are the ones that belong there."""
    content = _read(path)
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise InputError(str(path), f"has the sha256 {found} and should have {expected}", REMEDY)
    return content


def _session(content: bytes) -> "InferenceSession":
    """Open a network: on one thread, so that a sum is always taken in the same order."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(content, options, providers=["CPUExecutionProvider"])


def padded(rows: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Return rows of different lengths as one array, and where it holds values."""
    longest = max(len(row) for row in rows)
    filled = np.stack([np.pad(row, (0, longest - len(row))) for row in rows])
    return filled, np.stack([np.arange(longest) < len(row) for row in rows])

"""Verification: a report is made again from what its manifest names, and compared byte for byte."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath

from positions import files
from positions.comparison import Parameters
from positions.errors import InputError
from positions.reporting import building, manifest

ELSEWHERE = "positions verify REPORT --inputs FOLDER"
SHOWN = 60  # characters of a line that differs
SAME = "The same bytes are promised for one requirements.lock and one minor version of Python."


def verify(folder: Path, inputs: Path | None = None, say: Callable[[str], None] = print) -> bool:
    """Make a report again in another folder and compare every file.

    Parameters
    ----------
    folder : pathlib.Path
        A report's folder.
    inputs : pathlib.Path, optional
        Where its inputs are. By default they are looked for by their names in the manifest: in the working folder, then
        in the project's own.
    say : callable
        Called with each warning and each difference.

    Returns
    -------
    bool
        Whether every file is identical.

    Raises
    ------
    InputError
        If there is no manifest, or inputs are missing or changed.
    """
    known = manifest.read(folder)
    given = known["parameters"].get("documents", Parameters.documents)
    with files.share_names(_elsewhere(given, inputs)), tempfile.TemporaryDirectory(prefix="positions-") as scratch:
        _same_inputs(known, given, say)
        for difference in _versions(known["versions"]):
            say(f"warning: {difference}. {SAME}")
        building.build_report(known["report"], known["parameters"], Path(scratch), say=say)
        found = list(_differences(folder, Path(scratch) / known["report"], known))
    for difference in found:
        say(difference)
    return not found


def _elsewhere(given: object, inputs: Path | None) -> dict[str, str]:
    """Return where the documents of a report are, by the names it has for them, when they are in a folder of inputs."""
    if inputs is None:
        return {}
    found = {name: inputs.absolute() / name for name in Parameters(given).documents}
    for name, path in found.items():
        if not path.exists():
            remedy = f"Name the folder that holds {PurePath(name).name!r}."
            raise InputError("--inputs", f"{inputs} has no {name}", remedy)
    return {name: str(path) for name, path in found.items()}


def _same_inputs(known: dict, given: object, say: Callable[[str], None]) -> None:
    """Refuse to go on when an input is not the one the report was made from; each is said."""
    expected = manifest.digests(known["inputs"])
    try:
        found = manifest.digests(manifest.inputs(Parameters(given).documents))
    except InputError as error:
        remedy = f"Restore it, or name the folder that has it: {ELSEWHERE}."
        raise InputError(error.place, error.found, remedy) from None
    wrong = [f"{path}: is missing, expected sha256 {expected[path]}" for path in expected if path not in found]
    wrong += [f"{path}: did not exist when the report was made" for path in found if path not in expected]
    for path in expected.keys() & found.keys():
        if expected[path] != found[path]:
            wrong.append(f"{path}: has changed, expected sha256 {expected[path]}, found {found[path]}")
    for line in sorted(wrong):
        say(line)
    if wrong:
        raise InputError(
            "inputs",
            f"{len(wrong)} differ from those named in the manifest",
            f"Restore them, make the report again, or name the folder with the original inputs: {ELSEWHERE}.",
        )


def _versions(known: dict[str, str]) -> Iterator[str]:
    """Yield what is of another version here than where the report was made."""
    here = manifest.versions()
    for name in sorted(known.keys() | here.keys()):
        if known.get(name) != here.get(name):
            yield f"{name} is {here.get(name, 'not used')} here, the report was made with {known.get(name, 'none')}"


def _differences(there: Path, again: Path, known: dict) -> Iterator[str]:
    """Yield each file that is not the same in both folders, with the first difference."""
    expected = manifest.digests(known["outputs"])
    stored, made = (manifest.digests(manifest.outputs(folder)) for folder in (there, again))
    for name in sorted(stored.keys() | made.keys()):
        if name not in made:
            yield f"{name}: is in the report, and is not made"
        elif name not in stored:
            yield f"{name}: is made, and is not in the report"
        elif stored[name] != made[name]:
            since = "" if stored[name] == expected.get(name) else ", changed since it was made"
            yield f"{name}: differs{since}; {_first((there / name).read_bytes(), (again / name).read_bytes())}"


def _first(stored: bytes, made: bytes) -> str:
    """Say where two files first differ, and how."""
    at = next((n for n, (a, b) in enumerate(zip(stored, made, strict=False)) if a != b), min(len(stored), len(made)))
    line = stored.count(b"\n", 0, at) + 1
    first, second = (data[at : at + SHOWN].decode("utf-8", "replace") for data in (stored, made))
    return f"first at byte {at}, line {line}: {first!r} in the report, {second!r} made again"

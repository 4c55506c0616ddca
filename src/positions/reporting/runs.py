"""Notebooks run by papermill, each in a fresh kernel, always with the same result.

Words of the command line become their parameters; whatever differs from run to run is removed from their outputs.
"""

import ast
import os
import re
import socket
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nbformat
import papermill
from jupyter_client.kernelspec import NoSuchKernel
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from traitlets.config import Config

from positions import files, progress
from positions.errors import InputError, WorkError


def parse_parameters(typed: Sequence[tuple[str, str]], defaults: Mapping[str, str]) -> dict[str, object]:
    """Turn texts of the command line into values of the type of each parameter's default.

    Parameters
    ----------
    typed : sequence of (str, str)
        Names and texts, as in ``-p since 2022-01-01 -p themes defence,connectivity``.
    defaults : mapping of str to str
        For each parameter its default as Python source, as papermill finds it in the notebook.

    Returns
    -------
    dict of str to object
        A list for a parameter whose default is a list (the text is cut at its commas), a whole number for one whose
        default is a whole number, else the text.

    Raises
    ------
    InputError
        If a name is not a parameter or is given twice, or a value should be a whole number and is not.
    """
    result: dict[str, object] = {}
    for name, text in typed:
        _refuse_unknown(name, defaults)
        if name in result:
            raise InputError(name, "is given twice", "Give it once; write a list as one text with commas.")
        result[name] = _value(name, text, ast.literal_eval(defaults[name]))
    return result


def _value(name: str, text: str, default: object) -> object:
    """Return the text as a value of the default's type."""
    if isinstance(default, list):
        return [item.strip() for item in text.split(",") if item.strip()]
    if isinstance(default, int):
        try:
            return int(text)
        except ValueError:
            raise InputError(name, f"{text!r} is not a whole number", f"Its default is {default}.") from None
    return text


FIXED_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",  # order of sets
    "SOURCE_DATE_EPOCH": "0",  # dates that matplotlib writes into figures
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "NO_COLOR": "1",
    "OMP_NUM_THREADS": "1",  # order of sums
    "OPENBLAS_NUM_THREADS": "1",
    "IPYKERNEL_CELL_NAME": "<cell>",  # else warnings name a file with the process's number
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "JUPYTER_PREFER_ENV_PATH": "1",  # the kernel of this environment before one of the user's
}
SCRATCH = ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR")  # a user's start-up files stay out, a read-only home does not matter

LONGEST = 103  # bytes of a socket's path, the least that a system allows

KERNEL_ARGUMENTS = [
    "--InteractiveShellApp.ignore_cwd=True",  # a random.py in the working folder is not imported
    "--IPKernelApp.log_level=ERROR",  # else each kernel warns of TCP on the terminal
]


@contextmanager
def fixed_conditions() -> Iterator[None]:
    """Set the environment kernels inherit, and put it back afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="positions-") as scratch,
        files.environment(FIXED_ENVIRONMENT | dict.fromkeys(SCRATCH, scratch)),
    ):
        yield


def transport() -> Config:
    """Return the transport to a kernel: files of its own if possible, so that nobody else has its address.

    A network port is chosen before the kernel opens it, so that another program may take it in between.
    """
    if hasattr(socket, "AF_UNIX") and os.name == "posix":
        path = os.path.join(tempfile.mkdtemp(dir=os.environ["JUPYTER_RUNTIME_DIR"]), "kernel")
        if len(os.fsencode(path)) + len("-1") <= LONGEST:
            return Config(KernelManager={"transport": "ipc", "ip": path})
    return Config(KernelManager={"transport": "tcp"})


METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}
VOLATILE = ("collapsed", "execution", "papermill", "scrolled", "trusted")
ADDRESS = re.compile(r"\bat 0x[0-9a-f]{6,16}\b")


def to_normal_form(notebook: NotebookNode) -> NotebookNode:
    """Return a copy of an executed notebook that depends only on its cells and their outputs.

    Parameters
    ----------
    notebook : NotebookNode
        As papermill leaves it.

    Returns
    -------
    NotebookNode
        With fixed metadata, cells numbered by position, and ``at 0x…`` for addresses in text outputs.
    """
    result = deepcopy(notebook)
    result.metadata = NotebookNode(deepcopy(METADATA))
    result.nbformat, result.nbformat_minor = 4, 5
    for position, cell in enumerate(result.cells):
        cell.id = f"cell-{position:02d}"
        cell.metadata = NotebookNode({k: v for k, v in cell.metadata.items() if k not in VOLATILE and v != []})
        for output in cell.get("outputs", ()):
            _without_addresses(output)
    return result


def _without_addresses(output: NotebookNode) -> None:
    """Replace the addresses of objects, in place, in what an output says as text."""
    if "text" in output:
        output.text = ADDRESS.sub("at 0x…", output.text)
    for kind, data in output.get("data", {}).items():
        if kind.startswith("text/"):
            output.data[kind] = ADDRESS.sub("at 0x…", data)


SETTINGS = {
    "kernel_name": "python3",
    "progress_bar": False,
    "request_save_on_cell_execute": False,  # the notebook is written once, at the end
    "record_timing": False,
    "coalesce_streams": True,
    "shutdown_kernel": "immediate",  # a kernel of its own, with nothing to tidy up
    "extra_arguments": KERNEL_ARGUMENTS,
}


class NotebookError(WorkError):
    """Raised when a cell of a notebook fails. The message says which cell, and why."""


@dataclass(frozen=True)
class Notebook:
    """A notebook that can be run with other parameters.

    Parameters
    ----------
    path : pathlib.Path
        The ``.ipynb`` file.
    """

    path: Path

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.path.stem

    @cached_property
    def node(self) -> NotebookNode:
        """The notebook as stored."""
        try:
            return nbformat.read(self.path, as_version=4)
        except FileNotFoundError:
            raise InputError(str(self.path), "no such notebook", "Restore it from the project's history.") from None
        except nbformat.reader.NotJSONError:
            raise InputError(str(self.path), "is not a notebook", "Restore it from the project's history.") from None

    @cached_property
    def defaults(self) -> dict[str, str]:
        """The parameters of the cell tagged ``parameters``, each with its default as Python source."""
        return {name: found["default"] for name, found in papermill.inspect_notebook(self.node).items()}


def run_notebooks(
    notebooks: Sequence[Notebook], parameters: Mapping[str, object], done: Callable[[str], None] = lambda name: None
) -> list[NotebookNode]:
    """Run notebooks, as many at a time as there are processors.

    Parameters
    ----------
    notebooks : sequence of Notebook
    parameters : mapping of str to object
        Values to run with; each notebook gets those that are its parameters.
    done : callable
        Called with a notebook's name when it has run.

    Returns
    -------
    list of NotebookNode
        The executed notebooks in their normal form, in the order given.

    Raises
    ------
    InputError
        If a parameter belongs to none of the notebooks.
    NotebookError
        If a cell fails.
    """
    refuse_unknown(notebooks, parameters)

    cells = sum(cell.cell_type == "code" for notebook in notebooks for cell in notebook.node.cells)

    def executed(notebook: Notebook) -> NotebookNode:
        own = {name: value for name, value in parameters.items() if name in notebook.defaults}
        result = _execute(notebook, own, lambda **_: told.step())
        done(notebook.name)
        return result

    # Threads, because the work is done in the kernels, which are processes of their own.
    with (
        fixed_conditions(),
        progress.Progress("notebooks", cells, "cells") as told,
        ThreadPoolExecutor(os.cpu_count()) as pool,
    ):
        return list(pool.map(executed, notebooks))


def refuse_unknown(notebooks: Sequence[Notebook], parameters: Mapping[str, object]) -> None:
    """Raise InputError for a parameter that none of the notebooks has."""
    accepted = {name for notebook in notebooks for name in notebook.defaults}
    for name in parameters:
        _refuse_unknown(name, accepted)


def _refuse_unknown(name: str, accepted: Collection[str]) -> None:
    """Raise InputError for a name that is not one of the parameters."""
    if name not in accepted:
        raise InputError(name, "is not a parameter of the notebooks", f"Accepted: {', '.join(sorted(accepted))}.")


def _execute(notebook: Notebook, parameters: dict[str, object], step: Callable[..., None]) -> NotebookNode:
    """Run one notebook in a kernel of its own; ``step`` is called when a cell has run."""
    try:
        # The notebook itself, not its path: papermill would fill in braces in a folder's name.
        settings = SETTINGS | {"config": transport(), "on_cell_executed": step}
        return to_normal_form(papermill.execute_notebook(notebook.node, None, parameters=parameters, **settings))
    except (DeadKernelError, NoSuchKernel) as error:
        raise NotebookError(
            f"{notebook.path.name}: {error}. Check that there is memory left and that ipykernel is installed."
        ) from None
    except papermill.PapermillExecutionError as error:
        if error.ename == InputError.__name__:
            raise NotebookError(error.evalue) from None
        place = f"{notebook.path.name}, cell [{error.exec_count}]"
        remedy = "Run the notebook in JupyterLab (`make lab`) to see where."
        raise NotebookError(f"{place}: {error.ename}: {error.evalue}. {remedy}") from None
    finally:
        ensure_event_loop().close()  # the one nbclient made for this thread, and leaves open

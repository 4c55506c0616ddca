"""Notebooks run by papermill, each in a fresh kernel, side by side, always with the same result."""

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nbformat
import papermill
from jupyter_client.kernelspec import NoSuchKernel
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode

from positions import progress
from positions.errors import InputError
from positions.reporting.conditions import KERNEL_ARGUMENTS, conditions, transport
from positions.reporting.normal_form import normal_form

SETTINGS = {
    "kernel_name": "python3",
    "progress_bar": False,
    "request_save_on_cell_execute": False,  # the notebook is written once, at the end
    "record_timing": False,
    "coalesce_streams": True,
    "shutdown_kernel": "immediate",  # a kernel of its own, with nothing to tidy up
    "extra_arguments": KERNEL_ARGUMENTS,
}


class NotebookError(RuntimeError):
    """A cell of a notebook failed; the message says which, and why, in one sentence."""


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


def run(
    notebooks: Sequence[Notebook], parameters: Mapping[str, object], done: Callable[[str], None] = lambda name: None
) -> list[NotebookNode]:
    """Run notebooks, as many at a time as there are processors.

    Parameters
    ----------
    notebooks : sequence of Notebook
    parameters : mapping of str to object
        Values to run with; a notebook is given those it has a parameter for.
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
        conditions(),
        progress.Progress("notebooks", cells, "cells") as told,
        ThreadPoolExecutor(os.cpu_count()) as pool,
    ):
        return list(pool.map(executed, notebooks))


def refuse_unknown(notebooks: Sequence[Notebook], parameters: Mapping[str, object]) -> None:
    """Raise InputError for a parameter that none of the notebooks has."""
    accepted = sorted({name for notebook in notebooks for name in notebook.defaults})
    for name in parameters:
        if name not in accepted:
            raise InputError(name, "is not a parameter of the notebooks", f"Accepted: {', '.join(accepted)}.")


def _execute(notebook: Notebook, parameters: dict[str, object], step: Callable[..., None]) -> NotebookNode:
    """Run one notebook in a kernel of its own; ``step`` is called when a cell has run."""
    try:
        # The notebook itself, not its path: papermill would fill in braces in a folder's name.
        settings = SETTINGS | {"config": transport(), "on_cell_executed": step}
        return normal_form(papermill.execute_notebook(notebook.node, None, parameters=parameters, **settings))
    except (DeadKernelError, NoSuchKernel) as error:
        raise NotebookError(f"{notebook.path.name}: {error}. Is there memory left, is ipykernel installed?") from None
    except papermill.PapermillExecutionError as error:
        if error.ename == InputError.__name__:
            raise NotebookError(error.evalue) from None
        place = f"{notebook.path.name}, cell [{error.exec_count}]"
        remedy = "Run the notebook in JupyterLab (`make lab`) to see where."
        raise NotebookError(f"{place}: {error.ename}: {error.evalue}. {remedy}") from None
    finally:
        ensure_event_loop().close()  # the one nbclient made for this thread, and leaves open

"""An executed notebook without what differs from run to run: times, random ids, addresses, the Python at hand."""

import re
from copy import deepcopy

from nbformat import NotebookNode

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}
VOLATILE = ("collapsed", "execution", "papermill", "scrolled", "trusted")
ADDRESS = re.compile(r"\bat 0x[0-9a-f]{6,16}\b")


def normal_form(notebook: NotebookNode) -> NotebookNode:
    """Return a copy of an executed notebook that depends on nothing but its cells and what they gave.

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

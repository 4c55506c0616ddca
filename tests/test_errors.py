"""How wrong input is said."""

import nbformat
import papermill
import pytest
from papermill.exceptions import PapermillExecutionError

from positions import files


def test_a_notebook_shows_the_message_and_no_code(tmp_path):
    """Rule: a wrong parameter, given to papermill itself, ends in one line that names it and what is accepted."""
    out = tmp_path / "out.ipynb"
    notebook = files.project_folder() / "notebooks" / "sources.ipynb"
    with pytest.raises(PapermillExecutionError, match="'July' is not a date"):
        papermill.execute_notebook(notebook, out, {"since": "July"}, progress_bar=False)
    outputs = [o for cell in nbformat.read(out, 4).cells for o in cell.get("outputs", []) if o.output_type == "error"]
    assert [line.splitlines() for o in outputs for line in o.traceback] == [
        ["InputError: since: 'July' is not a date. Give year-month-day, as in 2022-07-29, or leave it blank."]
    ]

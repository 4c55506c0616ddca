"""Notebooks run by papermill in fixed conditions."""

import nbformat
import papermill
import pytest

from positions import cli, files
from positions.errors import InputError
from positions.reporting import runs
from positions.reporting.render import pages


def made(notebook, parameters=None) -> tuple[str, str]:
    """Run a notebook; return it and its page as text."""
    node = runs.run_notebooks([notebook], parameters or {})[0]
    return nbformat.writes(node), pages.notebook_page(node, notebook.name, pages.About("test"))


def text(node) -> str:
    """Everything the cells of an executed notebook wrote."""
    return "".join(output.get("text", "") for cell in node.cells for output in cell.get("outputs", ()))


def test_same_inputs_same_bytes(sample, tmp_path, monkeypatch):
    """Another working folder, home, time zone, locale and hash seed change no byte of notebook and page."""
    here = made(sample, {"since": "2022-01-01"})
    elsewhere = tmp_path / "another folder"
    startup = elsewhere / ".ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "mine.py").write_text("import builtins; builtins.print = lambda *words: None")
    (elsewhere / "pandas.py").write_text("raise ImportError('a module of the reader was imported')")
    for name, value in {"HOME": elsewhere, "TZ": "Asia/Karachi", "LC_ALL": "C", "PYTHONHASHSEED": "7"}.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.chdir(elsewhere)
    assert made(sample, {"since": "2022-01-01"}) == here


def test_nothing_of_the_machine(sample, tmp_path):
    """Neither times nor ids nor folders of this run stand in the notebook."""
    node = runs.run_notebooks([sample], {})[0]
    assert str(tmp_path) not in nbformat.writes(node)
    assert [cell.id for cell in node.cells] == [f"cell-{n:02d}" for n in range(len(node.cells))]
    assert "version" not in node.metadata.language_info
    assert [cell.execution_count for cell in node.cells if cell.cell_type == "code"] == [1, 2, 3]


def test_conditions_are_put_back(sample, monkeypatch):
    """Running a notebook leaves the environment of the caller as it was."""
    monkeypatch.setenv("TZ", "Asia/Karachi")
    monkeypatch.delenv("PYTHONHASHSEED", raising=False)
    import os

    before = dict(os.environ)
    runs.run_notebooks([sample], {})
    assert dict(os.environ) == before


def test_each_notebook_gets_its_own_parameters(notebook):
    """A parameter goes to the notebooks that have it; one that none has is refused, and all are named."""
    both = [notebook("one", "print(since)"), notebook("two", "print(until)", parameters="until = ''")]
    assert [text(node).strip() for node in runs.run_notebooks(both, {"since": "2022", "until": "2023"})] == [
        "2022",
        "2023",
    ]
    with pytest.raises(InputError, match=r"untill: is not a parameter.*Accepted: .*since, themes, until\."):
        runs.run_notebooks(both, {"untill": "2023"})


def test_kernels_share_nothing(notebook):
    """What one notebook defines is not there in another."""
    _, second = runs.run_notebooks([notebook("one", "mine = 1"), notebook("two", "print('mine' in globals())")], {})
    assert text(second) == "False\n"


def test_no_other_program_takes_a_kernels_ports(notebook, tmp_path, monkeypatch):
    """Kernels are spoken to by files, which nobody else holds; by ports where a path would be too long."""
    code = "from ipykernel.kernelapp import IPKernelApp\nprint(IPKernelApp.instance().transport)"
    both = [notebook("one", code), notebook("two", code)]
    assert [text(node).strip() for node in runs.run_notebooks(both, {})] == ["ipc", "ipc"]
    deep = tmp_path / ("deep" * 25)
    deep.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(deep))
    assert [text(node).strip() for node in runs.run_notebooks(both, {})] == ["tcp", "tcp"]


def test_notebooks_run_side_by_side(notebook, tmp_path):
    """Two notebooks that wait for one another both end: they run at the same time."""
    meet = "from pathlib import Path; import time; folder = Path({!r}); folder.joinpath({!r}).touch()\n"
    meet += "for _ in range(600): folder.joinpath({!r}).exists() or time.sleep(0.1)\n"
    meet += "print('met' if folder.joinpath({!r}).exists() else 'alone')"
    pair = (("one", "two"), ("two", "one"))
    nodes = runs.run_notebooks(
        [notebook(own, meet.format(str(tmp_path), own, other, other)) for own, other in pair], {}
    )
    assert [text(node) for node in nodes] == ["met\n", "met\n"]


def test_notebook_beside_an_open_window(notebook, chromium):
    """A notebook runs in the thread in which the browser is open, as the tests of stored outputs do."""
    chromium.open("data:text/html,<title>open</title>")
    node = notebook("one", "print('ran')").node
    assert text(papermill.execute_notebook(node, None, progress_bar=False)) == "ran\n"
    assert chromium.value("document.title") == "open"


def test_failure_is_one_sentence(notebook):
    """An error in a cell names notebook, cell and error; an InputError is passed on in its own words."""
    with pytest.raises(runs.NotebookError, match=r"^bad\.ipynb, cell \[2\]: KeyError: 'x'\. Run the notebook"):
        runs.run_notebooks([notebook("bad", "{}['x']")], {})
    raising = "from positions.errors import InputError; raise InputError('since', 'is no date', 'Give one.')"
    with pytest.raises(runs.NotebookError, match=r"^since: is no date\. Give one\.$"):
        runs.run_notebooks([notebook("input", raising)], {})


def test_dead_kernel_is_an_error(notebook):
    """A kernel that is killed, as for want of memory, ends in an error and not in waiting."""
    with pytest.raises(runs.NotebookError, match=r"^dead\.ipynb: Kernel died"):
        runs.run_notebooks([notebook("dead", "import os; os._exit(9)")], {})


def test_braces_in_a_folder(notebook, tmp_path):
    """A folder's name may have braces, which papermill fills in with parameters when it is given a path."""
    (tmp_path / "{since}").mkdir()
    path = notebook("one", "print('ran')").path.rename(tmp_path / "{since}" / "one.ipynb")
    assert text(runs.run_notebooks([runs.Notebook(path)], {})[0]) == "ran\n"


def test_stored_notebooks_are_run_in_place(notebook, tmp_path, monkeypatch):
    """`positions notebooks` stores outputs in order 1 to n, with no parameters injected, and twice the same."""
    (tmp_path / "notebooks").mkdir()
    path = notebook("one", "print(since == '')").path.rename(tmp_path / "notebooks" / "one.ipynb")
    monkeypatch.setattr(files, "project_folder", lambda: tmp_path)
    assert cli.main(["notebooks"]) == 0
    first = path.read_bytes()
    node = nbformat.read(path, as_version=4)
    assert [cell.execution_count for cell in node.cells if cell.cell_type == "code"] == [1, 2]
    assert text(node) == "True\n"
    assert cli.main(["notebooks"]) == 0
    assert path.read_bytes() == first

"""What the tests of this room share: small notebooks to run, and a web server for pages."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from positions import cli, files
from positions.reporting import runs

GOLD = files.project_folder().parent / "shared" / "gold" / "documents"

HOSTILE = (
    "<script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\">"
    "</style></pre><b onclick=alert(1)>[link](javascript:alert(1))</b>"
)

PARAMETERS = """\
documents = ["seeds"]
since = ""
themes = []
minimum = 31"""

# The sort of things a notebook of the report shows: words of a document, a wide table, a figure, an object's address.
SHOWN = f"""\
import html, os, pandas
from IPython.display import HTML, display
HOSTILE = {HOSTILE!r}
display(HTML(f'<article class="statement usa"><blockquote>{{html.escape(HOSTILE)}}</blockquote></article>'))
print(HOSTILE, {{"set", "of", "texts"}}, object())
frame = pandas.DataFrame([[HOSTILE] + ["word " * 9] * 12], columns=[f"column {{n}}" for n in range(13)])
display(frame)
circle = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="80"><circle cx="40" cy="40" r="30"/></svg>'
display({{"image/svg+xml": circle}}, raw=True, metadata={{"image/svg+xml": {{"alt": "One circle"}}}})"""


def _notebook(path: Path, *cells: str, parameters: str = PARAMETERS) -> runs.Notebook:
    """Write a notebook with a title, a parameters cell, and cells of code."""
    v4 = nbformat.v4
    nodes = [v4.new_markdown_cell(f"# The {path.stem}\n\nWhat it is about.\n\n## First\n\n### Same\n\n### Same")]
    nodes.append(v4.new_code_cell(parameters, metadata={"tags": ["parameters"]}))
    nodes += [v4.new_code_cell(source) for source in cells]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(v4.new_notebook(cells=nodes, metadata=kernel), path)
    return runs.Notebook(path)


@pytest.fixture
def notebook(tmp_path: Path) -> Callable[..., runs.Notebook]:
    """Make a notebook of cells of code: ``notebook(name, *cells)``."""
    return lambda name, *cells, **more: _notebook(tmp_path / f"{name}.ipynb", *cells, **more)


@pytest.fixture
def sample(notebook) -> runs.Notebook:
    """A notebook that shows hostile text, a wide table and a figure."""
    return notebook("sample", SHOWN, "print(since, themes, minimum)")


@pytest.fixture(scope="session")
def small_notebooks(tmp_path_factory: pytest.TempPathFactory) -> list[runs.Notebook]:
    """Two small notebooks, for tests of what surrounds the notebooks of a report."""
    folder = tmp_path_factory.mktemp("notebooks")
    return [_notebook(folder / f"{name}.ipynb", "print(since)") for name in ("comparison", "sources")]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[SimpleNamespace]:
    """A local web server for ``tmp_path``: its address, and the paths asked for."""
    asked: list[str] = []

    class Noting(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            asked.append(self.path)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Noting, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield SimpleNamespace(address=f"http://127.0.0.1:{server.server_port}", asked=asked)
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the seed, made anew in another folder, home and time zone."""
    out = tmp_path_factory.mktemp("another place")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(out)
        patch.setenv("HOME", str(out))
        patch.setenv("TZ", "Asia/Karachi")
        assert cli.main(["report", "--out", str(out / "reports")]) == 0
    return out / "reports"


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of the hand-coded press articles, which are no part of the project."""
    if not GOLD.is_dir():
        pytest.skip("no hand-coded articles at ../shared/gold to make a report of")
    out = tmp_path_factory.mktemp("articles")
    assert cli.main(["report", str(GOLD), "--name", "gold", "--out", str(out)]) == 0
    return out

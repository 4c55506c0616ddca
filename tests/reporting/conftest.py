"""What the tests of this room share: small notebooks to run, a folder of documents, and Chromium."""

import base64
import functools
import http.server
import json
import shutil
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
import websocket

from positions.reporting import runs

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


class Chromium:
    """Chromium without a window, spoken to through its DevTools protocol."""

    def __init__(self, program: str, profile: Path) -> None:
        quiet = "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
        more = "--disable-sync --no-first-run --remote-debugging-port=0 --remote-allow-origins=*"
        command = [program, *quiet.split(), *more.split(), f"--user-data-dir={profile}", "about:blank"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.port, self.last, self.requests = self._port(profile / "DevToolsActivePort"), 0, []
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/json/list") as answer:
            tab = next(target for target in json.load(answer) if target["type"] == "page")
        self.socket = websocket.create_connection(tab["webSocketDebuggerUrl"], timeout=30)
        for domain in ("Page", "Network", "Runtime"):
            self.call(f"{domain}.enable")

    def _port(self, file: Path) -> str:
        """Wait until the browser says where it listens."""
        for _ in range(300):
            if file.exists() and (lines := file.read_text().split()):
                return lines[0]
            time.sleep(0.05)
        raise TimeoutError("Chromium did not start within 15 seconds")

    def call(self, method: str, **parameters: object) -> dict:
        """Call a DevTools method; keep the addresses requested meanwhile."""
        self.last += 1
        self.socket.send(json.dumps({"id": self.last, "method": method, "params": parameters}))
        while (message := self.receive()).get("id") != self.last:
            pass
        return message.get("result", message)

    def receive(self) -> dict:
        """Take one message from the browser."""
        message = json.loads(self.socket.recv())
        if message.get("method") == "Network.requestWillBeSent":
            self.requests.append(message["params"]["request"]["url"])
        return message

    def open(self, address: str, width: int = 1280) -> None:
        """Open a page in a window so wide, and wait until it is loaded."""
        self.requests = []
        mobile = width < 600
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=844, deviceScaleFactor=1, mobile=mobile)
        self.call("Page.navigate", url=address)
        while self.receive().get("method") != "Page.loadEventFired":
            pass
        self.value("new Promise(done => setTimeout(done, 200))")

    def value(self, script: str) -> object:
        """Return what a piece of JavaScript gives."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        return answer["result"].get("value")

    def picture(self, path: Path) -> None:
        """Store a picture of the whole page."""
        data = self.call("Page.captureScreenshot", captureBeyondViewport=True)["data"]
        path.write_bytes(base64.b64decode(data))

    def close(self) -> None:
        """End the browser."""
        self.socket.close()
        self.process.terminate()
        self.process.wait(10)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """A running browser."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("no chromium, chromium-browser or google-chrome on this machine to look at the pages with")
    browser = Chromium(program, tmp_path_factory.mktemp("chromium"))
    yield browser
    browser.close()


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

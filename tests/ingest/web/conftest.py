"""A server on this machine that does what a test tells it to, byte by byte."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from positions.ingest import web, web_connections

# Short times, so that a test of what hangs is over soon.
QUICK = web_connections.Limits(
    pause=0.0, longest_pause=2.0, connect=1.0, read=0.2, whole=1.0, size=300_000, backoff=0.01, longest_wait=5.0
)


def answer(body: bytes = b"<p>words</p>", status: int = 200, **headers: str) -> bytes:
    """Return an answer as it goes over the line."""
    named = {"Content-Type": "text/html", "Content-Length": str(len(body))}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value)
    return f"HTTP/1.1 {status} X\r\n{lines}\r\n".encode("latin-1") + body


@dataclass
class Request:
    """One request: its path, its head, when it came and when it was through."""

    path: str
    head: str
    began: float
    ended: float = 0.0


@dataclass
class Server:
    """Sends each path its page: bytes, a list of them (one a request), or what a function sends."""

    listening: socket.socket
    pages: dict[str, bytes | list[bytes] | Callable[[socket.socket], None]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    @property
    def asked(self) -> list[str]:
        return [request.path for request in self.requests]

    @property
    def heads(self) -> list[str]:
        return [request.head for request in self.requests]

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.listening.getsockname()[1]}{path}"

    def serve(self) -> None:
        with contextlib.suppress(OSError):  # closed at the end of the test
            while True:
                connection, _ = self.listening.accept()
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):  # a client may leave when it has had enough
            head = b""
            while b"\r\n\r\n" not in head:
                if not (piece := connection.recv(65536)):
                    return
                head += piece
                if not head[:1].isupper():  # a greeting of TLS
                    return connection.sendall(answer(status=400))
            request = Request(head.split()[1].decode(), head.decode("latin-1"), time.monotonic())
            self.requests.append(request)
            page = self.pages.get(request.path, answer(status=404))
            page = page.pop(0) if isinstance(page, list) else page
            page(connection) if callable(page) else connection.sendall(page)
            request.ended = time.monotonic()


@contextlib.contextmanager
def serving(address: str = "127.0.0.1", family: int = socket.AF_INET):
    """Serve on a free port of an address."""
    with socket.socket(family) as listening:
        listening.bind((address, 0))
        listening.listen()
        server = Server(listening)
        threading.Thread(target=server.serve, daemon=True).start()
        yield server
        listening.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def server():
    """A server that has no pages yet, not even a robots.txt."""
    with serving() as started:
        yield started


@pytest.fixture
def serve():
    """Serve at another address."""
    return serving


@pytest.fixture
def page():
    """Make an answer."""
    return answer


@pytest.fixture
def quick():
    """Limits with short times."""
    return QUICK


@pytest.fixture
def fetch(tmp_path):
    """Fetch addresses of the test's own servers into a folder of its own."""

    def fetched(
        *urls: str, limits: web_connections.Limits = QUICK, allow_private: bool = True, refresh: bool = False
    ) -> list:
        folder = tmp_path / "fetched"
        return list(web.fetch(urls, folder, refresh=refresh, allow_private=allow_private, limits=limits))

    return fetched

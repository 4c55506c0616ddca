"""Connections to the very addresses that were checked, which stay within a budget of time.

A proxy of the environment (``HTTP_PROXY``) is not used: it would look hosts up itself, after the check.
"""

import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache

import httpcore
import httpx

from positions import __version__
from positions.documents.readers.web.addresses import reachable
from positions.documents.readers.web.failures import failure
from positions.documents.readers.web.limits import Limits

AGENT = "positions"  # the name that a robots.txt may address
HEADERS = {
    "User-Agent": f"{AGENT}/{__version__} (reads single pages for research, one request at a time)",
    "Accept": "text/html, application/xhtml+xml, text/*;q=0.9, */*;q=0.8",
    "Accept-Language": "en, *;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


class Budget:
    """The time that may be spent waiting for servers on account of one address."""

    def __init__(self, seconds: float) -> None:
        self.seconds = self.left = seconds

    @contextmanager
    def spent(self, most: float | None) -> Iterator[float]:
        """Give the time that one wait may take, at most ``most``, and take off what it took.

        Raises
        ------
        Unfetched
            When nothing is left.
        """
        started = time.monotonic()
        try:
            yield max(min(self.left, most or self.left), 0.001)  # 0 would mean not to wait at all
        except httpcore.TimeoutException:
            if time.monotonic() - started < self.left:
                raise
        finally:
            self.left -= time.monotonic() - started
        if self.left <= 0:
            raise failure("overdue", seconds=f"{self.seconds:g}")


class Stream(httpcore.NetworkStream):
    """A connection whose every wait is taken off a budget."""

    def __init__(self, stream: httpcore.NetworkStream, budget: Budget) -> None:
        self._stream, self._budget = stream, budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with self._budget.spent(timeout) as seconds:
            return self._stream.read(max_bytes, seconds)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with self._budget.spent(timeout) as seconds:
            self._stream.write(buffer, seconds)

    def start_tls(self, ssl_context, server_hostname=None, timeout=None) -> "Stream":
        with self._budget.spent(timeout) as seconds:
            return Stream(self._stream.start_tls(ssl_context, server_hostname, seconds), self._budget)

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


class Backend(httpcore.NetworkBackend):
    """Looks a host up once, checks what it finds and connects to that; the server still hears the host's name."""

    def __init__(self, allow_private: bool, budget: Budget) -> None:
        self._allow_private, self._budget = allow_private, budget
        self._plain = httpcore.SyncBackend()

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None) -> Stream:
        for address in (found := reachable(host, self._allow_private)):
            try:
                with self._budget.spent(timeout) as seconds:
                    stream = self._plain.connect_tcp(address, port, seconds, local_address, socket_options)
                return Stream(stream, self._budget)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if address == found[-1]:
                    raise
        raise failure("unknown_host", host=host)


class Transport(httpx.BaseTransport):
    """Sends the requests of httpx over a `Backend`, each on a connection of its own."""

    def __init__(self, backend: Backend) -> None:
        self._pool = httpcore.ConnectionPool(_certificates(), network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        sent = httpcore.Request(
            request.method,
            httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        answer = self._pool.handle_request(sent)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=Body(answer.stream), extensions=answer.extensions
        )


class Body(httpx.SyncByteStream):
    """The body of an answer, as it comes; `Unfetched` when it does not come as announced."""

    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._stream
        except httpcore.RemoteProtocolError:
            raise failure("broken_off") from None

    def close(self) -> None:
        self._stream.close()


@cache
def _certificates() -> ssl.SSLContext:
    """Return whose certificates are trusted: those of certifi, or of ``SSL_CERT_FILE``; read once."""
    return httpx.create_ssl_context()


def client(allow_private: bool, limits: Limits) -> httpx.Client:
    """Return a client for one address, with the redirects and attempts it takes.

    Its cookies are those of this address only, so that no page depends on those asked before it.
    """
    return httpx.Client(
        transport=Transport(Backend(allow_private, Budget(limits.whole))),
        headers=HEADERS,
        timeout=httpx.Timeout(limits.read, connect=limits.connect),
    )

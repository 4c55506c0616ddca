"""Connections to the web: bounds, failures in plain words, addresses checked, bodies unpacked within a bound.

A connection goes to exactly the addresses that were checked, and stays within a budget of time. A proxy of the
environment (``HTTP_PROXY``) is not used, because it would look hosts up itself, after the check. httpx could unpack
bodies as well, but it unpacks whole pieces at once (64 KB of gzip may be 64 MB), and takes a packed body that breaks
off for a whole one. The words of failures are in ``failures.yaml``.
"""

import gzip
import ipaddress
import re
import socket
import ssl
import time
import zlib
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache

import httpcore
import httpx

from positions import __version__, files
from positions.data_files import lexicon


@dataclass(frozen=True)
class Limits:
    """Bounds on asking for an address; times are in seconds.

    Attributes
    ----------
    pause : float
        Between the end of one request to a host and the next: a reader who clicks is no faster.
    longest_pause : float
        What a longer ``Crawl-delay`` of a site is cut to; a hundred pages then take under two hours.
    connect, read : float
        To connect, and for the next byte to come.
    whole : float
        Of waiting for servers that one address may cost, through all redirects and attempts: a server that sends a
        byte a second is never late for ``read``.
    size : int
        Bytes of an answer, before and after it is unpacked: beyond any article, and most reports in PDF.
    redirects : int
        From the address asked to the page; browsers follow twenty.
    attempts : int
        At an address that fails in a way that passes.
    backoff : float
        Before the second attempt, doubled before each further one.
    longest_wait : float
        That a site may ask for by ``Retry-After``; for a longer one the address is left out.
    hosts : int
        That are asked side by side, one request at a time each.
    """

    pause: float = 1.0
    longest_pause: float = 60.0
    connect: float = 10.0
    read: float = 20.0
    whole: float = 120.0
    size: int = 64_000_000
    redirects: int = 10
    attempts: int = 4
    backoff: float = 1.0
    longest_wait: float = 120.0
    hosts: int = 8


LIMITS = Limits()

FAILURES = lexicon("ingest", "failures")
LONGEST_FACT = 200  # characters of what a server or an address brings into a message


@dataclass(eq=False)
class Unfetched(Exception):
    """An address gave no page.

    Attributes
    ----------
    reason, remedy : str
        As a line of the ledger has them.
    again : bool
        The failure may pass, so that another attempt makes sense.
    of_host : bool
        The failure concerns the host, and so every page there.
    status : int
        Of the answer, 0 when there was none.
    after : float
        Seconds that the server asks clients to wait.
    """

    reason: str
    remedy: str
    again: bool = False
    of_host: bool = False
    status: int = 0
    after: float = 0.0

    def led_to(self, url: httpx.URL) -> "Unfetched":
        """Return the same failure for an address that led to this one."""
        reason = f"leads to {_plain(url.copy_with(userinfo=b''))}, which {self.reason}"
        return replace(self, reason=reason, of_host=False)


def failure(name: str, **facts: object) -> Unfetched:
    """Return a failure by its name in ``failures.yaml``, with what its words are filled with."""
    entry = FAILURES["by_name"][name]
    reason = entry["reason"].format(**{key: _plain(fact) for key, fact in facts.items()})
    return Unfetched(reason, entry["remedy"], entry.get("again", False), entry.get("host", False))


def failure_of_status(status: int, after: float) -> Unfetched:
    """Return the failure that an HTTP status means; ``after`` as in `Unfetched`."""
    entry = FAILURES["by_status"].get(status) or FAILURES["by_hundred"][status // 100]
    reason = entry["reason"].format(status=status)
    return Unfetched(reason, entry["remedy"], entry.get("again", False), status=status, after=after)


@contextmanager
def told_failures(limits: Limits) -> Iterator[None]:
    """Turn what httpx and httpcore raise into `Unfetched`."""
    try:
        yield
    except httpcore.ConnectTimeout:
        raise failure("no_answer", seconds=f"{limits.connect:g}") from None
    except httpcore.TimeoutException:
        raise failure("stalled", seconds=f"{limits.read:g}") from None
    except httpcore.ConnectError as error:
        raise _unconnected(error.args[0] if error.args else error) from None
    except httpcore.NetworkError:
        raise failure("broken_off") from None
    except httpcore.ProtocolError as error:
        raise failure("no_http", why=error) from None
    except (httpx.InvalidURL, httpx.HTTPError):
        raise failure("bad_redirect") from None


def _unconnected(cause: object) -> Unfetched:
    """Tell why no connection came about: the network, the certificate or the protocol below https."""
    if isinstance(cause, ssl.SSLCertVerificationError):
        return failure("certificate", why=cause.verify_message)
    if isinstance(cause, ssl.SSLError):
        return failure("no_tls", why=(cause.reason or "no reason given").replace("_", " ").lower())
    return failure("unreachable", why=(getattr(cause, "strerror", None) or str(cause)).lower())


def _plain(fact: object) -> str:
    """Return a fact as one short line, whatever a server put into it."""
    text = "".join(character if character.isprintable() else " " for character in str(fact))
    return text if len(text) <= LONGEST_FACT else f"{text[:LONGEST_FACT]}…"


SCHEMES = ("http", "https")
HOST = re.compile(r"[a-z0-9_.:-]+")  # a name (in ASCII, as name servers know it) or an IP address
LAST_PORT = 65_535
# A network that has it turns such an address into the IPv4 address of its last 32 bits (RFC 6052).
NAT64 = ipaddress.ip_network("64:ff9b::/96")


def check_address(given: str | httpx.URL) -> httpx.URL:
    """Return an address that may be asked, in its usual form and without a fragment.

    Raises
    ------
    Unfetched
        If it is not a web address, or has a user name or password in it.
    """
    try:
        url = httpx.URL(given)
    except httpx.InvalidURL:
        raise failure("no_address") from None
    if url.scheme and url.scheme not in SCHEMES:
        raise failure("other_scheme", scheme=url.scheme)
    if not url.scheme or not HOST.fullmatch(url.raw_host.decode("ascii")) or (url.port or 1) > LAST_PORT:
        raise failure("no_address")
    if url.userinfo:
        raise failure("credentials")
    return url.copy_with(fragment=None)


def without_password(given: str) -> str:
    """Return an address as it may be written down: as given, but without a user name or password."""
    scheme, slashes, rest = given.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{slashes}{host.rpartition('@')[2]}{slash}{path}" if slashes else given


def find_reachable(host: str, allow_private: bool) -> list[str]:
    """Look up the addresses at which a host may be connected to.

    Whoever asks for the host connects to one of these, so that no second look-up can give another.

    Parameters
    ----------
    host : str
        A name or an IP address, in any spelling that the system understands (``2130706433``, ``0x7f.1``).
    allow_private : bool
        Allow the machine's own network.

    Returns
    -------
    list of str
        IP addresses, in the order in which the system prefers them.

    Raises
    ------
    Unfetched
        If there is none, or any of them is of the machine's own network.
    """
    try:
        found = look_up(host)
    except (OSError, UnicodeError):  # a label of more than 63 characters is a UnicodeError
        raise failure("unknown_host", host=host) from None
    if private := [address for address in found if is_private(address) and not allow_private]:
        raise failure("private", address=private[0])
    return found


def look_up(host: str) -> list[str]:
    """Ask the system for the IP addresses of a host."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


def is_private(address: str) -> bool:
    """Tell whether an IP address is not one of the public internet.

    Such are loopback, private, link-local (where clouds keep a machine's credentials), shared, multicast, reserved and
    unspecified addresses, and IPv6 addresses that stand for such an IPv4 address.
    """
    parsed = ipaddress.ip_address(address)
    judged = _stands_for(parsed) or parsed
    is_local = judged.is_multicast or judged.is_reserved or getattr(judged, "is_site_local", False)
    return is_local or not judged.is_global


def _stands_for(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for: mapped, by 6to4 or by NAT64."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    by_nat = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in NAT64 else None
    return address.ipv4_mapped or address.sixtofour or by_nat


AGENT = "positions"  # the name that a robots.txt may address
HEADERS = {
    "User-Agent": f"{AGENT}/{__version__} (reads single pages for research, one request at a time)",
    "Accept": "text/html, application/xhtml+xml, text/*;q=0.9, */*;q=0.8",
    "Accept-Language": "en, *;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


class Budget:
    """The time that one address may spend waiting for servers."""

    def __init__(self, seconds: float) -> None:
        self.seconds = self.left = seconds

    @contextmanager
    def spent(self, most: float | None) -> Iterator[float]:
        """Give the time that one wait may take, at most ``most``, and subtract what it took.

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
    """A connection whose waits are subtracted from a budget."""

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
        for address in (found := find_reachable(host, self._allow_private)):
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


def open_client(allow_private: bool, limits: Limits) -> httpx.Client:
    """Return a client for one address, with the redirects and attempts it takes.

    Its cookies are those of this address only, so that no page depends on those asked before it.
    """
    return httpx.Client(
        transport=Transport(Backend(allow_private, Budget(limits.whole))),
        headers=HEADERS,
        timeout=httpx.Timeout(limits.read, connect=limits.connect),
    )


GZIP = ("gzip", "x-gzip")
PLAIN = ("", "identity")
PIECE = 1 << 16  # bytes that are unpacked at once


def unpack_body(pieces: Iterable[bytes], coding: str, most: int) -> Iterator[bytes]:
    """Yield a body's bytes without the packing of ``Content-Encoding``.

    Parameters
    ----------
    pieces : iterable of bytes
        As they come over the line.
    coding : str
        The value of the header; only gzip is asked for.
    most : int
        Bytes that may come, and bytes that may be in them.

    Raises
    ------
    Unfetched
        If it is packed in another way, damaged, cut short or longer than ``most``.
    """
    coding = coding.strip().lower()
    if coding not in (*GZIP, *PLAIN):
        raise failure("other_packing", coding=coding)
    bounded = _bounded(pieces, most)
    return bounded if coding in PLAIN else _bounded(_gunzipped(bounded), most)


def _bounded(pieces: Iterable[bytes], most: int) -> Generator[bytes, None, None]:
    """Yield the pieces until they are more than ``most`` bytes."""
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > most:
            raise failure("too_long", size=f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1000} KB")
        yield piece


def _gunzipped(pieces: Generator[bytes, None, None]) -> Iterator[bytes]:
    """Yield what is in gzip, which may be several packings one after the other."""
    with files.open_pieces(pieces, PIECE) as packed, gzip.open(packed) as stream:
        try:
            while piece := stream.read1(PIECE):
                yield piece
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise failure("damaged") from None

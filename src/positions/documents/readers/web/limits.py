"""How long, how much and how often: the bounds within which an address is asked."""

from dataclasses import dataclass


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

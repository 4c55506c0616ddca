"""Asking for an address: through its redirects, again where a failure may pass, and never past the bounds."""

import datetime
from collections.abc import Callable, Mapping
from contextlib import closing
from email.utils import parsedate_to_datetime
from typing import TypeVar

import httpx

from positions.documents.readers.web.addresses import checked
from positions.documents.readers.web.failures import Unfetched, failed, failure, told
from positions.documents.readers.web.limits import Limits
from positions.documents.readers.web.network import client
from positions.documents.readers.web.politeness import Politeness

Received = TypeVar("Received")
Allowed = Callable[[httpx.URL], float]
Receive = Callable[[httpx.Response], Received]
PAGES = (httpx.codes.OK, httpx.codes.NON_AUTHORITATIVE_INFORMATION)
UNCHANGED = httpx.codes.NOT_MODIFIED


class Asking:
    """Asks for addresses.

    Parameters
    ----------
    politeness : Politeness
    allow_private : bool
        Allow addresses of the machine's own network.
    limits : Limits
    """

    def __init__(self, politeness: Politeness, allow_private: bool, limits: Limits) -> None:
        self.politeness, self.limits = politeness, limits
        self._allow_private = allow_private

    def get(self, url: httpx.URL, allowed: Allowed, receive: Receive[Received], headers: Mapping[str, str]) -> Received:
        """Ask for an address.

        Parameters
        ----------
        url : httpx.URL
        allowed : function
            Called with each address on the way before it is asked; returns the pause after it, or raises `Unfetched`.
        receive : function
            Called with the answer, its body still to come, while nobody else asks its host.
        headers : mapping
            To send beside the usual ones.

        Returns
        -------
        object
            What ``receive`` makes of the answer.

        Raises
        ------
        Unfetched
        """
        session = client(self._allow_private, self.limits)
        for attempt in range(1, self.limits.attempts + 1):
            try:
                return self._followed(session, session.build_request("GET", url, headers=headers), allowed, receive)
            except Unfetched as found:
                if not found.again or attempt == self.limits.attempts:
                    raise
                if found.after > self.limits.longest_wait:
                    raise failure("later", seconds=f"{found.after:.0f}") from None
                self.politeness.wait(max(found.after, self.limits.backoff * 2 ** (attempt - 1)))
        raise AssertionError("the last attempt returns or raises")

    def _followed(
        self, session: httpx.Client, request: httpx.Request, allowed: Allowed, receive: Receive[Received]
    ) -> Received:
        """Follow an address to the end of its redirects."""
        first = request.url
        for _ in range(self.limits.redirects + 1):
            try:
                answer = self._answer(session, request, allowed, receive)
            except Unfetched as found:
                raise found if request.url == first else found.led_to(request.url) from None
            if not isinstance(answer, httpx.Request):
                return answer
            request = answer
        raise failure("no_end", times=self.limits.redirects)

    def _answer(
        self, session: httpx.Client, request: httpx.Request, allowed: Allowed, receive: Receive[Received]
    ) -> Received | httpx.Request:
        """Return what is made of one answer, or the request that it leads on to."""
        pause = allowed(checked(request.url))
        turn = self.politeness.turn(request.url.host, pause)
        with turn, told(self.limits), closing(session.send(request, stream=True)) as response:
            if response.next_request:
                return response.next_request
            if response.status_code in PAGES or (_is_conditional(request) and response.status_code == UNCHANGED):
                return receive(response)
            raise failed(response.status_code, _after(response))


def _is_conditional(request: httpx.Request) -> bool:
    """Tell whether a request asks only for what has changed."""
    return "If-None-Match" in request.headers or "If-Modified-Since" in request.headers


def _after(response: httpx.Response) -> float:
    """Return the seconds that ``Retry-After`` asks to wait: a number or a date; 0 without it."""
    given = response.headers.get("retry-after", "").strip()
    if given.isdecimal():
        return float(given)
    try:
        until = parsedate_to_datetime(given)
    except ValueError:
        return 0.0
    now = datetime.datetime.now(datetime.UTC)
    return max(0.0, (until.replace(tzinfo=until.tzinfo or datetime.UTC) - now).total_seconds())

"""What sites let programs read: robots.txt, as RFC 9309 has it.

The parser of the standard library takes ``*`` and ``$`` in a path for letters, and the first rule that fits for the
one that counts; by the RFC they are wildcards, and the longest rule counts. Protego has it so.
"""

import httpx
from protego import Protego

from positions.documents.readers.web.asking import Asking
from positions.documents.readers.web.failures import Unfetched, failure
from positions.documents.readers.web.network import AGENT
from positions.documents.readers.web.packing import unpacked

LONGEST = 512_000  # bytes: the RFC asks to read 500 KiB at least
NO_RULES = Protego.parse("")


class Robots:
    """The rules of sites, each asked for once."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._known: dict[httpx.URL, Protego | Unfetched] = {}

    def pause(self, url: httpx.URL) -> float:
        """Return the seconds to pause after asking for an address.

        Raises
        ------
        Unfetched
            If its site asks programs not to read it; or if that cannot be known now, because the site's robots.txt
            meets a fault of the server (5xx), is refused for the time being (429) or does not come. One that is
            not there or not given out (any other 4xx) forbids nothing.
        """
        site = url.copy_with(raw_path=b"/robots.txt")
        if site not in self._known:
            self._known[site] = self._rules(site)
        rules = self._known[site]
        if isinstance(rules, Unfetched):
            raise rules
        if not rules.can_fetch(str(url), AGENT):
            raise failure("robots")
        return max(self._asking.limits.pause, rules.crawl_delay(AGENT) or 0.0)

    def _rules(self, site: httpx.URL) -> Protego | Unfetched:
        """Return the rules of a site, or why they cannot be known now."""
        try:
            return self._asking.get(site, lambda url: self._asking.limits.pause, _parsed, {})
        except Unfetched as found:
            if 400 <= found.status < 500 and found.status != httpx.codes.TOO_MANY_REQUESTS:
                return NO_RULES
            if found.of_host:
                return Unfetched(found.reason, found.remedy)  # asked often enough: not ``again``
            return failure("robots_unknown", why=found.reason)


def _parsed(response: httpx.Response) -> Protego:
    """Read the rules in an answer."""
    coding = response.headers.get("content-encoding", "")
    return Protego.parse(b"".join(unpacked(response.iter_raw(), coding, LONGEST)).decode("utf-8-sig", "replace"))

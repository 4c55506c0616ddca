"""Why an address gave no page, in the words of ``failures.yaml``."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources

import httpcore
import httpx
import yaml

from positions.documents.readers.web.limits import Limits

LONGEST_FACT = 200  # characters of what a server or an address brings into a message


class Unfetched(Exception):
    """An address gave no page.

    Attributes
    ----------
    reason, remedy : str
        As a line of the ledger has them.
    again : bool
        It may pass: to ask once more is worth it.
    of_host : bool
        It is true of the host, and so of every page there.
    status : int
        Of the answer, 0 when there was none.
    after : float
        Seconds before which the server asks not to be asked again.
    """

    def __init__(
        self, reason: str, remedy: str, again: bool = False, of_host: bool = False, status: int = 0, after: float = 0.0
    ) -> None:
        super().__init__(reason, remedy)
        self.reason, self.remedy, self.again, self.of_host = reason, remedy, again, of_host
        self.status, self.after = status, after

    def led_to(self, url: httpx.URL) -> "Unfetched":
        """Return the same of an address that led to this one."""
        reason = f"leads to {_plain(url.copy_with(userinfo=b''))}, which {self.reason}"
        return Unfetched(reason, self.remedy, self.again, status=self.status, after=self.after)


def failure(name: str, **facts: object) -> Unfetched:
    """Return a failure by its name in ``failures.yaml``, with what its words are filled with."""
    entry = _entries()["by_name"][name]
    reason = entry["reason"].format(**{key: _plain(fact) for key, fact in facts.items()})
    return Unfetched(reason, entry["remedy"], entry.get("again", False), entry.get("host", False))


def failed(status: int, after: float) -> Unfetched:
    """Return the failure that an HTTP status means; ``after`` as in `Unfetched`."""
    entry = _entries()["by_status"].get(status) or _entries()["by_hundred"][status // 100]
    return Unfetched(
        entry["reason"].format(status=status), entry["remedy"], entry.get("again", False), status=status, after=after
    )


@contextmanager
def told(limits: Limits) -> Iterator[None]:
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


@cache
def _entries() -> dict[str, dict]:
    """Return ``failures.yaml``."""
    return yaml.safe_load(resources.files(__package__).joinpath("failures.yaml").read_text(encoding="utf-8"))

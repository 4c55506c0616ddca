"""Which addresses may be asked: on the web, without passwords, and outside the machine's own network."""

import ipaddress
import re
import socket

import httpx

from positions.documents.readers.web.failures import failure

SCHEMES = ("http", "https")
HOST = re.compile(r"[a-z0-9_.:-]+")  # a name (in ASCII, as name servers know it) or an IP address
LAST_PORT = 65_535
# A network that has it turns such an address into the IPv4 address of its last 32 bits (RFC 6052).
NAT64 = ipaddress.ip_network("64:ff9b::/96")


def checked(given: str | httpx.URL) -> httpx.URL:
    """Return an address that may be asked, in its usual form and without a fragment.

    Raises
    ------
    Unfetched
        If it is no address of the web, or has a user name or password in it.
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


def reachable(host: str, allow_private: bool) -> list[str]:
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
        found = looked_up(host)
    except (OSError, UnicodeError):  # a label of more than 63 characters is a UnicodeError
        raise failure("unknown_host", host=host) from None
    if private := [address for address in found if is_private(address) and not allow_private]:
        raise failure("private", address=private[0])
    return found


def looked_up(host: str) -> list[str]:
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

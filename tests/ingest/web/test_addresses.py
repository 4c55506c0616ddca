"""Which addresses may be asked."""

import pytest

from positions.ingest import web_connections
from positions.ingest.web_connections import Unfetched

PRIVATE = [
    "127.0.0.1",
    "127.255.255.254",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "::1",
    "::",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "fe80::1",
    "fe80::1%1",
    "fc00::1",
    "fec0::1",
    "ff02::1",
    "2002:7f00:1::",
    "64:ff9b::7f00:1",
    "2001:db8::1",
]
PUBLIC = ["8.8.8.8", "1.1.1.1", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", PRIVATE)
def test_the_own_network_is_told(address):
    """Rule: loopback, private, link-local, shared, multicast, reserved, and IPv6 that stands for such, are private."""
    assert web_connections.is_private(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_the_internet_is_not_the_own_network(address):
    """Rule: an address of the public internet is not private, in whatever form."""
    assert not web_connections.is_private(address)


SPELLINGS = ["localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0", "0x7f.1", "127.0.0.1"]


@pytest.mark.parametrize("host", SPELLINGS)
def test_every_spelling_is_looked_up_first(host):
    """Rule: a host is judged by the address it means, in whatever spelling: a name, decimal, octal, hexadecimal."""
    with pytest.raises(Unfetched, match="machine's own network"):
        web_connections.find_reachable(host, allow_private=False)


def test_one_private_address_among_others_is_enough(monkeypatch):
    """Rule: a host that has both public and private addresses is refused."""
    monkeypatch.setattr(web_connections, "look_up", lambda host: ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(Unfetched, match=r"\(10.0.0.1\)"):
        web_connections.find_reachable("mixed.test", allow_private=False)
    assert web_connections.find_reachable("mixed.test", allow_private=True) == ["8.8.8.8", "10.0.0.1"]


REFUSED = {
    "nonsense": "is not a web address",
    "": "is not a web address",
    "www.example.org/a": "is not a web address",
    "http://": "is not a web address",
    "http:///a": "is not a web address",
    "http://0177.0.0.1/": "is not a web address",
    "http://a b/": "is not a web address",
    "http://[::1/": "is not a web address",
    "http://h\x00/": "is not a web address",
    "http://h:99999/": "is not a web address",
    "ftp://example.org/a": "is an address of ftp, which is not read",
    "file:///etc/passwd": "is an address of file, which is not read",
    "http://me:secret@example.org/": "has a user name or password in it",
    "http://me@example.org/": "has a user name or password in it",
}


@pytest.mark.parametrize("given", REFUSED)
def test_what_is_no_address_of_the_web(given):
    """Rule: only http and https are read, and no user names or passwords are sent."""
    with pytest.raises(Unfetched) as refused:
        web_connections.check_address(given)
    assert refused.value.reason == REFUSED[given]


def test_a_checked_address_is_in_its_usual_form():
    """Rule: host in lower case, no usual port, no fragment: two spellings of a page are one."""
    assert str(web_connections.check_address("HTTPS://Example.ORG:443/A?b=C#part")) == "https://example.org/A?b=C"


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("https://me:secret@example.org/a@b", "https://example.org/a@b"),
        ("https://example.org/a@b", "https://example.org/a@b"),
        ("https://me:secret@example.org?q=1", "https://example.org?q=1"),
        ("nonsense", "nonsense"),
    ],
)
def test_no_password_is_written_down(given, written):
    """Rule: the ledger names an address without user name and password."""
    assert web_connections.without_password(given) == written

"""Connections: the address that was checked, https, IPv6, proxies."""

import shutil
import socket
import ssl
import subprocess
import threading

import pytest

from positions.documents.corpus import Issue
from positions.ingest import web_connections
from positions.ingest.candidates import Source


@pytest.fixture
def names(monkeypatch):
    """Answer look-ups of ``.test`` names from a list a name, the next answer each time; the last one stays."""
    given: dict[str, list[list[str]]] = {}
    really = web_connections.look_up

    def looked_up(host: str) -> list[str]:
        if host not in given:
            return really(host)
        return given[host].pop(0) if len(given[host]) > 1 else given[host][0]

    monkeypatch.setattr(web_connections, "look_up", looked_up)
    return given


@pytest.fixture
def loopback_is_public(monkeypatch):
    """Let 127.0.0.1, where the tests' servers are, stand for an address of the internet."""
    is_private = web_connections.is_private
    monkeypatch.setattr(web_connections, "is_private", lambda one: one != "127.0.0.1" and is_private(one))


def test_the_own_network_is_refused_unless_asked_for(server, fetch, page):
    """Rule: nothing of the machine's own network is asked, not even its robots.txt, unless that is meant."""
    server.pages["/a"] = page()
    (refused,) = fetch(server.url("/a"), allow_private=False)
    assert refused.reason == "points into the machine's own network (127.0.0.1)"
    assert refused.remedy == "If you meant that, add it with --local-network."
    assert server.asked == []
    assert isinstance(fetch(server.url("/a"))[0], Source)


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f000001", "127.1", "0.0.0.0", "[::1]"])
def test_no_spelling_gets_into_the_own_network(server, fetch, page, host):
    """Rule: every spelling of an address of the own network is refused."""
    server.pages["/a"] = page()
    (refused,) = fetch(server.url("/a", host), allow_private=False)
    assert refused.reason.startswith("points into the machine's own network (")
    assert server.asked == []


def test_a_name_that_changes_its_address_gets_nowhere(server, fetch, page, names, loopback_is_public):
    """Rule: each connection goes to the address just checked: a second answer of the name server is checked anew."""
    server.pages |= {"/a": page(), "/b": page()}
    names["rebound.test"] = [["127.0.0.1"], ["127.0.0.1"], ["127.0.0.2"]]  # robots.txt, /a, /b
    first, second = fetch(*(server.url(path, "rebound.test") for path in ("/a", "/b")), allow_private=False)
    assert isinstance(first, Source)
    assert second.reason == "points into the machine's own network (127.0.0.2)"
    assert server.asked == ["/robots.txt", "/a"]


def test_one_look_up_a_connection(server, fetch, page, names, loopback_is_public, monkeypatch):
    """Rule: the name is not looked up again between check and connection, and the server hears the name."""
    server.pages["/a"] = page()
    names["once.test"] = [["127.0.0.1"]]
    asked = []
    really = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *rest, **more: asked.append(host) or really(host, *rest, **more)
    )
    assert isinstance(fetch(server.url("/a", "once.test"), allow_private=False)[0], Source)
    assert set(asked) == {"127.0.0.1"}
    port = server.listening.getsockname()[1]
    assert all(f"Host: once.test:{port}\r\n" in head for head in server.heads)


def test_the_next_address_of_a_host_is_tried(server, fetch, page, names):
    """Rule: where a host has several addresses and one cannot be reached, the next one is connected to."""
    server.pages["/a"] = page()
    names["two.test"] = [["127.0.0.3", "127.0.0.1"]]
    assert isinstance(fetch(server.url("/a", "two.test"))[0], Source)


def test_a_host_that_nobody_knows(fetch, names):
    """Rule: a host without an address is named, and not looked for again and again."""
    names["none.test"] = [[]]
    one, other = fetch("http://none.test/a", f"http://{'long' * 30}.example/")
    assert one.reason == "has a host that no name server knows (none.test)"
    assert other.reason.startswith("has a host that no name server knows (longlong")


def test_a_port_where_nobody_listens(fetch, names):
    """Rule: a refused connection is said plainly, after four attempts for all pages of the host."""
    names["closed.test"] = [["127.0.0.1"], ["127.0.0.1"], ["127.0.0.1"], ["127.0.0.1"], ["127.0.0.2"]]
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        left_out = fetch(f"http://closed.test:{port}/a", f"http://closed.test:{port}/b")
    assert [one.reason for one in left_out] == ["cannot be reached (connection refused)"] * 2
    assert names["closed.test"] == [["127.0.0.2"]]  # the fifth answer was not asked for


def test_https_where_none_is_spoken(server, fetch):
    """Rule: an https address of a plain port is one line that says so."""
    (left_out,) = fetch(server.url("/a").replace("http:", "https:"))
    assert left_out.reason.startswith("cannot be read over https (")
    assert "BIO" not in left_out.reason and "_ssl" not in left_out.reason


@pytest.fixture
def secure(tmp_path):
    """Answer https connections with a certificate nobody vouches for; gives the port and the names heard."""
    if not shutil.which("openssl"):
        pytest.skip("needs openssl to make a certificate")
    key, certificate = tmp_path / "key", tmp_path / "certificate"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=secure.test", "-days", "2"]
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    heard: list[str] = []
    context.sni_callback = lambda connection, name, _: heard.append(name)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve():
            while True:
                try:
                    connection, _ = listening.accept()
                    context.wrap_socket(connection, server_side=True).close()
                except ssl.SSLError:
                    continue  # the client does not trust the certificate and leaves
                except OSError:
                    return  # closed at the end of the test

        threading.Thread(target=serve, daemon=True).start()
        yield listening.getsockname()[1], heard
        listening.shutdown(socket.SHUT_RDWR)


def test_a_certificate_nobody_vouches_for(fetch, names, secure):
    """Rule: certificates are checked against the name asked for, which the server hears, not against the IP address."""
    port, heard = secure
    names["secure.test"] = [["127.0.0.1"]]
    (left_out,) = fetch(f"https://secure.test:{port}/a")
    assert left_out.reason == "has a certificate that cannot be trusted (self-signed certificate)"
    assert heard == ["secure.test"]


def test_ipv6(serve, fetch, page):
    """Rule: IPv6 addresses are asked as others are."""
    try:
        opened = serve("::1", socket.AF_INET6)
        with opened as server:
            server.pages["/a"] = page()
            assert isinstance(fetch(server.url("/a", "[::1]"))[0], Source)
    except OSError:
        pytest.skip("this machine has no IPv6")


def test_proxies_are_not_used(server, fetch, page, monkeypatch):
    """Rule: a proxy of the environment, which would look hosts up itself, is not asked."""
    server.pages["/a"] = page()
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert not isinstance(fetch(server.url("/a"))[0], Issue)

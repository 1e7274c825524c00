"""Allowed URLs, and which links are followed: https, configured hosts, public machines; the accounts' own articles."""

from __future__ import annotations

import pytest

from corpus.errors import UnreadableSource
from corpus.series import SOURCES, known_articles
from corpus.sync.allowed_urls import AllowedUrls
from corpus.sync.sync import articles_of

ALLOWED = AllowedUrls.to_hosts_of(["https://note.com/sample", "https://localhost/sample", "https://NOTE.example./x"])


@pytest.mark.parametrize(
    "address",
    [
        "http://note.com/sample/n/n000000000000",
        "ftp://note.com/",
        "file:///etc/hostname",
        "https://note.com.example.com/",
        "https://example.com/?note.com",
        "https://note.com@example.com/",
        "https://evil.note.com/",
        "https://note.com:22/",
        "https://note.com:8443/sample",
        "https://note.com:99999/",
        "https://[/",
        "https:///x",
        "note.com",
        "",
    ],
)
def test_only_https_to_configured_hosts_is_asked(address: str) -> None:
    with pytest.raises(UnreadableSource, match="not asked"):
        ALLOWED.check(address)


def test_a_configured_name_that_leads_into_the_own_network_is_not_asked() -> None:
    with pytest.raises(UnreadableSource, match=r"its name leads to (127\.0\.0\.1|::1), which is not public"):
        ALLOWED.check("https://localhost/sample")


@pytest.mark.parametrize(
    "machine",
    [
        "127.0.0.1", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.1.2.3", "224.0.0.1",
        "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "ff02::1", "::", "::10.0.0.1",
        "64:ff9b::10.0.0.1", "64:ff9b:1::7f00:1", "64:ff9b:1:a00:0:100:808:808", "2002:a00:1::",
        "2001:0:a00:1::f5ff:fffe", "2001:0:808:808::f5ff:fffe",
    ],
)  # fmt: skip
def test_a_machine_that_is_not_public_does_not_pass(machine: str) -> None:
    with pytest.raises(UnreadableSource, match="not public"):
        ALLOWED.check_ip("https://note.com/", machine)


@pytest.mark.parametrize("machine", ["8.8.8.8", "2001:4860:4860::8888", "64:ff9b::8.8.8.8"])
def test_a_public_machine_passes(machine: str) -> None:
    ALLOWED.check_ip("https://note.com/", machine)


def test_the_gate_in_use_lets_no_loopback_pass() -> None:
    assert ALLOWED.loopback == frozenset()
    assert ALLOWED.schemes == {"https"}
    assert ALLOWED.hosts == {"note.com", "localhost", "note.example"}


def test_only_articles_of_the_configured_accounts_are_followed() -> None:
    key = "n000000000001"
    named = (
        f"https://note.com./tokyo_cio_forum/n/{key}?magazine_key=m1",
        f"http://note.com/tokyo_cio_forum/n/{key}",
        f"https://note.com/somebody/n/{key}",
        f"https://example.com/tokyo_cio_forum/n/{key}",
        "https://note.com/tokyo_cio_forum",
        "mailto:x",
        "https://[",
    )
    assert list(articles_of(named, SOURCES)) == [f"https://note.com/tokyo_cio_forum/n/{key}"]


def test_the_known_articles_are_addresses_of_the_known_sources() -> None:
    urls = [known.url for known in known_articles()]
    assert len(set(urls)) == len(urls)
    assert list(articles_of(urls, SOURCES)) == urls

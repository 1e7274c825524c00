"""URLs that may be requested: https, configured hosts, and no address of the private network.

This prevents server-side request forgery: a page may redirect anywhere and a name may resolve to any IP address, but
neither may make this program send requests inside its own network.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from urllib.parse import urljoin, urlsplit

from corpus.errors import UnreadableSource
from corpus.sync.proxies import proxy_of

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class AllowedUrls:
    """The URLs that may be requested. The program uses ``to_hosts_of`` only; tests allow others."""

    #: Lower case, without ports.
    hosts: frozenset[str]
    schemes: frozenset[str] = frozenset(["https"])
    #: IP addresses that are allowed although they are not public; not settable.
    loopback: frozenset[str] = frozenset()
    #: Allowed ports: another port is another service.
    ports: frozenset[int] = frozenset([443])

    @classmethod
    def to_hosts_of(cls, addresses: Iterable[str]) -> Self:
        """Return what allows the hosts of these addresses, over https."""
        return cls(frozenset(host for address in addresses if (host := host_of(address))))

    def check(self, address: str) -> None:
        """Raise UnreadableSource if an address may not be requested; resolves its name unless a proxy does."""
        host = host_of(address)
        if host not in self.hosts:
            raise UnreadableSource(address, f"not asked: {host or 'it'} is not among the configured hosts")
        if urlsplit(address).scheme not in self.schemes:
            raise UnreadableSource(address, f"not asked: only {' or '.join(sorted(self.schemes))} is")
        if _port_of(address) not in self.ports:
            raise UnreadableSource(address, "not asked: not the port of https")
        # A proxy resolves the name itself.
        if not proxy_of(address):
            for ip in _resolved(address, host):
                self.check_ip(address, ip)

    def check_ip(self, address: str, ip: str) -> None:
        """Raise UnreadableSource if the IP address of ``address`` is not public."""
        # 「fe80::1%eth0」: the zone is not part of the address.
        for target in _targets(ipaddress.ip_address(ip.partition("%")[0])):
            is_public = target.is_global and not target.is_multicast and target not in _LOCAL_NAT64
            if str(target) not in self.loopback and not is_public:
                raise UnreadableSource(address, f"not asked: its name leads to {target}, which is not public")


#: IPv6 networks whose last 32 bits are an IPv4 address: compatible, mapped (RFC 4291) and NAT64 (RFC 6052).
_EMBEDDING = tuple(map(ipaddress.IPv6Network, ("::/96", "::ffff:0:0/96", "64:ff9b::/96")))
#: For a NAT64 of one's own (RFC 8215): where in it the IPv4 address stands is that network's choice.
_LOCAL_NAT64 = ipaddress.IPv6Network("64:ff9b:1::/48")


def _targets(ip: IpAddress) -> tuple[IpAddress, ...]:
    """Return the IPv4 addresses that an address embeds, or itself.

    >>> [str(each) for each in _targets(ipaddress.ip_address("64:ff9b::10.0.0.1"))]
    ['10.0.0.1']
    """
    # ::1 is within the first network and is the loopback, not 0.0.0.1.
    if isinstance(ip, ipaddress.IPv4Address) or ip.is_loopback:
        return (ip,)
    if any(ip in network for network in _EMBEDDING):
        return (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF),)
    # 6to4, and Teredo (server and client).
    return tuple(filter(None, (ip.sixtofour, *(ip.teredo or ())))) or (ip,)


def host_of(address: str) -> str:
    """Return the host of an address, in lower case; empty if it has none.

    >>> host_of("https://NOTE.com./sample")
    'note.com'
    """
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""


def _port_of(address: str) -> int:
    """Return the port of an address, 443 if it has none, -1 if it is invalid."""
    try:
        port = urlsplit(address).port
    except ValueError:
        return -1
    return 443 if port is None else port


def absolute_url(address: str, reference: str) -> str:
    """Return the absolute URL of a reference on a page; an invalid one unchanged, which is never allowed.

    >>> absolute_url("https://note.com/a/n/n0", "/a/n/n1"), absolute_url("https://note.com/", "https://[")
    ('https://note.com/a/n/n1', 'https://[')
    """
    try:
        return urljoin(address, reference)
    except ValueError:
        return reference


def _resolved(address: str, host: str) -> list[str]:
    try:
        return [
            str(endpoint[0]) for *_, endpoint in socket.getaddrinfo(host, _port_of(address), type=socket.SOCK_STREAM)
        ]
    except (OSError, ValueError, UnicodeError) as error:
        raise UnreadableSource(address, f"its name was not found: {error}") from error

"""Which addresses may be asked: https, hosts that were configured, and no machine of one's own network behind them.

A page may redirect anywhere and a name may resolve to anything; neither may make this program ask inside the network
that it runs in.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from corpus.errors import UnreadableSource

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class AllowedUrls:
    """What may be asked. ``to_hosts_of`` makes the only gate that a program in use has; tests make another."""

    #: Lower case, without ports.
    hosts: frozenset[str]
    schemes: frozenset[str] = frozenset(["https"])
    #: Addresses of machines that may be asked although they are not public; no setting leads here.
    loopback: frozenset[str] = frozenset()
    #: Another port is another service; none is the scheme's own.
    ports: frozenset[int] = frozenset([443])

    @classmethod
    def to_hosts_of(cls, addresses: Iterable[str]) -> Self:
        """The gate to the hosts of these addresses, over https."""
        return cls(frozenset(host for address in addresses if (host := host_of(address))))

    def pass_(self, address: str) -> None:
        """Raise UnreadableSource where an address may not be asked; resolves its name unless a proxy will."""
        host = host_of(address)
        if host not in self.hosts:
            raise UnreadableSource(address, f"not asked: {host or 'it'} is not among the configured hosts")
        if urlsplit(address).scheme not in self.schemes:
            raise UnreadableSource(address, f"not asked: only {' or '.join(sorted(self.schemes))} is")
        if _port_of(address) not in self.ports:
            raise UnreadableSource(address, "not asked: not the port of https")
        if not is_proxied(address):
            for machine in _resolved(address, host):
                self.pass_machine(address, machine)

    def pass_machine(self, address: str, machine: str) -> None:
        """Raise UnreadableSource where a machine's address is not public."""
        # 「fe80::1%eth0」: the zone is no part of the address.
        for number in _meant(ipaddress.ip_address(machine.partition("%")[0])):
            if str(number) not in self.loopback and (not number.is_global or number.is_multicast):
                raise UnreadableSource(address, f"not asked: its name leads to {number}, which is not public")


#: In whose last 32 bits an IPv4 address stands: compatible, mapped, and what NAT64 translates.
_CARRIERS = tuple(map(ipaddress.IPv6Network, ("::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48")))


def _meant(number: Address) -> tuple[Address, ...]:
    """The machines that an address leads to: the IPv4 ones that it carries, or itself.

    >>> [str(each) for each in _meant(ipaddress.ip_address("64:ff9b::10.0.0.1"))]
    ['10.0.0.1']
    """
    # ::1 is within the first carrier and is the loopback, not 0.0.0.1.
    if isinstance(number, ipaddress.IPv4Address) or number.is_loopback:
        return (number,)
    if any(number in carrier for carrier in _CARRIERS):
        return (ipaddress.IPv4Address(int(number) & 0xFFFFFFFF),)
    # Of 6to4 and Teredo (its server, and its client).
    return tuple(filter(None, (number.sixtofour, *(number.teredo or ())))) or (number,)


def host_of(address: str) -> str:
    """The host of an address, lower case; empty where it has none.

    >>> host_of("https://NOTE.com./sample")
    'note.com'
    """
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""


def _port_of(address: str) -> int:
    """The port of an address, 443 where it names none, -1 for what is none."""
    try:
        port = urlsplit(address).port
    except ValueError:
        return -1
    return 443 if port is None else port


def led_to(address: str, reference: str) -> str:
    """Where a reference on a page leads; what is no address stays as it is, and passes no gate.

    >>> led_to("https://note.com/a/n/n0", "/a/n/n1"), led_to("https://note.com/", "https://[")
    ('https://note.com/a/n/n1', 'https://[')
    """
    try:
        return urljoin(address, reference)
    except ValueError:
        return reference


def is_proxied(address: str) -> bool:
    """True where the environment names a proxy for this address: then names are resolved there."""
    parts = urlsplit(address)
    proxies = getproxies()
    return bool(proxies.get(parts.scheme) or proxies.get("all")) and not proxy_bypass(parts.hostname or "")


def _resolved(address: str, host: str) -> list[str]:
    try:
        return [str(place[0]) for *_, place in socket.getaddrinfo(host, _port_of(address), type=socket.SOCK_STREAM)]
    except (OSError, ValueError, UnicodeError) as error:
        raise UnreadableSource(address, f"its name was not found: {error}") from error

"""What every connection to the outside is made with, checked before the first: authorities of TLS, and proxies.

Slack and note are asked by libraries that each take a wrong proxy in a way of its own: one raises, one ignores it, one
waits. A fault is named by its variable, never by its value, which may hold a password.
"""

from __future__ import annotations

import os
import re
import ssl
from urllib.parse import urlsplit
from urllib.request import getproxies

from bot.settings import SettingsError

#: Schemes of proxies that all connections can be made by.
_SCHEMES = frozenset(["http", "https"])
#: What is connected to, and the variables that name a proxy for it.
_NAMED = ("http", "https", "all")
#: A name, whose parts have a letter at least and 63 at most, or an IP address.
_HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63})*\.?|[0-9a-f:.]*:[0-9a-f:.]*(?:%\w+)?", re.ASCII)
_FORM = "a proxy's address looks like http://proxy.example:8080"


def trust(ca_file: str | None = None) -> ssl.SSLContext:
    """Return the TLS context: the system's authorities, or those of SSL_CERT_FILE, and further ones (PEM).

    Raises SettingsError where one of the files cannot be read, or where a proxy of the environment cannot be used.
    """
    for scheme in _NAMED:
        if (proxy := getproxies().get(scheme)) and (fault := _fault(proxy)):
            raise SettingsError(_variable(scheme), fault)
    # OpenSSL passes over a file that is not there, and every connection then fails for want of an authority.
    if (named := os.environ.get("SSL_CERT_FILE")) and not os.path.isfile(named):  # noqa: PTH113 - never raises
        raise SettingsError("SSL_CERT_FILE", "no such file, or none that may be read")
    try:
        context = ssl.create_default_context()
    except OSError as error:
        raise SettingsError("SSLKEYLOGFILE", f"cannot be written: {error.strerror}") from error
    for variable, file in (("SSL_CERT_FILE", named), ("ZADANKAI_CA_FILE", ca_file)):
        try:
            if file:
                context.load_verify_locations(file)
        except (OSError, ssl.SSLError) as error:
            raise SettingsError(variable, f"no certificates (PEM) in it: {type(error).__name__}") from error
    return context


def _fault(proxy: str) -> str | None:
    """Return why a proxy cannot be used, or None."""
    if proxy.strip("\"' \t\r\n") != proxy:
        return "it has quotation marks or blanks around it: leave them out"
    if not re.fullmatch(r"[\x21-\x7e]+", proxy):
        return "it has blanks in it, or characters that must be encoded as %XX"
    try:
        parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        host, _ = parts.hostname, parts.port
    except ValueError:
        return f"it has no port that is a number: {_FORM}"
    if parts.scheme.startswith("socks"):
        return "a SOCKS proxy cannot be used: name one for HTTP, or leave it unset where none is needed"
    return (
        None if parts.scheme in _SCHEMES and _HOST.fullmatch(host or "") else f"no address of a proxy for HTTP: {_FORM}"
    )


def _variable(scheme: str) -> str:
    """Return the variable's name as it is set: in small letters it is read first."""
    names = (f"{scheme}_proxy", f"{scheme}_proxy".upper())
    return next((name for name in names if os.environ.get(name)), names[-1])

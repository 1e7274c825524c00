"""Members of slack_sdk, slack_bolt and websockets that this project uses and that they do not document.

They are checked when the app is built, so that a release without one is named at the start.
"""

from __future__ import annotations

from importlib.metadata import version
from inspect import get_annotations
from types import FunctionType

from slack_bolt import Ack
from slack_sdk import WebClient
from websockets.sync.client import ClientConnection, reconnect

#: Class → members that are overridden, called or read.
MEMBERS: dict[type, tuple[str, ...]] = {
    # Overridden, so that no redirect is followed (``posting``).
    WebClient: ("_perform_urllib_http_request_internal", "ssl", "proxy", "timeout"),
    # Overridden, so that no redirect is followed and TLS has a deadline (``network``).
    reconnect: ("process_redirect", "enable_tls"),
    # Given a time limit of its own (``network``).
    ClientConnection: ("socket",),
    # Kept from being withdrawn (``app.LastingAck``).
    Ack: ("response",),
}


class IncompatibleSDK(RuntimeError):
    """A release of slack_sdk, slack_bolt or websockets lacks a member that is needed."""


def check_internals() -> None:
    """Raise IncompatibleSDK if a member is missing; the message names the first."""
    for owner, names in MEMBERS.items():
        for name in names:
            if not _has(owner, name):
                package = owner.__module__.partition(".")[0].replace("_", "-")
                raise IncompatibleSDK(
                    f"{package} {version(package)} has no {owner.__name__}.{name};"
                    " install the release that requirements.txt names"
                )


def _has(owner: type, name: str) -> bool:
    """Return whether a class, or an instance after its ``__init__``, has a member of this name."""
    return hasattr(owner, name) or any(name in get_annotations(each) or name in _made(each) for each in owner.__mro__)


def _made(owner: type) -> tuple[str, ...]:
    """Return the names that a class's own ``__init__`` sets or reads."""
    start = vars(owner).get("__init__")
    return start.__code__.co_names if isinstance(start, FunctionType) else ()

"""``python -m tools.sockets``: what Socket Mode clients make of messages in several frames and of a socket that dies.

The bot's own receiver is measured beside the clients of slack_sdk, as Bolt starts them; their ``websocket_client``
variant only where that package is installed. A connection that dies silently stays open and answers no ping.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from slack_bolt import App

from bot.slack.transport.network import Network
from bot.slack.transport.socket import SocketWatchdog, Timings
from bot.slack.transport.web_client import web_client
from tests.fake_slack import FakeSlack

#: Messages that are sent, and frames of each.
MESSAGES, FRAMES = 10, 3
#: Seconds after which a socket that died counts as never replaced.
LONGEST = 120.0
_TOKEN = "xapp-loopback"  # noqa: S105 - the fake's


@dataclass(frozen=True, slots=True)
class Measured:
    """What one client did."""

    name: str
    #: How many of MESSAGES were acked.
    acked: int
    #: Seconds until a socket that died silently was replaced, or None.
    replaced: float | None

    def __str__(self) -> str:
        end = f"after {self.replaced:.0f} s" if self.replaced is not None else f"not within {LONGEST:.0f} s"
        return f"{self.name}: {self.acked} of {MESSAGES} acked; a silent socket is replaced {end}"


def _ours(app: App) -> Callable[[], None]:
    watchdog = SocketWatchdog(app, _TOKEN, Timings(), Network.open())
    watchdog.start()
    return watchdog.close


def _slack_sdk_s(module: str) -> Callable[[App], Callable[[], None]]:
    def start(app: App) -> Callable[[], None]:
        handler = import_module(module).SocketModeHandler(app, _TOKEN)
        handler.connect()
        close: Callable[[], None] = handler.close
        return close

    return start


CLIENTS = {
    "ours": _ours,
    "builtin": _slack_sdk_s("slack_bolt.adapter.socket_mode.builtin"),
    "websocket_client": _slack_sdk_s("slack_bolt.adapter.socket_mode.websocket_client"),
}


@contextmanager
def _connected(start: Callable[[App], Callable[[], None]]) -> Iterator[FakeSlack]:
    with FakeSlack(patience=LONGEST) as slack:
        app = App(client=web_client("xoxb-loopback", slack.api_url), token_verification_enabled=False)
        app.event("app_mention")(lambda: None)
        close = start(app)
        slack.wait_for_connection()
        yield slack
        close()


def _acked(start: Callable[[App], Callable[[], None]], seconds: float = 3) -> int:
    with _connected(start) as slack:
        slack.sockets.frames = FRAMES
        sent = [slack.mention("研修は？") for _ in range(MESSAGES)]
        time.sleep(seconds)
        return sum(envelope.acked_at is not None for envelope in sent)


def _replaced(start: Callable[[App], Callable[[], None]]) -> float | None:
    with _connected(start) as slack:
        # The client has seen that pings are answered.
        time.sleep(5)
        slack.fall_silent()
        began = time.monotonic()
        while slack.sockets.connections == 1 and time.monotonic() < began + LONGEST:
            time.sleep(0.1)
        return time.monotonic() - began if slack.sockets.connections > 1 else None


def main() -> int:
    """Measure the clients that are named, by default all that are installed; 1 where ours leaves a message unacked."""
    parser = argparse.ArgumentParser(prog="python -m tools.sockets", description=__doc__)
    parser.add_argument("clients", nargs="*", metavar="CLIENT", help=", ".join(CLIENTS))
    given = parser.parse_args()
    # slack_sdk writes down each frame that it does not know.
    logging.disable()
    names = given.clients or [name for name in CLIENTS if name != "websocket_client" or find_spec("websocket")]
    figures = [Measured(name, _acked(CLIENTS[name]), _replaced(CLIENTS[name])) for name in names]
    sys.stdout.writelines(f"{each}\n" for each in figures)
    return int(any(each.name == "ours" and each.acked < MESSAGES for each in figures))


if __name__ == "__main__":
    sys.exit(main())

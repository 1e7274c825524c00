"""``python -m tools.openings``: how many openings of TLS web sockets fail on a busy machine.

The bot's own are opened beside those of websockets without a lock, by turns, through a proxy that opens TLS.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

from websockets.exceptions import WebSocketException

from bot.slack.transport import network
from tests.fake_slack import FakeSlack
from tests.proxy import Proxy, environment

#: Processes and threads that do nothing but keep the machine busy.
BUSY = 3
_ADDRESS = "wss://wss.slack.test/link/?ticket=1"


def _unlocked(socket: object, seconds: float) -> object:
    """A time limit alone, instead of ``SharedTlsSocket``."""
    socket.settimeout(seconds)  # type: ignore[attr-defined]
    return socket


def _compute() -> None:
    while True:
        sum(range(20_000))


def _compute_now_and_then() -> None:
    while True:
        sum(range(20_000))
        time.sleep(0.001)


def _opens(through: network.Network) -> bool:
    try:
        with through.web_socket(_ADDRESS):
            return True
    except (OSError, WebSocketException):
        return False


def _count(openings: int, through: network.Network) -> Counter[str]:
    """Open *openings* web sockets of each kind; returns how many of each failed."""
    lost: Counter[str] = Counter()
    for _ in range(openings):
        lost["ours"] += not _opens(through)
        with patch.object(network, "SharedTlsSocket", _unlocked):
            lost["without a lock"] += not _opens(through)
    return lost


def main() -> int:
    """Count and print; 1 where one of ours failed."""
    parser = argparse.ArgumentParser(prog="python -m tools.openings", description=__doc__)
    parser.add_argument("--openings", type=int, default=2000, metavar="N", help="of each kind (2,000)")
    openings = parser.parse_args().openings
    # The fake Slack writes down each connection that ends too early.
    logging.disable()
    with ExitStack() as end:
        for _ in range(BUSY):
            process = multiprocessing.Process(target=_compute, daemon=True)
            process.start()
            end.callback(process.terminate)
            threading.Thread(target=_compute_now_and_then, daemon=True).start()
        slack = end.enter_context(FakeSlack())
        proxy = end.enter_context(Proxy(slack.web.address).running())
        end.enter_context(environment(HTTPS_PROXY=proxy.address))
        folder = Path(end.enter_context(tempfile.TemporaryDirectory()))
        lost = _count(openings, network.Network.open(str(proxy.write_authority(folder / "authority.pem"))))
    sys.stdout.writelines(f"{name}: {count} of {openings} failed\n" for name, count in lost.items())
    return int(lost["ours"] > 0)


if __name__ == "__main__":
    sys.exit(main())

"""The process round the app: connected, watched, ended politely.

It leaves with a non-zero code when Slack cannot be reached, so that the platform starts it anew, and with 0 after a
signal, when what was under way is done.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from bot.operating.health import STARTING, Health, Metrics, served
from bot.service import Service
from bot.settings import SettingsError
from bot.slack.connection import Manners
from bot.slack.introduction import introduced
from bot.slack.network import Network
from bot.slack.posting import web_client

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.settings import SlackSettings

log = logging.getLogger(__name__)

__all__ = ["Service", "serve"]


def serve(settings: SlackSettings, manners: Manners | None = None) -> int:
    """Answer until SIGTERM or SIGINT; returns the exit code: 0 after a signal, 1 when Slack cannot be reached.

    Raises SettingsError for a token that Slack refuses, StoreError where the database cannot be used.
    """
    manners, stop, metrics, notice_board = manners or Manners(), threading.Event(), Metrics(), _Board()
    network = Network.open(settings.ca_file)
    client = web_client(settings.bot_token.get_secret_value(), settings.api_url, network)
    with _signals(stop), ExitStack() as around:
        if settings.port is not None:
            # Before the index: who asks meanwhile is told that it is being built.
            around.enter_context(_told(settings.host, settings.port, notice_board, metrics))
        identity = introduced(client, manners, stop)
        if identity is None:
            return 0 if stop.is_set() else 1
        service = Service(settings, client, manners, stop, metrics=metrics, identity=identity, network=network)
        notice_board.service = service
        code = service.run()
        if service.unfinished:
            logging.shutdown()
            # The interpreter would wait for the threads that have been given up.
            os._exit(code)
    return code


class _Board:
    """Where /health is read from, from before there is a service."""

    def __init__(self) -> None:
        self.service: Service | None = None

    def health(self) -> Health:
        return STARTING if self.service is None else self.service.health()


@contextmanager
def _told(host: str, port: int, board: _Board, metrics: Metrics) -> Iterator[None]:
    with ExitStack() as open_port:
        try:
            found = open_port.enter_context(served(host, port, board.health, metrics))
        except OSError as error:
            raise SettingsError("ZADANKAI_PORT", f"cannot be used: {error.strerror}") from error
        log.info("/health and /metrics on port %d", found)
        yield


@contextmanager
def _signals(stop: threading.Event) -> Iterator[None]:
    """Turn signals into ``stop`` (only the main thread may; elsewhere ``stop`` is set by other means)."""
    names = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(name, lambda *_: stop.set()) for name in names]
    try:
        yield
    finally:
        for name, handler in zip(names, before, strict=True):
            signal.signal(name, handler)

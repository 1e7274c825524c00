"""The process round the app: connected, watched, ended politely.

It leaves with a non-zero code when Slack cannot be reached, so that the platform starts it anew, and with 0 after a
signal, when what was under way is done.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError

from bot.app import LISTENER_THREADS, create_app
from bot.connection import Lifeline, Manners
from bot.desk import Desk
from bot.inbox import Inbox
from bot.posting import web_client
from bot.settings import SettingsError
from corpus.errors import CorpusError
from corpus.sample import SampleShelf
from corpus.store import Store
from index.analysis import Analyzer
from index.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slack_sdk import WebClient

    from bot.settings import SlackSettings

log = logging.getLogger(__name__)


def serve(settings: SlackSettings, manners: Manners | None = None) -> int:
    """Answer until SIGTERM or SIGINT; returns the exit code: 0 after a signal, 1 when Slack cannot be reached.

    Raises SettingsError for a token that Slack refuses, StoreError where the database cannot be used.
    """
    manners = manners or Manners()
    stop = threading.Event()
    client = web_client(settings.bot_token.get_secret_value(), settings.api_url)
    with _signals(stop):
        if not _introduced(client, manners, stop):
            return 0 if stop.is_set() else 1
        service = Service(settings, client, manners, stop)
        code = service.run()
    if service.unfinished:
        logging.shutdown()
        # The interpreter would wait for the threads that have been given up.
        os._exit(code)
    return code


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


def _introduced(client: WebClient, manners: Manners, stop: threading.Event) -> bool:
    """auth.test before anything else: a refused token must end the start with the setting's name."""
    for _ in range(manners.failures):
        try:
            client.auth_test()
        except SlackApiError as error:
            if error.response.status_code == 200:  # noqa: PLR2004 - HTTP OK: Slack itself says no
                raise SettingsError("SLACK_BOT_TOKEN", f"Slack refuses it: {error.response['error']}") from error
            log.warning("Slack answered with HTTP %s", error.response.status_code)
        except OSError as error:
            log.warning("Slack cannot be reached: %s", error)
        else:
            return True
        if stop.wait(manners.pause):
            break
    return False


class Service:
    """One run: everything that lives from the first connection to the last reply."""

    def __init__(self, settings: SlackSettings, client: WebClient, manners: Manners, stop: threading.Event) -> None:
        """Open the database and build the index; nothing is connected yet. Raises StoreError."""
        self._manners = manners
        self._stop = stop
        store = Store.open(settings.database)
        #: What was asked, and what became of it.
        self.inbox = Inbox(store.engine, lambda: datetime.now(UTC))
        #: What is quoted from.
        self.library = Library(SampleShelf() if settings.sample else store, Analyzer())
        self._executor = ThreadPoolExecutor(LISTENER_THREADS, thread_name_prefix="listener")
        self._desk = Desk(self.library, self.inbox, client, self._executor, settings.contact)
        app = create_app(self._desk, client, self._executor)
        # Reconnecting is the lifeline's alone: two that reconnect would replace each other's connections.
        handler = SocketModeHandler(app, settings.app_token.get_secret_value(), auto_reconnect_enabled=False)
        self._lifeline = Lifeline(handler.client, manners)
        #: True when work was still going on as the time for it ended.
        self.unfinished = False

    @property
    def ready(self) -> bool:
        """True while Slack answers on the connection."""
        return self._lifeline.proven

    def run(self) -> int:
        """Until told to stop, or until Slack cannot be reached."""
        log.info("resumed %d questions of an earlier run", self._desk.resume())
        keeper = threading.Thread(target=self._keep_house, name="keeper", daemon=True)
        keeper.start()
        try:
            return 0 if self._watch() else 1
        finally:
            self._stop.set()
            self._end()

    def _watch(self) -> bool:
        """Look at the connection until the process is to stop (True) or has failed too often (False)."""
        while not self._stop.is_set():
            wait = self._lifeline.tend()
            if self._lifeline.lost:
                log.error("no connection to Slack after %d attempts", self._manners.failures)
                return False
            self._stop.wait(wait)
        return True

    def _keep_house(self) -> None:
        cleared = time.monotonic()
        while not self._stop.wait(self._manners.refresh):
            try:
                if self.library.refresh():
                    log.info("the articles have changed: %d passages", len(self.library.index.passages))
                if time.monotonic() - cleared > self._manners.clearing:
                    cleared = time.monotonic()
                    log.info("forgot %d settled events", self.inbox.forget())
            except CorpusError as error:
                # The old edition keeps answering; the next round tries again.
                log.error("upkeep failed: %s", error)  # noqa: TRY400 - the message says all, and holds no one's words

    def _end(self) -> None:
        """No new work; what is under way may finish. What cannot stays in the inbox for the next start."""
        self._desk.close()
        finishing = threading.Thread(target=self._finish, name="finishing", daemon=True)
        finishing.start()
        finishing.join(self._manners.farewell)
        self.unfinished = finishing.is_alive()
        if self.unfinished:
            log.warning("some work did not finish in time; it stays in the inbox")

    def _finish(self) -> None:
        # First the line, so that nobody hands work to an executor that takes none.
        try:
            self._lifeline.close()
        finally:
            self._executor.shutdown(cancel_futures=True)

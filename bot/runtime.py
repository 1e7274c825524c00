"""One run of the bot: all that lives from the first connection to the last reply, put together and taken apart.

The process leaves with a non-zero code when Slack cannot be reached, so that the platform starts it anew, and with 0
after a signal, when what was under way is done.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.clock import now
from bot.operations.health import STARTING, Health, Metrics, figures, own_figures, served
from bot.operations.operator_messages import Operators
from bot.operations.scheduler import Freshness, Step, Upkeep, purge_now
from bot.settings import SettingsError, SlackSettings
from bot.slack.access import Door, Home
from bot.slack.answer_delivery import Desk
from bot.slack.app import LISTENER_THREADS, create_app
from bot.slack.home import Lobby
from bot.slack.notice_sender import Herald, Notices
from bot.slack.rate_limit import Listeners, Pace
from bot.slack.transport.network import Network
from bot.slack.transport.posting import web_client
from bot.slack.transport.socket import Identity, Lifeline, Manners, introduced
from bot.slack.transport.socket import identity as ask_identity
from bot.state.inbox import Inbox
from bot.state.missed_terms import Misses
from corpus.sample import SampleShelf
from corpus.store.store import Store
from index.analysis import Analyzer
from index.library import Library

log = logging.getLogger(__name__)

#: Seconds after which a loop that did not turn hangs: a rebuild of the index takes one of them.
_HANGS = 180.0


class Service:
    """One run."""

    def __init__(  # noqa: PLR0913 - what the process round it has made already
        self,
        settings: SlackSettings,
        client: WebClient,
        manners: Manners,
        stop: threading.Event,
        *,
        metrics: Metrics | None = None,
        identity: Identity | None = None,
        network: Network | None = None,
    ) -> None:
        """Open the database and build the index; nothing is connected yet. Raises StoreError."""
        self._manners = manners
        self._stop = stop
        #: What is counted of this process.
        self.metrics = metrics or Metrics()
        store = Store.open(settings.database)
        #: What was asked, and what became of it.
        self.inbox = Inbox(store.engine, now)
        #: What is quoted from.
        self.library = Library(SampleShelf() if settings.sample else store, Analyzer())
        self._freshness = Freshness(self.library.refresh)
        self._listeners = Listeners(LISTENER_THREADS, self.metrics.worked)
        installed = (identity or ask_identity(client)).installed
        self._desk = Desk(
            self.library,
            self.inbox,
            client,
            self._listeners,
            settings.contact,
            secret=settings.hmac_key,
            operators=settings.operators,
            home=installed,
            missed=Misses(store.engine, now).note,
        )
        self._lobby = Lobby.of(self._desk)
        #: Notices of new roundtables.
        self.herald = Herald(self._lobby.overviews, Notices(store.engine, now), client)
        self._operators = Operators(settings.operators, self.library, store.engine, client, now)
        home = Home.of(settings.workspaces, installed)
        door = Door(home, self._waiting, settings.queue, Pace(settings.person_limit))
        app = create_app(self._desk, client, self._listeners, door, self._lobby)
        # Reconnecting is the lifeline's alone: two that reconnect would replace each other's connections.
        handler = SocketModeHandler(app, settings.app_token.get_secret_value(), auto_reconnect_enabled=False)
        self._lifeline = Lifeline(handler.client, manners, network or Network.open(settings.ca_file))
        self._upkeep = Upkeep(self._steps(), lambda step: self.metrics.failures.labels(step).inc())
        self._watched = time.monotonic()
        self.metrics.show(figures(self.inbox, self.herald.notices))
        self.metrics.show(own_figures(self.library, self._freshness, self._listeners, self._lifeline))
        #: True when work was still going on as the time for it ended.
        self.unfinished = False

    @property
    def ready(self) -> bool:
        """True while Slack answers on the connection."""
        return self._lifeline.proven

    def health(self) -> Health:
        """How this process is at this moment."""
        quiet = max(self._upkeep.quiet - self._manners.refresh, time.monotonic() - self._watched)
        live = quiet < _HANGS and self._desk.postponed.turning
        ready = self.ready and not self._stop.is_set()
        reason = None if ready else "stopping" if self._stop.is_set() else "no connection to Slack"
        age = round(self._freshness.age, 1)
        return Health(live, ready, self.library.edition.revision, age, reason, stale=self._freshness.failing)

    def run(self) -> int:
        """Until told to stop, or until Slack cannot be reached."""
        log.info("resumed %d questions of an earlier run", self._desk.resume())
        self.herald.start()
        self._upkeep.start()
        try:
            return 0 if self._watch() else 1
        finally:
            self._stop.set()
            self._end()

    def _watch(self) -> bool:
        """Look at the connection until the process is to stop (True) or has failed too often (False)."""
        while not self._stop.is_set():
            self._watched = time.monotonic()
            wait = self._lifeline.tend()
            if self._lifeline.lost:
                log.error("no connection to Slack after %d attempts", self._manners.failures)
                return False
            self._stop.wait(wait)
        return True

    def _steps(self) -> tuple[Step, ...]:
        often, seldom = self._manners.refresh, self._manners.clearing
        return (
            Step("index", often, self._renew),
            Step("notices", often, self.herald.look),
            Step("inbox", self._manners.abandoned, self.inbox.settle_abandoned),
            Step("purge", seldom, lambda: purge_now(self.inbox.engine, now)),
            Step("operators", seldom, lambda: self._operators.tell(timedelta(seconds=self._freshness.age))),
        )

    def _waiting(self, channel: str) -> int:
        # What Slack limits in a channel is that channel's own affair: it holds up no other.
        return self._listeners.waiting + self._desk.postponed.count(channel)

    def _renew(self) -> None:
        if self._freshness.renew():
            log.info("the articles have changed: %d passages", len(self.library.index.passages))

    def _end(self) -> None:
        """No new work; what is under way may finish. What cannot stays in the inbox for the next start."""
        self._upkeep.close()
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
            self.herald.close()
        finally:
            self._listeners.shutdown(cancel_futures=True)
            # Last: an answer matters more than a step, which is done again after the next start.
            self._upkeep.finish()


def serve(settings: SlackSettings, manners: Manners | None = None) -> int:
    """Answer until SIGTERM or SIGINT; returns the exit code: 0 after a signal, 1 when Slack cannot be reached.

    Raises SettingsError for a token that Slack refuses, StoreError where the database cannot be used.
    """
    manners, stop, metrics = manners or Manners(), threading.Event(), Metrics()
    service: Service | None = None

    def health() -> Health:
        return service.health() if service else STARTING

    network = Network.open(settings.ca_file)
    client = web_client(settings.bot_token.get_secret_value(), settings.api_url, network)
    with _signals(stop), ExitStack() as around:
        if settings.port is not None:
            # Before the index: who asks meanwhile is told that it is being built.
            around.enter_context(_told(settings.host, settings.port, health, metrics))
        identity = introduced(client, manners, stop)
        if identity is None:
            return 0 if stop.is_set() else 1
        service = Service(settings, client, manners, stop, metrics=metrics, identity=identity, network=network)
        code = service.run()
        if service.unfinished:
            logging.shutdown()
            # The interpreter would wait for the threads that have been given up.
            os._exit(code)
    return code


@contextmanager
def _told(host: str, port: int, health: Callable[[], Health], metrics: Metrics) -> Iterator[None]:
    with ExitStack() as open_port:
        try:
            found = open_port.enter_context(served(host, port, health, metrics))
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

"""One run of the bot: its parts, from the first connection to the last reply, and their start and end.

The process exits with 1 when Slack cannot be reached, so that the platform restarts it, and with 0 after a signal, when
current work has finished.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta

from slack_sdk import WebClient

from bot.clock import now
from bot.open_library import library_of, open_store
from bot.operations.health import STARTING, Health, Metrics, serve_health
from bot.operations.operator_messages import OperatorMessages
from bot.operations.scheduler import Freshness, Scheduler, Step, purge_now
from bot.settings import SettingsError, SlackSettings
from bot.slack.access import Access
from bot.slack.answer_delivery import AnswerDelivery
from bot.slack.app import LISTENER_THREADS, create_app
from bot.slack.notice_sender import NoticeSender
from bot.slack.rate_limit import ListenerPool, RateLimit
from bot.slack.transport.network import Network
from bot.slack.transport.socket import SocketWatchdog, Timings, introduced
from bot.slack.transport.web_client import web_client
from bot.state.inbox import Inbox
from bot.state.notice_queue import NoticeQueue
from corpus.errors import StoreError

log = logging.getLogger(__name__)

#: Seconds without progress after which a loop is taken to hang: a rebuild of the index takes one second.
_HANGS = 180.0
#: Seconds for what is to be said when a stop takes too long.
_LAST_WORDS = 0.3


class Runtime:
    """The parts of one run."""

    def __init__(  # noqa: PLR0913 - what ``serve`` has made already
        self,
        settings: SlackSettings,
        client: WebClient,
        timings: Timings,
        stop: threading.Event,
        *,
        installed: Collection[str],
        network: Network,
        metrics: Metrics,
    ) -> None:
        """Open the database and build the index; nothing is connected yet. Raises StoreError.

        *installed* are the ids of the workspace and the organisation where the app is installed.
        """
        self._timings = timings
        self._stop = stop
        self.metrics = metrics
        store = open_store(settings.database)
        #: Questions, and what became of them.
        self.inbox = Inbox(store.engine, now)
        #: The articles that are quoted, and their index.
        self.library = library_of(settings, store)
        self._freshness = Freshness(self.library.refresh)
        self._listeners = ListenerPool(LISTENER_THREADS, self.metrics.worked)
        self._delivery = AnswerDelivery(
            self.library,
            self.inbox,
            client,
            self._listeners,
            settings.contact,
            secret=settings.hmac_key,
            operators=settings.operators,
            home=installed,
        )
        self.notice_sender = NoticeSender(self._delivery.overviews, NoticeQueue(store.engine, now), client)
        self._operators = OperatorMessages(settings.operators, self.library, store.engine, client, now)
        home = settings.workspaces or installed
        access = Access(home, self._waiting, settings.queue, RateLimit(settings.person_limit))
        app = create_app(self._delivery, client, self._listeners, access)
        self._watchdog = SocketWatchdog(app, settings.app_token.get_secret_value(), timings, network)

        def failed(step: str) -> None:
            self.metrics.failures.labels(step).inc()

        self._scheduler = Scheduler(self._steps(), failed)
        # Apart from the other steps: the first time takes minutes.
        self._vectors = Scheduler((Step("vectors", timings.refresh, self._make_vectors),), failed)
        self._add_gauges()
        #: True when work was not finished in the time given for it.
        self.unfinished = False

    @property
    def ready(self) -> bool:
        """Whether Slack answers on the connection."""
        return self._watchdog.proven

    def health(self) -> Health:
        """Return the present health of this process."""
        quiet = max(self._scheduler.quiet - self._timings.refresh, self._watchdog.quiet)
        live = quiet < _HANGS and self._delivery.retry_queue.turning and self.notice_sender.turning
        reason = self._unready()
        age = round(self._freshness.age, 1)
        passages = self.library.index.passages
        vectors, _ = self.library.vectors.progress(passages) if self.library.vectors else (None, None)
        revision, stale = self.library.snapshot.revision, self._freshness.failing
        return Health(
            live,
            reason is None,
            revision,
            age,
            reason,
            stale=stale,
            refused=self._delivery.refused,
            passages=len(passages),
            vectors=vectors,
        )

    def _unready(self) -> str | None:
        """Return why the process answers nobody, or None."""
        if self._stop.is_set():
            return "stopping"
        if not self.ready:
            return "no connection to Slack"
        # The step that writes most often; without it no question can be stored either.
        if isinstance(error := self._scheduler.errors.get("inbox"), StoreError):
            return f"the database: {error.reason}"
        refusal = self._delivery.unauthorized
        return f"Slack refuses the answers: {refusal}" if refusal else None

    def run(self) -> int:
        """Run until told to stop (returns 0) or until Slack cannot be reached (returns 1)."""
        log.info("resumed %d questions of an earlier run", self._delivery.resume())
        self.notice_sender.start()
        self._scheduler.start()
        if self.library.vectors:
            self._vectors.start()
        try:
            return 0 if self._watch() else 1
        finally:
            self._stop.set()
            self._end()

    def _watch(self) -> bool:
        """Keep the connection until the process is to stop (True) or has failed too often (False).

        Raises SettingsError if Slack refuses the app's token.
        """
        self._watchdog.start()
        while not self._stop.wait(self._timings.ping):
            if self._watchdog.refused:
                raise self._watchdog.refused
            if self._watchdog.lost:
                log.error("no connection to Slack after %d attempts", self._timings.failures)
                return False
        return True

    def _steps(self) -> tuple[Step, ...]:
        often, seldom = self._timings.refresh, self._timings.clearing
        return (
            Step("index", often, self._renew),
            Step("notices", often, self.notice_sender.look),
            Step("inbox", self._timings.abandoned, self.inbox.settle_abandoned),
            Step("purge", seldom, lambda: purge_now(self.inbox.engine, now)),
            Step("operators", seldom, lambda: self._operators.tell(timedelta(seconds=self._freshness.age))),
        )

    def _add_gauges(self) -> None:
        """Add what all processes on the database share, and what is this process's own."""
        self.metrics.counts(
            "zadankai_events", "Events of the last day, by what became of them.", "state", self.inbox.counts
        )
        self.metrics.counts("zadankai_events_unanswered", "Why not, or why nobody knows.", "reason", self.inbox.reasons)
        self.metrics.counts(
            "zadankai_notices", "Notices, by what became of them.", "state", self.notice_sender.notices.counts
        )
        number, library, watchdog = self.metrics.number, self.library, self._watchdog
        number("zadankai_waiting", "Work that no thread has taken yet.", lambda: self._listeners.waiting)
        number("zadankai_connected", "1 while Slack answers on the connection.", lambda: watchdog.proven)
        number("zadankai_connections", "Connections to Slack that were made.", lambda: watchdog.connections)
        number("zadankai_revision", "Revision of the articles.", lambda: library.snapshot.revision)
        number("zadankai_articles", "Articles that are searched.", lambda: len(library.snapshot.transcripts))
        number("zadankai_articles_not_read", "Articles that are not.", lambda: len(library.snapshot.troubles))
        number("zadankai_passages", "Passages of the index.", lambda: len(library.index.passages))
        if vectors := library.vectors:
            number(
                "zadankai_vectors", "Passages found by meaning.", lambda: vectors.progress(library.index.passages)[0]
            )
        number("zadankai_index_age_seconds", "Since the index was known to be the newest.", lambda: self._freshness.age)

    def _waiting(self, channel: str) -> int:
        # Posts that Slack's rate limit delays count for their own channel only.
        return self._listeners.waiting + self._delivery.retry_queue.count(channel)

    def _renew(self) -> None:
        if self._freshness.renew():
            log.info("the articles have changed: %d passages", len(self.library.index.passages))

    def _make_vectors(self) -> None:
        self.library.make_vectors(self._stop.is_set)

    def _end(self) -> None:
        """Accept no new work and let current work finish; the rest stays in the inbox for the next start."""
        self._scheduler.close()
        self._vectors.close()
        self._delivery.close()
        finishing = threading.Thread(target=self._finish, name="finishing", daemon=True)
        finishing.start()
        finishing.join(self._timings.farewell)
        self.unfinished = finishing.is_alive()
        if self.unfinished:
            log.warning("some work did not finish in time; it stays in the inbox")

    def _finish(self) -> None:
        # The connection first, so that no work is submitted to an executor that is shut down.
        try:
            self._watchdog.close()
            self.notice_sender.close()
        finally:
            self._listeners.shutdown(cancel_futures=True)
            # Last: answers matter more than a step, which is repeated after the next start.
            self._scheduler.finish()
            self._vectors.finish()


def serve(settings: SlackSettings, timings: Timings | None = None) -> int:
    """Answer until SIGTERM or SIGINT, and return the exit code: 0 after a signal, 1 when Slack cannot be reached.

    Raises SettingsError for a token that Slack refuses, StoreError where the database cannot be used.
    """
    timings, stop, metrics = timings or Timings(), threading.Event(), Metrics()
    runtime: Runtime | None = None

    def health() -> Health:
        return runtime.health() if runtime else STARTING

    network = Network.open(settings.ca_file)
    client = web_client(settings.bot_token.get_secret_value(), settings.api_url, network)
    with _signals(stop, timings.farewell + _LAST_WORDS), ExitStack() as around:
        if settings.port is not None:
            # Before the index is built: /health says so meanwhile.
            around.enter_context(_health_port(settings.host, settings.port, health, metrics))
        installed = introduced(client, timings, stop)
        if installed is None:
            return 0 if stop.is_set() else 1
        runtime = Runtime(settings, client, timings, stop, installed=installed, network=network, metrics=metrics)
        code = runtime.run()
        if runtime.unfinished:
            logging.shutdown()
            # The interpreter would wait for the unfinished threads.
            os._exit(code)
    return code


@contextmanager
def _health_port(host: str, port: int, health: Callable[[], Health], metrics: Metrics) -> Iterator[None]:
    with ExitStack() as stack:
        try:
            found = stack.enter_context(serve_health(host, port, health, metrics))
        except OSError as error:
            raise SettingsError("ZADANKAI_PORT", f"cannot be used: {error.strerror}") from error
        log.info("/health and /metrics on port %d", found)
        yield


@contextmanager
def _signals(stop: threading.Event, seconds: float) -> Iterator[None]:
    """Set *stop* on a signal, until the block ends; so many seconds later the process ends, whatever hangs.

    Only the main thread may handle signals, and it may be in a call that none interrupts: Python also writes them to a
    socket, from which another thread reads.
    """
    told, tell = socket.socketpair()
    tell.settimeout(0)

    def end() -> None:
        with told:
            if not any(number[0] in names for number in iter(lambda: told.recv(1), b"")):
                # The block has ended.
                return
        stop.set()
        time.sleep(seconds)
        # The log may hang, too.
        threading.Timer(_LAST_WORDS, os._exit, (0,)).start()
        log.error("the process did not end in time; what was under way stays in the inbox")
        logging.shutdown()
        os._exit(0)

    names = (signal.SIGTERM, signal.SIGINT)
    threading.Thread(target=end, name="signals", daemon=True).start()
    woken_before = signal.set_wakeup_fd(tell.fileno(), warn_on_full_buffer=False)
    before = [signal.signal(name, lambda *_: None) for name in names]
    try:
        yield
    finally:
        for name, handler in zip(names, before, strict=True):
            signal.signal(name, handler)
        signal.set_wakeup_fd(woken_before)
        tell.close()

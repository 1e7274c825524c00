"""``/health`` and ``/metrics``, on a port of their own: whether this process lives, is ready, and how it does.

Figures are counted here (how long things waited and took) or read from the database when they are asked for, so that
several processes tell the same of the inbox. No figure bears anybody's name or words.
"""

from __future__ import annotations

import json
import logging
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from bot.operations.scheduler import Freshness
from bot.slack.notice_sender import NoticeQueue
from bot.slack.rate_limit import ListenerPool
from bot.slack.transport.socket import SocketWatchdog
from bot.state.inbox import Inbox, State
from corpus.errors import CorpusError
from index.library import Library

log = logging.getLogger(__name__)

#: Requests that are answered at once.
_HANDLERS = 8
#: Seconds between two looks for one that dawdles.
_LOOK = 0.1
#: Upper ends of the buckets, in seconds: an answer takes 10 ms here and some 100 ms at Slack.
_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Health:
    """How a process is."""

    #: Its threads turn.
    live: bool
    #: The index stands and Slack answers on the connection.
    ready: bool
    #: The revision of the articles that it answers from, or None before the first index.
    revision: int | None = None
    #: Seconds since that index was known to be the newest, or None.
    age: float | None = None
    #: Why it is not ready, or None.
    reason: str | None = None
    #: The articles could not be looked at, or not be indexed anew, the last time: the index before answers on.
    stale: bool = False


#: What a process is before its index stands.
STARTING = Health(live=True, ready=False, reason="the index is being built")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number, or one for each label, read when it is asked for; raises CorpusError where it cannot be had."""

    name: str
    help: str
    read: Callable[[], Iterable[tuple[str, float]]]
    #: The label's name, or None for a single number.
    label: str | None = None


class Metrics:
    """What is counted. A registry of its own: two services in one process do not mix."""

    def __init__(self) -> None:
        """Nothing counted yet."""
        registry = self._registry = CollectorRegistry()
        self._waited = Histogram(
            "zadankai_wait_seconds", "Until a thread took a piece of work.", registry=registry, buckets=_BUCKETS
        )
        self._took = Histogram(
            "zadankai_work_seconds", "From then to its end, Slack included.", registry=registry, buckets=_BUCKETS
        )
        #: Steps of the upkeep that failed, by step.
        self.failures = Counter("zadankai_upkeep_failures", "Upkeep that failed.", ["step"], registry=registry)

    def worked(self, waited: float, took: float) -> None:
        """A piece of work has ended: seconds until a thread took it, and seconds from then."""
        self._waited.observe(waited)
        self._took.observe(took)

    def show(self, figures: Iterable[Figure]) -> None:
        """Show these, too."""
        self._registry.register(_Reading(tuple(figures)))

    def text(self) -> bytes:
        """All of it, in Prometheus' form."""
        return generate_latest(self._registry)


class _Reading(Collector):
    def __init__(self, figures: tuple[Figure, ...]) -> None:
        self._figures = figures

    def describe(self) -> Iterable[Metric]:
        # Names only: registering must not ask the database.
        return [GaugeMetricFamily(figure.name, figure.help) for figure in self._figures]

    def collect(self) -> Iterable[Metric]:
        for figure in self._figures:
            family = GaugeMetricFamily(figure.name, figure.help, labels=[figure.label] if figure.label else None)
            try:
                for label, value in figure.read():
                    family.add_metric([label] if figure.label else [], value)
            except CorpusError:
                # Absent says more than zero; /health and the log say why.
                continue
            yield family


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    #: Whoever waits for a thread waits in the system's queue.
    request_queue_size = 64

    def __init__(self, place: tuple[str, int], health: Callable[[], Health], metrics: Metrics, patience: float) -> None:
        super().__init__(place, _Handler)
        self.health = health
        self.metrics = metrics
        self._patience = patience
        #: Connections that threads look after, with the time at which each is cut.
        self._open: dict[socket.socket, float] = {}
        self._changed = threading.Condition()
        self._closing = False

    def shutdown(self) -> None:
        """End ``serve_forever``, also where it waits for a thread."""
        self._closing = True
        super().shutdown()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Take it when a thread is free: at the latest when those that dawdle have been cut."""
        with self._changed:
            while len(self._open) >= _HANDLERS and not self._closing:
                self._changed.wait(_LOOK)
                self._cut()
            self._open[request] = time.monotonic() + self._patience
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """The end of a connection."""
        with self._changed:
            self._open.pop(request, None)
            self._changed.notify()
        super().shutdown_request(request)

    def service_actions(self) -> None:
        """Called again and again by ``serve_forever``."""
        with self._changed:
            self._cut()

    def _cut(self) -> None:
        # By time and not by silence: a byte now and then keeps a thread for as long as somebody likes.
        for request in [each for each, until in self._open.items() if until <= time.monotonic()]:
            with suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002 - socketserver's signature
        """As a line of the log: socketserver prints a traceback, which quotes what failed."""
        error = sys.exception()
        if not isinstance(error, OSError):
            log.error("a request for /health failed", exc_info=error)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    #: A connection that says nothing must not keep a thread.
    timeout = 5

    def do_GET(self) -> None:
        """``/health`` (200 while ready, else 503), ``/health/live`` (200 while the process turns), ``/metrics``."""
        match self.path.partition("?")[0]:
            case "/health" | "/health/ready" | "/health/live" as path:
                health = self.server.health()
                well = health.live if path == "/health/live" else health.ready
                status = HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE
                self._answer(status, json.dumps(asdict(health)).encode())
            case "/metrics":
                self._answer(HTTPStatus.OK, self.server.metrics.text(), CONTENT_TYPE_LATEST)
            case _:
                self._answer(HTTPStatus.NOT_FOUND, b"")

    def _answer(self, status: HTTPStatus, content: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Say nothing: a line each few seconds would bury the others."""


@contextmanager
def served(
    host: str, port: int, health: Callable[[], Health], metrics: Metrics, patience: float = 5.0
) -> Iterator[int]:
    """Answer until the block ends; gives the port (0 asks for any). Raises OSError where it is taken.

    ``patience``: seconds after which a request that is not complete is cut off.
    """
    server = _Server((host, port), health, metrics, patience)
    thread = threading.Thread(target=server.serve_forever, name="health", kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def figures(inbox: Inbox, notices: NoticeQueue) -> tuple[Figure, ...]:
    """Those of all processes on the database."""
    return (
        Figure("zadankai_events", "Events of the last day, by what became of them.", _states(inbox.counts), "state"),
        Figure(
            "zadankai_events_unanswered", "Why not, or why nobody knows.", lambda: inbox.reasons().items(), "reason"
        ),
        Figure("zadankai_notices", "Notices, by what became of them.", _states(notices.counts), "state"),
    )


def own_figures(
    library: Library, freshness: Freshness, listeners: ListenerPool, watchdog: SocketWatchdog
) -> tuple[Figure, ...]:
    """Those of this process."""
    return (
        _number("zadankai_waiting", "Work that no thread has taken yet.", lambda: listeners.waiting),
        _number("zadankai_connected", "1 while Slack answers on the connection.", lambda: watchdog.proven),
        _number("zadankai_connections", "Connections to Slack that were made.", lambda: watchdog.connections),
        _number("zadankai_revision", "Revision of the articles.", lambda: library.snapshot.revision),
        _number("zadankai_articles", "Articles that are searched.", lambda: len(library.snapshot.transcripts)),
        _number("zadankai_articles_not_read", "Articles that are not.", lambda: len(library.snapshot.troubles)),
        _number("zadankai_passages", "Passages of the index.", lambda: len(library.index.passages)),
        _number("zadankai_index_age_seconds", "Since the index was known to be the newest.", lambda: freshness.age),
    )


def _number(name: str, words: str, read: Callable[[], float]) -> Figure:
    return Figure(name, words, lambda: (("", float(read())),))


def _states(counts: Callable[[], Mapping[State, int]]) -> Callable[[], Iterable[tuple[str, float]]]:
    return lambda: [(state.value, float(count)) for state, count in counts().items()]

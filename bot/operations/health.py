"""``/health`` and ``/metrics``, on a port of their own: liveness and readiness of this process, and its metrics.

Metrics are counted here (waiting and working times) or read from the database at each scrape, so that several
processes report the same inbox. None contains anybody's name or words.
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
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from corpus.errors import CorpusError

log = logging.getLogger(__name__)

#: Requests that are answered at the same time, and scrapes among them.
_HANDLERS = 32
_SCRAPES = 4
#: Upper bounds of the buckets, in seconds: an answer takes 10 ms here and some 100 ms at Slack.
_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Health:
    """Health of a process, as ``/health`` reports it."""

    #: Its threads are running.
    live: bool
    #: The index is built and Slack answers on the connection.
    ready: bool
    #: Revision of the articles that it answers from, or None before the first index.
    revision: int | None = None
    #: Seconds since the index was last known to be current, or None.
    age: float | None = None
    #: Why it is not ready, or None.
    reason: str | None = None
    #: The last check for new articles, or the rebuild, failed: the previous index stays in use.
    stale: bool = False
    #: Answers that Slack has refused since the start.
    refused: int = 0
    #: Passages that are searched, and how many of them can be found by meaning; None without a model.
    passages: int | None = None
    vectors: int | None = None


#: Health of a process before its index is built.
STARTING = Health(live=True, ready=False, reason="the index is being built")


class Metrics:
    """Metrics of a process, in a registry of their own: two runtimes in one process do not mix."""

    def __init__(self) -> None:
        registry = self._registry = CollectorRegistry()
        self._waited = Histogram(
            "zadankai_wait_seconds", "Until a thread took a piece of work.", registry=registry, buckets=_BUCKETS
        )
        self._took = Histogram(
            "zadankai_work_seconds", "From then to its end, Slack included.", registry=registry, buckets=_BUCKETS
        )
        #: Scheduled steps that failed, by step.
        self.failures = Counter("zadankai_upkeep_failures", "Scheduled steps that failed.", ["step"], registry=registry)

    def worked(self, waited: float, took: float) -> None:
        """Count a finished piece of work: seconds until a thread took it, and seconds from then."""
        self._waited.observe(waited)
        self._took.observe(took)

    def number(self, name: str, words: str, read: Callable[[], float]) -> None:
        """Add a number that is read at each scrape."""
        Gauge(name, words, registry=self._registry).set_function(read)

    def counts(self, name: str, words: str, label: str, read: Callable[[], Mapping[Any, int]]) -> None:
        """Add a count for each value of *label*, read from the database at each scrape."""
        self._registry.register(_Counts(name, words, label, read))

    def text(self) -> bytes:
        """Return all metrics in Prometheus' text format."""
        return generate_latest(self._registry)


class _Counts(Collector):
    def __init__(self, name: str, words: str, label: str, read: Callable[[], Mapping[Any, int]]) -> None:
        self._family = partial(GaugeMetricFamily, name, words, labels=[label])
        self._read = read

    def describe(self) -> Iterable[Metric]:
        # Names only: registering must not ask the database.
        return [self._family()]

    def collect(self) -> Iterable[Metric]:
        family = self._family()
        try:
            for value, count in self._read().items():
                family.add_metric([value], count)
        except CorpusError:
            # No value rather than a false zero; /health and the log say why.
            return
        yield family


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    #: Connections that wait to be accepted, in the system's queue.
    request_queue_size = 64

    def __init__(self, place: tuple[str, int], health: Callable[[], Health], metrics: Metrics, timeout: float) -> None:
        super().__init__(place, _Handler)
        self.health = health
        self.metrics = metrics
        #: A scrape reads the database, which may hang.
        self.scrapes = threading.BoundedSemaphore(_SCRAPES)
        self._timeout = timeout
        #: Connections that have a thread, the oldest first, with the time at which each is cut.
        self._open: dict[socket.socket, float] = {}
        self._lock = threading.Lock()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Start a request, in place of the oldest one where too many are open: none that is quick waits for another."""
        with self._lock:
            if len(self._open) >= _HANDLERS:
                self._cut(next(iter(self._open)))
            self._open[request] = time.monotonic() + self._timeout
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget a connection that ends."""
        with self._lock:
            self._open.pop(request, None)
        super().shutdown_request(request)

    def service_actions(self) -> None:
        """Cut slow requests; ``serve_forever`` calls this regularly."""
        with self._lock:
            # By total time, not by inactivity: a byte now and then would hold a thread for ever.
            for request in [each for each, until in self._open.items() if until <= time.monotonic()]:
                self._cut(request)

    def _cut(self, request: socket.socket) -> None:
        del self._open[request]
        with suppress(OSError):
            request.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002 - socketserver's signature
        """Log the error: socketserver would print a traceback, which may quote data."""
        error = sys.exception()
        if not isinstance(error, OSError):
            log.error("a request for /health failed", exc_info=error)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    #: Seconds after which a silent connection gives up its thread.
    timeout = 5

    def do_GET(self) -> None:
        """Answer ``/health`` (200 while ready, else 503), ``/health/live`` (200 while threads run), ``/metrics``."""
        match self.path.partition("?")[0]:
            case "/health" | "/health/ready" | "/health/live" as path:
                health = self.server.health()
                well = health.live if path == "/health/live" else health.ready
                status = HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE
                self._answer(status, json.dumps(asdict(health)).encode())
            case "/metrics" if self.server.scrapes.acquire(blocking=False):
                try:
                    content = self.server.metrics.text()
                finally:
                    self.server.scrapes.release()
                self._answer(HTTPStatus.OK, content, CONTENT_TYPE_LATEST)
            case "/metrics":
                self._answer(HTTPStatus.SERVICE_UNAVAILABLE, b"")
            case _:
                self._answer(HTTPStatus.NOT_FOUND, b"")

    def _answer(self, status: HTTPStatus, content: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Log nothing: a line for each probe would bury the others."""


@contextmanager
def serve_health(
    host: str, port: int, health: Callable[[], Health], metrics: Metrics, timeout: float = 5.0
) -> Iterator[int]:
    """Serve until the block ends, and yield the port (0 picks a free one). Raises OSError where it is taken.

    An incomplete request is cut off after *timeout* seconds.
    """
    server = _Server((host, port), health, metrics, timeout)
    thread = threading.Thread(target=server.serve_forever, name="health", kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

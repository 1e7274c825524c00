"""A polite HTTP client: one request at a time, with pauses, robots.txt, retries and limits of time and size.

A response is returned whatever its status; UnreadableSource means that there is none, or that it is not allowed.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Self
from urllib.parse import urlsplit

import httpx
from protego import Protego
from tenacity import RetryCallState, Retrying, retry_if_exception_type, retry_if_result, stop_after_attempt
from tenacity.wait import wait_random_exponential

from corpus.errors import UnreadableSource
from corpus.sync.allowed_urls import AllowedUrls, absolute_url
from corpus.sync.deadline import Deadline
from corpus.sync.proxies import proxy_of
from corpus.sync.retry_after import seconds_until

#: Our name in robots.txt.
ROBOT = "zadankai"
#: Statuses that a retry may change.
_TRANSIENT = frozenset([429, 500, 502, 503, 504])
_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_MOST_REDIRECTS = 5
#: The one coding of bodies that is asked for: httpx would take more, one in another, and bounds none while it decodes.
_CODING = "gzip"
_GZIP_WINDOW = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Politeness:
    """Limits and pauses of requests."""

    #: Name, version and a contact: 「zadankai/1.0 (+mailto:…)」.
    agent: str
    #: Seconds between two requests.
    pause: float = 1.5
    #: Timeout of a connection and of the next bytes (seconds).
    patience: float = 20.0
    #: Timeout of a whole exchange: connection, request, headers, interim answers and body (seconds).
    deadline: float = 60.0
    #: Limit of a response's body, decompressed (bytes).
    largest: int = 10_000_000
    #: Number of attempts for an address.
    attempts: int = 4
    #: Longest wait before the first retry (seconds), doubled for each further one, where no Retry-After is given.
    backoff: float = 2.0
    #: A Retry-After longer than this (seconds) is left to the next run.
    longest_wait: float = 120.0


class _Ways(httpx.BaseTransport):
    """Each request by the proxy of its address, or directly: httpx reads NO_PROXY in a way of its own."""

    def __init__(self, trust: ssl.SSLContext, limits: httpx.Limits) -> None:
        self._trust, self._limits = trust, limits
        self._by_proxy: dict[str | None, httpx.HTTPTransport] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        proxy = proxy_of(str(request.url))
        if proxy not in self._by_proxy:
            self._by_proxy[proxy] = httpx.HTTPTransport(verify=self._trust, proxy=proxy, limits=self._limits)
        return self._by_proxy[proxy].handle_request(request)

    def close(self) -> None:
        for way in self._by_proxy.values():
            way.close()


@dataclass(frozen=True, slots=True)
class WebResponse:
    """An HTTP response."""

    #: The final address, after redirects; of a redirect, its target.
    address: str
    status: int
    body: bytes
    etag: str | None
    last_modified: str | None
    #: Seconds after which to try again, or None.
    retry_after: float | None = None


@dataclass(slots=True)
class PoliteClient:
    """An HTTP client that keeps to `AllowedUrls`, `Politeness` and robots.txt; a context manager."""

    client: httpx.Client
    allowed_urls: AllowedUrls
    politeness: Politeness
    #: Tests pass their own.
    sleep: Callable[[float], None] = time.sleep
    _requested_at: float = -1e9
    #: The longest crawl delay of a robots.txt so far (seconds).
    _crawl_delay: float = 0.0
    #: Scheme and host → the rules, or the error why there are none.
    _robots: dict[str, Protego | UnreadableSource] = field(default_factory=dict)

    @classmethod
    def open(cls, allowed_urls: AllowedUrls, politeness: Politeness, trust: ssl.SSLContext | None = None) -> Self:
        """Return a client that trusts the authorities of a TLS context, and takes proxies from the environment."""
        headers = {"User-Agent": politeness.agent, "Accept-Language": "ja", "Accept-Encoding": _CODING}
        # Each exchange has a connection of its own, which ends at its deadline.
        limits = httpx.Limits(max_keepalive_connections=0)
        ways = _Ways(trust or ssl.create_default_context(), limits)
        client = httpx.Client(transport=ways, timeout=politeness.patience, headers=headers)
        return cls(client, allowed_urls, politeness)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def get(self, address: str, *, etag: str | None = None, last_modified: str | None = None) -> WebResponse:
        """Request an address and follow its redirects, each of which must be allowed. Raises UnreadableSource."""
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        for _ in range(_MOST_REDIRECTS + 1):
            self.allowed_urls.check(address)
            if not self._robots_of(address).can_fetch(address, ROBOT):
                raise UnreadableSource(address, "not asked: robots.txt says no")
            response = self._request(address, headers)
            if response.status not in _REDIRECTS:
                return response
            address = response.address
        raise UnreadableSource(address, f"more than {_MOST_REDIRECTS} redirects")

    def _robots_of(self, address: str) -> Protego:
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(f"{origin}/robots.txt")
        if isinstance(rules := self._robots[origin], UnreadableSource):
            raise rules
        return rules

    def _read_robots(self, address: str) -> Protego | UnreadableSource:
        """Return the rules, or the error why nothing is allowed; the caller keeps either for the host."""
        try:
            response = self._request(address, {})
        except UnreadableSource as error:
            return error
        if response.status == HTTPStatus.OK:
            rules = Protego.parse(response.body.decode("utf-8", "replace"))
            delay = min(rules.crawl_delay(ROBOT) or 0.0, self.politeness.longest_wait)
            self._crawl_delay = max(self._crawl_delay, delay)
            return rules
        # RFC 9309: without a robots.txt all is allowed, with an unreachable one nothing. note's 403 means slow down.
        if response.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
            return Protego.parse("")
        return UnreadableSource(address, f"answered {response.status}: what it would allow is not known")

    def _request(self, address: str, headers: Mapping[str, str]) -> WebResponse:
        """Request one address with retries; a redirect's target is the response's address."""
        retrying = Retrying(
            retry=retry_if_result(self._is_transient) | retry_if_exception_type(httpx.TransportError),
            wait=self._wait,
            stop=stop_after_attempt(self.politeness.attempts),
            sleep=self.sleep,
            retry_error_callback=_last,
        )
        try:
            response: WebResponse = retrying(self._request_once, address, headers)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            # Others quote what a proxy or the host sent: it is stored nowhere.
            words = str(error) if isinstance(error, httpx.ConnectError) else ""
            raise UnreadableSource(address, f"no answer: {words or type(error).__name__}") from error
        return response

    def _is_transient(self, response: WebResponse) -> bool:
        return response.status in _TRANSIENT and (response.retry_after or 0) <= self.politeness.longest_wait

    def _wait(self, state: RetryCallState) -> float:
        retry_after = state.outcome.result().retry_after if state.outcome and not state.outcome.failed else None
        random = wait_random_exponential(self.politeness.backoff, max=60)
        return random(state) if retry_after is None else retry_after

    def _request_once(self, address: str, headers: Mapping[str, str]) -> WebResponse:
        self._pause()
        with (
            self._in_time(address) as extensions,
            self.client.stream("GET", address, headers=dict(headers), extensions=extensions) as response,
        ):
            self._check_ip(address, response)
            body = self._body(address, response) if response.status_code == HTTPStatus.OK else b""
            location = response.headers.get("Location") if response.status_code in _REDIRECTS else None
            return WebResponse(
                address=absolute_url(address, location) if location else address,
                status=response.status_code,
                body=body,
                etag=response.headers.get("ETag"),
                last_modified=response.headers.get("Last-Modified"),
                retry_after=seconds_until(response.headers.get("Retry-After"), datetime.now(UTC)),
            )

    @contextmanager
    def _in_time(self, address: str) -> Iterator[dict[str, Any]]:
        """Give an exchange its deadline; yields its extensions for httpx, which limits each reading alone."""
        seconds = self.politeness.deadline
        try:
            with Deadline(seconds) as deadline:

                def trace(event: str, details: Mapping[str, Any]) -> None:
                    if event.endswith("connect_tcp.complete"):
                        deadline.watch(details["return_value"].get_extra_info("socket"))

                yield {"trace": trace}
        except TimeoutError as error:
            raise UnreadableSource(address, f"not taken: not complete after {seconds:g} seconds") from error

    def _pause(self) -> None:
        wait = self._requested_at + max(self.politeness.pause, self._crawl_delay) - time.monotonic()
        if wait > 0:
            self.sleep(wait)
        self._requested_at = time.monotonic()

    def _check_ip(self, address: str, response: httpx.Response) -> None:
        # The name was resolved again to connect, and may have changed since the first check (DNS rebinding).
        stream = response.extensions.get("network_stream")
        server = stream.get_extra_info("server_addr") if stream and not proxy_of(address) else None
        if server:
            self.allowed_urls.check_ip(address, server[0])

    def _body(self, address: str, response: httpx.Response) -> bytes:
        coding = response.headers.get("Content-Encoding", "identity").lower()
        if coding not in {"identity", _CODING, f"x-{_CODING}"}:
            raise UnreadableSource(address, "not taken: in a coding that was not asked for")
        unpacking = None if coding == "identity" else zlib.decompressobj(_GZIP_WINDOW)
        body = bytearray()
        try:
            for chunk in response.iter_raw():
                room = self.politeness.largest + 1 - len(body)
                body += unpacking.decompress(chunk, room) if unpacking else chunk
                if len(body) > self.politeness.largest:
                    raise UnreadableSource(address, f"not taken: larger than {self.politeness.largest:,} bytes")
        except zlib.error as error:
            raise UnreadableSource(address, "its compression is damaged") from error
        if unpacking and not unpacking.eof:
            raise UnreadableSource(address, "its compression is damaged")
        return bytes(body)


def _last(state: RetryCallState) -> WebResponse:
    """Return the last attempt's response, or raise its error."""
    if state.outcome is None:  # never: tenacity calls this after an attempt
        raise RuntimeError("no attempt was made")
    response: WebResponse = state.outcome.result()
    return response

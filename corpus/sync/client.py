"""Asking the web: one request at a time, slowly, as robots.txt allows, again where that helps, and never for too much.

The answer is given whatever its status is; UnreadableSource means that there was none, or one that may not be taken.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Self
from urllib.parse import urlsplit

import httpx
from protego import Protego
from tenacity import RetryCallState, Retrying, retry_if_exception_type, retry_if_result, stop_after_attempt
from tenacity.wait import wait_random_exponential

from corpus.errors import UnreadableSource
from corpus.sync.allowed_urls import AllowedUrls, is_proxied, led_to
from corpus.sync.retry_after import seconds_until

#: By this name robots.txt speaks of us.
ROBOT = "zadankai"
#: What may be better when asked again.
_PASSING = frozenset([429, 500, 502, 503, 504])
_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_MOST_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Politeness:
    """How we ask."""

    #: Name, version and a contact: 「zadankai/1.0 (+mailto:…)」.
    agent: str
    #: Seconds between two requests.
    pause: float = 1.5
    #: Seconds in which a connection, or the next bytes, must come.
    patience: float = 20.0
    #: Seconds in which the whole answer must come.
    deadline: float = 60.0
    #: Bytes of an answer, unpacked.
    largest: int = 10_000_000
    #: How often an address is asked in all.
    attempts: int = 4
    #: Seconds by which waits grow between attempts that name none: at most this, twice this, four times this …
    backoff: float = 2.0
    #: A longer wait than this (seconds) is not waited for: the next run will ask.
    longest_wait: float = 120.0


@dataclass(frozen=True, slots=True)
class WebResponse:
    """What an address answered."""

    #: Where it was in the end, after redirects.
    address: str
    status: int
    body: bytes
    etag: str | None
    last_modified: str | None
    #: Seconds after which to ask again, or None.
    retry_after: float | None = None


@dataclass(slots=True)
class PoliteClient:
    """The way to the web; to be used in a ``with``."""

    client: httpx.Client
    allowed_urls: AllowedUrls
    politeness: Politeness
    #: Tests pass their own.
    sleep: Callable[[float], None] = time.sleep
    _asked_at: float = -1e9
    #: Seconds that a robots.txt asks for between two requests.
    _crawl_delay: float = 0.0
    #: By scheme and host: the rules, or why there are none.
    _robots: dict[str, Protego | UnreadableSource] = field(default_factory=dict)

    @classmethod
    def open(cls, allowed_urls: AllowedUrls, politeness: Politeness, ca_file: str | None = None) -> Self:
        """Ready to ask; proxies and SSL_CERT_FILE are taken from the environment.

        ``ca_file`` names further authorities (PEM); raises UnreadableSource where it cannot be read.
        """
        trust = httpx.create_ssl_context()
        try:
            if ca_file:
                trust.load_verify_locations(ca_file)
        except (OSError, ssl.SSLError) as error:
            raise UnreadableSource(ca_file or "", f"no authorities in it: {error}") from error
        headers = {"User-Agent": politeness.agent, "Accept-Language": "ja"}
        return cls(httpx.Client(verify=trust, timeout=politeness.patience, headers=headers), allowed_urls, politeness)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def get(self, address: str, *, etag: str | None = None, last_modified: str | None = None) -> WebResponse:
        """Ask an address, and where it redirects to: each has to be allowed. Raises UnreadableSource."""
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        for _ in range(_MOST_REDIRECTS + 1):
            self.allowed_urls.pass_(address)
            if not self._robots_of(address).can_fetch(address, ROBOT):
                raise UnreadableSource(address, "not asked: robots.txt says no")
            answer = self._ask(address, headers)
            if answer.status not in _REDIRECTS:
                return answer
            address = answer.address
        raise UnreadableSource(address, f"more than {_MOST_REDIRECTS} redirects")

    def _robots_of(self, address: str) -> Protego:
        parts = urlsplit(address)
        place = f"{parts.scheme}://{parts.netloc}"
        if place not in self._robots:
            self._robots[place] = self._read_robots(f"{place}/robots.txt")
        if isinstance(rules := self._robots[place], UnreadableSource):
            raise rules
        return rules

    def _read_robots(self, address: str) -> Protego | UnreadableSource:
        """The rules, or why none may be asked: what failed once is not asked again before each article."""
        try:
            answer = self._ask(address, {})
        except UnreadableSource as error:
            return error
        if answer.status == HTTPStatus.OK:
            rules = Protego.parse(answer.body.decode("utf-8", "replace"))
            asked = min(rules.crawl_delay(ROBOT) or 0.0, self.politeness.longest_wait)
            self._crawl_delay = max(self._crawl_delay, asked)
            return rules
        # RFC 9309: where there is none all is allowed, where it cannot be had nothing is. note's 403 means slow down.
        if answer.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
            return Protego.parse("")
        return UnreadableSource(address, f"answered {answer.status}: what it would allow is not known")

    def _ask(self, address: str, headers: Mapping[str, str]) -> WebResponse:
        """One address, as often as it helps; where a redirect leads is the answer's address."""
        retrying = Retrying(
            retry=retry_if_result(self._is_passing) | retry_if_exception_type(httpx.TransportError),
            wait=self._wait,
            stop=stop_after_attempt(self.politeness.attempts),
            sleep=self.sleep,
            retry_error_callback=_last,
        )
        try:
            answer: WebResponse = retrying(self._ask_once, address, headers)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise UnreadableSource(address, f"no answer: {error or type(error).__name__}") from error
        return answer

    def _is_passing(self, answer: WebResponse) -> bool:
        return answer.status in _PASSING and (answer.retry_after or 0) <= self.politeness.longest_wait

    def _wait(self, state: RetryCallState) -> float:
        failed = state.outcome is None or state.outcome.failed
        asked = None if failed or state.outcome is None else state.outcome.result().retry_after
        return asked if asked is not None else wait_random_exponential(self.politeness.backoff, max=60)(state)

    def _ask_once(self, address: str, headers: Mapping[str, str]) -> WebResponse:
        self._pause()
        with self.client.stream("GET", address, headers=dict(headers)) as response:
            self._check_machine(address, response)
            body = self._body(address, response) if response.status_code == HTTPStatus.OK else b""
            leads = response.headers.get("Location") if response.status_code in _REDIRECTS else None
            return WebResponse(
                address=led_to(address, leads) if leads else address,
                status=response.status_code,
                body=body,
                etag=response.headers.get("ETag"),
                last_modified=response.headers.get("Last-Modified"),
                retry_after=seconds_until(response.headers.get("Retry-After"), datetime.now(UTC)),
            )

    def _pause(self) -> None:
        wait = self._asked_at + max(self.politeness.pause, self._crawl_delay) - time.monotonic()
        if wait > 0:
            self.sleep(wait)
        self._asked_at = time.monotonic()

    def _check_machine(self, address: str, response: httpx.Response) -> None:
        # The name was resolved again to connect, and may have led elsewhere by then.
        stream = response.extensions.get("network_stream")
        machine = stream.get_extra_info("server_addr") if stream and not is_proxied(address) else None
        if machine:
            self.allowed_urls.pass_machine(address, machine[0])

    def _body(self, address: str, response: httpx.Response) -> bytes:
        until = time.monotonic() + self.politeness.deadline
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > self.politeness.largest:
                raise UnreadableSource(address, f"not taken: larger than {self.politeness.largest:,} bytes")
            if time.monotonic() > until:
                raise UnreadableSource(address, f"not taken: not complete after {self.politeness.deadline:g} seconds")
        return bytes(body)


def _last(state: RetryCallState) -> WebResponse:
    """What the last attempt came to: its answer, or its error."""
    if state.outcome is None:  # never: it is asked after an attempt
        raise RuntimeError("no attempt was made")
    answer: WebResponse = state.outcome.result()
    return answer

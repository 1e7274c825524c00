"""The Socket Mode connection: auth.test, then a watchdog that opens a connection and replaces it.

What happens on a connection is in ``socket_connection.py``; frames, pings and limits are the library's (websockets).
"""

from __future__ import annotations

import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError
from websockets.exceptions import WebSocketException

from bot.settings import SettingsError
from bot.slack.transport.network import Network, obstacle
from bot.slack.transport.outcomes import NO_ANSWER, error_name, seconds_to_wait
from bot.slack.transport.socket_connection import SocketConnection
from bot.state.reasons import OF_TOKEN

log = logging.getLogger(__name__)

#: Errors after which a token will never be accepted; any other may pass.
_REFUSED = OF_TOKEN | {"missing_scope", "no_permission"}
#: Threads that dispatch envelopes. An envelope holds one until its ack, at most three seconds.
_WORKERS = 10


@dataclass(frozen=True, slots=True)
class Timings:
    """Intervals and limits of a process, in seconds unless noted."""

    #: Between two pings, and between two looks at the connection.
    ping: float = 3.0
    #: Without a pong, after which the connection is replaced.
    silence: float = 30.0
    #: Between a failed connection and the next attempt.
    pause: float = 2.0
    #: For which a connection that Slack wants replaced is still read.
    overlap: float = 10.0
    #: Number of failures in a row after which the process ends.
    failures: int = 3
    #: For which a stop waits for work in progress: more than a call of Slack's may take, less than ten in all.
    farewell: float = 9.0
    #: Between two checks of the articles' revision.
    refresh: float = 15.0
    #: Between two searches for questions that no process answers any more, which tell that the database is there.
    abandoned: float = 15.0
    #: Between two deletions of expired data, and between two searches for what operators should know.
    clearing: float = 3600.0


def introduced(client: WebClient, timings: Timings, stop: threading.Event) -> frozenset[str] | None:
    """Return where the app is installed, after several attempts; None if Slack does not say or ``stop`` is set.

    Raises SettingsError for a token that Slack refuses.
    """
    wait = 0.0
    for _ in range(timings.failures):
        if stop.wait(wait):
            break
        try:
            return installed(client)
        except SlackApiError as error:
            name = error_name(error)
            if name in _REFUSED:
                raise SettingsError("SLACK_BOT_TOKEN", f"Slack refuses it: {name}") from error
            log.warning("Slack answered with HTTP %s: %s", error.response.status_code, name)
            wait = _wait(error, timings.pause)
        except NO_ANSWER as error:
            log.warning("Slack cannot be reached: %s", _what(error))
            wait = timings.pause
    return None


def installed(client: WebClient) -> frozenset[str]:
    """Return the ids of the token's workspace (T…) and, if any, its organisation (E…), as auth.test returns them.

    Raises SlackClientError and OSError.
    """
    answer = client.auth_test()
    if not isinstance(answer.get("team_id"), str):
        raise SlackRequestError("auth.test was answered without a team_id")
    return frozenset(filter(None, (answer["team_id"], answer.get("enterprise_id"))))


def _what(error: Exception) -> str:
    """Return what kept Slack from answering, in words that are not the answer's."""
    if isinstance(error, OSError | HTTPException | WebSocketException):
        return obstacle(error).what
    return f"no answer of Slack's: {type(error).__name__}"


def _wait(error: SlackApiError, pause: float) -> float:
    """Return the seconds before the next attempt: Retry-After where Slack limits, but at least *pause*."""
    limited = error.response.status_code == HTTPStatus.TOO_MANY_REQUESTS
    return max(pause, seconds_to_wait(error.response.headers)) if limited else pause


class SocketWatchdog:
    """Keeps a connection to Slack, in a thread of its own: replaces one that ends, is silent, or is to be refreshed."""

    def __init__(self, app: App, app_token: str, timings: Timings, network: Network) -> None:
        """Dispatch what Slack sends to *app*; *network* gives the way to Slack."""
        self._app = app
        self._app_token = app_token
        self._timings = timings
        self._network = network
        #: Number of connections so far.
        self.connections = 0
        #: True after too many failures in a row.
        self.lost = False
        #: Set when Slack refuses the app's token for good.
        self.refused: SettingsError | None = None
        #: Number of attempts in a row of which none led to a pong; those among them that Slack refused.
        self._failures = self._refusals = 0
        self._current: SocketConnection | None = None
        #: Connections that Slack wanted replaced and that are still read → time.monotonic() until when.
        self._replaced: dict[SocketConnection, float] = {}
        #: time.monotonic() of the next attempt at the earliest.
        self._not_before = 0.0
        self._turned = time.monotonic()
        self._workers = ThreadPoolExecutor(_WORKERS, thread_name_prefix="dispatch")
        self._closing = threading.Event()
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="connection", daemon=True)

    @property
    def proven(self) -> bool:
        """True if the present connection, or the one that it replaced at Slack's wish, has answered a ping."""
        current = self._current
        return current is not None and current.open and self._failures == 0

    @property
    def quiet(self) -> float:
        """Seconds since the connection was last looked at."""
        return time.monotonic() - self._turned

    def start(self) -> None:
        """Connect, and stay connected until ``close``, ``lost`` or ``refused``."""
        self._thread.start()

    def close(self) -> None:
        """Close the connection after acking what was received; Slack delivers the rest again."""
        self._closing.set()
        self._wake.set()
        if self._thread.is_alive():
            # Not longer: an attempt that is under way closes what it opens.
            self._thread.join(1.0)
        connections = [each for each in (self._current, *self._replaced) if each is not None]
        for each in connections:
            each.take_no_more()
        self._workers.shutdown()
        for each in connections:
            each.close()

    def _keep(self) -> None:
        while not (self._closing.is_set() or self.lost or self.refused):
            self._turned = time.monotonic()
            try:
                wait = self._tend()
            except Exception:
                # Without this thread nothing would connect again, and the attempt has been counted.
                log.exception("the connection could not be looked after")
                wait = self._timings.pause
            self._wake.wait(wait)
            self._wake.clear()

    def _tend(self) -> float:
        """Look at the connection, and replace it if need be; returns the seconds until the next look."""
        self._close_replaced()
        current = self._current
        if current is not None and current.proven:
            # Only a pong proves a connection: one that is accepted and then dropped is a failure.
            self._failures = self._refusals = 0
        if current is not None and not current.open:
            log.warning("the connection to Slack is gone")
            self._give_up(current)
            self._current = current = None
        elif current is not None and not current.leaving:
            return self._timings.ping
        if current is None and self._failures >= self._timings.failures:
            self.lost = True
        elif time.monotonic() >= self._not_before:
            self._replace()
        return min(max(0.0, self._not_before - time.monotonic()), self._timings.ping)

    def _replace(self) -> None:
        """Open a connection; a failure until its first pong, unless the present one still works."""
        self._failures += self._current is None or not self._current.proven
        self._not_before = time.monotonic() + self._timings.pause
        try:
            self._connect()
        except SlackApiError as error:
            self._refusal(error)
        except (*NO_ANSWER, WebSocketException) as error:
            log.warning("no connection to Slack: %s", _what(error))

    def _connect(self) -> None:
        opened = self._app.client.apps_connections_open(app_token=self._app_token)
        timings, before = self._timings, self._current
        opening = self._network.web_socket(str(opened["url"]), ping=timings.ping, silence=timings.silence)
        self._current = SocketConnection(opening, self._app, self._workers, self._wake.set)
        self.connections += 1
        log.info("connected to Slack")
        if before is not None:
            # Slack may still send on it, and its events in hand are acked on it.
            self._replaced[before] = time.monotonic() + timings.overlap
        if self._closing.is_set():
            self._current.close()

    def _close_replaced(self) -> None:
        for each, until in list(self._replaced.items()):
            if time.monotonic() > until:
                # Before it is looked at: what came in between could not be acked.
                each.take_no_more()
            if not each.open or (each.idle and time.monotonic() > until):
                del self._replaced[each]
                self._give_up(each)

    def _give_up(self, connection: SocketConnection) -> None:
        connection.take_no_more()
        # In a worker: it waits for the other side's goodbye.
        with suppress(RuntimeError):
            self._workers.submit(connection.close)

    def _refusal(self, error: SlackApiError) -> None:
        name = error_name(error)
        log.warning("no connection to Slack: %s", name)
        self._refusals = self._refusals + 1 if name in _REFUSED else 0
        # A process that was connected knows that the token was good, so one answer is not enough.
        if self._refusals >= (self._timings.failures if self.connections else 1):
            self.refused = SettingsError("SLACK_APP_TOKEN", f"Slack refuses it: {name}")
        self._not_before = time.monotonic() + _wait(error, self._timings.pause)

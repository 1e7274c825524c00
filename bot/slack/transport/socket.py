"""The Socket Mode connection: auth.test, then a watchdog that pings, checks and replaces the connection.

slack_sdk's client reports a connection that died silently as connected, and for a while also one that was cut. So this
module sends the pings, decides whether a connection is alive, and reconnects.
"""

from __future__ import annotations

import logging
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.builtin.connection import Connection

from bot.settings import SettingsError
from bot.slack.transport.network import Network, obstacle
from bot.slack.transport.posting import error_name, seconds_to_wait
from bot.state.reasons import OTHER

log = logging.getLogger(__name__)

#: Errors after which a token will never be accepted.
_REFUSED = frozenset({"invalid_auth", "not_authed", "account_inactive", "token_revoked", "not_allowed_token_type"})


@dataclass(frozen=True, slots=True)
class Timings:
    """Intervals and limits of a process, in seconds unless noted."""

    #: Between two pings and checks of the connection.
    ping: float = 3.0
    #: Without a pong, after which the connection is replaced.
    silence: float = 30.0
    #: Between a failed connection and the next attempt.
    pause: float = 2.0
    #: Number of failures in a row after which the process ends.
    failures: int = 3
    #: For which a stop waits for work in progress.
    farewell: float = 10.0
    #: Between two checks of the articles' revision.
    refresh: float = 15.0
    #: Between two searches for questions that no process answers any more.
    abandoned: float = 60.0
    #: Between two deletions of expired data, and between two searches for what operators should know.
    clearing: float = 3600.0


def introduced(client: WebClient, timings: Timings, stop: threading.Event) -> frozenset[str] | None:
    """Return where the app is installed, after several attempts; None if Slack cannot be reached or ``stop`` is set.

    Raises SettingsError for a token that Slack refuses.
    """
    for _ in range(timings.failures):
        try:
            return installed(client)
        except SlackApiError as error:
            name = error_name(error)
            # Slack itself says no, and not a page of a proxy's.
            if error.response.status_code == HTTPStatus.OK and name != OTHER:
                raise SettingsError("SLACK_BOT_TOKEN", f"Slack refuses it: {name}") from error
            log.warning("Slack answered with HTTP %s", error.response.status_code)
        except OSError as error:
            log.warning("Slack cannot be reached: %s", obstacle(error).what)
        if stop.wait(timings.pause):
            break
    return None


def installed(client: WebClient) -> frozenset[str]:
    """Return the ids of the token's workspace (T…) and, if any, its organisation (E…), as auth.test returns them.

    Raises SlackApiError and OSError.
    """
    answer = client.auth_test()
    return frozenset(filter(None, (str(answer["team_id"]), answer.get("enterprise_id"))))


class SocketWatchdog:
    """Keeps one connection open, and replaces it when it is dropped or silent."""

    def __init__(self, client: SocketModeClient, timings: Timings, network: Network) -> None:
        """Watch the connection of ``client``, which must not reconnect by itself; ``network`` gives the proxy."""
        self._client = client
        self._timings = timings
        self._network = network
        self.connections = 0
        #: Number of connections in a row without a pong.
        self._failures = 0
        #: True after too many failures in a row.
        self.lost = False
        self._session: Connection | None = None
        #: time.time() when the session was first seen: the client's clock for pongs.
        self._since = 0.0

    @property
    def proven(self) -> bool:
        """True if the present connection has answered a ping."""
        return self._client.is_connected() and self._failures == 0

    def tend(self) -> float:
        """Ping the connection or replace it; returns the seconds until the next call.

        Raises SettingsError if Slack refuses the app's token.
        """
        if self._alive():
            return self._timings.ping
        # Checked again below: the last attempt may succeed.
        if self._failures >= self._timings.failures:
            self.lost = True
            return 0.0
        wait = self._replace()
        self.lost = self._failures >= self._timings.failures and not self._client.is_connected()
        return wait

    def close(self) -> None:
        """Close the connection after acking what was received; Slack delivers the rest again."""
        self._client.closed = True
        # An empty message wakes the thread that waits for the next one.
        self._client.enqueue_message("")
        self._client.message_processor.shutdown()  # type: ignore[no-untyped-call] # slack_sdk annotates this one not
        self._client.message_workers.shutdown()
        self._hang_up()
        self._client.close()

    def _hang_up(self) -> None:
        """Close the socket; the client's own closing then does nothing."""
        session = self._client.current_session
        if session is None:
            return
        # The client closes under a lock that its receiver holds for seconds; a shut socket releases it at once.
        # The receiver may close at the same time, so that the socket is gone between the client's check and its use.
        with suppress(OSError, AttributeError):
            if session.sock is not None:
                session.sock.shutdown(socket.SHUT_RDWR)
        with suppress(AttributeError):
            session.close()

    def _alive(self) -> bool:
        session = self._client.current_session
        if session is None or not session.is_active():
            return False
        if session is not self._session:
            # Slack asked for a new connection, and the client opened it.
            self._session, self._since = session, time.time()
        return self._pinged(session) and self._heard(session)

    def _pinged(self, session: Connection) -> bool:
        try:
            # The payload by which the client recognises its pong.
            session.ping(f"{session.session_id}:{time.time()}")
        except OSError as error:
            log.warning("the connection to Slack is gone: %s", type(error).__name__)
            return False
        return True

    def _heard(self, session: Connection) -> bool:
        pong = session.last_ping_pong_time
        quiet = time.time() - max(self._since, pong or 0.0)
        if quiet > self._timings.silence:
            log.warning("the connection to Slack has been silent for %.0f s", quiet)
            return False
        if pong:
            # Only a pong proves a connection: one that is accepted and then dropped is a failure.
            self._failures = 0
        return True

    def _replace(self) -> float:
        """Reconnect; counts as a failure until the first pong."""
        self._failures += 1
        wait = self._timings.pause
        try:
            self._connect()
        except SlackApiError as error:
            wait = max(wait, self._refusal(error))
        except (SlackClientError, OSError) as error:
            log.warning("no connection to Slack: %s", type(error).__name__)
        return min(self._timings.ping, wait) if self._client.is_connected() else wait

    def _connect(self) -> None:
        # The old connection is dead, but the client would wait for its receiver.
        self._hang_up()
        # Not the client's own method, which sleeps through Retry-After and so delays a stop.
        with self._client.connect_operation_lock:
            opened = self._client.web_client.apps_connections_open(app_token=self._client.app_token)
            self._client.wss_uri = str(opened["url"])
            # The proxy of this address: Slack's web sockets have another host than its Web API.
            self._client.proxy = self._network.proxy_for(self._client.wss_uri)
            self._client.connect()
            self.connections += self._client.is_connected()
            if self._client.is_connected():
                log.info("connected to Slack")
            self._session, self._since = self._client.current_session, time.time()

    def _refusal(self, error: SlackApiError) -> float:
        name = error_name(error)
        if name in _REFUSED:
            raise SettingsError("SLACK_APP_TOKEN", f"Slack refuses it: {name}") from error
        log.warning("no connection to Slack: %s", name)
        limited = error.response.status_code == HTTPStatus.TOO_MANY_REQUESTS
        return seconds_to_wait(error.response.headers) if limited else 0.0

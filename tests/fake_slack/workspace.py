"""FakeSlack: the server on loopback in a thread of its own, driven by synchronous calls.

Leaving the ``with`` block fails if a payload broke one of Slack's limits or the project's rules (``limits.py``).
"""

from __future__ import annotations

import asyncio
import itertools
import threading
import time
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Any, Self, TypeVar

from aiohttp import web

from tests.fake_slack import payloads
from tests.fake_slack.sockets import Envelope, Sockets
from tests.fake_slack.web_api import Call, Observer, WebApi, observe_nothing

Payload = dict[str, Any]
T = TypeVar("T")


class FakeSlack:
    """A workspace with one bot in it."""

    def __init__(self, *, patience: float = 3.0, prefix: str = "", observer: Observer = observe_nothing) -> None:
        self.numbers = payloads.Numbering(prefix)
        self.web = WebApi(observer=observer)
        self.sockets = Sockets(patience=patience, acked=self.web.acked)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fake-slack", daemon=True)
        self._envelope_ids = itertools.count(1)
        self._responses = itertools.count(1)

    def __enter__(self) -> Self:
        self._thread.start()
        self.web.address = self._await(self._start())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._await(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        if kind is None and self.web.faults:
            raise AssertionError("payloads that Slack or this project refuses:\n" + "\n".join(self.web.faults))

    @property
    def api_url(self) -> str:
        """The value of SLACK_API_URL."""
        return f"http://{self.web.address}/api/"

    # What people do

    def mention(self, text: str, **fields: Any) -> Envelope:
        """Send ``@座談会 text`` in a channel."""
        return self.event(payloads.mention(self.numbers, self._said(text), **fields))

    def direct_message(self, text: str, **fields: Any) -> Envelope:
        """Send a direct message to the bot."""
        return self.event(payloads.direct_message(self.numbers, self._said(text), **fields))

    def command(self, text: str, **fields: Any) -> Envelope:
        """Send ``/zadankai text``."""
        url = f"http://{self.web.address}/respond/{next(self._responses)}"
        return self.send("slash_commands", payloads.command(self.numbers, self._said(text), url, **fields))

    def click(self, button: Payload, **fields: Any) -> Envelope:
        """Send the block action of a button."""
        return self.send("interactive", payloads.click(self.numbers, button, **fields))

    def press(self, element: Payload, message: Payload, *, by: str = payloads.ASKER, **chosen: Any) -> Envelope:
        """Press an element of a message that the bot sent; ``chosen`` are the fields that Slack adds."""
        private = "response_type" in message or "replace_original" in message or "user" in message
        place = payloads.container(message, private=private)
        url = f"http://{self.web.address}/respond/{next(self._responses)}"
        return self.click(element | chosen, **place, response_url=url, user={"id": by, "team_id": payloads.TEAM})

    def press_in(self, view: Payload, element: Payload, *, by: str = payloads.ASKER, **chosen: Any) -> Envelope:
        """Press an element of a modal that the bot opened."""
        placed = {"id": "V0FORM", "root_view_id": "V0FORM", "previous_view_id": None, **view}
        user = {"id": by, "team_id": payloads.TEAM}
        return self.click(element | chosen, view=placed, channel=None, container={"type": "view"}, user=user)

    def submit(self, view: Payload, values: Payload, *, by: str = payloads.ASKER, **fields: Any) -> Envelope:
        """Submit a form that the bot opened."""
        user = {"id": by, "team_id": payloads.TEAM}
        return self.send("interactive", payloads.submission(self.numbers, view, values, user=user, **fields))

    def response_urls(self, channel: str) -> Payload:
        """Return the fields of a form whose conversation select has ``response_url_enabled``."""
        url = f"http://{self.web.address}/respond/{next(self._responses)}"
        return {"response_urls": [{"channel_id": channel, "response_url": url}]}

    def message_shortcut(self, callback_id: str, text: str, *, channel: str, **message: Any) -> Envelope:
        """Choose a message shortcut."""
        written = {"text": self._said(text), **message}
        url = f"http://{self.web.address}/respond/{next(self._responses)}"
        shortcut = payloads.message_shortcut(self.numbers, callback_id, written, channel, response_url=url)
        return self.send("interactive", shortcut)

    def shortcut(self, callback_id: str) -> Envelope:
        """Choose a global shortcut."""
        return self.send("interactive", payloads.shortcut(self.numbers, callback_id))

    def type_in(self, action_id: str, typed: str) -> Envelope:
        """Type in a picker; the ack's response holds the options."""
        return self.send("interactive", payloads.suggestion(action_id, typed))

    def open_home(self, tab: str = "messages", **fields: Any) -> Envelope:
        """Open a tab of the app."""
        return self.event(payloads.home_opened(self.numbers, tab, **fields))

    def event(self, payload: Payload) -> Envelope:
        """Send an Events API payload."""
        return self.send("events_api", payload)

    def send(self, kind: str, payload: Payload) -> Envelope:
        """Send a payload in an envelope of its own; the same payload again is a redelivery."""
        envelope = Envelope(f"envelope-{next(self._envelope_ids)}", kind, payload)
        self._await(self.sockets.put(envelope))
        return envelope

    # What happens to connections

    def drop_sockets(self) -> None:
        """Cut every connection without a closing frame."""
        self._await(self.sockets.drop())

    def say_goodbye(self) -> None:
        """Announce the end of the connections, as Slack does when it refreshes them."""
        self._await(self.sockets.say_goodbye())

    def send_text(self, text: str) -> None:
        """Send a message that is no envelope on every connection."""
        self._await(self.sockets.say(text))

    def fall_silent(self) -> None:
        """Keep the connection open, but send neither pongs nor events any more."""
        self.sockets.audible = False

    def limit(self, channel: str, seconds: float) -> None:
        """Refuse posts to ``channel`` with 429 for ``seconds``."""
        self.web.limited[channel] = time.monotonic() + seconds

    def limit_over(self, channel: str) -> bool:
        """Return whether posts to ``channel`` are accepted again."""
        return self.web.limited.get(channel, 0.0) <= time.monotonic()

    # What the bot did

    def calls(self, *methods: str) -> list[Call]:
        """Return the calls of these methods that were answered with 200, in order of arrival."""
        return [call for call in list(self.web.calls) if call.method in methods and call.status == 200]

    @property
    def posts(self) -> list[Payload]:
        """Payloads of chat.postMessage that were posted."""
        return [c.payload for c in self.calls("chat.postMessage") if c.payload["channel"] not in self.web.refused]

    @property
    def responses(self) -> list[Payload]:
        """Payloads that were sent to a response_url."""
        return [call.payload for call in self.calls("response_url")]

    @property
    def modals(self) -> list[Payload]:
        """Views that were opened."""
        return [call.payload["view"] for call in self.calls("views.open")]

    @property
    def edits(self) -> list[Payload]:
        """Payloads of chat.update."""
        return [call.payload for call in self.calls("chat.update")]

    @property
    def ephemerals(self) -> list[Payload]:
        """Payloads of chat.postEphemeral."""
        return [call.payload for call in self.calls("chat.postEphemeral")]

    def wait_for_connection(self, connections: int = 1, seconds: float = 30) -> None:
        """Wait until the bot has connected this often."""
        self.wait_until(lambda: self.sockets.connections >= connections, seconds, f"connection {connections}")

    def wait_for_posts(self, count: int = 1, seconds: float = 30) -> list[Payload]:
        """Wait until that many messages were posted; returns them."""
        self.wait_until(lambda: len(self.posts) >= count, seconds, f"{count} posts")
        return self.posts

    def wait_for_response(self, count: int = 1, seconds: float = 30) -> Payload:
        """Wait until that many messages were sent to a response_url; returns the last."""
        self.wait_until(lambda: len(self.responses) >= count, seconds, f"{count} ephemeral answers")
        return self.responses[-1]

    def wait_for_modal(self, count: int = 1, seconds: float = 30) -> Payload:
        """Wait until that many modals were opened; returns the last."""
        self.wait_until(lambda: len(self.modals) >= count, seconds, f"{count} modals")
        return self.modals[-1]

    def wait_for_ack(self, *envelopes: Envelope, seconds: float = 30) -> None:
        """Wait until each of these was acked."""
        self.wait_until(lambda: all(e.acked_at is not None for e in envelopes), seconds, "an ack")

    def wait_until(self, true: Callable[[], bool], seconds: float, what: str) -> None:
        """Poll ``true``; raises AssertionError after ``seconds``."""
        end = time.monotonic() + seconds
        while not true():
            if time.monotonic() > end:
                raise AssertionError(f"waited {seconds} s for {what}; faults so far: {self.web.faults}")
            time.sleep(0.01)

    def _said(self, text: str) -> str:
        self.web.said.append(text)
        return text

    def _await(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(10)

    async def _start(self) -> str:
        application = web.Application()
        application.router.add_post("/api/{method}", self.web.handle)
        application.router.add_post("/respond/{number}", self.web.respond)
        application.router.add_get("/link/", self.sockets.serve)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._redelivery = asyncio.create_task(self.sockets.redeliver())
        host, port = self._runner.addresses[0][:2]
        return f"{host}:{port}"

    async def _stop(self) -> None:
        self._redelivery.cancel()
        await self.sockets.drop()
        await self._runner.cleanup()

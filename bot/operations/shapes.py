"""The shapes of all that the bot can send, which ship with it, and what Slack's own validator refuses of them.

The validator, ``blocks.validate``, needs no token and posts nothing. Making the list is ``tools/shapes.py``.
"""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.transport.outcomes import seconds_to_wait

Payload = dict[str, Any]

#: A payload a line, as JSON; made by tools/shapes.py.
FILE = "shapes.jsonl.gz"
#: Seconds between two calls: the method has rate limits of its own, which are not documented.
PAUSE = 0.2
#: Seconds for all calls.
PATIENCE = 300.0
#: The errors of ``blocks.validate`` that mean that a payload was read and is wrong.
_REFUSED = frozenset({"invalid_blocks", "invalid_message", "invalid_view"})
_TOO_MANY = 429
#: Characters of one of Slack's reasons: it may quote what is refused.
_LONGEST = 200


class Unfinished(Exception):
    """Slack limits the calls of its validator for longer than the check waits."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A message or a view as the bot sends it, which stands for all of its shape."""

    #: A message's ``text`` and ``blocks``, or a view.
    payload: Payload

    def __str__(self) -> str:
        """Return what it is, for people.

        >>> print(Shape({"text": "「採用は？」の続き", "blocks": []}))
        a message (「採用は？」の続き)
        """
        if "type" not in self.payload:
            return f"a message ({str(self.payload['text']).splitlines()[0][:30]})"
        title = self.payload.get("title", {}).get("text", "")
        return f"a {self.payload['type']} view{title and f' ({title})'}"


@cache
def shipped() -> tuple[Shape, ...]:
    """Return the list."""
    packed = (files("bot.operations") / FILE).read_bytes()
    return tuple(Shape(json.loads(line)) for line in gzip.decompress(packed).decode().splitlines())


@dataclass(frozen=True, slots=True)
class RefusedShape:
    """A shape that Slack does not take."""

    shape: Shape
    #: Slack's reasons, each with its pointer at what is wrong.
    reasons: tuple[str, ...]


def refused_shapes(client: WebClient) -> Iterator[RefusedShape]:
    """Ask Slack's validator about every shape and yield what it refuses; *client* needs no token.

    Raises Unfinished, and the errors of slack_sdk and the network.
    """
    end = time.monotonic() + PATIENCE

    def wait(seconds: float, done: int) -> None:
        if time.monotonic() + seconds > end:
            raise Unfinished(f"{done} of {len(shipped())} shapes were checked")
        time.sleep(seconds)

    for number, shape in enumerate(shipped()):
        wait(PAUSE if number else 0, number)
        while isinstance(said := _asked(client, shape), float):
            wait(said, number)
        if said:
            yield RefusedShape(shape, said)


def _asked(client: WebClient, shape: Shape) -> tuple[str, ...] | float:
    """Return Slack's reasons, none if it takes a shape; or the seconds after which it may be asked again."""
    try:
        if "type" in shape.payload:
            client.blocks_validate(view=shape.payload)
        else:
            # It takes no text beside the blocks.
            client.blocks_validate(message={"blocks": shape.payload["blocks"]})
    except SlackApiError as error:
        if error.response.status_code == _TOO_MANY:
            return seconds_to_wait(error.response.headers)
        if isinstance(error.response.data, dict) and error.response.data.get("error") in _REFUSED:
            return _reasons(error.response.data)
        raise
    return ()


def _reasons(said: Payload) -> tuple[str, ...]:
    """Return what an answer says, each reason with its pointer.

    >>> _reasons({"error": "invalid_view", "errors": [{"pointer": "/title", "message": "too long"}]})
    ('/title: too long',)
    >>> _reasons({"error": "invalid_view"})
    ('invalid_view',)
    """
    errors = [each for each in said.get("errors") or () if isinstance(each, dict)]
    told = tuple(f"{each.get('pointer', '?')}: {each.get('message', each.get('code'))}"[:_LONGEST] for each in errors)
    return told or (str(said["error"]),)

"""The shapes of all that the bot can send, which ship with it, and what Slack's own validator says of each."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Payload = dict[str, Any]

#: A payload a line, as JSON; made by tools/shapes.py.
FILE = "shapes.jsonl.gz"


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

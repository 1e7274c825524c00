"""What the messages tab offers before anything was asked: four questions."""

from __future__ import annotations

from typing import Final

from bot import wording

#: Slack takes four at most: a label to press, and the message that it sends.
PROMPTS: Final = tuple({"title": title, "message": message} for title, message in wording.PROMPTS)

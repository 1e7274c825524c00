"""うちの区 was said and nobody knows which one it is: the question comes back as a picker."""

from __future__ import annotations

from bot import wording
from bot.answers.quote import AnswerFormat
from bot.views.modal import small
from bot.views.picker import own_picker
from bot.views.reply import Reply, fallback


def ask_own(conversation: str, room: AnswerFormat) -> Reply:
    """The picker; the choice answers the question of this id."""
    foot = [wording.ONLY_YOU] if room.private else []
    blocks = (own_picker(conversation, wording.ASK_OWN), *([small(*foot)] if foot else []))
    return Reply(fallback([wording.ASK_OWN, *foot]), blocks)

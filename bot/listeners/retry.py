"""Where nothing was found: the question without a filter, or another word, with one press."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App

from bot import wording
from bot.desk import Desk
from bot.slack.press import Press
from bot.views.callback_data import Retry, read, value_of
from bot.views.nothing import RETRY_ACTION
from bot.views.reply import sentence


def register(app: App, desk: Desk) -> None:
    """Listen to the buttons."""

    @app.action(re.compile(f"^{RETRY_ACTION}-"))
    def pressed(ack: Ack, body: Mapping[str, Any], action: Mapping[str, Any]) -> None:
        ack()
        retry, press = read(value_of(action), Retry), Press.of(body)
        before = desk.memory.conversations.get(retry.conversation)
        if before is None:
            desk.presses.tell(press, sentence(wording.FORGOTTEN))
        elif retry.word:
            desk.presses.ask_anew(press, before, retry.word)
        else:
            desk.presses.ask_anew(press, before, taken_off=(*before.progress.taken_off, *retry.without))

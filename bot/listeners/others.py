"""Everything else that Slack sends: acked, because what no listener takes is sent again and again."""

from __future__ import annotations

import re

from slack_bolt import Ack, App

from bot.desk import Desk

_ANY = re.compile("")


def register(app: App, _desk: Desk) -> None:
    """Listen to the rest; to be registered last."""

    @app.event(_ANY)
    def event() -> None:
        """Joins, reactions, whatever is subscribed to one day: nothing to do."""

    def acked(ack: Ack) -> None:
        ack()

    for listen in (app.action, app.command, app.shortcut, app.options, app.view):
        listen(_ANY)(acked)

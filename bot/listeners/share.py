"""共有: the form, the message, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.browsing.sharing import Sharing
from bot.desk import Desk
from bot.slack.modals import show
from bot.slack.press import Press
from bot.views.callback_data import value_of
from bot.views.modal import said
from bot.views.quote_block import SHARE_ACTION
from bot.views.reply import sentence
from bot.views.share import SHARE_FORM, TAKE_BACK_ACTION, is_sharers

Payload = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to the button, to the form, and to the icon below what was shared."""
    sharing = Sharing(desk)

    @app.action(SHARE_ACTION)
    def pressed(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        ack()
        show(client, body, sharing.form(body, value_of(action)))

    @app.view(SHARE_FORM)
    def sent(ack: Ack, body: Payload, view: Payload, client: WebClient) -> None:
        # Posting may take longer than the three seconds that a form waits for.
        ack(response_action="update", view=said(wording.SHARE_TITLE, wording.SHARE_SENDING))
        client.views_update(view_id=view["id"], view=sharing.send(body))

    @app.action(TAKE_BACK_ACTION)
    def taken_back(ack: Ack, body: Payload, action: Payload) -> None:
        ack()
        press = Press.of(body)
        # Slack shows the icon to those who may; a value that comes back is checked all the same.
        if not desk.is_operator(press.person) and not is_sharers(
            value_of(action), body.get("message") or {}, press.person
        ):
            desk.presses.tell(press, sentence(wording.NOT_YOUR_SHARE))
        elif not sharing.take_back(press):
            desk.presses.tell(press, sentence(wording.NOT_TAKEN_BACK))

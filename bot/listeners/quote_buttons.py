"""Below a quote: 前後を読む, 共有, and the menu: 東京都's reply, the citation, a verdict, a report to the operator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, assert_never

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.browsing.sharing import Sharing
from bot.conversation.limits import Pace
from bot.desk import Desk
from bot.memory.feedback import Fault, Verdict
from bot.slack.admission import person
from bot.slack.modals import show
from bot.slack.press import Press
from bot.views.around import around
from bot.views.controls import MENU_ACTION, READ_AROUND_ACTION, SHARE_ACTION, Kind, chosen
from bot.views.menu import REPORT_FORM, answered_by, cited, fault_of, report, said
from bot.views.pointer import Pointer
from bot.views.reply import sentence
from bot.views.share import SHARE_FORM, TAKE_BACK_ACTION, is_sharers

Payload = Mapping[str, Any]

#: Of one person within a minute: the operator reads each, and nobody's name stands with it.
_REPORTS = 5


def register(app: App, desk: Desk) -> None:
    """Listen to the buttons, to the menu, and to the forms of a share and of a report."""
    _sharing(app, desk)
    _menu(app, desk)

    @app.action(READ_AROUND_ACTION)
    def read_around(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        ack()
        show(client, body, around(desk.library.around(str(action["value"]))))


def _sharing(app: App, desk: Desk) -> None:
    sharing = Sharing(desk)

    @app.action(SHARE_ACTION)
    def pressed(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        ack()
        show(client, body, sharing.form(body, str(action["value"])))

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
        mine = is_sharers(str(action["value"]), body.get("message") or {}, press.person)
        if not mine and not desk.is_operator(press.person):
            desk.presses.tell(press, sentence(wording.NOT_YOUR_SHARE))
        elif not sharing.take_back(press):
            desk.presses.tell(press, sentence(wording.NOT_TAKEN_BACK))


def _menu(app: App, desk: Desk) -> None:
    pace = Pace(_REPORTS)

    @app.action(MENU_ACTION)
    def pressed(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        ack()
        kind, pointer = chosen(str(action["selected_option"]["value"]))
        match kind:
            case Kind.REPLY:
                # Here the second part is the reply's passage, not a conversation.
                show(client, body, _reply(desk, pointer))
            case Kind.CITE:
                show(client, body, _citation(desk, pointer))
            case Kind.USEFUL | Kind.WRONG:
                _judge(desk, body, client, pointer, Verdict(kind.value))
            case Kind.REPORT:
                show(client, body, report(pointer.passage_id))
            case _:
                assert_never(kind)

    @app.view(REPORT_FORM)
    def reported(ack: Ack, body: Payload, view: Payload) -> None:
        words = wording.REPORTED_TOO_OFTEN
        if pace.allows(person(body)):
            desk.memory.reports.make(view["private_metadata"], Fault(fault_of(view)))
            words = wording.REPORT_THANKS
        ack(response_action="update", view=said(wording.REPORT_TITLE, words))


def _reply(desk: Desk, pointer: Pointer) -> Any:
    quoted, reply = desk.library.passage(pointer.passage_id), desk.library.passage(pointer.conversation)
    return answered_by(quoted, reply) if quoted and reply else around(None)


def _citation(desk: Desk, pointer: Pointer) -> Any:
    passage = desk.library.passage(pointer.passage_id)
    if passage is None:
        return around(None)
    shown = pointer.excerpt(passage, desk.library.reach(passage))
    return cited(passage, shown, desk.library.retrieved(passage))


def _judge(desk: Desk, body: Payload, client: WebClient, pointer: Pointer, verdict: Verdict) -> None:
    press, before = Press.of(body), desk.memory.conversations.get(pointer.conversation)
    words = wording.FORGOTTEN
    if before is not None:
        terms = desk.library.query(desk.asked(before, press.person)).words
        desk.memory.feedback.give(press.person, verdict, terms, (pointer.passage_id,))
        words = wording.FEEDBACK_THANKS
    if press.channel:
        desk.presses.tell(press, sentence(words))
    else:
        show(client, body, said(wording.FEEDBACK_TITLE, words))

"""A quote's menu: 東京都's reply, the citation, a verdict, a report to the operator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, assert_never

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.conversation.limits import Pace
from bot.desk import Desk
from bot.memory.feedback import Verdict
from bot.memory.reports import Fault
from bot.slack.admission import person
from bot.slack.modals import show
from bot.slack.press import Press
from bot.views.around import around
from bot.views.controls import MENU_ACTION, Kind, chosen
from bot.views.menu import REPORT_FORM, answered_by, cited, fault_of, report, said
from bot.views.pointer import Pointer
from bot.views.reply import sentence

Payload = Mapping[str, Any]

#: Of one person within a minute: the operator reads each, and nobody's name stands with it.
_REPORTS = 5


def register(app: App, desk: Desk) -> None:
    """Listen to the menu, and to the form of a report."""
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

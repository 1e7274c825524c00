"""Below a quote: 前後を読む, 共有, and the menu: 東京都's reply, the citation, a verdict, a report to the operator."""

from __future__ import annotations

from typing import assert_never

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.models.views import View

from bot import wording
from bot.slack.action_context import Press, show
from bot.slack.answer_delivery import Desk
from bot.slack.blocks.callback_data import Kind, MenuChoice, read, value_of
from bot.slack.blocks.modal import said
from bot.slack.blocks.quote_block import MENU_ACTION, READ_AROUND_ACTION, SHARE_ACTION
from bot.slack.blocks.quote_modals import REPORT_FORM, answered_by, around, cited, fault_of, report
from bot.slack.blocks.reply import sentence
from bot.slack.blocks.share import SHARE_FORM, TAKE_BACK_ACTION, is_sharers
from bot.slack.payloads import Payload, person
from bot.slack.rate_limit import Pace
from bot.slack.sharing import Sharing
from bot.state.feedback import Verdict

#: Of one person within a minute: the operator reads each, and nobody's name stands with it.
_REPORTS = 5


def register(app: App, desk: Desk) -> None:
    """Listen to the buttons, to the menu, and to the forms of a share and of a report."""
    _sharing(app, desk)
    _menu(app, desk)

    @app.action(READ_AROUND_ACTION)
    def read_around(body: Payload, action: Payload, client: WebClient) -> None:
        show(client, body, around(desk.library.around(value_of(action))))


def _sharing(app: App, desk: Desk) -> None:
    sharing = Sharing(desk)

    @app.action(SHARE_ACTION)
    def pressed(body: Payload, action: Payload, client: WebClient) -> None:
        show(client, body, sharing.form(body, value_of(action)))

    @app.view(SHARE_FORM)
    def sent(ack: Ack, body: Payload, view: Payload, client: WebClient) -> None:
        # Posting may take longer than the three seconds that a form waits for.
        ack(response_action="update", view=said(wording.SHARE_TITLE, wording.SHARE_SENDING))
        client.views_update(view_id=view["id"], view=sharing.send(body))

    @app.action(TAKE_BACK_ACTION)
    def taken_back(body: Payload, action: Payload) -> None:
        press = Press.of(body)
        # Slack shows the icon to those who may; a value that comes back is checked all the same.
        if not (
            desk.is_operator(press.person) or is_sharers(value_of(action), body.get("message") or {}, press.person)
        ):
            desk.presses.tell(press, sentence(wording.NOT_YOUR_SHARE))
        elif not sharing.take_back(press):
            desk.presses.tell(press, sentence(wording.NOT_TAKEN_BACK))


def _menu(app: App, desk: Desk) -> None:
    pace = Pace(_REPORTS)

    @app.action(MENU_ACTION)
    def pressed(body: Payload, action: Payload, client: WebClient) -> None:
        choice = read(value_of(action), MenuChoice)
        match choice.kind:
            case Kind.REPLY:
                show(client, body, _reply(desk, choice))
            case Kind.CITE:
                show(client, body, _citation(desk, choice))
            case Kind.USEFUL | Kind.WRONG:
                _judge(desk, body, client, choice)
            case Kind.REPORT:
                show(client, body, report(choice.passage_id))
            case _:
                assert_never(choice.kind)

    @app.view(REPORT_FORM)
    def reported(ack: Ack, body: Payload, view: Payload) -> None:
        fault, words = fault_of(view), wording.REPORTED_TOO_OFTEN
        if pace.allows(person(body)):
            desk.memory.reports.make(view["private_metadata"], fault)
            words = wording.REPORT_THANKS
        ack(response_action="update", view=said(wording.REPORT_TITLE, words))


def _reply(desk: Desk, choice: MenuChoice) -> View:
    asked, reply = desk.library.passage(choice.passage_id), desk.library.passage(choice.answered_by)
    return answered_by(asked, reply) if asked and reply else around(None)


def _citation(desk: Desk, choice: MenuChoice) -> View:
    quote = choice.pointer.quote(desk.library)
    return cited(quote, desk.library.retrieved(quote.passage)) if quote else around(None)


def _judge(desk: Desk, body: Payload, client: WebClient, choice: MenuChoice) -> None:
    press, before = Press.of(body), desk.memory.conversations.get(choice.conversation)
    words = wording.FORGOTTEN
    if before is not None:
        terms = desk.library.query(desk.asked(before, press.person)).words
        desk.memory.feedback.give(press.person, Verdict(choice.kind.value), terms, (choice.passage_id,))
        words = wording.FEEDBACK_THANKS
    if press.channel:
        desk.presses.tell(press, sentence(words))
    else:
        show(client, body, said(wording.FEEDBACK_TITLE, words))

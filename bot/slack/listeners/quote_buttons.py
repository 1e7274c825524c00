"""Listeners below a quote: 前後を読む, 共有, and the menu with 東京都's reply, the citation, feedback, and reports."""

from __future__ import annotations

from typing import assert_never

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.models.views import View

from bot import wording
from bot.slack.action_context import ActionContext, opens, show
from bot.slack.answer_delivery import AnswerDelivery
from bot.slack.blocks.callback_data import MenuChoice, MenuKind, checked, member, read, value_of
from bot.slack.blocks.modal import SubmittedForm, text_modal
from bot.slack.blocks.quote_block import MENU_ACTION, READ_AROUND_ACTION, SHARE_ACTION
from bot.slack.blocks.quote_modals import REPORT_FORM, answered_by, around, cited, report
from bot.slack.blocks.reply import sentence
from bot.slack.blocks.share import SHARE_FORM, TAKE_BACK_ACTION, is_sharers
from bot.slack.payloads import Payload, person
from bot.slack.rate_limit import RateLimit
from bot.slack.sharing import Sharing
from bot.slack.transport.outcomes import NotYet, Refused
from bot.slack.transport.posting import update_view
from bot.state.feedback import Fault

#: Reports of one person within a minute: the operator reads each, and they are anonymous.
_REPORTS = 5


def register(app: App, delivery: AnswerDelivery) -> None:
    """Register the listeners of the buttons, of the menu, and of the forms of a share and a report."""
    _sharing(app, delivery)
    _menu(app, delivery)
    opens(app, READ_AROUND_ACTION, lambda _, action: around(delivery.library.around(value_of(action))))


def _sharing(app: App, delivery: AnswerDelivery) -> None:
    sharing = Sharing(delivery)
    opens(app, SHARE_ACTION, lambda body, action: sharing.form(body, value_of(action)))

    @app.view(SHARE_FORM)
    def sent(ack: Ack, body: Payload, view: Payload, client: WebClient) -> None:
        # Posting may take longer than the three seconds that Slack waits for the ack.
        ack(response_action="update", view=text_modal(wording.SHARE_TITLE, wording.SHARE_SENDING))
        shown, words = sharing.send(body)
        if isinstance(update_view(client, str(view["id"]), shown), Refused | NotYet):
            # The modal was closed meanwhile. Not 「開けませんでした」: whoever sends again sends twice.
            delivery.actions.tell_aside(person(body), "", words)

    @app.action(TAKE_BACK_ACTION)
    def taken_back(body: Payload, action: Payload) -> None:
        context = ActionContext.of(body)
        # Slack hides the icon from others, but a value can be forged.
        if not (
            delivery.is_operator(context.person)
            or is_sharers(value_of(action), body.get("message") or {}, context.person)
        ):
            delivery.actions.tell(context, sentence(wording.NOT_YOUR_SHARE))
        elif not delivery.actions.take_back(context):
            delivery.actions.tell(context, sentence(wording.NOT_TAKEN_BACK))


def _menu(app: App, delivery: AnswerDelivery) -> None:
    limit = RateLimit(_REPORTS)

    @app.action(MENU_ACTION)
    def pressed(body: Payload, action: Payload, client: WebClient) -> None:
        choice = read(value_of(action), MenuChoice)
        match choice.kind:
            case MenuKind.REPLY:
                show(client, body, _reply(delivery, choice))
            case MenuKind.CITE:
                show(client, body, _citation(delivery, choice))
            case MenuKind.REPORT:
                known = delivery.library.passage(choice.passage_id)
                show(client, body, report(choice.passage_id) if known else around(None))
            case _:
                assert_never(choice.kind)

    @app.view(REPORT_FORM)
    def reported(ack: Ack, body: Payload, view: Payload) -> None:
        fault, passage = member(Fault, SubmittedForm(view).one("fault")), checked(view["private_metadata"])
        if delivery.library.passage(passage) is None:
            ack(response_action="update", view=around(None))
        elif limit.allows(person(body)):
            delivery.memory.reports.make(passage, fault)
            ack(response_action="update", view=text_modal(wording.REPORT_TITLE, wording.REPORT_THANKS))
        else:
            ack(response_action="update", view=text_modal(wording.REPORT_TITLE, wording.REPORTED_TOO_OFTEN))


def _reply(delivery: AnswerDelivery, choice: MenuChoice) -> View:
    asked, reply = delivery.library.passage(choice.passage_id), delivery.library.passage(choice.answered_by)
    return answered_by(asked, reply) if asked and reply else around(None)


def _citation(delivery: AnswerDelivery, choice: MenuChoice) -> View:
    quote = choice.pointer.quote(delivery.library)
    return cited(quote, delivery.library.retrieved(quote.passage)) if quote else around(None)

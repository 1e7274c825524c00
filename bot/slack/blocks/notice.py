"""The notice of a new article (新しい座談会が入りました), and the setting that turns notices on and off."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock, ButtonElement

from bot import wording
from bot.answers.citation import address, address_remark, occasion
from bot.answers.quote import Quote
from bot.slack.blocks.callback_data import Switch
from bot.slack.blocks.modal import button, header, small
from bot.slack.blocks.pages import roundtable_lines
from bot.slack.blocks.quote_block import page_blocks, quote_lines
from bot.slack.blocks.reply import Reply, fallback, paragraph, sentence
from bot.state.forgetting import Forgotten
from corpus.model import Transcript
from index.summaries.roundtables import Roundtable

#: Stops notices; its value is the receiver.
STOP_ACTION = "notice_stop"
#: Turns notices on or off; its value is a Switch.
SWITCH_ACTION = "notice_switch"


def notice(transcript: Transcript, shown: Sequence[Quote], receiver: str) -> Reply:
    """Return the notice of an article: hosts, date, agenda, quotes, and the button that stops notices."""
    # This article alone: another part of the round has a notice of its own.
    talk = Roundtable((transcript,))
    foot = wording.SAMPLE_NOTICE if transcript.sample else wording.SOURCE
    blocks = [
        header(wording.NOTICE),
        roundtable_lines(talk, hosts=True, part=transcript.part),
        *(block for quote in shown for block in page_blocks(quote)),
        small(foot),
        ActionsBlock(block_id="stop", elements=[_stop(receiver)]),
    ]
    return Reply(fallback(_lines(talk, shown, foot)), tuple(blocks))


def begun(receiver: str) -> Reply:
    """Return the message to a channel for which notices were turned on."""
    blocks = (paragraph(wording.NOTICE_CHANNEL_BEGINS), ActionsBlock(block_id="stop", elements=[_stop(receiver)]))
    return Reply(fallback([wording.NOTICE_CHANNEL_BEGINS]), blocks)


def setting(person: tuple[str, bool], channel: tuple[str, bool] | None, remark: str | None = None) -> Reply:
    """Return the setting of a person and of a channel, if any; each is a receiver and whether its notices are on."""
    places = [(wording.TO_ONESELF, *person), *([(wording.TO_CHANNEL, *channel)] if channel else [])]
    lines = [
        *([remark] if remark else []),
        wording.NOTICE_WHERE,
        *(wording.notice_state(where, on=on) for where, _, on in places),
    ]
    buttons = [
        switch(receiver, wording.notice_switch(where, on=on), on=on, place=str(number))
        for number, (where, receiver, on) in enumerate(places)
    ]
    return Reply(fallback(lines), (paragraph("\n".join(lines)), ActionsBlock(elements=buttons)))


def switch(receiver: str, label: str, *, on: bool, place: str = "0") -> ButtonElement:
    """Return the button that turns notices off if they are ``on``, else on."""
    return button(label, f"{SWITCH_ACTION}:{place}", Switch(receiver, not on).packed)


def forgotten(what: Forgotten) -> Reply:
    """Return what ``/zadankai forget`` deleted, or that nothing was stored."""
    if what.nothing:
        return sentence(wording.NOTHING_KEPT)
    return sentence("\n・".join([wording.FORGOTTEN_LEAD, *_things(what)]))


def _stop(receiver: str) -> ButtonElement:
    return button(wording.NOTICE_STOP, STOP_ACTION, receiver)


def _lines(talk: Roundtable, shown: Sequence[Quote], foot: str) -> list[str]:
    (article,) = talk.articles
    url = address(article)
    return [
        wording.NOTICE,
        wording.SEPARATOR.join([*occasion(article), "・".join(talk.hosts), article.title]),
        *([f"{url} {address_remark(article)}".rstrip()] if url else []),
        *([wording.AGENDA + "／".join(talk.agenda)] if talk.agenda else []),
        *(line for quote in shown for line in quote_lines(quote)),
        foot,
    ]


def _things(what: Forgotten) -> list[str]:
    named = (
        (what.municipality, wording.forgot_municipality(what.municipality or "")),
        (what.asked and not what.municipality, wording.FORGOT_ASKED),
        (what.questions, wording.forgot_questions(what.questions)),
        (what.missed, wording.forgot_missed(what.missed)),
        (what.feedback, wording.forgot_feedback(what.feedback)),
        (what.notices, wording.FORGOT_NOTICE),
        (what.channels, wording.FORGOT_CHANNELS),
        (what.events, wording.FORGOT_EVENTS),
    )
    return [words for kept, words in named if kept]

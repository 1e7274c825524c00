"""An Answer as a Reply: what was searched, the quotes or the retries, the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ContextActionsBlock,
    DividerBlock,
    FeedbackButtonObject,
    FeedbackButtonsElement,
    RichTextBlock,
    RichTextElementParts,
    RichTextSectionElement,
)

from bot import wording
from bot.answers.answer import Answer, Definition
from bot.answers.echo import conditions
from bot.answers.follow_ups import name
from bot.answers.quote import COMMAND, MODAL, AnswerFormat
from bot.answers.remarks import Conditions, FoundWithout, NearWords, Searched, ThemeMeant, Widen, sentences
from bot.answers.remarks import sentence as sentence_of
from bot.slack.blocks.callback_data import Judgement, Retry
from bot.slack.blocks.modal import button, plain, small, trash
from bot.slack.blocks.pickers import own_picker
from bot.slack.blocks.quote_block import brief_line, controls, quote_blocks, quote_lines, quoted
from bot.slack.blocks.reply import LONGEST_TEXT, Reply, bold, fallback, paragraph, section, sentence, text
from bot.state.askers import Asker
from bot.state.feedback import Verdict

#: Actions below an answer; the value of each is the conversation's id,
MORE_ACTION: Final = "more"
#: or, for this one, a question: 「テーマ:人材」.
COMPARISON_ACTION: Final = "show_listing"
NARROW_ACTION: Final = "narrow"
#: Who may delete the answer is stored with the conversation.
DELETE_ACTION: Final = "delete_answer"
#: 役に立った, 違う; its value is a Judgement.
FEEDBACK_ACTION: Final = "answer_feedback"
#: Posts a private answer for everyone.
SHOW_ALL_ACTION: Final = "show_all"
#: Prefix; each button adds a number, because the action ids of a block must differ.
RETRY_ACTION = "retry"


@dataclass(frozen=True, slots=True)
class AnswerControls:
    """The elements below an answer."""

    #: The id of the conversation; empty: no button that needs one.
    conversation: str = ""
    #: The person who may delete the answer, or None.
    asker: Asker | None = None
    #: Slack ids of others who may delete it.
    operators: tuple[str, ...] = ()
    #: Offer the picker of the own municipality.
    offers_own: bool = False
    #: Where there are no such buttons: the id of the conversation for feedback and deletion alone; else empty.
    reactions: str = ""
    #: Words that were searched within the topic before, to be asked alone; empty: none.
    within: str = ""


def answer_reply(answer: Answer, size: AnswerFormat, shown: AnswerControls) -> Reply:
    """Return the whole reply to a question."""
    if answer.alone:
        return sentence("\n".join(sentences(answer.above, buttons=True)))
    if not answer.quotes:
        return _nothing(answer, size, shown)
    return _brief(answer, size, shown) if size.brief else _full(answer, size, shown)


def _full(answer: Answer, size: AnswerFormat, shown: AnswerControls) -> Reply:
    leads, foot = [*_lead(answer.lead), *_remarks(answer, shown)], _foot(answer, size)
    blocks: list[Block] = [
        *_definition(answer.definition),
        paragraph("\n".join(leads)),
        *(block for each in answer.quotes for block in (DividerBlock(), *quote_blocks(each, shown.conversation))),
        *_below(answer, size, shown),
        small(*_bold(answer), *foot),
    ]
    lines = [line for quote in answer.quotes for line in quote_lines(quote)]
    return Reply(_spoken(answer.definition, [*leads, *lines], foot), tuple(blocks))


def _brief(answer: Answer, size: AnswerFormat, shown: AnswerControls) -> Reply:
    """Return the reply in three lines, for a conversation of others: the lead, the attribution, the words."""
    (quote,) = answer.quotes[:1]
    term = answer.definition.term if answer.definition else None
    ours = [wording.explained_by_us(term.term, term.sentence)] if term else []
    lead = " ".join([*ours, *_lead(answer.brief_lead), *_remarks(answer, shown)])
    foot = _foot(answer, size)
    blocks: list[Block] = [
        RichTextBlock(elements=[section(lead), brief_line(quote), quoted(quote)]),
        controls(quote, shown.conversation),
        *_below(answer, size, shown),
        small(*quote.notes, *_bold(answer), *foot),
    ]
    return Reply(_spoken(None, [lead, *quote_lines(quote)], foot), tuple(blocks))


def _nothing(answer: Answer, size: AnswerFormat, shown: AnswerControls) -> Reply:
    """Return the reply without quotes: a sentence for each remark, because its three cases are easily confused."""
    said = [*_lead(answer.lead), *_remarks(answer, shown)]
    if size.brief:
        # Two paragraphs, for a conversation of others: the case, and what was searched.
        at = next((n for n, each in enumerate(answer.above) if isinstance(each, Searched)), 0) + len(_lead(answer.lead))
        said = ["".join(said[:at]), "".join(said[at:])]
    foot = [wording.ONLY_YOU] if size.private else []
    blocks: list[Block] = [
        *_definition(answer.definition),
        *map(paragraph, said),
        *_retries(answer, shown),
        *_reactions(size, shown),
        *([small(*foot)] if foot else []),
    ]
    return Reply(fallback([*_ours(answer.definition), *said, *foot]), tuple(blocks))


def _spoken(definition: Definition | None, lines: list[str], foot: list[str]) -> str:
    whole = fallback([*_ours(definition), *lines, *foot])
    return whole if len(whole) < LONGEST_TEXT else fallback(lines)


def _remarks(answer: Answer, shown: AnswerControls) -> list[str]:
    # 「絞り込み」で外せます, unless there is no such button.
    fixed = () if shown.conversation else (Conditions,)
    return [sentence_of(remark, buttons=not isinstance(remark, fixed)) for remark in answer.above]


def _lead(words: str | None) -> list[str]:
    return [words] if words else []


def _ours(definition: Definition | None) -> list[str]:
    return list(definition.lines) if definition else []


def _definition(definition: Definition | None) -> list[Block]:
    """Return the definition of a term, marked as the bot's own and set off from the quotes."""
    if definition is None:
        return []
    said = [*bold(definition.term.term), *text(f"：{definition.term.sentence}")]
    return [
        RichTextBlock(elements=[RichTextSectionElement(elements=said)]),
        small(*definition.lines[1:]),
        DividerBlock(),
    ]


def _below(answer: Answer, size: AnswerFormat, shown: AnswerControls) -> list[Block]:
    blocks: list[Block] = [_actions(answer, size, shown)] if shown.conversation else []
    blocks += [own_picker(shown.conversation, wording.OFFER_OWN)] if shown.offers_own else []
    return [*blocks, *_reactions(size, shown)]


def for_all(reply: Reply, user: str) -> Reply:
    """Return an answer that a person shows to everyone, with a line that says who does."""
    who = [RichTextElementParts.User(user_id=user), *text(wording.SHOWN_BY)]
    line = RichTextBlock(elements=[RichTextSectionElement(elements=who)])
    # The mention must not be escaped.
    return Reply(f"<@{user}>{wording.SHOWN_BY}\n{reply.text}", (line, *reply.blocks))


def with_button(words: str, label: str, action: str, value: str) -> Reply:
    """Return a sentence with one button below it."""
    blocks = (paragraph(words), ActionsBlock(block_id="answer", elements=[button(label, action, value)]))
    return Reply(fallback([words]), blocks)


def _actions(answer: Answer, size: AnswerFormat, shown: AnswerControls) -> ActionsBlock:
    """Return the buttons below an answer, without もっと見る if there is no more."""
    more, at_least, conversation = answer.results.more, answer.results.at_least, shown.conversation
    alone = Retry(conversation, word=shown.within)
    wider = [remark.question for remark in answer.remarks if isinstance(remark, Widen)]
    return ActionsBlock(
        block_id="answer",
        elements=[
            *([button(wording.more(more, at_least=at_least), MORE_ACTION, conversation)] if more else []),
            button(wording.COMPARISON_TITLE, COMPARISON_ACTION, conversation),
            button(wording.NARROW, NARROW_ACTION, conversation),
            *([button(wording.SHOW_ALL, SHOW_ALL_ACTION, conversation)] if size is COMMAND else []),
            *([button(wording.retry_with(shown.within), f"{RETRY_ACTION}-1", alone.packed)] if shown.within else []),
            *(button(wording.WIDEN, f"{RETRY_ACTION}-2", Retry(conversation, word=each).packed) for each in wider),
        ],
    )


def _reactions(size: AnswerFormat, shown: AnswerControls) -> list[Block]:
    """Return the feedback buttons, and the icon that deletes the answer; a modal can have neither."""
    conversation = shown.conversation or shown.reactions
    if not shown.asker or not conversation or size is MODAL:
        return []
    useful, wrong = (Judgement(conversation, verdict).packed for verdict in (Verdict.USEFUL, Verdict.WRONG))
    feedback = FeedbackButtonsElement(
        action_id=FEEDBACK_ACTION,
        positive_button=FeedbackButtonObject(text=plain(wording.USEFUL), value=useful),
        negative_button=FeedbackButtonObject(text=plain(wording.WRONG), value=wrong),
    )
    users = (shown.asker.user, *shown.operators)
    icon = trash(DELETE_ACTION, conversation, wording.DELETE, wording.DELETE_SURE, users)
    # A private answer needs no icon: Slack does not keep it.
    return [ContextActionsBlock(block_id="reactions", elements=[feedback, *([] if size.private else [icon])])]


def _bold(answer: Answer) -> list[str]:
    """Return the note that the bold is the bot's, if anything is bold; screen readers do not need it."""
    return [wording.BOLD] if answer.has_bold else []


def _foot(answer: Answer, size: AnswerFormat) -> list[str]:
    return [answer.source, *([wording.ONLY_YOU] if size.private else [])]


def _retries(answer: Answer, shown: AnswerControls) -> list[Block]:
    """Return the buttons of the retries that the remarks suggest."""
    if not shown.conversation:
        return []
    buttons = [
        button(label, f"{RETRY_ACTION}-{number}", retry.packed)
        for number, (label, retry) in enumerate(_tries(answer, shown.conversation), start=1)
    ]
    narrow = button(wording.NARROW, NARROW_ACTION, shown.conversation)
    return [ActionsBlock(block_id="retries", elements=[*buttons, narrow])]


def _tries(answer: Answer, conversation: str) -> Iterator[tuple[str, Retry]]:
    words: list[str] = []
    for remark in answer.remarks:
        match remark:
            case FoundWithout(constraints):
                label = wording.retry_without(conditions(constraints))
                yield label, Retry(conversation, tuple(map(name, constraints)))
            case ThemeMeant(themes):
                words += map(wording.theme_question, themes)
            case NearWords(near):
                words += near
            case _:
                continue
    yield from ((wording.retry_with(word), Retry(conversation, word=word)) for word in words)

"""Results without a quote → the reply: what was searched, what excluded what, and what can be tried with one press.

Three cases are easily taken for each other and are never said together in one sentence: nothing was found, there is
no roundtable, a part of one is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement

from bot import wording
from bot.answers.quote import AnswerFormat
from bot.conversation.refining import name
from bot.views.callback_data import Retry
from bot.views.controls import NARROW_ACTION, deletion
from bot.views.glossary import explanation
from bot.views.modal import plain, small
from bot.views.page import Page, asked_for, covered, explanation_lines, remarks, without_filter, words
from bot.views.reply import Reply, fallback, paragraph
from index.model import Excluded

#: Each with a number, because Slack wants them to differ.
RETRY_ACTION = "retry"
#: Filters that are offered to be taken off.
_MOST = 3


def nothing(page: Page, room: AnswerFormat) -> Reply:
    """The reply where nothing is quoted."""
    lines = [*_said(page), *_searched(page)]
    if room.brief:
        # Others are talking.
        lines = ["".join(_said(page)), "".join(_searched(page))]
    foot = [wording.ONLY_YOU] if room.private else []
    blocks: list[Block] = [
        *(explanation(*page.explained) if page.explained else []),
        *map(paragraph, lines),
        *_retries(page),
        *_deletion(page, room),
        *([small(*foot)] if foot else []),
    ]
    ours = explanation_lines(*page.explained) if page.explained else []
    return Reply(fallback([*ours, *lines, *foot]), tuple(blocks))


def _deletion(page: Page, room: AnswerFormat) -> list[Block]:
    if not page.asker or not page.conversation or room.private:
        return []
    return [deletion(page.conversation, page.asker, page.operators)]


def _said(page: Page) -> Iterator[str]:
    if _heard(page):
        yield wording.nothing(asked_for(page.results.query))
    # That they have no roundtable here, and that a part is missing, is among the remarks.
    yield from remarks(page)


def _heard(page: Page) -> bool:
    """Whether somebody that was asked for speaks in the corpus at all."""
    asked = page.results.asked
    return not page.absent or (asked is not None and any(body not in page.absent for body in asked.affiliations))


def _searched(page: Page) -> Iterator[str]:
    results = page.results
    # Neither who has no roundtable here nor what a filter left out is found by other words.
    helps = _heard(page) and not results.excluded_by
    yield (wording.try_again if helps else wording.searched_in)(covered(results.coverage))
    for excluded in results.excluded_by[:_MOST]:
        yield without_filter(excluded)
    if results.near_words:
        yield wording.near_words(results.near_words)


def _retries(page: Page) -> list[Block]:
    results, conversation = page.results, page.conversation
    if not conversation:
        return []
    tries = [
        (_label(each), Retry(conversation, tuple(map(name, each.clauses)))) for each in results.excluded_by[:_MOST]
    ]
    others = (*map(wording.theme_question, results.themes), *results.near_words)
    tries += [(wording.retry_with(word), Retry(conversation, word=word)) for word in others]
    buttons = [
        ButtonElement(text=plain(label), action_id=f"{RETRY_ACTION}-{number}", value=retry.packed)
        for number, (label, retry) in enumerate(tries, start=1)
    ]
    narrow = ButtonElement(text=plain(wording.NARROW), action_id=NARROW_ACTION, value=conversation)
    return [ActionsBlock(block_id="retries", elements=[*buttons, narrow])]


def _label(excluded: Excluded) -> str:
    return wording.retry_without(words(excluded.clauses))

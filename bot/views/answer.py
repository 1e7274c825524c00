"""Results → the reply that is posted: what was searched, the quotes, the source. Without a quote: ``nothing.py``."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, DividerBlock, RichTextBlock

from bot import wording
from bot.answers.quote import AnswerFormat, Quote
from bot.views.controls import answer_actions, deletion
from bot.views.glossary import explanation, explanation_line
from bot.views.modal import small
from bot.views.nothing import nothing
from bot.views.page import Page, asked_for, explanation_lines, lead, remarks
from bot.views.pickers import own_picker
from bot.views.quote_block import brief_line, controls, quote_blocks, quote_lines, quoted
from bot.views.reply import LONGEST_TEXT, Reply, fallback, paragraph, section, sentence
from index.model import Coverage, Sureness


def answer(page: Page, room: AnswerFormat, contact: str | None = None) -> Reply:
    """The whole reply to a question; ``contact`` is whom to ask where there are no articles."""
    if page.results.coverage.articles == 0:
        return sentence(wording.empty(contact))
    if not page.quotes:
        return nothing(page, room)
    return _brief(page, room) if room.brief else _full(page, room)


def _full(page: Page, room: AnswerFormat) -> Reply:
    leads, foot = [_lead(page), *remarks(page)], _foot(page.results.coverage, room)
    blocks: list[Block] = [
        *(explanation(*page.explained) if page.explained else []),
        paragraph("\n".join(leads)),
        *(block for quote in page.quotes for block in _set_off(quote, page)),
        *_below(page, room),
        small(*_bold(page.quotes), *foot),
    ]
    ours = explanation_lines(*page.explained) if page.explained else []
    return Reply(
        _spoken(ours, leads, [line for quote in page.quotes for line in quote_lines(quote)], foot), tuple(blocks)
    )


def _set_off(quote: Quote, page: Page) -> list[Block]:
    return [DividerBlock(), *quote_blocks(quote, page.conversation, feedback=page.feedback)]


def _brief(page: Page, room: AnswerFormat) -> Reply:
    """Three lines, because others are talking: what this is, who said it, the words."""
    (quote,) = page.quotes[:1]
    ours = [explanation_line(page.explained[0])] if page.explained else []
    lead, foot = " ".join([*ours, _brief_lead(page), *remarks(page)]), _foot(page.results.coverage, room)
    dates = [quote.meant] if quote.meant else []
    blocks: list[Block] = [
        RichTextBlock(elements=[section(lead), brief_line(quote), quoted(quote)]),
        controls(quote, page.conversation, feedback=page.feedback),
        *_below(page, room),
        small(*dates, *_bold([quote]), *foot),
    ]
    return Reply(_spoken([], [lead], quote_lines(quote), foot), tuple(blocks))


def _spoken(ours: list[str], leads: list[str], lines: list[str], foot: list[str]) -> str:
    text = fallback([*ours, *leads, *lines, *foot])
    return text if len(text) < LONGEST_TEXT else fallback([*leads, *lines])


def _below(page: Page, room: AnswerFormat) -> list[Block]:
    blocks: list[Block] = [_actions(page)] if page.conversation else []
    blocks += [own_picker(page.conversation, wording.OFFER_OWN)] if page.offers_own else []
    # What only the asker sees is gone when they leave it.
    if page.asker and page.conversation and not room.private:
        blocks.append(deletion(page.conversation, page.asker, page.operators))
    return blocks


def _actions(page: Page) -> Block:
    return answer_actions(page.conversation, more=page.results.more, at_least=page.results.at_least)


def _lead(page: Page) -> str:
    results, shown = page.results, len(page.quotes)
    # An answer that has grown too long for one message begins later too.
    if page.goes_on or page.quotes[0].number > 1:
        near = results.sureness is Sureness.NEAR
        return wording.rest(asked_for(results.query), page.quotes[0].number, page.quotes[-1].number, near=near)
    return lead(results, shown)


def _brief_lead(page: Page) -> str:
    results, question = page.results, asked_for(page.results.query)
    if results.sureness is Sureness.NEAR:
        return wording.brief_near(question)
    total = wording.counted(len(page.quotes) + results.more, at_least=results.at_least)
    return (wording.brief_found if results.query.words else wording.brief_fitting)(question, total)


def _bold(quotes: Sequence[Quote]) -> list[str]:
    """Whose the bold is, where anything is bold; who listens is spared it."""
    marked = any(quote.bold for quote in quotes)
    return [wording.BOLD] if marked else []


def _foot(coverage: Coverage, room: AnswerFormat) -> list[str]:
    source = wording.SAMPLE_NOTICE if coverage.sample else wording.SOURCE
    return [source, *([wording.ONLY_YOU] if room.private else [])]

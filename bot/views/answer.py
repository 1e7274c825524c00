"""Results → the reply that is posted: what was searched, the quotes, the source. Also: no hit, and no articles yet."""

from __future__ import annotations

from slack_sdk.models.blocks import Block, ContextBlock, PlainTextObject

from bot import wording
from bot.views.quotation import Quote, quote_blocks, quote_lines
from bot.views.reply import Reply, Room, echo, fallback, paragraph, sentence
from index.model import Coverage, Results, Sureness


def answer(results: Results, room: Room, contact: str | None = None) -> Reply:
    """The whole reply to a question."""
    if results.coverage.articles == 0:
        return sentence(wording.empty(contact))
    if not results.hits:
        return _nothing(results, room)
    quotes = [Quote.of(number, hit, room) for number, hit in enumerate(results.hits, start=1)]
    lead, foot = _lead(results), _foot(results.coverage, room)
    blocks: list[Block] = [paragraph(lead), *(block for quote in quotes for block in quote_blocks(quote)), _small(foot)]
    lines = [lead, *(line for quote in quotes for line in quote_lines(quote)), *foot[1:]]
    return Reply(fallback(lines), tuple(blocks))


def covered(coverage: Coverage) -> str:
    """What an answer was searched in."""
    words = wording.covered(
        coverage.articles, coverage.rounds, len(coverage.municipalities), coverage.since, coverage.until
    )
    return wording.sample_notice(words) if coverage.sample else words


def _lead(results: Results) -> str:
    question, coverage = echo(results.query.text), covered(results.coverage)
    if results.sureness is Sureness.NEAR:
        return wording.near(question, len(results.hits), coverage)
    return wording.found(question, len(results.hits), results.total, coverage)


def _foot(coverage: Coverage, room: Room) -> list[str]:
    """The bold notice first: it means nothing to who does not see bold."""
    return [
        wording.BOLD,
        wording.SAMPLE_NOTICE if coverage.sample else wording.SOURCE,
        *([wording.ONLY_YOU] if room.private else []),
    ]


def _nothing(results: Results, room: Room) -> Reply:
    said = wording.nothing(echo(results.query.text))
    searched = wording.try_again(covered(results.coverage))
    foot = [wording.ONLY_YOU] if room.private else []
    blocks = [paragraph(said), paragraph(searched), *([_small(foot)] if foot else [])]
    return Reply(fallback([said, searched, *foot]), tuple(blocks))


def _small(sentences: list[str]) -> ContextBlock:
    return ContextBlock(elements=[PlainTextObject(text=words, emoji=False) for words in sentences])

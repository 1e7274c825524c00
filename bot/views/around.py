"""The modal of 前後を読む: three speeches before a quote, the quote marked in its speech, three after it."""

from __future__ import annotations

from collections.abc import Iterator

from slack_sdk.models.blocks import (
    Block,
    DividerBlock,
    HeaderBlock,
    RichTextBlock,
    RichTextElement,
    RichTextSectionElement,
)
from slack_sdk.models.views import View

from bot import wording
from bot.answers.citation import attribution, occasion, short_voice
from bot.views.modal import modal, plain
from bot.views.quote_block import article_link, title_of
from bot.views.reply import bold, paragraph, quotation, section, text
from corpus.model import Passage, Span
from index.quoting.cuts import whole_sentences
from index.quoting.surroundings import Surroundings, Turn

#: Characters shown of a neighbour, and of the quoted speech on each side of the quote: whole sentences, about.
LONGEST_NEIGHBOUR = 600
#: Characters of a quote in the modal.
LONGEST_QUOTE = 3000
#: Slack's limit for a header.
LONGEST_HEADER = 150


def around(found: Surroundings | None) -> View:
    """The modal for a passage; None: it was changed or withdrawn since it was quoted."""
    if found is None:
        return modal(wording.GONE_TITLE, [paragraph(wording.GONE)])
    blocks = [*_opening(found.passage), *_speeches(found), DividerBlock(), *_closing(found.passage)]
    return modal(wording.AROUND_TITLE, blocks)


def _opening(passage: Passage) -> Iterator[Block]:
    yield paragraph(wording.SEPARATOR.join([*occasion(passage.transcript), title_of(passage.transcript)]))


def _closing(passage: Passage) -> Iterator[Block]:
    if passage.transcript.sample:
        yield paragraph(wording.SAMPLE_NO_ARTICLE)
    else:
        yield RichTextBlock(elements=[RichTextSectionElement(elements=_read_on(passage))])
    yield paragraph(wording.SOURCE if not passage.transcript.sample else wording.SAMPLE_NOTICE)


def _read_on(passage: Passage) -> list[RichTextElement]:
    return article_link(passage, passage.text[:LONGEST_QUOTE], passage.span.start, wording.READ_ON)


def _speeches(found: Surroundings) -> Iterator[Block]:
    for before, turn in zip([None, *found.turns], found.turns, strict=False):
        yield from map(_moderator, turn.asked)
        if (before is None or before.section != turn.section) and turn.section.heading:
            heading = "／".join(filter(None, [turn.section.heading, turn.section.subheading]))
            yield HeaderBlock(text=plain(heading[:LONGEST_HEADER]))
        yield _quoted(found) if turn.speech is found.passage.speech else _neighbour(turn)


def _moderator(words: str | None) -> Block:
    return RichTextBlock(elements=[_named(wording.MODERATOR), section(_beginning(words))])


def _neighbour(turn: Turn) -> Block:
    return RichTextBlock(elements=[_named(short_voice(turn.speech)), section(_beginning(turn.words))])


def _quoted(found: Surroundings) -> Block:
    passage = found.passage
    kept = _beginning(passage.text.strip(), LONGEST_QUOTE)
    before, after = _ending(found.before), _beginning(found.after)
    elements: list[RichTextElement] = [_named(f"{wording.QUOTED}{wording.SEPARATOR}{attribution(passage)}")]
    elements += [section(before)] if before.strip() else []
    elements += [quotation(text(kept))]
    elements += [section(after)] if after.strip() else []
    return RichTextBlock(elements=elements)


def _named(name: str) -> RichTextSectionElement:
    return RichTextSectionElement(elements=bold(name))


def _beginning(words: str | None, longest: int = LONGEST_NEIGHBOUR) -> str:
    """The first whole sentences of a text, and that there is more; or that it is not shown."""
    if words is None:
        return wording.NOT_SHOWN
    ends = [span.end for span in whole_sentences(words, Span(0, len(words))) if span.end <= longest]
    end = len(words) if len(words) <= longest else (ends[-1] if ends else longest)
    return words if end == len(words) else f"{words[:end].rstrip()}{wording.AFTER_CUT}"


def _ending(words: str | None) -> str:
    """The last whole sentences of a text, and that there is more before them; or that it is not shown."""
    if words is None:
        return wording.NOT_SHOWN
    whole = whole_sentences(words, Span(0, len(words)))
    starts = [span.start for span in whole if len(words) - span.start <= LONGEST_NEIGHBOUR]
    start = 0 if len(words) <= LONGEST_NEIGHBOUR else (starts[0] if starts else len(words) - LONGEST_NEIGHBOUR)
    return words if start == 0 else f"{wording.BEFORE_CUT}{words[start:].lstrip()}"

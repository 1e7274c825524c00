"""The modal of 前後を読む: three speeches before a quote, the quote marked in its speech, three after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from slack_sdk.models.blocks import (
    Block,
    DividerBlock,
    HeaderBlock,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextSectionElement,
)
from slack_sdk.models.views import View

from bot import wording
from bot.views.attribution import attribution, occasion, short_voice
from bot.views.modal import modal, plain
from bot.views.quotation import article_link, title_of
from bot.views.reply import paragraph, quotation, section
from corpus.model import BlockKind, Passage, Section, Span, Speech, Transcript
from index.quoting.cuts import whole_sentences

#: Speeches before and after the quoted one.
AROUND = 3
#: Characters shown of a neighbour, and of the quoted speech on each side of the quote: whole sentences, about.
LONGEST_NEIGHBOUR = 600
#: Characters of a quote in the modal.
LONGEST_QUOTE = 3000
#: Slack's limit for a header.
LONGEST_HEADER = 150


@dataclass(frozen=True, slots=True)
class Turn:
    """A speech and the section in which it stands."""

    section: Section
    speech: Speech


def around(passage: Passage | None) -> View:
    """The modal for a passage; None: it was changed or withdrawn since it was quoted."""
    if passage is None:
        return modal(wording.GONE_TITLE, [paragraph(wording.GONE)])
    return modal(wording.AROUND_TITLE, [*_opening(passage), *_speeches(passage), DividerBlock(), *_closing(passage)])


def _opening(passage: Passage) -> Iterator[Block]:
    yield paragraph(wording.SEPARATOR.join([*occasion(passage.transcript), title_of(passage)]))


def _closing(passage: Passage) -> Iterator[Block]:
    if passage.transcript.sample:
        yield paragraph(wording.SAMPLE_NO_ARTICLE)
    else:
        yield RichTextBlock(elements=[RichTextSectionElement(elements=_read_on(passage))])
    yield paragraph(wording.SOURCE if not passage.transcript.sample else wording.SAMPLE_NOTICE)


def _read_on(passage: Passage) -> list[RichTextElement]:
    return article_link(passage, passage.text[:LONGEST_QUOTE], wording.READ_ON)


def _speeches(passage: Passage) -> Iterator[Block]:
    turns = list(_turns(passage.transcript))
    here = next(place for place, turn in enumerate(turns) if turn.speech is passage.speech)
    shown = turns[max(0, here - AROUND) : here + AROUND + 1]
    for before, turn in zip([None, *shown], shown, strict=False):
        yield from _between(passage.transcript, before, turn)
        yield from _quoted(passage) if turn.speech is passage.speech else _neighbour(passage.transcript, turn.speech)


def _turns(transcript: Transcript) -> Iterator[Turn]:
    return (Turn(part, speech) for part in transcript.sections for speech in part.speeches)


def _between(transcript: Transcript, before: Turn | None, turn: Turn) -> Iterator[Block]:
    """A new section's heading, and what the moderator said between two speeches."""
    if before is not None:
        gap = Span(before.speech.span.end, turn.speech.span.start)
        yield from (_moderator(words) for words in _moderator_lines(transcript, gap))
    if (before is None or before.section is not turn.section) and turn.section.heading:
        heading = "／".join(filter(None, [turn.section.heading, turn.section.subheading]))
        yield HeaderBlock(text=plain(heading[:LONGEST_HEADER]))


def _moderator_lines(transcript: Transcript, gap: Span) -> Iterator[str]:
    for block in transcript.blocks:
        inside = gap.start <= block.span.start and block.span.end <= gap.end
        if inside and block.kind is BlockKind.MODERATOR:
            yield block.span.of(transcript.text).strip()


def _moderator(words: str) -> Block:
    return RichTextBlock(elements=[_named(wording.MODERATOR), section(_beginning(words))])


def _neighbour(transcript: Transcript, speech: Speech) -> Iterator[Block]:
    yield RichTextBlock(elements=[_named(short_voice(speech)), section(_beginning(_words(transcript, speech.span)))])


def _quoted(passage: Passage) -> Iterator[Block]:
    text, speech = passage.transcript.text, passage.speech
    before = _ending(text[speech.span.start : passage.span.start].strip("\n"))
    after = _beginning(text[passage.span.end : speech.span.end].strip("\n"))
    quote = passage.text.strip()
    kept = _beginning(quote, LONGEST_QUOTE)
    elements: list[RichTextElement] = [_named(f"{wording.QUOTED}{wording.SEPARATOR}{attribution(passage)}")]
    elements += [section(before)] if before.strip() else []
    elements += [quotation([RichTextElementParts.Text(text=kept)])]
    elements += [section(after)] if after.strip() else []
    yield RichTextBlock(elements=elements)


def _words(transcript: Transcript, span: Span) -> str:
    return span.of(transcript.text).strip("\n")


def _named(name: str) -> RichTextSectionElement:
    return RichTextSectionElement(
        elements=[RichTextElementParts.Text(text=name, style=RichTextElementParts.TextStyle(bold=True))]
    )


def _beginning(text: str, longest: int = LONGEST_NEIGHBOUR) -> str:
    """The first whole sentences of a text, and that there is more."""
    ends = [span.end for span in whole_sentences(text, Span(0, len(text))) if span.end <= longest]
    end = len(text) if len(text) <= longest else (ends[-1] if ends else longest)
    return text if end == len(text) else f"{text[:end].rstrip()}{wording.AFTER_CUT}"


def _ending(text: str) -> str:
    """The last whole sentences of a text, and that there is more before them."""
    whole = whole_sentences(text, Span(0, len(text)))
    starts = [span.start for span in whole if len(text) - span.start <= LONGEST_NEIGHBOUR]
    start = 0 if len(text) <= LONGEST_NEIGHBOUR else (starts[0] if starts else len(text) - LONGEST_NEIGHBOUR)
    return text if start == 0 else f"{wording.BEFORE_CUT}{text[start:].lstrip()}"

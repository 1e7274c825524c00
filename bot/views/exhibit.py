"""A quote on a page (theme, municipality, はじめての方へ) or in a notice: chosen by us, so nothing in it is bold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextSectionElement,
)

from bot import wording
from bot.answers import citation
from bot.answers.citation import attribution, marks, short_voice
from bot.views.controls import READ_AROUND_ACTION, SHARE_ACTION
from bot.views.pointer import Pointer
from bot.views.quotation import article_link
from bot.views.reply import quotation, section
from corpus.links import plain_link
from corpus.model import Passage, Span
from index.quoting.cuts import Excerpt, excerpt

#: Characters of a quote, about: a page is for looking round; 前後を読む shows more.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A passage as a page shows it."""

    #: Counting from 1 within its page.
    number: int
    passage: Passage
    shown: Excerpt

    @classmethod
    def of(cls, number: int, passage: Passage, telling: Sequence[Span], reach: Span) -> Self:
        """The passage, cut to what is ``telling`` (in its text), within ``reach`` (in the transcript's)."""
        return cls(number, passage, excerpt(passage, telling, LONGEST, reach=reach))

    @property
    def words(self) -> str:
        """What is quoted, verbatim."""
        return self.shown.words(self.passage)


def exhibit_blocks(exhibit: Exhibit, *, shared: bool = True) -> list[Block]:
    """Attribution, words, source, buttons; without 共有 where ``shared`` is False."""
    return [
        RichTextBlock(
            elements=[
                section(_heading(exhibit)),
                quotation([RichTextElementParts.Text(text=exhibit.words)]),
                RichTextSectionElement(elements=list(_source(exhibit))),
            ]
        ),
        _buttons(exhibit, shared=shared),
    ]


def exhibit_lines(exhibit: Exhibit) -> list[str]:
    """The same for who listens instead of looking."""
    transcript = exhibit.passage.transcript
    address = [plain_link(transcript.url)] if transcript.url and not transcript.sample else []
    return [
        f"{wording.quote_number(exhibit.number)} {_heading(exhibit)}",
        f"「{exhibit.words}」",
        " ".join([*_remarks(exhibit), *marks(transcript), *address]),
    ]


def _heading(exhibit: Exhibit) -> str:
    before = f" {wording.BEFORE_CUT}" if exhibit.shown.cut_before else ""
    return attribution(exhibit.passage) + before


def _remarks(exhibit: Exhibit) -> list[str]:
    meant = citation.meant(exhibit.words, exhibit.passage.transcript.held_on)
    return [*([wording.AFTER_CUT] if exhibit.shown.cut_after else []), *([f"（{meant}）"] if meant else [])]


def _source(exhibit: Exhibit) -> Iterator[RichTextElement]:
    named = citation.marked(exhibit.passage.transcript)
    lead = " ".join([*_remarks(exhibit), *([named] if named else [])])
    if lead:
        yield RichTextElementParts.Text(text=f"{lead} ")
    yield from article_link(exhibit.passage, exhibit.words)


def _buttons(exhibit: Exhibit, *, shared: bool) -> ActionsBlock:
    passage, speaker = exhibit.passage, short_voice(exhibit.passage.speech)
    around = ButtonElement(
        text=wording.READ_AROUND,
        action_id=READ_AROUND_ACTION,
        value=passage.id,
        accessibility_label=wording.read_around(exhibit.number, speaker),
    )
    share = ButtonElement(
        text=wording.SHARE,
        action_id=SHARE_ACTION,
        value=Pointer.of(passage, exhibit.shown).value,
        accessibility_label=wording.share_quote(exhibit.number, speaker),
    )
    return ActionsBlock(block_id=f"quote-{exhibit.number}", elements=[around, share] if shared else [around])

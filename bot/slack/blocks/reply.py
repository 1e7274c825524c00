"""Reply: what is posted, in its two forms: blocks for eyes, text for screen readers and notifications."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from slack_sdk.models.blocks import (
    Block,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextQuoteElement,
    RichTextSectionElement,
)

#: Slack cuts a message's top-level text at 4,000 characters; room is left for an ellipsis.
LONGEST_TEXT = 3900


@dataclass(frozen=True, slots=True)
class Reply:
    """A message, ready to be posted."""

    #: The whole answer in reading order, escaped for the field that Slack parses as mrkdwn.
    text: str
    blocks: tuple[Block, ...]


def sentence(words: str) -> Reply:
    """A reply of one sentence."""
    return Reply(fallback([words]), (paragraph(words),))


def paragraph(words: str) -> RichTextBlock:
    """Words as they are: rich text parses nothing, so a user's words are safe in it."""
    return RichTextBlock(elements=[section(words)])


def section(words: str) -> RichTextSectionElement:
    """One paragraph inside a rich text block."""
    return RichTextSectionElement(elements=[RichTextElementParts.Text(text=words)])


def text(words: str) -> list[RichTextElement]:
    """Words inside of such a paragraph; nothing for none: Slack refuses an empty element."""
    return [RichTextElementParts.Text(text=words)] if words else []


def bold(words: str) -> list[RichTextElement]:
    """The same in bold."""
    style = RichTextElementParts.TextStyle(bold=True)
    return [RichTextElementParts.Text(text=words, style=style)] if words else []


def quotation(elements: Iterable[RichTextElement]) -> RichTextQuoteElement:
    """Words behind Slack's quote bar."""
    return RichTextQuoteElement(elements=list(elements))


def fallback(lines: Iterable[str]) -> str:
    r"""The message's top-level text: escaped, and never longer than Slack takes.

    >>> fallback(["A < B", "R&D"])
    'A &lt; B\nR&amp;D'
    """
    whole = "\n".join(lines)
    escaped = _escape(whole)
    while len(escaped) > LONGEST_TEXT:
        # Cut before escaping, so that no &amp; is cut in two; each code point is at most five characters.
        whole = whole[: len(whole) - max(1, (len(escaped) - LONGEST_TEXT) // 5)]
        escaped = _escape(whole) + "…"
    return escaped


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

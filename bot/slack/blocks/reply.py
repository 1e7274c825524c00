"""Reply: a message as blocks and as text for screen readers and notifications; and its rich text elements."""

from __future__ import annotations

import html
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

#: Slack cuts a message's top-level text at 4,000 characters.
LONGEST_TEXT = 3900


@dataclass(frozen=True, slots=True)
class Reply:
    """A message, ready to be posted."""

    #: The whole message in reading order, escaped, because Slack parses it as mrkdwn.
    text: str
    blocks: tuple[Block, ...]


def sentence(words: str) -> Reply:
    """Return a reply of one sentence."""
    return Reply(fallback([words]), (paragraph(words),))


def paragraph(words: str) -> RichTextBlock:
    """Return a block of one paragraph: rich text parses nothing, so a user's words are safe in it."""
    return RichTextBlock(elements=[section(words)])


def section(words: str) -> RichTextSectionElement:
    """Return a paragraph of a rich text block."""
    return RichTextSectionElement(elements=[RichTextElementParts.Text(text=words)])


def text(words: str) -> list[RichTextElement]:
    """Return words as elements of a paragraph; none for an empty string, because Slack refuses empty elements."""
    return [RichTextElementParts.Text(text=words)] if words else []


def bold(words: str) -> list[RichTextElement]:
    """Return words in bold, like ``text``."""
    style = RichTextElementParts.TextStyle(bold=True)
    return [RichTextElementParts.Text(text=words, style=style)] if words else []


def quotation(elements: Iterable[RichTextElement]) -> RichTextQuoteElement:
    """Return elements behind Slack's quote bar."""
    return RichTextQuoteElement(elements=list(elements))


def fallback(lines: Iterable[str]) -> str:
    r"""Return the top-level text of a message: escaped, and cut to Slack's limit.

    >>> fallback(["A < B", "R&D"])
    'A &lt; B\nR&amp;D'
    """
    whole = "\n".join(lines)
    escaped = html.escape(whole, quote=False)
    while len(escaped) > LONGEST_TEXT:
        # Cut before escaping, so that no &amp; is cut in two; each code point is at most five characters.
        whole = whole[: len(whole) - max(1, (len(escaped) - LONGEST_TEXT) // 5)]
        escaped = html.escape(whole, quote=False) + "…"
    return escaped

"""The words of a message, wherever Slack put them: its text, its blocks, or what was forwarded.

Messages of workflows, feeds and other bots may have blocks alone, with Slack's filler as their text. What is forwarded
comes as an attachment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.answers.answers import typed

Message = Mapping[str, Any]

#: What Slack writes for those who cannot show blocks.
_FILLER = re.compile(
    r"this (?:content|message) (?:can['’]t be displayed|contains interactive elements)\.?|\[no preview available\]",
    re.IGNORECASE,
)
#: At the head of a forwarded message's fallback: 「[May 1st, 2026 9:00 AM] yamada: 」.
_WHO = re.compile(r"^\[[^\]]*\] [^:：]{1,40}: ")
#: Where people press and choose: labels, no words of the message.
_CONTROLS = frozenset({"actions", "context_actions", "input", "image", "video", "divider"})
#: Objects whose parts stand in one line.
_LINES = frozenset({"rich_text_section", "rich_text_quote", "rich_text_preformatted"})
#: Of an attachment, in reading order.
_PARTS = ("pretext", "title", "text")


@dataclass(frozen=True, slots=True)
class ThreadWords:
    """What was said in a thread; nothing of it is stored."""

    words: str
    messages: int


def own_text(message: Message) -> str:
    """Return what the writer of a message wrote, with Slack's markup; empty if they only forwarded something."""
    text, blocks = _said(message.get("text")), _of_blocks(message.get("blocks"))
    # A bot's text is for those who cannot see its blocks.
    return (blocks or text) if message.get("bot_id") else (text or blocks)


def forwarded(message: Message) -> str:
    """Return the words of the messages that were forwarded or linked, or that a bot posted as attachments, bare."""
    attachments = [each for each in message.get("attachments") or () if isinstance(each, Mapping)]
    # Beside words of one's own, the preview of a web page is none of them; a bot has no other words.
    bare = bool(message.get("bot_id")) or not typed(own_text(message))
    meant = (each for each in attachments if bare or each.get("is_share") or each.get("is_msg_unfurl"))
    return typed("\n\n".join(filter(None, map(_of_attachment, meant))))


def words(message: Message) -> str:
    """Return all words of a message, bare: the writer's own and what they forwarded."""
    return typed("\n".join(filter(None, (own_text(message), forwarded(message)))))


def _said(text: object) -> str:
    return text if isinstance(text, str) and not _FILLER.fullmatch(text.strip()) else ""


def _of_attachment(attachment: Message) -> str:
    inner = (each.get("message") for each in attachment.get("message_blocks") or () if isinstance(each, Mapping))
    forwarded_blocks = [block for each in inner if isinstance(each, Mapping) for block in each.get("blocks") or ()]
    if found := _of_blocks(forwarded_blocks or attachment.get("blocks")):
        return found
    fields = [each for each in attachment.get("fields") or () if isinstance(each, Mapping)]
    parts = (
        *(attachment.get(part) for part in _PARTS),
        *(each.get(part) for each in fields for part in ("title", "value")),
    )
    return "\n".join(filter(None, map(_said, parts))) or _WHO.sub("", _said(attachment.get("fallback")))


def _of_blocks(blocks: object) -> str:
    listed = blocks if isinstance(blocks, list) else []
    return "\n".join(filter(None, (_said("\n".join(_lines(block)).strip()) for block in listed)))


def _lines(node: object) -> Iterator[str]:
    """Yield the lines of a block: a paragraph of rich text is one, whatever it is made of."""
    if isinstance(node, list):
        for each in node:
            yield from _lines(each)
    elif isinstance(node, Mapping) and node.get("type") in _LINES:
        yield "".join(_pieces(node.get("elements") or ()))
    elif isinstance(node, Mapping) and node.get("type") not in _CONTROLS:
        if isinstance(node.get("text"), str):
            yield node["text"]
        yield from _lines(
            [each for name, each in node.items() if name != "accessory" and isinstance(each, dict | list)]
        )


def _pieces(elements: Iterable[object]) -> Iterator[str]:
    for each in elements:
        if isinstance(each, Mapping):
            # A link without a label is its address, as in a message's text.
            yield str(each.get("text") or (f"<{each['url']}>" if each.get("url") else ""))

"""Faults of a payload that Slack or this project refuses: sizes, counts, missing fallbacks, user text in mrkdwn.

The fake Slack checks every call, so no test can forget it. What Slack documents is in ``refusals.py``: slack_sdk's own
models miss several of it (51 blocks, empty text, duplicate ids, total text). The rest are the house's own rules.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from tests.fake_slack.refusals import refusals

Payload = dict[str, Any]

#: Of a fallback text, in characters; and how many prompts are suggested.
LONGEST_FALLBACK, MOST_PROMPTS = 4000, 4
#: Of those that Slack has, the blocks that the bot may use.
KNOWN_BLOCKS = frozenset(
    {"section", "header", "context", "actions", "divider", "rich_text", "input", "context_actions"}
    | {"table", "data_table"}
)
_CONTROL = re.compile(r"<[@#!]|<https?://[^>]*[<\s]")
#: Entities, links and mentions of users.
_ENTITY_OR_LINK = re.compile(r"&(?:amp|lt|gt);|<https?://[^<>|\s]+(?:\|[^<>]+)?>|<@[UW][A-Z0-9]+>")


def message_faults(payload: Payload, said: Sequence[str] = ()) -> list[str]:
    """Return the faults of a message; ``said`` are the texts that users sent."""
    blocks = payload.get("blocks") or []
    return [
        *_fallback_faults(payload.get("text") or "", blocks),
        *(f"{flag} is not false" for flag in ("unfurl_links", "unfurl_media") if payload.get(flag) is not False),
        *map(str, refusals({"blocks": blocks})),
        *block_faults(blocks, said),
    ]


def view_faults(view: Payload, said: Sequence[str] = ()) -> list[str]:
    """Return the faults of a modal or a home view."""
    blocks = view.get("blocks") or []
    return [
        *([] if view.get("type") != "modal" or view.get("title") else ["a modal without a title"]),
        *map(str, refusals(view)),
        *block_faults(blocks, said),
    ]


def prompt_faults(payload: Payload) -> list[str]:
    """Return the faults of suggested prompts."""
    prompts = payload.get("prompts") or []
    return [
        *([] if prompts else ["no prompts"]),
        *([f"prompts: {len(prompts)} > {MOST_PROMPTS}"] if len(prompts) > MOST_PROMPTS else []),
        *(f"a prompt lacks a part: {p}" for p in prompts if not (p.get("title") and p.get("message"))),
        # Under agent_view this fails without a word.
        *(["prompts with a thread_ts"] if payload.get("thread_ts") else []),
    ]


def block_faults(blocks: Sequence[Payload], said: Sequence[str] = ()) -> list[str]:
    """Return what breaks the house's own rules in the blocks of a message or a view."""
    return [
        *(f"unknown block {block.get('type')}" for block in blocks if block.get("type") not in KNOWN_BLOCKS),
        *_button_faults([part for part in parts(blocks) if part.get("type") == "button"]),
        *(fault for part in parts(blocks) if part.get("options") for fault in option_faults(part["options"])),
        *_mrkdwn_faults(blocks, said),
    ]


def option_faults(options: Sequence[Payload]) -> list[str]:
    """Return the faults of the options of a menu or a picker."""
    values = Counter(option["value"] for option in options)
    sizes = refusals({"blocks": [{"type": "actions", "elements": [{"type": "picker", "options": list(options)}]}]})
    kinds = [option["value"] for option in options if option["text"]["type"] != "plain_text"]
    return [
        *(f"option {value!r} stands {count} times" for value, count in values.items() if count > 1),
        *(f"option {value!r} is not plain_text" for value in kinds),
        *map(str, sizes),
    ]


def parts(node: Any) -> Iterator[Payload]:
    """Yield every object inside blocks, outermost first."""
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from parts(child)


def texts(node: Any) -> Iterator[str]:
    """Return every text inside blocks, in order."""
    return (part["text"] for part in parts(node) if isinstance(part.get("text"), str))


def quotes(blocks: Any) -> list[str]:
    """Return the words of each rich_text_quote, in order."""
    return ["".join(texts(part)) for part in parts(blocks) if part.get("type") == "rich_text_quote"]


def escaped(text: str) -> str:
    """Return text escaped for the fields that Slack parses."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _fallback_faults(text: str, blocks: Any) -> list[str]:
    raw = _ENTITY_OR_LINK.sub("", text)
    spare = LONGEST_FALLBACK - len(text)
    return [
        *([] if text.strip() else ["no fallback text"]),
        *([f"fallback text: {len(text)} > {LONGEST_FALLBACK}"] if spare < 0 else []),
        *([f"fallback text has a raw & < or >: {raw!r}"] if set(raw) & set("&<>") else []),
        # Screen readers read this field only: a quote that is missing here does not exist for them.
        *(
            f"a quote is missing in the fallback text: {q!r}"
            for q in quotes(blocks)
            if escaped(q) not in text and spare > 300
        ),
    ]


def _button_faults(buttons: Sequence[Payload]) -> Iterator[str]:
    repeated = Counter(button["text"]["text"] for button in buttons)
    labels = Counter(button.get("accessibility_label") for button in buttons)
    for button in buttons:
        name, label = button["text"]["text"], button.get("accessibility_label")
        if repeated[name] > 1 and (not label or labels[label] > 1):
            yield f"one of several buttons {name!r} has no accessibility_label of its own"
        if button["text"]["type"] != "plain_text":
            yield f"button {name!r} is not plain_text"


def _mrkdwn_faults(blocks: Any, said: Sequence[str]) -> Iterator[str]:
    for part in parts(blocks):
        if part.get("type") != "mrkdwn":
            continue
        if _CONTROL.search(part["text"]):
            yield f"a control sequence in mrkdwn: {part['text']!r}"
        yield from (
            f"a user's words in mrkdwn: {words!r}" for words in said if len(words) > 3 and words in part["text"]
        )

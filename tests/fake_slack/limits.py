"""Faults of a payload that Slack or this project refuses: sizes, counts, missing fallbacks, user text in mrkdwn.

The fake Slack checks every call, so no test can forget it. Sizes are those of Slack's documentation; slack_sdk's own
models miss several of them (51 blocks, empty text, duplicate ids, total text).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

Payload = dict[str, Any]

#: Slack's documented sizes, in characters or items.
LONGEST = {
    "fallback": 4000,
    "message": 12000,
    "section": 3000,
    "header": 150,
    "button": 75,
    "accessibility_label": 75,
    "action_id": 255,
    "block_id": 255,
    "value": 2000,
    "url": 3000,
    "option_text": 75,
    "option_value": 150,
    "overflow": 5,
    "checkboxes": 10,
    "radio_buttons": 10,
    "placeholder": 150,
    "private_metadata": 3000,
    "title": 24,
    "context": 10,
    "actions": 25,
    "message_blocks": 50,
    "view_blocks": 100,
    "prompts": 4,
}
KNOWN_BLOCKS = {
    "section",
    "header",
    "context",
    "actions",
    "divider",
    "rich_text",
    "input",
    "context_actions",
    "table",
}
_CONTROL = re.compile(r"<[@#!]|<https?://[^>]*[<\s]")
#: Entities, links and mentions of users.
_ENTITY_OR_LINK = re.compile(r"&(?:amp|lt|gt);|<https?://[^<>|\s]+(?:\|[^<>]+)?>|<@[UW][A-Z0-9]+>")


def message_faults(payload: Payload, said: Sequence[str] = ()) -> list[str]:
    """Return the faults of a message; ``said`` are the texts that users sent."""
    blocks = payload.get("blocks") or []
    return [
        *_fallback_faults(payload.get("text") or "", blocks),
        *(f"{flag} is not false" for flag in ("unfurl_links", "unfurl_media") if payload.get(flag) is not False),
        *_too_long("blocks of a message", len(blocks), LONGEST["message_blocks"]),
        *_too_long("all text of a message", sum(map(len, texts(blocks))), LONGEST["message"]),
        *block_faults(blocks, said),
    ]


def view_faults(view: Payload, said: Sequence[str] = ()) -> list[str]:
    """Return the faults of a modal or a home view."""
    blocks = view.get("blocks") or []
    labels = [view[part]["text"] for part in ("title", "close", "submit") if part in view]
    return [
        *([] if view.get("type") != "modal" or view.get("title") else ["a modal without a title"]),
        *(fault for label in labels for fault in _too_long(f"label {label!r}", len(label), LONGEST["title"])),
        *_too_long("private_metadata", len(view.get("private_metadata", "")), LONGEST["private_metadata"]),
        *_too_long("blocks of a view", len(blocks), LONGEST["view_blocks"]),
        *(["a form that cannot be sent"] if _is_form(blocks) and not view.get("submit") else []),
        *block_faults(blocks, said),
    ]


def _is_form(blocks: Sequence[Payload]) -> bool:
    return any(block.get("type") == "input" for block in blocks)


def prompt_faults(payload: Payload) -> list[str]:
    """Return the faults of suggested prompts."""
    prompts = payload.get("prompts") or []
    return [
        *([] if prompts else ["no prompts"]),
        *_too_long("prompts", len(prompts), LONGEST["prompts"]),
        *(f"a prompt lacks a part: {p}" for p in prompts if not (p.get("title") and p.get("message"))),
        # Under agent_view this fails without a word.
        *(["prompts with a thread_ts"] if payload.get("thread_ts") else []),
    ]


def block_faults(blocks: Sequence[Payload], said: Sequence[str] = ()) -> list[str]:
    """Return the faults of blocks, in a message or a view."""
    ids = Counter(block["block_id"] for block in blocks if "block_id" in block)
    return [
        *(f"unknown block {block.get('type')}" for block in blocks if block.get("type") not in KNOWN_BLOCKS),
        *(f"block_id {name} stands {count} times" for name, count in ids.items() if count > 1),
        *(fault for name in ids for fault in _too_long("block_id", len(name), LONGEST["block_id"])),
        *(fault for block in blocks for fault in _one_block(block)),
        *_button_faults([part for part in parts(blocks) if part.get("type") == "button"]),
        *(fault for part in parts(blocks) for fault in _choice_faults(part)),
        *_mrkdwn_faults(blocks, said),
    ]


def option_faults(options: Sequence[Payload]) -> list[str]:
    """Return the faults of the options of a menu or a picker."""
    values = Counter(option["value"] for option in options)
    return [
        *(f"option {value!r} stands {count} times" for value, count in values.items() if count > 1),
        *(fault for option in options for fault in _one_option(option)),
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
    spare = LONGEST["fallback"] - len(text)
    return [
        *([] if text.strip() else ["no fallback text"]),
        *_too_long("fallback text", len(text), LONGEST["fallback"]),
        *([f"fallback text has a raw & < or >: {raw!r}"] if set(raw) & set("&<>") else []),
        # Screen readers read this field only: a quote that is missing here does not exist for them.
        *(
            f"a quote is missing in the fallback text: {q!r}"
            for q in quotes(blocks)
            if escaped(q) not in text and spare > 300
        ),
    ]


def _one_block(block: Payload) -> Iterator[str]:
    kind = block.get("type")
    if kind in ("section", "header"):
        yield from _too_long(kind, len(block["text"]["text"]), LONGEST[kind])
    if kind in ("context", "actions"):
        yield from _too_long(f"elements of {kind}", len(block["elements"]), LONGEST[kind])
    if kind in ("context", "actions", "rich_text") and not block["elements"]:
        yield f"empty {kind}"
    for part in parts(block):
        if part.get("type") in ("text", "plain_text", "mrkdwn") and not part.get("text"):
            yield f"empty text in {kind}"
        if part.get("type") == "rich_text_section" and not part["elements"]:
            yield "empty rich_text_section"
        yield from _too_long("url", len(part.get("url") or ""), LONGEST["url"])


def _button_faults(buttons: Sequence[Payload]) -> Iterator[str]:
    repeated = Counter(button["text"]["text"] for button in buttons)
    labels = Counter(button.get("accessibility_label") for button in buttons)
    for button in buttons:
        name, label = button["text"]["text"], button.get("accessibility_label")
        if repeated[name] > 1 and (not label or labels[label] > 1):
            yield f"one of several buttons {name!r} has no accessibility_label of its own"
        if button["text"]["type"] != "plain_text":
            yield f"button {name!r} is not plain_text"
        yield from _too_long("button", len(name), LONGEST["button"])
        for field in ("accessibility_label", "value", "action_id"):
            yield from _too_long(field, len(button.get(field) or ""), LONGEST[field])


def _choice_faults(part: Payload) -> Iterator[str]:
    kind = str(part.get("type"))
    if kind in ("overflow", "checkboxes", "radio_buttons"):
        yield from _too_long(f"options of {kind}", len(part["options"]), LONGEST[kind])
        yield from ([] if part["options"] else [f"{kind} without options"])
        yield from option_faults(part["options"])
    if kind.endswith("_select") and "placeholder" in part:
        yield from _too_long("placeholder", len(part["placeholder"]["text"]), LONGEST["placeholder"])
    if kind == "checkboxes" and "initial_options" in part:
        chosen = part["initial_options"]
        yield from (f"an initial option that is none: {each}" for each in chosen if each not in part["options"])
        yield from ([] if chosen else ["empty initial_options"])


def _one_option(option: Payload) -> Iterator[str]:
    yield from _too_long("an option's text", len(option["text"]["text"]), LONGEST["option_text"])
    yield from _too_long("an option's value", len(option["value"]), LONGEST["option_value"])
    yield from ([] if option["text"]["type"] == "plain_text" else [f"option {option['value']!r} is not plain_text"])


def _mrkdwn_faults(blocks: Any, said: Sequence[str]) -> Iterator[str]:
    for part in parts(blocks):
        if part.get("type") != "mrkdwn":
            continue
        if _CONTROL.search(part["text"]):
            yield f"a control sequence in mrkdwn: {part['text']!r}"
        yield from (
            f"a user's words in mrkdwn: {words!r}" for words in said if len(words) > 3 and words in part["text"]
        )


def _too_long(what: str, size: int, longest: int) -> list[str]:
    return [f"{what}: {size} > {longest}"] if size > longest else []

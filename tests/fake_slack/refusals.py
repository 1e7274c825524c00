"""What Slack's documentation says that it refuses: sizes, counts, ids that occur twice. Types are in ``validator.py``.

Each refusal points at what is wrong, as Slack does. The house's own rules are in ``limits.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

Payload = dict[str, Any]
#: The least and the most characters, items, or (of a number) its value.
Bounds = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that is wrong, in Slack's form."""

    #: JSON pointer into the message or the view.
    pointer: str
    #: In Slack's words where they are known.
    message: str

    def __str__(self) -> str:
        return f"{self.message} [json-pointer:{self.pointer}]"


#: Where a field may stand in any block or element, ``*``: each of its items.
ANYWHERE: dict[str, Bounds] = {
    "block_id": (1, 255),
    "action_id": (1, 255),
    "url": (1, 3000),
    "accessibility_label": (1, 75),
    "placeholder/text": (1, 150),
    "confirm/title/text": (1, 100),
    "confirm/text/text": (1, 300),
    "confirm/confirm/text": (1, 30),
    "confirm/deny/text": (1, 30),
    "options/*/text/text": (1, 75),
    "options/*/description/text": (1, 75),
    "options/*/value": (1, 150),
}
_FEEDBACK: dict[str, Bounds] = {
    f"{which}_button/{field}": (1, most)
    for which in ("positive", "negative")
    for field, most in (("text/text", 75), ("value", 2000), ("accessibility_label", 75))
}
#: By type of block, element, text or view.
BY_TYPE: dict[str, dict[str, Bounds]] = {
    "message": {"blocks": (0, 50)},
    "modal": {
        "blocks": (1, 100),
        "title/text": (1, 24),
        "submit/text": (1, 24),
        "close/text": (1, 24),
        "private_metadata": (0, 3000),
        "callback_id": (1, 255),
    },
    "home": {"blocks": (1, 100), "private_metadata": (0, 3000), "callback_id": (1, 255)},
    "section": {"text/text": (1, 3000), "fields": (1, 10), "fields/*/text": (1, 2000)},
    "header": {"text/text": (1, 150)},
    "context": {"elements": (1, 10)},
    "actions": {"elements": (1, 25)},
    "context_actions": {"elements": (1, 5)},
    "input": {"label/text": (1, 2000), "hint/text": (1, 2000)},
    "image": {"image_url": (1, 3000), "alt_text": (1, 2000), "title/text": (1, 2000)},
    "markdown": {"text": (1, 12000)},
    "table": {"rows": (1, 100), "rows/*": (1, 20), "column_settings": (1, 20)},
    "data_table": {"rows": (2, 101), "rows/*": (1, 20), "caption": (1, None), "page_size": (1, 100)},
    "rich_text": {"elements": (1, None)},
    "rich_text_section": {"elements": (1, None)},
    "rich_text_quote": {"elements": (1, None)},
    "rich_text_preformatted": {"elements": (1, None)},
    "rich_text_list": {"elements": (1, None)},
    "text": {"text": (1, None)},
    "plain_text": {"text": (1, 3000)},
    "mrkdwn": {"text": (1, 3000)},
    "button": {"text/text": (1, 75), "value": (1, 2000)},
    "icon_button": {"text/text": (1, 75), "value": (1, 2000)},
    "feedback_buttons": _FEEDBACK,
    "overflow": {"options": (1, 5)},
    "checkboxes": {"options": (1, 10), "initial_options": (1, 10)},
    "radio_buttons": {"options": (1, 10)},
    "static_select": {"options": (1, 100)},
    "multi_static_select": {"options": (1, 100), "initial_options": (1, 100), "max_selected_items": (1, None)},
    "multi_external_select": {"initial_options": (1, 100), "max_selected_items": (1, None)},
    "plain_text_input": {"min_length": (0, 3000), "max_length": (1, 3000)},
}
#: Blocks that a message may hold and a view may not.
OF_MESSAGES = frozenset({"context_actions", "markdown", "table"})
#: Characters of all blocks of a message, and of all cells of its tables.
ALL_TEXT, ALL_CELLS = 12_000, 10_000


def refusals(payload: Payload) -> list[Refusal]:
    """Return what Slack refuses of a message (its ``blocks`` count) or a view."""
    surface = str(payload.get("type", "message"))
    found = [
        *_sizes(payload, surface),
        *(
            refusal
            for pointer, node in _nodes(payload.get("blocks") or [], "/blocks")
            for refusal in _node(node, pointer)
        ),
        *_twice("/blocks", payload.get("blocks") or [], "block_id"),
        *(_of_message(payload["blocks"]) if surface == "message" and payload.get("blocks") else ()),
        *(_of_view(payload, surface) if surface != "message" else ()),
    ]
    return list(dict.fromkeys(found))


def _nodes(node: Any, pointer: str) -> Iterator[tuple[str, Payload]]:
    if isinstance(node, dict):
        yield pointer, node
    children = enumerate(node) if isinstance(node, list) else node.items() if isinstance(node, dict) else ()
    for name, child in children:
        yield from _nodes(child, f"{pointer}/{name}")


def _node(node: Payload, pointer: str) -> Iterator[Refusal]:
    kind = str(node.get("type", ""))
    for refusal in _sizes(node, kind, ANYWHERE if kind else {}):
        yield Refusal(pointer + refusal.pointer, refusal.message)
    for name in ("initial_option", "initial_options"):
        chosen = node.get(name) or []
        options = node.get("options")
        for each in chosen if isinstance(chosen, list) else [chosen]:
            if options is not None and each not in options:
                yield Refusal(f"{pointer}/{name}", "must be one of the options")
    if kind in ("actions", "context_actions"):
        yield from _twice(f"{pointer}/elements", node["elements"], "action_id")
    if kind == "data_table":
        yield from _rows(node["rows"], f"{pointer}/rows")


def _sizes(node: Payload, kind: str, also: dict[str, Bounds] | None = None) -> Iterator[Refusal]:
    for path, (least, most) in {**(also or {}), **BY_TYPE.get(kind, {})}.items():
        for pointer, value in _at(node, path.split("/"), ""):
            size = value if isinstance(value, int) else len(value)
            if size < least or (most is not None and size > most):
                yield Refusal(pointer, _wording(value, least, most, too_many=size >= least))


def _at(node: Any, path: list[str], pointer: str) -> Iterator[tuple[str, Any]]:
    if not path:
        yield pointer, node
    elif path[0] == "*":
        for number, child in enumerate(node):
            yield from _at(child, path[1:], f"{pointer}/{number}")
    elif isinstance(node, dict) and node.get(path[0]) is not None:
        yield from _at(node[path[0]], path[1:], f"{pointer}/{path[0]}")


def _wording(value: Any, least: int, most: int | None, *, too_many: bool) -> str:
    if isinstance(value, int):
        return f"must be between {least} and {most}"
    if isinstance(value, str):
        return (
            f"must be less than {(most or 0) + 1} characters"
            if too_many
            else f"must be more than {least - 1} characters"
        )
    return f"no more than {most} items allowed" if too_many else f"no less than {least} items allowed"


def _twice(pointer: str, items: list[Payload], name: str) -> Iterator[Refusal]:
    seen: Counter[str] = Counter()
    for number, item in enumerate(items):
        seen[str(value := item.get(name))] += 1
        if value is not None and seen[str(value)] > 1:
            yield Refusal(f"{pointer}/{number}/{name}", f"`{name}` must be unique: {value!r} is not")


def _rows(rows: list[list[Payload]], pointer: str) -> Iterator[Refusal]:
    if len(list(groupby(rows, key=len))) > 1:
        yield Refusal(pointer, "all rows must have the same number of cells")
    for number, cell in enumerate(rows[0] if rows else ()):
        if cell.get("type") == "rich_text":
            yield Refusal(f"{pointer}/0/{number}/type", "a header cell must be raw_text or raw_number")


def _of_message(blocks: list[Payload]) -> Iterator[Refusal]:
    tables = [number for number, block in enumerate(blocks) if block.get("type") == "table"]
    for number in tables[1:]:
        yield Refusal(f"/blocks/{number}", "only one table allowed")
    if sum(map(len, _texts(blocks))) > ALL_TEXT:
        yield Refusal("/blocks", f"msg_blocks_too_long: more than {ALL_TEXT} characters in all")
    rows = [block["rows"] for block in blocks if block.get("type") in ("table", "data_table")]
    if sum(map(len, _texts(rows))) > ALL_CELLS:
        yield Refusal("/blocks", f"more than {ALL_CELLS} characters in all cells")


def _of_view(view: Payload, surface: str) -> Iterator[Refusal]:
    blocks = view.get("blocks") or []
    for number, block in enumerate(blocks):
        if block.get("type") in OF_MESSAGES:
            yield Refusal(f"/blocks/{number}/type", f"unsupported type in a view: {block['type']}")
    if surface == "modal" and any(block.get("type") == "input" for block in blocks) and not view.get("submit"):
        yield Refusal("/submit", "missing required field: submit, where there is an input")


def _texts(node: Any) -> Iterator[str]:
    return (part["text"] for _, part in _nodes(node, "") if isinstance(part.get("text"), str))

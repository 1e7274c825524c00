"""The shape of what the bot sends: which objects with which fields stand where, whatever their words and numbers.

The list of all shapes ships with the bot: ``bot/operations/shapes.py`` reads it, ``tools/shapes.py`` makes it. The
fake Slack reports a shape that is not on it, so every test that makes the bot send something guards the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from bot.operations.shapes import shipped

Payload = dict[str, Any]


def shapes(payload: Payload) -> set[str]:
    """Return the shapes in a message or a view: one for each kind of object at each kind of place, and a view's kind.

    >>> sorted(shapes({"text": "本文", "blocks": [{"type": "header", "text": {"type": "plain_text", "text": "題"}}]}))
    ['message: header(text,type)', 'message: header.text: plain_text(text,type)']
    """
    surface = str(payload.get("type", "message"))
    found = {f"{surface}: {shape}" for block in payload.get("blocks") or () for shape in _of_node(block, "")}
    return found | {view_kind(payload)} if surface != "message" else found


def view_kind(view: Payload) -> str:
    """Return what a view is for, and its fields.

    >>> view_kind({"type": "modal", "title": {"text": "絞り込み"}, "callback_id": "narrow", "blocks": []})
    'modal 絞り込み/narrow(blocks,callback_id,title,type)'
    """
    title = view.get("title", {}).get("text", "")
    return f"{view['type']} {title}/{view.get('callback_id', '')}({_fields(view)})"


def unknown_shapes(payload: Payload) -> list[str]:
    """Return a fault for each shape that the shipped list lacks."""
    return [f"unknown shape: {shape}; run python -m tools.shapes" for shape in sorted(shapes(payload) - _known())]


@cache
def _known() -> frozenset[str]:
    return frozenset(shape for each in shipped() for shape in shapes(each.payload))


def _of_node(node: Any, place: str) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from _of_node(child, place)
    elif isinstance(node, dict):
        yield f"{place}{node.get('type', '')}({_fields(node)})"
        # The whole way, but only one kind: where a text stands does not depend on what stands beside it.
        here = f"{place.removesuffix(': ')}{'>' if place else ''}{node.get('type', '')}"
        for name, child in node.items():
            yield from _of_node(child, f"{here}.{name}: ")


def _fields(node: Payload) -> str:
    return ",".join(sorted(name for name, value in node.items() if value is not None))

"""Opening a view where something was pressed: on a message or App Home a new modal, in a modal one on top of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_sdk import WebClient
from slack_sdk.models.views import View
from slack_sdk.web import SlackResponse


def show(client: WebClient, body: Mapping[str, Any], view: View) -> SlackResponse:
    """Show ``view`` to who pressed; within three seconds of the press, as Slack demands."""
    pressed_in = body.get("view") or {}
    if pressed_in.get("type") != "modal":
        return client.views_open(trigger_id=body["trigger_id"], view=view)
    if is_third(pressed_in):
        # Slack stacks three at most: the top one gives way.
        return client.views_update(view_id=pressed_in["id"], view=view)
    return client.views_push(trigger_id=body["trigger_id"], view=view)


def is_third(view: Mapping[str, Any]) -> bool:
    """Whether nothing can be put on top of a modal.

    >>> is_third({"id": "V1", "root_view_id": "V1", "previous_view_id": None})
    False
    >>> is_third({"id": "V3", "root_view_id": "V1", "previous_view_id": "V2"})
    True
    """
    before, root = view.get("previous_view_id"), view.get("root_view_id")
    return before is not None and before != root


def turn(client: WebClient, body: Mapping[str, Any], view: View) -> None:
    """Put another page into the modal in which was pressed."""
    client.views_update(view_id=body["view"]["id"], view=view)

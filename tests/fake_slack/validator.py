"""A validator as Slack's ``blocks.validate``: Slack's published types, slack_sdk's models, and the documented limits.

``slack_types.json`` is made by ``scripts/slack-types`` from the npm package @slack/types.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from tests.fake_slack.refusals import Refusal, refusals

Payload = dict[str, Any]

#: Longest wording of a refusal: it may quote what is refused.
_LONGEST = 160


def invalid(payload: Payload) -> list[Refusal]:
    """Return all that is wrong with a message (its ``blocks`` count) or a view; nothing where Slack takes it."""
    # What is of no type has no sizes, and the SDK's errors do not say where.
    return list(by_types(payload)) or refusals(payload) or list(by_models(payload))


def answer(argument: str, payload: Any) -> Payload:
    """Return the answer of ``blocks.validate`` to its argument ``blocks``, ``message`` or ``view``."""
    if argument == "message" and (more := sorted(payload.keys() - {"blocks", "attachments"})):
        found = [Refusal(f"/{more[0]}", f"additional property: {more[0]}")]
    else:
        found = invalid({"blocks": payload} if argument == "blocks" else payload)
    return refused(f"invalid_{argument}", found) if found else {"ok": True}


def refused(error: str, found: list[Refusal]) -> Payload:
    """Return Slack's answer to what it does not take."""
    errors = [{"pointer": each.pointer, "code": "failed_constraint", "message": each.message} for each in found]
    messages = [f"[ERROR] {each}" for each in found]
    return {"ok": False, "error": error, "errors": errors, "response_metadata": {"messages": messages}}


def by_types(payload: Payload) -> Iterator[Refusal]:
    """Yield what Slack's published types rule out."""
    kind = payload.get("type")
    if kind not in (None, "modal", "home"):
        yield Refusal("/type", f"unsupported type: {kind}")
        return
    part, prefix = (payload, "") if kind else (payload.get("blocks", []), "/blocks")
    for error in _types(str(kind or "blocks")).iter_errors(part):
        pointer = "".join(f"/{step}" for step in error.absolute_path)
        yield Refusal(prefix + pointer, error.message[-_LONGEST:])


@cache
def _types(place: str) -> Draft7Validator:
    schema = json.loads((Path(__file__).parent / "slack_types.json").read_text("utf-8"))
    sent = schema["definitions"]["Sent"]["properties"][place]
    return Draft7Validator({"definitions": schema["definitions"], **sent})


def by_models(payload: Payload) -> Iterator[Refusal]:
    """Yield what slack_sdk's models rule out; they know a block only as a whole."""
    for number, block in enumerate(payload.get("blocks") or ()):
        try:
            # The SDK knows no data_table yet; what it does not know is None.
            parsed = Block.parse(block)
            told = parsed.to_dict() if parsed else block
        except (SlackObjectFormationError, TypeError, ValueError) as error:
            yield Refusal(f"/blocks/{number}", f"slack_sdk: {error}"[:_LONGEST])
        else:
            if told != block:
                yield Refusal(f"/blocks/{number}", "slack_sdk reads it as something else")
    if "type" in payload:
        try:
            View(**payload).validate_json()
        except SlackObjectFormationError as error:
            yield Refusal("", f"slack_sdk: {error}")

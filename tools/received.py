"""``python -m tools.received PAYLOADS.json.gz``: what becomes of payloads that others' apps received, by kind.

The file is a JSON object whose values have a ``payload``: events, commands and interactions, as Slack's SDKs have them
in their tests and samples. Commands and shortcuts are given as the bot's own, each payload as the only one. One that is
not acked, or ends in an error, is named.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import delete

from bot.slack.listeners.personal import COMMAND
from bot.slack.listeners.searching import RELATED_SHORTCUT, SEARCH_SHORTCUT
from bot.state.tables import inbox
from corpus.storage.database import writing
from tests.fake_slack import Call
from tools.fuzz.stage import Stage

Payload = dict[str, Any]

#: A method that was called → what that means.
_MEANINGS = {
    "chat.postMessage": "answered",
    "chat.postEphemeral": "answered for the person alone",
    "response_url": "answered for the person alone",
    "views.open": "a modal",
    "views.push": "a modal",
    "views.update": "a modal",
    "views.publish": "App Home",
    "assistant.threads.setSuggestedPrompts": "suggested questions",
    "conversations.replies": "its thread is read where the scope allows it",
}
ACKED = "acked only"


def kind(payload: Payload) -> str:
    """Return the kind of a payload: its type, and of an event the event's, with its subtype."""
    if "command" in payload:
        return "a slash command"
    event = payload.get("event")
    if isinstance(event, Mapping):
        parts = (event.get("type"), event.get("subtype"), event.get("channel_type"))
        return "event " + " · ".join(str(part) for part in parts if part)
    return str(payload.get("type") or "without a type")


def ours(payload: Payload, response_url: str) -> Payload:
    """Return a payload with the names of this bot's command and shortcuts, and an address that can be answered."""
    names = {"message_action": RELATED_SHORTCUT, "shortcut": SEARCH_SHORTCUT}
    changed = {**payload, **({"response_url": response_url} if "response_url" in payload else {})}
    if "command" in payload:
        return {**changed, "command": COMMAND}
    callback_id = names.get(str(payload.get("type")))
    return {**changed, "callback_id": callback_id} if callback_id else changed


def outcome(calls: list[Call]) -> str:
    """Return what the bot did."""
    done = dict.fromkeys(_MEANINGS.get(call.method, call.method) for call in calls)
    return " and ".join(done) or ACKED


def run(payloads: Mapping[str, Payload]) -> tuple[dict[str, Counter[str]], list[str]]:
    """Return the outcomes of each kind, and what went wrong."""
    outcomes: dict[str, Counter[str]] = defaultdict(Counter)
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{(Path(folder) / 'received.sqlite3').as_posix()}"
        with Stage.over(database) as bot:
            for name, payload in payloads.items():
                response_url = f"http://{bot.slack.web.address}/respond/1"
                wrong += [f"{name}: {each}" for each in bot.send(ours(payload, response_url))]
                outcomes[kind(payload)][outcome(bot.came)] += 1
                # Samples share their channels and timestamps: the next is no second event about the same message.
                with writing(bot.delivery.inbox.engine) as connection:
                    connection.execute(delete(inbox))
    return outcomes, wrong


def read(path: Path) -> dict[str, Payload]:
    """Return the payloads of a file, by their names."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return {name: each["payload"] for name, each in json.load(file).items()}


def table(outcomes: Mapping[str, Counter[str]]) -> str:
    """Return the outcomes as a table in Markdown, what is answered first."""
    rows = [
        f"| {of_kind} | {', '.join(f'{what} ({count})' for what, count in counts.most_common())} |"
        for of_kind, counts in sorted(outcomes.items(), key=lambda each: (set(each[1]) == {ACKED}, each[0]))
    ]
    return "\n".join(["| kind | outcome (payloads) |", "|---|---|", *rows])


def main() -> int:
    """Print the table, and what went wrong."""
    if len(sys.argv) != 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    payloads = read(Path(sys.argv[1]))
    outcomes, wrong = run(payloads)
    sys.stdout.write(f"{table(outcomes)}\n\n{len(payloads)} payloads; not acked or with an error: {len(wrong)}\n")
    for each in wrong:
        sys.stdout.write(f"  {each}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

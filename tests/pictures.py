"""``python -m tests.pictures FOLDER``: the bot's messages from the sample as Block Kit JSON, to be drawn."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from bot import wording
from bot.examples import QUESTION, STRANGE, example_view
from bot.views.answer import answer
from bot.views.reply import CHANNEL, DIRECT, Reply
from corpus.sample import SampleShelf
from index.analysis import Analyzer
from index.library import Library


def scenes() -> dict[str, list[dict[str, Any]]]:
    """File name → blocks."""
    library = Library(SampleShelf(), Analyzer())
    return {
        "answer": _blocks(answer(library.ask(QUESTION), CHANNEL)),
        "answer-direct": _blocks(answer(library.ask(QUESTION), DIRECT)),
        "nothing": _blocks(answer(library.ask(STRANGE), CHANNEL)),
        "around": example_view().to_dict()["blocks"],
        "first-contact": _first_contact(),
    }


def _blocks(reply: Reply) -> list[dict[str, Any]]:
    return [block.to_dict() for block in reply.blocks]


def _first_contact() -> list[dict[str, Any]]:
    """Slack draws suggested prompts by itself; here they stand as buttons, one a line."""
    title = {"type": "section", "text": {"type": "plain_text", "text": wording.PROMPTS_TITLE}}
    prompts = [
        {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": message}}]}
        for _, message in wording.PROMPTS
    ]
    return [title, *prompts]


def main() -> None:
    """Write one file a scene."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, blocks in scenes().items():
        text = json.dumps({"blocks": blocks}, ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
        print(folder / f"{name}.json")  # noqa: T201 - what the command wrote


if __name__ == "__main__":
    main()

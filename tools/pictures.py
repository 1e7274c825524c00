"""``python -m tools.pictures FOLDER``: the bot's messages from the sample as Block Kit JSON, to be drawn."""

from __future__ import annotations

from typing import Any

from bot import wording
from bot.answers.answers import Answers
from bot.answers.quote import CHANNEL, COMMAND, DIRECT, THREAD
from bot.answers.remarks import ReadThread
from bot.slack.blocks.answer import AnswerControls, answer_reply, for_all
from bot.slack.blocks.comparison import table_messages
from bot.slack.blocks.comparison_frame import ComparisonFrame, comparison_of
from bot.slack.blocks.narrow import narrow
from bot.slack.blocks.pickers import ask_own
from bot.slack.blocks.reply import Reply
from corpus.sample import SampleShelf
from index.analysis import Analyzer
from index.library import Library
from tools.examples import FILTERED, NEAR, OTHERS, OWN, QUESTION, STRANGE, TERM, example, example_view
from tools.pages import pages
from tools.scenes import Scenes, write

Blocks = list[dict[str, Any]]


def scenes() -> Scenes:
    """File name → blocks."""
    library = Library(SampleShelf(), Analyzer())
    asked = {
        "answer": (QUESTION, CHANNEL),
        "answer-direct": (QUESTION, DIRECT),
        "answer-thread": (QUESTION, THREAD),
        "others": (OTHERS, CHANNEL),
        "near": (NEAR, CHANNEL),
        "term": (TERM, CHANNEL),
        "filtered": (FILTERED, CHANNEL),
        "nothing": (STRANGE, CHANNEL),
    }
    return {
        **{name: _blocks(example(library, question, room)) for name, (question, room) in asked.items()},
        "private": _blocks(example(library, QUESTION, COMMAND)),
        "for-all": _blocks(for_all(example(library, QUESTION, CHANNEL), "U0ASKER")),
        "table": _table(library),
        "read-thread": _about_thread(library),
        "own": _blocks(ask_own("0123456789abcdef", CHANNEL)),
        "narrow": _form(library),
        "around": example_view().to_dict()["blocks"],
        "first-contact": _first_contact(),
        **pages(library),
    }


def _blocks(reply: Reply) -> Blocks:
    return [block.to_dict() for block in reply.blocks]


def _table(library: Library) -> Blocks:
    asked = library.understand(QUESTION, OWN)
    frame = ComparisonFrame.of("0123456789abcdef", asked, library.gazetteer)
    return _blocks(table_messages(comparison_of(library, asked, frame))[0])


def _about_thread(library: Library) -> Blocks:
    said = "専門人材の採用が難しく、応募が集まりません。"
    answer = Answers(library).about(said, "これについて他の区は？", THREAD, OWN, ReadThread(2))
    return _blocks(answer_reply(answer, THREAD, AnswerControls()))


def _form(library: Library) -> Blocks:
    asked = library.understand("令和4年度の他の区の採用は？", OWN)
    blocks: Blocks = narrow(asked, [], OWN, "").to_dict()["blocks"]
    return blocks


def _first_contact() -> Blocks:
    """Slack draws suggested prompts by itself; here they stand as buttons, one a line."""
    title = {"type": "section", "text": {"type": "plain_text", "text": wording.PROMPTS_TITLE}}
    prompts = [
        {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": message}}]}
        for _, message in wording.PROMPTS
    ]
    return [title, *prompts]


if __name__ == "__main__":
    write(scenes())

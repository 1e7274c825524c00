"""Example messages, made from the sample, for pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from slack_sdk.models.views import View

from bot.answers.answers import Answers
from bot.answers.quote import AnswerFormat
from bot.slack.blocks.answer import AnswerControls, answer_reply
from bot.slack.blocks.quote_modals import around
from bot.slack.blocks.reply import Reply
from bot.state.askers import Asker
from corpus.sample import SampleShelf
from index.analysis import Analyzer
from index.library import Library

#: Questions about the sample: one that finds quotes,
QUESTION = "専門人材の採用で困っていることは？"
#: one about other bodies than the person's own,
OTHERS = "人材の採用について、他の区は何と言っている？"
OWN = "鈴音区"
#: one that finds only something near,
NEAR = "職員のメンタルヘルス研修は？"
#: one about a word of the glossary,
TERM = "RPAとは？"
#: one whose filter leaves nothing,
FILTERED = "第8回の専門人材の採用は？"
#: and one that finds nothing.
STRANGE = "水族館のペンギン"


def example(library: Library, question: str, size: AnswerFormat, **more: Any) -> Reply:
    """Return the first answer to a question; *more* are other fields of its controls."""
    asker = Asker("T0EXAMPLE", "U0EXAMPLE")
    shown = replace(AnswerControls("0123456789abcdef", asker), **more)
    return answer_reply(Answers(library).to(question, size, OWN), size, shown)


def example_view() -> View:
    """Return the speeches around the best quote."""
    library = Library(SampleShelf(), Analyzer())
    return around(library.around(library.ask(QUESTION).hits[0].passage.id))

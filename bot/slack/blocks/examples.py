"""The bot's own example messages, made from the sample: for Slack's validator, and to be looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from slack_sdk.models.views import View

from bot import wording
from bot.answers.answers import Answers
from bot.answers.quote import CHANNEL, COMMAND, DIRECT, THREAD, AnswerFormat
from bot.slack.blocks.answer import AnswerControls, answer_reply
from bot.slack.blocks.quote_modals import around
from bot.slack.blocks.reply import Reply, sentence
from bot.state.askers import Asker
from corpus.sample import SampleShelf
from index.analysis import Analyzer
from index.library import Library

#: Asked of the sample: it speaks of this,
QUESTION = "専門人材の採用で困っていることは？"
#: of this elsewhere than at one's own,
OTHERS = wording.PROMPTS[0][1]
OWN = "風待区"
#: of something near this,
NEAR = "職員のメンタルヘルス研修は？"
#: of this word, which the glossary explains,
TERM = "RPAとは？"
#: of this not in that round,
FILTERED = "第8回の専門人材の採用は？"
#: and of this not at all.
STRANGE = "水族館のペンギン"


def example_replies() -> list[Reply]:
    """Return an answer in each kind of place, one of each kind of answer, and a friendly sentence."""
    library = Library(SampleShelf(), Analyzer())
    found = [example(library, QUESTION, size) for size in (CHANNEL, THREAD, DIRECT, COMMAND)]
    others = [example(library, question, CHANNEL) for question in (OTHERS, NEAR, TERM, FILTERED, STRANGE)]
    return [*found, *others, sentence(wording.HELLO)]


def example(library: Library, question: str, size: AnswerFormat, **more: Any) -> Reply:
    """Return an answer as a first one is shown; *more* are other controls below it."""
    asker = Asker("", "T0EXAMPLE", "U0EXAMPLE")
    shown = replace(AnswerControls("0123456789abcdef", asker, feedback=True), **more)
    return answer_reply(Answers(library).to(question, size, OWN), size, shown)


def example_view() -> View:
    """Return the speeches around the best quote."""
    library = Library(SampleShelf(), Analyzer())
    return around(library.around(library.ask(QUESTION).hits[0].passage.id))

"""The bot's own example messages, made from the sample: for Slack's validator, and to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import wording
from bot.views.answer import answer
from bot.views.around import around
from bot.views.reply import CHANNEL, COMMAND, DIRECT, Reply, sentence
from corpus.sample import SampleShelf
from index.analysis import Analyzer
from index.library import Library

if TYPE_CHECKING:
    from slack_sdk.models.views import View

#: Asked of the sample; the second finds nothing there.
QUESTION = wording.PROMPTS[0][1]
STRANGE = "水族館のペンギン"


def example_replies() -> list[Reply]:
    """An answer in each kind of room, no hit, a friendly sentence."""
    library = Library(SampleShelf(), Analyzer())
    rooms = (CHANNEL, DIRECT, COMMAND)
    found = [answer(library.ask(QUESTION), room) for room in rooms]
    return [*found, answer(library.ask(STRANGE), CHANNEL), sentence(wording.HELLO)]


def example_view() -> View:
    """The speeches around the best quote."""
    library = Library(SampleShelf(), Analyzer())
    return around(library.ask(QUESTION).hits[0].passage)

"""The bot's own example messages, made from the sample: for Slack's validator, and to be looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot import wording
from bot.answers.quote import CHANNEL, COMMAND, DIRECT, THREAD, AnswerFormat, Quote
from bot.memory.people import Person
from bot.views.answer import answer
from bot.views.page import Page
from bot.views.quote_modals import around
from bot.views.reply import Reply, sentence
from corpus.sample import SampleShelf
from index.analysis import Analyzer
from index.glossary import Glossary, mentions
from index.library import Library

if TYPE_CHECKING:
    from slack_sdk.models.views import View

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
    """An answer in each kind of room, one of each kind of answer, a friendly sentence."""
    library = Library(SampleShelf(), Analyzer())
    found = [example(library, QUESTION, room) for room in (CHANNEL, THREAD, DIRECT, COMMAND)]
    others = [example(library, question, CHANNEL) for question in (OTHERS, NEAR, TERM, FILTERED, STRANGE)]
    return [*found, *others, sentence(wording.HELLO)]


def example(library: Library, question: str, room: AnswerFormat, **more: Any) -> Reply:
    """An answer as a first one is shown; ``more`` are the page's other fields."""
    term = Glossary.read().explain(question)
    spoken = frozenset(each.passage.id for each in mentions(term, library.index.passages)) if term else None
    results = library.answer(library.understand(question, OWN), room.quotes, within=spoken)
    quotes = tuple(
        Quote.of(number, hit, room, library.reach(hit.passage)) for number, hit in enumerate(results.hits, start=1)
    )
    page = Page(
        results,
        quotes,
        conversation="0123456789abcdef",
        asker=Person("", "T0EXAMPLE", "U0EXAMPLE"),
        feedback=True,
        explained=(term, len(spoken)) if term and spoken is not None else None,
    )
    return answer(replace(page, **more), room)


def example_view() -> View:
    """The speeches around the best quote."""
    library = Library(SampleShelf(), Analyzer())
    return around(library.around(library.ask(QUESTION).hits[0].passage.id))

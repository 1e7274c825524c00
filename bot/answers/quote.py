"""Quote: a passage cut to whole sentences, with its marks and remarks, before any surface lays it out.

An AnswerFormat says how much each place shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from bot import wording
from bot.answers import citation
from corpus.model import Passage, Span
from index.excerpts.excerpts import Excerpt, excerpt
from index.model import Hit


@dataclass(frozen=True, slots=True)
class AnswerFormat:
    """How much of an answer one place shows."""

    #: Characters of a quote, about: whole sentences are kept. None: the whole passage.
    longest_quote: int | None
    #: Quotes of an answer.
    quotes: int = 3
    #: Quotes of an answer extended by もっと見る: the text for screen readers must contain them all.
    most_quotes: int = 9
    #: True where only the asker sees the answer, in a channel.
    private: bool = False
    #: True where an answer has three lines, because others are talking in the thread.
    brief: bool = False


#: A channel's thread: others read along, so quotes are short.
CHANNEL = AnswerFormat(longest_quote=160)
#: A thread in which others were talking before the bot was asked.
THREAD = AnswerFormat(longest_quote=90, quotes=1, brief=True)
#: A direct message: nobody else reads along, so quotes are long.
DIRECT = AnswerFormat(longest_quote=400, most_quotes=6)
#: The answer to a slash command.
COMMAND = AnswerFormat(longest_quote=160, private=True)
#: A modal: it has no text for screen readers, and room for twice the blocks.
MODAL = AnswerFormat(longest_quote=300, quotes=5, most_quotes=30, private=True)
#: The terminal and JSON.
WHOLE = AnswerFormat(longest_quote=None)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted passage."""

    #: Counting from 1 within its answer or page.
    number: int
    passage: Passage
    #: The words that are shown: a slice of the passage's speech.
    excerpt: Excerpt
    #: The words that the question matched, as spans of ``passage.text``; empty where we chose the quote.
    highlights: tuple[Span, ...] = ()
    #: The reply of 東京都, or None.
    answered_by: Passage | None = None
    #: Whether it has other words than the question.
    by_meaning: bool = False

    @classmethod
    def of(cls, number: int, hit: Hit, size: AnswerFormat, reach: Span | None = None) -> Self:
        """Return a hit as its answer shows it, cut to *size* within *reach* (``Library.reach``; None: the passage)."""
        if size.longest_quote is None:
            shown = Excerpt.of(hit.passage, hit.passage.span)
        else:
            most = 1 if size.brief else None
            shown = excerpt(hit.passage, hit.highlights, size.longest_quote, most=most, reach=reach)
        return cls(number, hit.passage, shown, hit.highlights, hit.answered_by, hit.by_meaning)

    @classmethod
    def cut(
        cls, number: int, passage: Passage, telling: Sequence[Span], longest: int, reach: Span | None = None
    ) -> Self:
        """Cut a passage to about *longest* characters around the spans *telling* of its text. Nothing is bold."""
        return cls(number, passage, excerpt(passage, telling, longest, reach=reach))

    @property
    def words(self) -> str:
        """The quoted words, verbatim."""
        return self.excerpt.words(self.passage)

    @property
    def bold(self) -> tuple[Span, ...]:
        """The bold words, as spans of ``words``."""
        return self.excerpt.marks(self.passage, self.highlights)

    @property
    def meant(self) -> str | None:
        """The year that 「来年度」 in it means, to show outside of the quote; None without a relative date."""
        return citation.meant(self.words, self.passage.transcript.held_on)

    @property
    def notes(self) -> tuple[str, ...]:
        """What an answer says below the quote: why it is there, if its words do not tell, and what its dates mean."""
        return (*((wording.BY_MEANING,) if self.by_meaning else ()), *((self.meant,) if self.meant else ()))

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks of its source: 見本 (the sample), 転記 (somebody's copy)."""
        return citation.marks(self.passage.transcript)

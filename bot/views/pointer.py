"""Pointer: which words of which passage a button means, in the few characters that its value may have.

A passage's id survives edits elsewhere in its article; places in the text do not, so they are counted from the passage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from corpus.model import Passage, Span
from index.quoting.cuts import Excerpt, excerpt, is_cut

_FORM = re.compile(r"(?P<id>[^|]+)(?:\|(?P<conversation>[^|]*))?(?:\|(?P<offset>-?\d{1,6})\|(?P<length>\d{1,6}))?")
#: Characters of a passage, about, where nobody says which of its words are meant.
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Pointer:
    """A stretch of a passage's speech, and the answer in which it was shown."""

    passage_id: str
    #: The id of the conversation, or empty.
    conversation: str = ""
    #: Where it begins, from the passage's beginning (negative: before it), and its length; None: nobody said.
    place: tuple[int, int] | None = None

    @classmethod
    def of(cls, passage: Passage, shown: Excerpt, conversation: str = "") -> Self:
        """What is shown of a passage."""
        return cls(passage.id, conversation, (shown.span.start - passage.span.start, len(shown.span)))

    @classmethod
    def read(cls, value: str) -> Self:
        """A button's value; ValueError for what is none.

        >>> Pointer.read("n0123456789ab-abc-1||-8|140")
        Pointer(passage_id='n0123456789ab-abc-1', conversation='', place=(-8, 140))
        """
        match = _FORM.fullmatch(value)
        if match is None:
            raise ValueError("no pointer to a passage")
        place = None if match["offset"] is None else (int(match["offset"]), int(match["length"]))
        return cls(match["id"], match["conversation"] or "", place)

    @property
    def value(self) -> str:
        """As a button's value (about 50 characters).

        >>> Pointer("n0123456789ab-abc-1", "k3", (0, 12)).value
        'n0123456789ab-abc-1|k3|0|12'
        """
        return "|".join([self.passage_id, self.conversation, *map(str, self.place or ())])

    def excerpt(self, passage: Passage, reach: Span) -> Excerpt:
        """What it points at in ``passage``, whose words may be quoted within ``reach``.

        The passage's beginning where nobody said, and where it points at what is no fair cut (any more): the article
        has changed, or the value is not one that was shown.
        """
        if self.place is None:
            return excerpt(passage, (), LONGEST, reach=reach)
        start = passage.span.start + self.place[0]
        end = start + self.place[1]
        fair = reach.start <= start < end <= reach.end and is_cut(passage.transcript.text, Span(start, end), reach)
        return Excerpt.of(passage, Span(start, end)) if fair else excerpt(passage, (), LONGEST, reach=reach)

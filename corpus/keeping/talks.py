"""Which articles are the same part of the same round: a copy beside the page that it was copied from.

Rounds and parts are not enough: where a copy's part cannot be read, ① and ② look alike, so the words decide too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.model import Article, Source, Transcript
from corpus.text import squeezed

#: The share of the shorter article's paragraphs that the other one must have.
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Talk:
    """What tells one article's talk from another's."""

    key: str
    url: str | None
    source: Source
    round: int | None
    part: int | None
    held_on: date | None
    hosts: frozenset[str]
    #: The paragraphs of its speeches, in one width and without spaces; the head is much the same in all parts.
    paragraphs: frozenset[str]

    @classmethod
    def of(cls, article: Article, transcript: Transcript) -> Talk:
        """The talk of an article, as it is understood."""
        speeches = (speech for section in transcript.sections for speech in section.speeches)
        said = (span.of(transcript.text) for speech in speeches for span in speech.paragraphs)
        return cls(
            key=article.key,
            url=article.url,
            source=article.source,
            round=transcript.round,
            part=transcript.part,
            held_on=transcript.held_on,
            hosts=frozenset(transcript.hosts),
            paragraphs=frozenset(squeezed(paragraph) for paragraph in said),
        )

    def is_same(self, other: Talk) -> bool:
        """True where both are the same part of the same round, in much the same words."""
        if self.key == other.key:
            return True
        if not is_local(self.key) and not is_local(other.key):
            return False
        told = self.round is not None or self.held_on is not None
        place = (self.round, self.part, self.held_on, self.hosts)
        return told and place == (other.round, other.part, other.held_on, other.hosts) and self._is_alike(other)

    def _is_alike(self, other: Talk) -> bool:
        fewer = min(len(self.paragraphs), len(other.paragraphs))
        return len(self.paragraphs & other.paragraphs) >= _ALIKE * fewer


def is_local(key: str) -> bool:
    """True for a key of our own; note's key alone says which article it is.

    >>> is_local("local-0123456789ab"), is_local("n0123456789ab")
    (True, False)
    """
    return key.startswith("local-")

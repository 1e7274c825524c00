"""Witness: an article as it stands now, asked what of its words may be shown: it says them, and nobody hid them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from corpus.keeping.withholding import is_hidden
from corpus.model import Article
from corpus.verbatim import Said


@dataclass(frozen=True, slots=True)
class Witness:
    """What one article says and what is hidden in it, read once."""

    said: Said
    #: The words of the passages that are hidden in it.
    hidden: tuple[str, ...]

    @classmethod
    def of(cls, article: Article, hidden: Sequence[str] = ()) -> Self:
        """Read the article by the second path."""
        return cls(Said.of(article), tuple(hidden))

    def says(self, words: str) -> bool:
        """True where the article says these words, one after the other."""
        return self.said.says(words)

    def hides(self, words: str) -> bool:
        """True where some of these words are hidden."""
        return is_hidden(words, self.hidden)

    def shows(self, *paragraphs: str) -> bool:
        """True where the article says each of these paragraphs, and nothing is hidden in them taken together."""
        return all(map(self.says, paragraphs)) and not self.hides("\n".join(paragraphs))

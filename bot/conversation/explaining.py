"""A question for a word that the glossary explains: its term, and an answer of passages that speak it.

The terminal asks here, too, so nothing of Slack's is imported.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from index.asking.model import Asked
from index.glossary import Glossary, Term, mentions
from index.library import Library
from index.model import Results, Sureness


@dataclass(frozen=True, slots=True)
class Explained:
    """A term that was asked for."""

    term: Term
    #: The ids of the passages in which it is spoken.
    passages: frozenset[str]


def explained(question: str, glossary: Glossary, library: Library) -> Explained | None:
    """The term that a question asks for, or None."""
    term = glossary.explain(question)
    if term is None:
        return None
    return Explained(term, frozenset(mention.passage.id for mention in mentions(term, library.index.passages)))


def answered(
    library: Library, asked: Asked, limit: int, explained: Explained | None, *, seen: Collection[str] = ()
) -> Results:
    """What answers; where a term is explained, only passages that speak it, as long as there are any."""
    if explained:
        found = library.answer(asked, limit, seen=seen, within=explained.passages)
        if found.sureness is not Sureness.NOTHING:
            return found
    return library.answer(asked, limit, seen=seen)

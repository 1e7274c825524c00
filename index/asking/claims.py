"""Claim: what a recogniser says of a stretch of folded text, before it is mapped to the question."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from index.asking.folding import Folded
from index.asking.model import Clause, ClauseKind, Period, Surroundings

#: Reads a folded text; its claims may overlap others', the recogniser asked first wins.
Recogniser = Callable[[str, Surroundings], "Iterable[Claim]"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A clause in the making: offsets in the folded text."""

    kind: ClauseKind
    start: int
    #: The end of the words that are shown.
    said: int
    #: The end of what is cut: the words and the particle after them.
    end: int
    names: tuple[str, ...] = ()
    period: Period | None = None
    rounds: tuple[int, ...] = ()
    parts: tuple[int, ...] = ()

    def clause(self, folded: Folded, question: str) -> Clause:
        """The same, in the question's own characters."""
        words, cut = folded.span(self.start, self.said).of(question), folded.span(self.start, self.end)
        return Clause(self.kind, words, cut, self.names, self.period, self.rounds, self.parts)

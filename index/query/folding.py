"""Folding: the question as it is compared, with each character's origin; and what a recogniser claims of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar

from corpus.model import Span
from corpus.text import CLUSTER, name_key
from index.query.parsed_question import Constraint, ConstraintKind, ParseContext, Period

#: Replaces what was cut out. No recogniser reads across a line's end, so a cut never makes a new word.
CUT = "\n"


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, with the span in the question of each of its characters."""

    text: str
    origins: tuple[Span, ...]

    @classmethod
    def of(cls, question: str) -> Self:
        """Fold width, old forms (澤, 髙), ヶ, variation selectors, line ends and other white space.

        Circled digits stay: a part's number is no digit of its round's.

        >>> Folded.of("２３区　ﾃﾞｼﾞﾀﾙ").text, Folded.of("27①").text
        ('23区 デジタル', '27①')
        """
        pairs = [(char, Span(*at.span())) for at in CLUSTER.finditer(question) for char in _folded(at[0])]
        return cls("".join(char for char, _ in pairs), tuple(span for _, span in pairs))

    def span(self, start: int, end: int) -> Span:
        """Return the span in the question of a stretch of the folded text."""
        inside = self.origins[start:end]
        return Span(inside[0].start, max(origin.end for origin in inside)) if inside else Span(0, 0)

    def without(self, spans: Iterable[Span]) -> Folded:
        """Return the text without these spans of the question, each replaced by `CUT`."""
        kept = list(self._kept(tuple(spans)))
        return Folded("".join(char for char, _ in kept), tuple(origin for _, origin in kept))

    def _kept(self, spans: tuple[Span, ...]) -> Iterator[tuple[str, Span]]:
        cut = False
        for char, origin in zip(self.text, self.origins, strict=True):
            # Beside an earlier cut there is no second one: a question ends before the last of them.
            gone = (char == CUT and not len(origin)) or any(touch(span, origin) for span in spans)
            if gone and not cut:
                yield CUT, Span(origin.start, origin.start)
            elif not gone:
                yield char, origin
            cut = gone


def question_key(text: str) -> str:
    """Return a piece of text as `Folded` has it; white space kept as one kind.

    >>> question_key("青ヶ島村　髙澤")
    '青ケ島村 高沢'
    """
    return "".join(map(_folded, CLUSTER.findall(text)))


def _folded(cluster: str) -> str:
    if cluster in "\r\n\v\f\x85\u2028\u2029":
        return "\n"
    if cluster in "①②③④⑤⑥⑦⑧⑨":
        return cluster
    return " " if cluster.isspace() else name_key(cluster)


#: Reads a folded text; its claims may overlap others', the recogniser that runs first wins.
Recogniser = Callable[[str, ParseContext], "Iterable[Claim]"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A constraint before it is accepted, with offsets in the folded text."""

    kind: ConstraintKind
    start: int
    #: The end of the words that are shown.
    said: int
    #: The end of what is cut: the words and the particle after them.
    end: int
    names: tuple[str, ...] = ()
    period: Period | None = None
    rounds: tuple[int, ...] = ()
    parts: tuple[int, ...] = ()
    among: tuple[str, ...] = ()

    def constraint(self, folded: Folded, question: str) -> Constraint:
        """Return the claim as a constraint, in the question's own characters."""
        words, cut = folded.span(self.start, self.said).of(question), folded.span(self.start, self.end)
        return Constraint(self.kind, words, cut, self.names, self.period, self.rounds, self.parts, self.among)


class _Stretch(Protocol):
    """Anything that spans a text from ``start`` up to ``end``."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def touch(one: _Stretch, other: _Stretch) -> bool:
    """Return True if two stretches have a character in common."""
    return one.start < other.end and other.start < one.end


def past(text: str, at: int, *patterns: re.Pattern[str]) -> int:
    """Return the end of the first of ``patterns`` that matches at ``at``; ``at`` if none does."""
    return next((found.end() for pattern in patterns if (found := pattern.match(text, at))), at)


_Item = TypeVar("_Item")


def runs(items: Iterable[_Item], goes_on: Callable[[_Item, _Item], bool]) -> Iterator[list[_Item]]:
    """Yield the items in runs: each but the first of a run goes on from the one before it.

    >>> list(runs([1, 2, 4], lambda one, other: other == one + 1))
    [[1, 2], [4]]
    """
    run: list[_Item] = []
    for item in items:
        if run and not goes_on(run[-1], item):
            yield run
            run = []
        run.append(item)
    if run:
        yield run

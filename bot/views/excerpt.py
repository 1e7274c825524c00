"""Passage → what is shown of it: whole sentences in one unbroken stretch, around the words that matched.

The cut is a slice: not a character is touched, and what was left out is said outside the quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Span

#: 。 before a closing bracket ends no sentence: 「大丈夫です。」と言われました。
_SENTENCE_END = re.compile(r"[。！？!?]+(?![」』）)。！？!?])\n?|\n|$")
_CLAUSE = re.compile(r"[^、，,]*(?:[、，,]+|$)")
#: A sentence may exceed the limit by half before it is cut at its commas.
_PATIENCE = 1.5


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a passage's text."""

    #: In the passage's text.
    span: Span
    #: Whether words of the passage were left out before or after it.
    cut_before: bool
    cut_after: bool


def excerpt(text: str, highlights: Sequence[Span], longest: int) -> Excerpt:
    """The stretch of at most about ``longest`` characters that holds the most highlights; the earliest of equals."""
    units = list(_units(text, longest))
    start, end = max(_windows(units, longest), key=lambda window: _worth(window, highlights))
    return _trimmed(text, start, end)


def sentences(text: str) -> Iterator[Span]:
    r"""The sentences of a text; they tile it.

    >>> [s.of("です。「はい。」と。\nか？") for s in sentences("です。「はい。」と。\nか？")]
    ['です。', '「はい。」と。\n', 'か？']
    """
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.end() > start:
            yield Span(start, match.end())
        start = match.end()


def _units(text: str, longest: int) -> Iterator[Span]:
    for sentence in sentences(text):
        if len(sentence) <= longest * _PATIENCE:
            yield sentence
        else:
            yield from _clauses(text, sentence, longest)


def _clauses(text: str, sentence: Span, longest: int) -> Iterator[Span]:
    for match in _CLAUSE.finditer(text, sentence.start, sentence.end):
        for start in range(match.start(), match.end(), longest):
            yield Span(start, min(start + longest, match.end()))


def _windows(units: Sequence[Span], longest: int) -> Iterator[tuple[int, int]]:
    for first, unit in enumerate(units):
        yield unit.start, unit.end
        for last in units[first + 1 :]:
            if last.end - unit.start > longest:
                break
            yield unit.start, last.end


def _worth(window: tuple[int, int], highlights: Sequence[Span]) -> tuple[int, int, int]:
    start, end = window
    held = sum(start <= mark.start and mark.end <= end for mark in highlights)
    # Of equals the longer one: a sentence is understood by its neighbours; then the earlier one.
    return held, end - start, -start


def _trimmed(text: str, start: int, end: int) -> Excerpt:
    words = text[start:end]
    kept = words.strip()
    start += len(words) - len(words.lstrip()) if kept else 0
    end = start + len(kept) if kept else end
    return Excerpt(Span(start, end), bool(text[:start].strip()), bool(text[end:].strip()))

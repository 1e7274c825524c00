"""Stored words that are kept out of the index because the operator hid them.

Hidden words are matched by their text, not by their passage's id: a later parser may cut the article differently, and
what was hidden must not come back with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.model import Section, Span, Transcript
from corpus.passages import sentences
from corpus.text import squeezed

#: A shorter sentence (「はい。」) is not matched alone: it would hide every passage that has it (characters).
SHORTEST_SENTENCE = 12


@dataclass(frozen=True, slots=True)
class Hidden:
    """An article or a passage that the operator hid."""

    #: The article's key or the passage's id at the time.
    target: str
    #: The article's current key.
    key: str
    #: The passage's text; None if the whole article is hidden.
    words: str | None
    reason: str
    since: datetime


def is_hidden(said: str, hidden: Sequence[str]) -> bool:
    """Tell whether words of an article contain a sentence of its hidden words, or are part of them."""
    plain = squeezed(said) if hidden else ""
    if not plain:
        return False
    within = hidden if len(plain) >= SHORTEST_SENTENCE else ()
    return any(plain in squeezed(words) for words in within) or any(
        part in plain for words in hidden for part in _matchable(words)
    )


def without(transcript: Transcript, hidden: Sequence[str]) -> Transcript:
    """Return the transcript without the title, agenda items and headings that contain hidden words."""
    if not hidden:
        return transcript
    return replace(
        transcript,
        title="" if is_hidden(transcript.title, hidden) else transcript.title,
        agenda=tuple(item for item in transcript.agenda if not is_hidden(item, hidden)),
        sections=tuple(_without(section, hidden) for section in transcript.sections),
        partly_hidden=True,
    )


def _without(section: Section, hidden: Sequence[str]) -> Section:
    below = section.subheading
    return replace(
        section,
        heading="" if is_hidden(section.heading, hidden) else section.heading,
        subheading=None if below and is_hidden(below, hidden) else below,
    )


def _matchable(words: str) -> list[str]:
    """Return the sentences by which hidden words are matched; the whole text if every sentence is short."""
    parts = [squeezed(span.of(words)) for span in sentences(words, Span(0, len(words)))]
    return [part for part in parts if len(part) >= SHORTEST_SENTENCE] or [squeezed(words)]

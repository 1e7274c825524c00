"""What is kept out of the index although it is stored: hidden by the operator, or withdrawn by its publisher.

Hidden words are found again by what they say, not by their passage's id: a later parser may cut the article
differently, and what was hidden must not come back with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.model import Section, Span, Transcript
from corpus.passages import sentences
from corpus.text import squeezed

#: A shorter sentence (「はい。」) is not looked for alone: it would hide whatever else says so (characters).
SHORTEST_SENTENCE = 12


@dataclass(frozen=True, slots=True)
class Hidden:
    """What the operator hid, and why."""

    #: The article's key or the passage's id, as it was then.
    target: str
    #: The key of the article now.
    key: str
    #: The passage's words; None where the whole article is hidden.
    words: str | None
    reason: str
    since: datetime


def is_hidden(said: str, hidden: Sequence[str]) -> bool:
    """True where words of an article have a sentence of what was hidden in it, or are a part of one."""
    plain = squeezed(said) if hidden else ""
    if not plain:
        return False
    within = hidden if len(plain) >= SHORTEST_SENTENCE else ()
    return any(plain in squeezed(words) for words in within) or any(
        part in plain for words in hidden for part in _telling(words)
    )


def without(transcript: Transcript, hidden: Sequence[str]) -> Transcript:
    """The transcript without the title, agenda and headings that hold what was hidden: they are shown, too."""
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


def _telling(words: str) -> list[str]:
    """The sentences by which hidden words are found again; all of them together where each is short."""
    parts = [squeezed(span.of(words)) for span in sentences(words, Span(0, len(words)))]
    return [part for part in parts if len(part) >= SHORTEST_SENTENCE] or [squeezed(words)]

"""Passage → QuoteContext: the speeches around a quote, each stretch checked like a quote before it may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import BlockKind, Passage, Section, Span, Speech, Transcript
from corpus.verbatim import QuoteCheck

#: Speeches before and after the quoted one.
AROUND = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """A speech, and what the moderator said before it. None means words that are withheld."""

    section: Section
    speech: Speech
    #: The moderator's words between the speech before and this one; nothing before the first.
    asked: tuple[str | None, ...]
    #: A neighbour's words, one line per paragraph; those of the quoted speech are in `QuoteContext`.
    words: str | None


@dataclass(frozen=True, slots=True)
class QuoteContext:
    """A quote and the words around it. None means words that are withheld, "" that there are none."""

    passage: Passage
    #: The quoted speech and its neighbours, in reading order.
    turns: tuple[Turn, ...]
    #: The words before and after the quote in its speech.
    before: str | None
    after: str | None


def quote_context(passage: Passage, quote_check: QuoteCheck) -> QuoteContext:
    """Return the passage, which is checked already, with what ``quote_check`` allows to be shown around it."""
    own, text = passage.speech.paragraphs, passage.transcript.text
    before, after = _lines(text, _clipped(own, 0, passage.span.start)), _lines(text, _clipped(own, passage.span.end))
    return QuoteContext(
        passage,
        tuple(_turns(passage, quote_check)),
        # Together with the quote: what was hidden may have been split in another way then.
        before=_shown(before, quote_check, beside=(*before, passage.text)),
        after=_shown(after, quote_check, beside=(passage.text, *after)),
    )


def _turns(passage: Passage, quote_check: QuoteCheck) -> Iterator[Turn]:
    transcript = passage.transcript
    said = [(section, speech) for section in transcript.sections for speech in section.speeches]
    here = next(place for place, (_, speech) in enumerate(said) if speech is passage.speech)
    first = max(0, here - AROUND)
    shown = said[first : here + AROUND + 1]
    gaps = [
        (),
        *(_moderator_turns(transcript, one.span.end, other.span.start) for (_, one), (_, other) in pairwise(shown)),
    ]
    for (section, speech), gap in zip(shown, gaps, strict=True):
        words = "" if speech is passage.speech else _shown(_lines(transcript.text, speech.paragraphs), quote_check)
        yield Turn(_printed(section, quote_check), speech, tuple(_shown(lines, quote_check) for lines in gap), words)


def _moderator_turns(transcript: Transcript, start: int, end: int) -> tuple[tuple[str, ...], ...]:
    """Return the lines of each of the moderator's turns between two positions of the text."""
    inside = (each for each in transcript.blocks if start <= each.span.start and each.span.end <= end)
    said = (each.span.of(transcript.text) for each in inside if each.kind is BlockKind.MODERATOR)
    return tuple(tuple(line.strip() for line in words.split("\n") if line.strip()) for words in said)


def _printed(section: Section, quote_check: QuoteCheck) -> Section:
    """Return the section with its headings as far as they may be shown."""
    heading = section.heading if section.heading and quote_check.shows(section.heading) else ""
    below = section.subheading if section.subheading and quote_check.shows(section.subheading) else None
    return section if (heading, below) == (section.heading, section.subheading) else Section(heading, below, ())


def _clipped(paragraphs: Sequence[Span], start: int, end: int | None = None) -> list[Span]:
    """Return the parts of the paragraphs between two positions of the text."""
    last = paragraphs[-1].end if end is None else end
    clipped = ((max(each.start, start), min(each.end, last)) for each in paragraphs)
    return [Span(at, stop) for at, stop in clipped if at < stop]


def _lines(text: str, spans: Sequence[Span]) -> tuple[str, ...]:
    lines = (span.of(text).strip("\n") for span in spans)
    return tuple(line for line in lines if line.strip())


def _shown(lines: tuple[str, ...], quote_check: QuoteCheck, beside: tuple[str, ...] = ()) -> str | None:
    """Return the lines joined, or None if one is not said (any more) or hidden; hiding is checked in ``beside``."""
    if not lines:
        return ""
    hidden = quote_check.hides("\n".join(beside or lines))
    return None if hidden or not all(map(quote_check.says, lines)) else "\n".join(lines)

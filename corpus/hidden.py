"""Stored words that are kept out of the index because the operator hid them.

Hidden words are matched by their letters, not by their passage's id: a later parser may cut the article differently,
its publisher may edit it, and what was hidden must not come back with that. An article in which they are not found
any more is withheld as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import accumulate, pairwise

from corpus.model import Section, Span, Transcript
from corpus.passages import passages, sentences
from corpus.text import letters, squeezed

#: A shorter sentence (「はい。」) is not matched alone: it would hide every passage that has it (letters).
SHORTEST_SENTENCE = 10
#: As many letters in a row are hidden words, whatever was edited around them; names and set phrases are shorter.
RUN = 16
#: The share of each hidden sentence that an article must still say; of one that says less, nothing is shown.
FOUND = 0.6


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
    """Tell whether words share a sentence or a run of letters with hidden words, or are part of them."""
    plain = _key(said) if hidden else ""
    return bool(plain) and any(_shares(plain, words) for words in hidden)


def is_changed(text: str, words: str) -> bool:
    """Tell whether an article's text no longer says hidden words, letter by letter."""
    return letters(words) not in letters(text)


def is_lost(text: str, words: str) -> bool:
    """Tell whether too little of a sentence of hidden words is still found in an article's text: it may say it anew."""
    said, whole = letters(text), letters(words)
    if whole in said:
        return False
    runs = enumerate(_runs(whole))
    found = {at + step for at, run in runs if run in said for step in range(len(run))}
    counts = [len(letters(span.of(words))) for span in sentences(words, Span(0, len(words)))]
    ends = list(accumulate(counts))
    return any(len(found & {*range(end - count, end)}) < FOUND * count for end, count in zip(ends, counts, strict=True))


def nearest(transcript: Transcript, words: str) -> tuple[str, ...]:
    """Return the ids of the passages that share words with hidden words; else that of the most similar passage."""
    found = passages(transcript)
    near = [passage for passage in found if is_hidden(passage.text, (words,))]
    pairs = {*map("".join, pairwise(letters(words)))}
    most = sorted(found, key=lambda each: len(pairs & {*map("".join, pairwise(letters(each.text)))}))[-1:]
    return tuple(passage.id for passage in near or most)


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


def _shares(plain: str, words: str) -> bool:
    whole = _key(words)
    said = (letters(span.of(words)) for span in sentences(words, Span(0, len(words))))
    parts = (*(sentence for sentence in said if len(sentence) >= SHORTEST_SENTENCE), *_runs(whole))
    return (len(plain) >= SHORTEST_SENTENCE and plain in whole) or any(part in plain for part in parts)


def _key(words: str) -> str:
    # Words without letters (「……」) are matched by their signs.
    return letters(words) or squeezed(words)


def _runs(whole: str) -> list[str]:
    length = min(RUN, len(whole))
    return [whole[at : at + length] for at in range(len(whole) - length + 1)]

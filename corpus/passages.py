"""Transcript → Passages: quotable spans of one speaker's words, 80 to 400 characters, cut between sentences."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.model import Passage, Span, Transcript
from corpus.text import squeezed

#: A speech up to this length stays whole; a longer one is cut (characters).
LONGEST = 400
#: A piece below this length is too short to be understood alone (characters).
SHORTEST = 80
#: A sentence that is longer is none, and nobody can quote it (characters): the longest real one has some 300.
_LONGEST_SENTENCE = 1_000
#: Sentences of a piece at most, where they are words of two letters.
_MOST_SENTENCES = 60
_TARGET = (LONGEST + SHORTEST) // 2
#: Cost of a piece that is too short: more than that of any other cut.
_TOO_SHORT = 2 * LONGEST**2
#: Cost of a cut inside a paragraph, added to the squared distance from the target length.
_INSIDE_PARAGRAPH = 60**2
#: A sentence: up to its full stop or the end of the line; one quoted inside it does not count (「はい。」と答えた。).
#: Possessive quantifiers: without them a row of brackets would backtrack exponentially.
_SENTENCE = re.compile(
    r"(?:「[^「」\n]*」|『[^『』\n]*』|（[^（）\n]*）|\([^()\n]*\)|[^。!?！？\n])++[。!?！？]*+[」』）)]*+|[。!?！？]++[」』）)]*+"
)


def passages(transcript: Transcript) -> tuple[Passage, ...]:
    """Return all passages of a transcript, in reading order; none crosses a line that is not part of its speech."""
    seen: Counter[str] = Counter()
    found: list[Passage] = []
    for section_index, section in enumerate(transcript.sections):
        for speech_index, speech in enumerate(section.speeches):
            for span in _pieces(speech.paragraphs, transcript.text):
                if len(span) > _LONGEST_SENTENCE:
                    continue
                stem = f"{transcript.key}-{text_hash(span.of(transcript.text))}"
                seen[stem] += 1
                found.append(Passage(f"{stem}-{seen[stem]}", transcript, section_index, speech_index, span))
    return tuple(found)


def text_hash(words: str) -> str:
    """Return eight hex digits of the SHA-256 of the words, in one width and without white space."""
    return hashlib.sha256(squeezed(words).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def split_id(passage_id: str) -> tuple[str, str]:
    """Split a passage's id into its article's key and the rest; the rest is empty if it is not a passage's id.

    >>> split_id("local-0123456789ab-89abcdef-1")
    ('local-0123456789ab', '-89abcdef-1')
    >>> split_id("n0123456789ab")
    ('n0123456789ab', '')
    """
    key, *rest = passage_id.rsplit("-", 2)
    return (key, f"-{rest[0]}-{rest[1]}") if len(rest) == 2 else (passage_id, "")  # noqa: PLR2004 - hash and number


def sentences(text: str, within: Span) -> tuple[Span, ...]:
    """Return the sentences within a span, in order, without white space at both ends; a line end ends a sentence.

    >>> [s.of("はい。そうです！次") for s in sentences("はい。そうです！次", Span(0, 9))]
    ['はい。', 'そうです！', '次']
    """
    found = _SENTENCE.finditer(text, within.start, within.end)
    return tuple(_stripped(match) for match in found if match[0].strip())


def _stripped(match: re.Match[str]) -> Span:
    words = match[0].strip()
    start = match.start() + match[0].index(words)
    return Span(start, start + len(words))


def _unbroken(paragraphs: Sequence[Span], text: str) -> Iterator[tuple[Span, ...]]:
    """Yield runs of paragraphs that only white space separates: a caption ends a run."""
    run = [paragraphs[0]]
    for before, after in pairwise(paragraphs):
        if text[before.end : after.start].strip():
            yield tuple(run)
            run = []
        run.append(after)
    yield tuple(run)


def _pieces(paragraphs: Sequence[Span], text: str) -> Iterator[Span]:
    """Cut each run of paragraphs at the sentence ends that bring all pieces nearest to the target length."""
    for run in _unbroken(paragraphs, text):
        whole = Span(run[0].start, run[-1].end)
        if len(whole) <= LONGEST:
            yield whole
            continue
        units = [sentence for paragraph in run for sentence in sentences(text, paragraph)]
        for first, last in _best_cuts(units, {paragraph.end for paragraph in run}):
            yield Span(units[first].start, units[last].end)


def _best_cuts(units: Sequence[Span], paragraph_ends: set[int]) -> list[tuple[int, int]]:
    """Return the first and last sentence of each piece: the cheapest cuts, by dynamic programming."""
    cheapest: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(units) + 1):
        firsts = _firsts(units, end)
        cheapest.append(min((cheapest[at][0] + _cost(units, at, end, paragraph_ends), at) for at in firsts))
    pieces, end = [], len(units)
    while end:
        pieces.append((cheapest[end][1], end - 1))
        end = cheapest[end][1]
    return pieces[::-1]


def _firsts(units: Sequence[Span], end: int) -> Iterator[int]:
    """Yield the possible first sentences of a piece that ends before sentence ``end``, the latest first."""
    yield end - 1
    for at in range(end - 2, max(-1, end - 2 - _MOST_SENTENCES), -1):
        if units[end - 1].end - units[at].start > LONGEST:
            return
        yield at


def _cost(units: Sequence[Span], first: int, end: int, paragraph_ends: set[int]) -> float:
    length = units[end - 1].end - units[first].start
    inside = 0 if units[end - 1].end in paragraph_ends else _INSIDE_PARAGRAPH
    short = _TOO_SHORT if length < SHORTEST else 0
    return float((length - _TARGET) ** 2 + inside + short)

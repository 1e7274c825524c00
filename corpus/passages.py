"""Transcript → quotable Passages: one speaker's words, 80 to 400 characters, cut between sentences."""

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
#: A piece below this length says too little alone (characters).
SHORTEST = 80
_TARGET = (LONGEST + SHORTEST) // 2
#: What a piece that is too short costs: more than any other way to cut.
_TOO_SHORT = 2 * LONGEST**2
#: What a cut inside a paragraph costs beside the squared distance from the target: paragraphs are kept where possible.
_INSIDE_PARAGRAPH = 60**2
#: A sentence: up to its stop, or to the end of the line; a quoted one inside it does not count (「はい。」と答えた。).
#: Possessive, or a row of brackets without a stop would be tried in every combination.
_SENTENCE = re.compile(
    r"(?:「[^「」\n]*」|『[^『』\n]*』|（[^（）\n]*）|\([^()\n]*\)|[^。!?！？\n])++[。!?！？]*+[」』）)]*+|[。!?！？]++[」』）)]*+"
)


def passages(transcript: Transcript) -> tuple[Passage, ...]:
    """All passages of a transcript, in reading order; none crosses what is not its speech's."""
    return tuple(_passages(transcript))


def _passages(transcript: Transcript) -> Iterator[Passage]:
    seen: Counter[str] = Counter()
    for section_index, section in enumerate(transcript.sections):
        for speech_index, speech in enumerate(section.speeches):
            for run in _unbroken(speech.paragraphs, transcript.text):
                for span in _pieces(run, transcript.text):
                    stem = f"{transcript.key}-{text_hash(span.of(transcript.text))}"
                    seen[stem] += 1
                    yield Passage(f"{stem}-{seen[stem]}", transcript, section_index, speech_index, span)


def text_hash(words: str) -> str:
    """Eight hex digits of the words with width and white space folded: an edit elsewhere leaves it alone."""
    return hashlib.sha256(squeezed(words).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def split_id(passage_id: str) -> tuple[str, str]:
    """A passage's id as its article's key and the rest; the rest is empty where it is no passage's id.

    >>> split_id("local-0123456789ab-89abcdef-1")
    ('local-0123456789ab', '-89abcdef-1')
    >>> split_id("n0123456789ab")
    ('n0123456789ab', '')
    """
    key, *rest = passage_id.rsplit("-", 2)
    return (key, f"-{rest[0]}-{rest[1]}") if len(rest) == 2 else (passage_id, "")  # noqa: PLR2004 - hash and number


def sentences(text: str, within: Span) -> tuple[Span, ...]:
    """The sentences of a stretch, in order, white space at both ends left out; a line's end ends one too.

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
    """The paragraphs in runs between which nothing but white space stands: a caption breaks a run."""
    run = [paragraphs[0]]
    for before, after in pairwise(paragraphs):
        if text[before.end : after.start].strip():
            yield tuple(run)
            run = []
        run.append(after)
    yield tuple(run)


def _pieces(paragraphs: Sequence[Span], text: str) -> Iterator[Span]:
    """Cut a run of paragraphs at the sentence ends that bring all pieces nearest to the target length."""
    whole = Span(paragraphs[0].start, paragraphs[-1].end)
    if len(whole) <= LONGEST:
        yield whole
        return
    units = [sentence for paragraph in paragraphs for sentence in sentences(text, paragraph)]
    ends = {paragraph.end for paragraph in paragraphs}
    for first, last in _best_cuts(units, ends):
        yield Span(units[first].start, units[last].end)


def _best_cuts(units: Sequence[Span], paragraph_ends: set[int]) -> list[tuple[int, int]]:
    """First and last sentence of each piece: the cheapest way to cut, by dynamic programming over the sentences."""
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
    """Where a piece that ends before sentence ``end`` may begin: its last sentence, or what fits in before it."""
    yield end - 1
    for at in range(end - 2, -1, -1):
        if units[end - 1].end - units[at].start > LONGEST:
            return
        yield at


def _cost(units: Sequence[Span], first: int, end: int, paragraph_ends: set[int]) -> float:
    length = units[end - 1].end - units[first].start
    inside = 0 if units[end - 1].end in paragraph_ends else _INSIDE_PARAGRAPH
    short = _TOO_SHORT if length < SHORTEST else 0
    return float((length - _TARGET) ** 2 + inside + short)

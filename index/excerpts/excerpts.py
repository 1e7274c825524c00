"""Passage → Excerpt: whole sentences in one unbroken stretch, around the words that matched.

The cut is a slice: not a character is touched, and what was left out is said outside the quote. It never begins with
a sentence that depends on the one before, and never ends before one that qualifies it (``connectives.py``), as long
as that fits; where it does not, the words that were asked for count more than a fair beginning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.model import Passage, Span
from corpus.passages import sentences
from index.excerpts.connectives import depends_on_previous, qualifies_previous
from index.query.folding import runs

#: An excerpt may exceed its limit by half before a sentence is cut, or begins unfairly.
TOLERANCE = 1.5

#: A sentence from this length on may be cut inside, and a part of it has at least so many characters: see `is_cut`.
LONG = 90
SHORTEST_PART = 20

#: What a line ends with that ends a sentence; a line without one goes on in the next.
_ENDS = "。！？!?」』）)…"
#: What a sentence that is too long is cut at; never inside 「1,240項目」.
_CLAUSE = re.compile(r".+?(?:[、\n]+|[，,](?!\d)|$)", re.DOTALL)
#: Enough of what follows a quote to see how it begins (characters).
_LOOKAHEAD = 40
#: Code points of one character at most: a family of emoji has eleven; of longer ones nothing is kept together.
_LONGEST_CHARACTER = 32
#: How far around a passage a fair cut is looked for (characters).
_FARTHEST = 1_000
#: A modifier of an emoji, a half-width voicing mark, a joiner: what extends a character, beside combining ones.
_COMBINING = re.compile("[\u200d\uff9e\uff9f\U0001f3fb-\U0001f3ff]")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of what one speaker said in one speech."""

    #: In the text of the passage's transcript.
    span: Span
    #: Whether words of the same speech were left out before or after it.
    cut_before: bool
    cut_after: bool

    @classmethod
    def of(cls, passage: Passage, span: Span) -> Excerpt:
        """Return the excerpt ``span`` of the transcript's text, and whether it leaves out words of the speech."""
        spoken, text = passage.speech.span, passage.transcript.text
        before, after = text[spoken.start : span.start], text[span.end : max(spoken.end, span.end)]
        return cls(span, bool(before.strip()), bool(after.strip()))

    def words(self, passage: Passage) -> str:
        """Return what is quoted of ``passage``, verbatim."""
        return self.span.of(passage.transcript.text)

    def marks(self, passage: Passage, highlights: Sequence[Span]) -> tuple[Span, ...]:
        """Return the highlights of ``passage`` (in its text) as spans of ``words``; those outside are left out."""
        clipped = (
            (max(mark.start, self.span.start), min(mark.end, self.span.end)) for mark in _moved(passage, highlights)
        )
        return tuple(Span(at - self.span.start, end - self.span.start) for at, end in clipped if at < end)


def excerpt(
    passage: Passage,
    highlights: Sequence[Span],
    longest: int,
    *,
    most: int | None = None,
    reach: Span | None = None,
) -> Excerpt:
    """Return the stretch of at most ``longest`` characters (and ``most`` sentences) that holds the most matches.

    ``highlights`` are spans of ``passage.text``. ``reach``, in the transcript's text, may be quoted where a fair cut
    needs the sentences around the passage: ``Library.reach`` has checked it; without it, the passage alone. Where
    nothing fair fits, the limits may be exceeded, the length by half at most. Raises ValueError for ``longest`` < 1.
    """
    if longest < 1:
        raise ValueError(f"no length of an excerpt: {longest}")
    quotable = _Quotable.of(passage, highlights, reach or passage.span)
    return Excerpt.of(passage, _best(quotable, longest, most) or _shortened(quotable, longest))


def reach(passage: Passage) -> Span:
    """Return the passage with the sentences of its speech that a fair cut may need, as a span of the transcript.

    Before a beginning that depends on them, those up to the first independent one; after it, those that qualify it.
    Nothing but white space is between them: a caption ends it.
    """
    text, run = passage.transcript.text, _run(passage)
    start, end = passage.span.start, passage.span.end
    nearest = Span(max(run.start, start - _FARTHEST), start)
    # The first one of a longer run may have begun above.
    for sentence in whole_sentences(text, nearest)[nearest.start > run.start :][::-1]:
        if not depends_on_previous(text[start : start + _LOOKAHEAD]):
            break
        start = sentence.start
    nearest = Span(end, min(run.end, end + _FARTHEST))
    for sentence in whole_sentences(text, nearest):
        if nearest.end == sentence.end < run.end:
            break
        if not qualifies_previous(sentence.of(text)):
            break
        end = sentence.end
    return Span(start, end)


def is_cut(text: str, stretch: Span, within: Span) -> bool:
    """Tell whether ``stretch`` begins and ends where a cut may: with sentences, or with clauses of one long one.

    It comes from a button's value, which could be forged: two characters of a sentence, or one without its
    「ではありません」, are nobody's words. ``within`` is what may be quoted.
    """
    units = whole_sentences(text, within)
    if stretch.start in {unit.start for unit in units} and stretch.end in {unit.end for unit in units}:
        return True
    held = next((unit for unit in units if unit.start <= stretch.start and stretch.end <= unit.end), None)
    if held is None or len(held) < LONG or len(stretch) < SHORTEST_PART:
        return False
    clauses = [_stripped(text, Span(*clause.span())) for clause in _CLAUSE.finditer(text, held.start, held.end)]
    return stretch.start in {each.start for each in clauses} and stretch.end in {each.end for each in clauses}


def whole_sentences(text: str, within: Span) -> tuple[Span, ...]:
    r"""Return the sentences of a stretch; one that was broken into lines is one.

    >>> [s.of("研修を\n続けます。次です。") for s in whole_sentences("研修を\n続けます。次です。", Span(0, 13))]
    ['研修を\n続けます。', '次です。']
    """
    pieces = runs(sentences(text, within), lambda one, _: text[one.end - 1] not in _ENDS)
    return tuple(Span(run[0].start, run[-1].end) for run in pieces)


@dataclass(frozen=True, slots=True)
class _Window:
    """A run of units: sentences, or the clauses of one."""

    span: Span
    #: How many units.
    count: int
    #: Different words that matched, and matches.
    different: int
    matches: int
    #: How many neighbours it needs: the unit before it, the one after it.
    faults: int
    #: Whether it begins with an independent sentence, or leaves nothing out.
    standalone: bool


@dataclass(frozen=True, slots=True)
class _Quotable:
    """What may be quoted, split into units, and the words that matched; all in the transcript's text."""

    text: str
    #: The whole speech.
    speech: Span
    units: tuple[Span, ...]
    marks: tuple[Span, ...]

    @classmethod
    def of(cls, passage: Passage, highlights: Sequence[Span], stretch: Span) -> _Quotable:
        text = passage.transcript.text
        units = whole_sentences(text, stretch) or (stretch,)
        return cls(text, passage.speech.span, units, _moved(passage, highlights))

    def windows(self, bound: int) -> Iterator[_Window]:
        """Yield every run of units of at most ``bound`` characters."""
        for first in range(len(self.units)):
            for last in range(first, len(self.units)):
                if self.units[last].end - self.units[first].start > bound:
                    break
                yield self._window(first, last)

    def _window(self, first: int, last: int) -> _Window:
        span = Span(self.units[first].start, self.units[last].end)
        held = [mark.of(self.text) for mark in self.marks if span.start <= mark.start and mark.end <= span.end]
        depends = depends_on_previous(self.text[span.start : span.start + _LOOKAHEAD])
        follows = bool(self.text[self.speech.start : span.start].strip())
        after = self.text[span.end : min(span.end + _LOOKAHEAD, max(self.speech.end, span.end))].lstrip()
        everything = last - first + 1 == len(self.units)
        faults = int(depends and follows) + int(qualifies_previous(after))
        return _Window(span, last - first + 1, len(set(held)), len(held), faults, standalone=everything or not depends)


def _best(quotable: _Quotable, longest: int, most: int | None) -> Span | None:
    """Return the best run of whole sentences; None if none holds a match."""
    windows = list(quotable.windows(int(longest * TOLERANCE)))
    fitting = [each for each in windows if len(each.span) <= longest and each.count <= (most or each.count)]
    fair = [each for each in windows if not each.faults]
    tiers: tuple[tuple[list[_Window], Callable[[_Window], tuple[int, ...]]], ...] = (
        ([each for each in fitting if not each.faults], _most_matches if quotable.marks else _earliest),
        (fair, _shortest),
        (fitting, _most_matches),
        (windows, _shortest),
    )
    for tier, worth in tiers:
        best = max(tier, key=worth, default=None)
        if best and (best.matches or not quotable.marks):
            return best.span
    return None


def _most_matches(window: _Window) -> tuple[int, ...]:
    # Of equals the longer one: a sentence is understood by its neighbours; then the earlier one.
    return window.different, -window.faults, window.matches, window.standalone, len(window.span), -window.span.start


def _earliest(window: _Window) -> tuple[int, ...]:
    # Nothing matched in it (its heading did): a passage is best known by how it begins.
    return window.standalone, -window.span.start, len(window.span)


def _shortest(window: _Window) -> tuple[int, ...]:
    # Past the limits every sentence counts.
    return window.different, -window.faults, -len(window.span), -window.span.start


def _shortened(quotable: _Quotable, longest: int) -> Span:
    """Return the part of one sentence, from comma to comma, with the most matches; its beginning on a tie."""
    sentence = max(quotable.units, key=lambda unit: _match_count(unit, quotable.marks))
    clauses = tuple(_clauses(quotable.text, sentence, longest))
    parts = list(replace(quotable, units=clauses).windows(longest))
    best = max(
        parts, key=lambda each: (each.different, each.matches, each.span.start == sentence.start, len(each.span))
    )
    return _stripped(quotable.text, best.span)


def _match_count(unit: Span, marks: Sequence[Span]) -> int:
    return sum(unit.start <= mark.start < unit.end for mark in marks)


def _clauses(text: str, sentence: Span, longest: int) -> Iterator[Span]:
    for clause in _CLAUSE.finditer(text, sentence.start, sentence.end):
        start = clause.start()
        while start < clause.end():
            stop = _between(text, start, min(start + longest, clause.end()))
            yield Span(start, stop)
            start = stop


def _between(text: str, start: int, stop: int) -> int:
    """Return ``stop``, or the start of the character that it would split: a kanji with its variation, an emoji."""
    at, start = stop, max(start, stop - _LONGEST_CHARACTER)
    while start + 1 < at < len(text) and (_combines(text[at]) or text[at - 1] == "\u200d"):
        at -= 1
    return at


def _combines(character: str) -> bool:
    return unicodedata.category(character).startswith("M") or _COMBINING.match(character) is not None


def _stripped(text: str, span: Span) -> Span:
    """Return the span without the white space at both ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip())) if words.strip() else span


def _run(passage: Passage) -> Span:
    """Return the run of paragraphs around the passage with nothing else between them."""
    text = passage.transcript.text
    joined = runs(passage.speech.paragraphs, lambda one, other: not text[one.end : other.start].strip())
    return next(Span(run[0].start, run[-1].end) for run in joined if run[-1].end >= passage.span.end)


def _moved(passage: Passage, highlights: Sequence[Span]) -> tuple[Span, ...]:
    """Return highlights of the passage's text as spans of the transcript's."""
    return tuple(Span(mark.start + passage.span.start, mark.end + passage.span.start) for mark in highlights)

"""Headings and sub-headings of a body: by the source's markup, else by their position.

Plain text has no markup, so a candidate is a short, unindented line without a full stop, with only other candidates and
captions between it and the next label or the moderator.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.markup import Line
from corpus.model import BlockKind
from corpus.reading import line_patterns
from corpus.text import fold

#: Tags of lines without a special meaning.
_PLAIN = frozenset({"", "p"})
#: Differences of heading and agenda item: 「システム標準化・共通化」, 「システムの標準化・共通化について」.
_FILLERS = re.compile(r"^(?:議題|テーマ)?\s*\(?\d*[).:]?|について|に関する(?:こと)?|における|の|[・、\s]")
#: Similarity from which a heading is an agenda item (0 to 1, difflib's ratio).
_ALIKE = 0.75
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a body, their kinds as far as they need no context, and which lines belong to a speech."""

    lines: Sequence[Line]
    #: The kind if the line alone tells it, else None; HEADING if the source marks one.
    fixed: Sequence[BlockKind | None]
    #: True if no gap that ends a speech separates the line from the label above it.
    attached: Sequence[bool]
    #: True if blank lines or markup separate a speech's end from a heading.
    parted: bool


def headings(layout: Layout, agenda: Sequence[str]) -> dict[int, BlockKind]:
    """Return line index → heading, sub-heading or stray, for marked lines and candidates above a speaker."""
    found = _marked(layout)
    first = True
    for at, kind in enumerate(layout.fixed):
        if kind in {BlockKind.LABEL, BlockKind.MODERATOR}:
            run = _candidates_above(at, layout, agenda)
            found |= _below_marked(run, found) or _classify(run, layout.lines, agenda, first=first)
            found |= {} if run else _ambiguous(at - 1, layout)
            first = False
    return found


def _marked(layout: Layout) -> dict[int, BlockKind]:
    marks = [at for at, kind in enumerate(layout.fixed) if kind is BlockKind.HEADING]
    # The highest level in a body is its headings', all others are sub-headings'.
    top = min((layout.lines[at].tag for at in marks), default="")
    found: dict[int, BlockKind] = {}
    for at in marks:
        # Two headings of one level in a row are a heading and its sub-heading.
        second = found.get(at - 1) is BlockKind.HEADING
        found[at] = BlockKind.SUBHEADING if second or layout.lines[at].tag > top else BlockKind.HEADING
    return found


def _below_marked(run: Sequence[int], marked: dict[int, BlockKind]) -> dict[int, BlockKind]:
    """Return a single candidate directly below a marked heading as its sub-heading."""
    alone = len(run) == 1 and marked.get(run[0] - 1) is BlockKind.HEADING
    return {run[0]: BlockKind.SUBHEADING} if alone else {}


def _candidates_above(at: int, layout: Layout, agenda: Sequence[str]) -> list[int]:
    """Return the heading candidates directly above a line, in reading order; captions between them are skipped."""
    run: list[int] = []
    for above in range(at - 1, -1, -1):
        if layout.fixed[above] is BlockKind.CAPTION:
            continue
        if layout.fixed[above] is not None or not _is_candidate(layout.lines[above]):
            break
        if layout.attached[above] and _is_end_of_speech(above, run, layout, agenda):
            break
        run.append(above)
    return run[::-1]


def _is_end_of_speech(at: int, run: Sequence[int], layout: Layout, agenda: Sequence[str]) -> bool:
    """Tell whether a candidate that is attached to a speech is its last line instead.

    「…でしょうか?」 may be either. Sections have a heading and a sub-heading, so next to another candidate it is one of
    the two; alone it is speech.
    """
    if line_patterns.RAW_LIST_ITEM.match(layout.lines[at].text):
        # 「② 書かない窓口」 is a heading where it stands apart, on the agenda, or alone above a sub-heading.
        alone = run and not line_patterns.RAW_LIST_ITEM.match(layout.lines[at - 1].text)
        return not (layout.lines[at].gap or alone or _is_on_agenda(layout.lines[at].folded, agenda))
    if not line_patterns.is_spoken(layout.lines[at]):
        return False
    above = at - 1
    if above >= 0 and layout.fixed[above] is BlockKind.LABEL:
        return True
    sub = not run and above >= 0 and layout.fixed[above] is None and _is_firm(layout.lines[above])
    return not (sub or (len(run) == 1 and _is_firm(layout.lines[run[-1]])))


def _ambiguous(last: int, layout: Layout) -> dict[int, BlockKind]:
    """Return 「なぜ進まないのか?」 directly above a speaker as stray: without gaps it may be either."""
    if last < 1 or layout.parted or layout.fixed[last] is not None or layout.fixed[last - 1] is BlockKind.LABEL:
        return {}
    return {last: BlockKind.STRAY} if _is_candidate(layout.lines[last]) else {}


def _is_firm(line: Line) -> bool:
    return _is_candidate(line) and not line_patterns.is_spoken(line)


def _is_candidate(line: Line) -> bool:
    short = len(line.folded) <= line_patterns.LONGEST_HEADING
    # The tag of a list item or a table cell tells that it is not a heading.
    plain = line.tag in _PLAIN and not line.indented and not line.centred and line.text[0] not in "・･"
    return plain and short and "。" not in line.folded and not line.folded.endswith(("、", ":"))


def _classify(run: Sequence[int], lines: Sequence[Line], agenda: Sequence[str], *, first: bool) -> dict[int, BlockKind]:
    """Return an agenda item and the next line, two candidates, or one as headings.

    One alone is a heading above the first speaker, or where no agenda tells the headings (2021).
    """
    titled = next((n for n, at in enumerate(run) if _is_on_agenda(lines[at].folded, agenda)), None)
    whole = len(run) == _PAIR or (len(run) == 1 and (first or not agenda))
    start = titled if titled is not None else 0 if whole else len(run)
    kinds = (
        *[BlockKind.STRAY] * start,
        *(BlockKind.HEADING, BlockKind.SUBHEADING),
        *[BlockKind.STRAY] * len(run),
    )
    return dict(zip(run, kinds, strict=False))


def _is_on_agenda(folded: str, agenda: Sequence[str]) -> bool:
    heading, *items = (_FILLERS.sub("", words) for words in (folded, *map(fold, agenda)))
    return any(SequenceMatcher(a=heading, b=item, autojunk=False).ratio() >= _ALIKE for item in items)

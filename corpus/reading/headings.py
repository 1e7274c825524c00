"""Which lines of a body are headings and sub-headings: by the source's own marks, else by where they stand.

Plain text marks no heading, so a line is one by what surrounds it: short, unindented, no sentence, and nothing but
others of its kind and captions before the next label or the moderator.
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

#: Tags of lines that the source says nothing of.
_PLAIN = frozenset({"", "p"})
#: What headings and agenda items differ in: 「システム標準化・共通化」, 「システムの標準化・共通化について」.
_FILLERS = re.compile(r"について|に関する(?:こと)?|における|の|[・、\s]")
#: Headings at least this alike to an agenda item are that item's (0 to 1, difflib's ratio).
_ALIKE = 0.75
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Layout:
    """What single lines say of themselves, and how they hang together."""

    lines: Sequence[Line]
    #: The kind that a line alone settles, else None; HEADING where the source marks one.
    fixed: Sequence[BlockKind | None]
    #: True where a line hangs together with the label or the speech above it.
    attached: Sequence[bool]
    #: True where blank lines, or the source's marks, tell a speech's end from a heading.
    parted: bool


def is_spoken(line: Line) -> bool:
    """Every complete line of a speech ends like a sentence; a longer line than any heading is one all the same."""
    if line_patterns.looks_like_label(line.folded):
        return False
    return (
        len(line.folded) > line_patterns.LONGEST_HEADING or line_patterns.SENTENCE_END.search(line.folded) is not None
    )


def headings(layout: Layout, agenda: Sequence[str]) -> dict[int, BlockKind]:
    """Line number → heading, sub-heading or stray: all lines that are marked, and all candidates above a speaker."""
    found = _marked(layout)
    first = True
    for at, kind in enumerate(layout.fixed):
        if kind in {BlockKind.LABEL, BlockKind.MODERATOR}:
            run = _candidates_above(at, layout)
            found |= _below_a_mark(run, found) or _place(run, layout.lines, agenda, first=first)
            found |= {} if run else _untold(at - 1, layout)
            first = False
    return found


def _marked(layout: Layout) -> dict[int, BlockKind]:
    marks = [at for at, kind in enumerate(layout.fixed) if kind is BlockKind.HEADING]
    # The smallest number that a body has is its headings', all others are sub-headings'.
    top = min((layout.lines[at].tag for at in marks), default="")
    found: dict[int, BlockKind] = {}
    for at in marks:
        # Two headings of one level in a row are a heading and its sub-heading.
        second = found.get(at - 1) is BlockKind.HEADING
        found[at] = BlockKind.SUBHEADING if second or layout.lines[at].tag > top else BlockKind.HEADING
    return found


def _below_a_mark(run: Sequence[int], marked: dict[int, BlockKind]) -> dict[int, BlockKind]:
    """A single candidate directly below a marked heading: its sub-heading, printed as a paragraph."""
    alone = len(run) == 1 and marked.get(run[0] - 1) is BlockKind.HEADING
    return {run[0]: BlockKind.SUBHEADING} if alone else {}


def _candidates_above(at: int, layout: Layout) -> list[int]:
    """The heading candidates directly above a line, in reading order; captions between them are passed over."""
    run: list[int] = []
    for above in range(at - 1, -1, -1):
        if layout.fixed[above] is BlockKind.CAPTION:
            continue
        if layout.fixed[above] is not None or not _is_candidate(layout.lines[above]):
            break
        if layout.attached[above] and _ends_a_speech(above, run, layout):
            break
        run.insert(0, above)
    return run


def _ends_a_speech(at: int, run: Sequence[int], layout: Layout) -> bool:
    """True where a candidate that hangs on a speech is rather its last line.

    「…でしょうか?」 may be either. Sections have a heading and a sub-heading, so beside another candidate it is one of
    the two; alone it is spoken.
    """
    if not is_spoken(layout.lines[at]):
        return False
    above = at - 1
    if above >= 0 and layout.fixed[above] is BlockKind.LABEL:
        return True
    sub = not run and above >= 0 and layout.fixed[above] is None and _is_firm(layout.lines[above])
    return not (sub or (len(run) == 1 and _is_firm(layout.lines[run[0]])))


def _untold(last: int, layout: Layout) -> dict[int, BlockKind]:
    """「なぜ進まないのか?」 directly above a speaker, where no blank line tells a last word from a heading: stray."""
    if last < 1 or layout.parted or layout.fixed[last] is not None or layout.fixed[last - 1] is BlockKind.LABEL:
        return {}
    return {last: BlockKind.STRAY} if _is_candidate(layout.lines[last]) else {}


def _is_firm(line: Line) -> bool:
    return _is_candidate(line) and not is_spoken(line)


def _is_candidate(line: Line) -> bool:
    short = len(line.folded) <= line_patterns.LONGEST_HEADING
    # An item of a list or a cell of a table says by its mark that it is something else.
    plain = line.tag in _PLAIN and not line.indented
    return plain and short and "。" not in line.folded and not line.folded.endswith(("、", ":"))


def _place(run: Sequence[int], lines: Sequence[Line], agenda: Sequence[str], *, first: bool) -> dict[int, BlockKind]:
    """An agenda's item and the line below it, else two candidates, else a single one above the first speaker."""
    titled = next((n for n, at in enumerate(run) if _is_on_agenda(lines[at].folded, agenda)), None)
    whole = len(run) == _PAIR or (len(run) == 1 and first)
    start = titled if titled is not None else 0 if whole else len(run)
    kinds = (
        *[BlockKind.STRAY] * start,
        *(BlockKind.HEADING, BlockKind.SUBHEADING),
        *[BlockKind.STRAY] * len(run),
    )
    return dict(zip(run, kinds, strict=False))


def _is_on_agenda(folded: str, agenda: Sequence[str]) -> bool:
    heading = _essence(folded)
    return any(SequenceMatcher(a=heading, b=_essence(fold(item)), autojunk=False).ratio() >= _ALIKE for item in agenda)


def _essence(words: str) -> str:
    return _FILLERS.sub("", words)

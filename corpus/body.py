"""The lines below the head → what each is: the decision order for headings, labels, speeches, captions and the rest.

The order: footer to the end; moderator; label; caption; note; link; heading; speech; stray. A label that is overlooked
would put words into another's mouth, so whatever cannot be told ends the speech.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus import forms
from corpus.markup import Line, fold
from corpus.model import BlockKind, Participant
from corpus.people import Company

#: What headings and agenda items differ in: 「システム標準化・共通化」, 「システムの標準化・共通化について」.
_FILLERS = re.compile(r"について|に関する(?:こと)?|における|の|[・、\s]")
#: Headings at least this alike to an agenda item are that item's (0 to 1, difflib's ratio).
_ALIKE = 0.75
#: They stand between the lines of a speech without ending it.
PASSING = frozenset({BlockKind.CAPTION, BlockKind.NOTE, BlockKind.LINK})
_HEADING_TAGS = {"h2": BlockKind.HEADING, "h3": BlockKind.SUBHEADING}


@dataclass(frozen=True, slots=True)
class Body:
    """What the lines below the head are."""

    #: One for each line.
    kinds: tuple[BlockKind, ...]
    #: Line number of a label → who speaks below it, None where that is open.
    speakers: Mapping[int, Participant | None]


def read_body(lines: Sequence[Line], company: Company, agenda: Sequence[str]) -> Body:
    """Place every line below the head."""
    # In reading order: each introduction counts from its line on.
    speakers = company.read_labels(line.folded for line in lines)
    layout = _Layout.of(lines, speakers)
    headings = _headings(lines, layout, agenda)
    kinds: list[BlockKind] = []
    speaker_speaks = moderator_speaks = False
    for at, line in enumerate(lines):
        kind = layout.fixed[at] or headings.get(at)
        if kind is None:
            speech = speaker_speaks and layout.attached[at] and _is_spoken(line)
            asked = moderator_speaks and not line.gap and _is_spoken(line)
            kind = BlockKind.SPEECH if speech else BlockKind.MODERATOR if asked else BlockKind.STRAY
        kinds.append(kind)
        if kind not in PASSING:
            speaker_speaks = kind in {BlockKind.LABEL, BlockKind.SPEECH}
            moderator_speaks = kind is BlockKind.MODERATOR
    return Body(tuple(kinds), speakers)


def _is_spoken(line: Line) -> bool:
    """Every complete line of a speech ends like a sentence; a longer line than any heading is one all the same."""
    if forms.looks_like_label(line.folded):
        return False
    return len(line.folded) > forms.LONGEST_HEADING or forms.SENTENCE_END.search(line.folded) is not None


@dataclass(frozen=True, slots=True)
class _Layout:
    """What single lines say of themselves, and how this article uses blank lines."""

    #: The kind that a line alone settles, else None.
    fixed: tuple[BlockKind | None, ...]
    #: True where a line hangs together with the label or the speech above it.
    attached: tuple[bool, ...]

    @classmethod
    def of(cls, lines: Sequence[Line], labels: Mapping[int, Participant | None]) -> _Layout:
        footer = _footer_start(lines, labels)
        fixed = tuple(
            BlockKind.FOOTER if at >= footer else _fixed(line, is_label=at in labels) for at, line in enumerate(lines)
        )
        blank_ends = not _is_loose(lines, labels)
        attached: list[bool] = []
        chain = False
        for line, kind in zip(lines, fixed, strict=True):
            chain = kind is BlockKind.LABEL or (chain and not (blank_ends and line.gap))
            attached.append(chain)
        return cls(fixed, tuple(attached))


def _fixed(line: Line, *, is_label: bool) -> BlockKind | None:
    folded = line.folded
    if forms.MODERATOR.match(folded):
        return BlockKind.MODERATOR
    if is_label:
        return BlockKind.LABEL
    if line.tag in {"figcaption", "alt"} or (line.tag not in _HEADING_TAGS and forms.is_caption(folded)):
        return BlockKind.CAPTION
    if forms.NOTE.match(folded):
        return BlockKind.NOTE
    return BlockKind.LINK if forms.LINK.fullmatch(folded) else None


def _footer_start(lines: Sequence[Line], labels: Mapping[int, Participant | None]) -> int:
    """The first footer's phrase below which nobody speaks: a speech may say 「次回もお楽しみに」 too."""
    after = max(labels, default=-1)
    return next(
        (
            at
            for at, line in enumerate(lines)
            if at > after and not line.indented and forms.FOOTER.fullmatch(line.folded)
        ),
        len(lines),
    )


def _is_loose(lines: Sequence[Line], labels: Mapping[int, Participant | None]) -> bool:
    """True where blank lines do not end a speech: most labels stand above one, or the article has none at all."""
    below = [lines[at + 1].gap for at in labels if at + 1 < len(lines) and at + 1 not in labels]
    return sum(below) * 2 > len(below) or not any(line.gap for line in lines[1:])


def _headings(lines: Sequence[Line], layout: _Layout, agenda: Sequence[str]) -> dict[int, BlockKind]:
    """Line number → heading, sub-heading or stray, for the candidates above each label or moderator."""
    found: dict[int, BlockKind] = {}
    first = True
    for at, kind in enumerate(layout.fixed):
        if kind in {BlockKind.LABEL, BlockKind.MODERATOR}:
            run = _candidates_above(at, lines, layout)
            found.update(_place(run, lines, agenda, first=first))
            first = False
    return found


def _candidates_above(at: int, lines: Sequence[Line], layout: _Layout) -> list[int]:
    """The heading candidates directly above a line, in reading order; captions between them are passed over."""
    run: list[int] = []
    for above in range(at - 1, -1, -1):
        if layout.fixed[above] is BlockKind.CAPTION:
            continue
        if layout.fixed[above] is not None or not _is_candidate(lines[above]):
            break
        if layout.attached[above] and _ends_a_speech(above, run, lines, layout):
            break
        run.insert(0, above)
    return run


def _ends_a_speech(at: int, run: Sequence[int], lines: Sequence[Line], layout: _Layout) -> bool:
    """True where a candidate that hangs on a speech is rather its last line.

    「…でしょうか?」 may be either. Sections have a heading and a sub-heading, so beside another candidate it is one of
    the two; alone it is spoken.
    """
    if lines[at].tag in _HEADING_TAGS or not _is_spoken(lines[at]):
        return False
    above = at - 1
    sub = not run and above >= 0 and layout.fixed[above] is None and _is_firm(lines[above])
    return not (sub or (len(run) == 1 and _is_firm(lines[run[0]])))


def _is_firm(line: Line) -> bool:
    return _is_candidate(line) and not _is_spoken(line)


def _is_candidate(line: Line) -> bool:
    if line.tag in _HEADING_TAGS:
        return True
    short = len(line.folded) <= forms.LONGEST_HEADING
    return short and not line.indented and "。" not in line.folded and not line.folded.endswith(("、", ":"))


def _place(run: Sequence[int], lines: Sequence[Line], agenda: Sequence[str], *, first: bool) -> dict[int, BlockKind]:
    if any(lines[at].tag in _HEADING_TAGS for at in run):
        return _place_by_tags(run, lines)
    titled = next((n for n, at in enumerate(run) if _is_on_agenda(lines[at].folded, agenda)), None)
    start = titled if titled is not None else 0 if len(run) == 2 or (len(run) == 1 and first) else None  # noqa: PLR2004 - a pair
    kinds = dict.fromkeys(run, BlockKind.STRAY)
    if start is not None:
        kinds[run[start]] = BlockKind.HEADING
        kinds.update(dict.fromkeys(run[start + 1 : start + 2], BlockKind.SUBHEADING))
    return kinds


def _place_by_tags(run: Sequence[int], lines: Sequence[Line]) -> dict[int, BlockKind]:
    kinds: dict[int, BlockKind] = {}
    for at in run:
        kind = _HEADING_TAGS.get(lines[at].tag, BlockKind.STRAY)
        # Two headings of one level in a row are a heading and its sub-heading.
        seen = BlockKind.HEADING in kinds.values()
        kinds[at] = BlockKind.SUBHEADING if kind is BlockKind.HEADING and seen else kind
    return kinds


def _is_on_agenda(folded: str, agenda: Sequence[str]) -> bool:
    def essence(words: str) -> str:
        return _FILLERS.sub("", words)

    return any(
        SequenceMatcher(a=essence(folded), b=essence(fold(item)), autojunk=False).ratio() >= _ALIKE for item in agenda
    )

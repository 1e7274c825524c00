"""How well articles are read: counts that add up, and whose words a speech holds."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Self

from corpus.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.model import Transcript
    from tools.parsing.composed import Composed

#: Label, speaker's name or None, text.
SpeechRead = tuple[str, str | None, str]
_MARK = re.compile(r"[0-9]{4,}")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over any number of articles."""

    articles: int = 0
    #: Articles of which title, round, part, date, hosts, participants and agenda are all right.
    heads: int = 0
    #: Speeches that the articles have, that were read, and that are both: label and text as printed.
    expected: int = 0
    read: int = 0
    matched: int = 0
    #: Speeches whose speaker the article settles, that were given a name, and that were given the right one.
    settled: int = 0
    named: int = 0
    right: int = 0
    #: Characters, and those of them in stray blocks.
    characters: int = 0
    stray: int = 0
    #: Articles whose blocks do not tile the text.
    torn: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    def report(self) -> str:
        """The figures in a few lines."""
        return "\n".join(
            (
                f"articles: {self.articles:,} of {self.characters:,} characters",
                f"heads without a fault: {_share(self.heads, self.articles)}",
                f"speeches: precision {_share(self.matched, self.read)}, recall {_share(self.matched, self.expected)}",
                f"speakers: precision {_share(self.right, self.named)}, recall {_share(self.right, self.settled)}",
                f"stray characters {_share(self.stray, self.characters)}; articles not tiled: {self.torn}",
            )
        )


def _share(part: int, whole: int) -> str:
    return f"{part / whole if whole else 1:.4f} ({part:,} of {whole:,})"


def score(expected: Iterable[SpeechRead], transcript: Transcript, *, head: bool) -> Score:
    """Compare what was read with what must be read; ``head`` says whether the head is right."""
    wanted, got = Counter(expected), Counter(speeches(transcript))
    names = {(label, text.split("\n")[0]): name for label, name, text in wanted}
    given = [(names.get((label, text.split("\n")[0])), name) for label, name, text in got.elements() if name]
    return Score(
        articles=1,
        heads=head,
        expected=wanted.total(),
        read=got.total(),
        matched=(Counter(_unnamed(wanted)) & Counter(_unnamed(got))).total(),
        settled=sum(count for (_, name, _), count in wanted.items() if name),
        named=len(given),
        right=sum(must == name for must, name in given),
        characters=len(transcript.text),
        stray=sum(len(block.span) for block in transcript.blocks if block.kind is BlockKind.STRAY),
        torn=not tiles(transcript),
    )


def _unnamed(counted: Counter[SpeechRead]) -> Counter[tuple[str, str]]:
    total: Counter[tuple[str, str]] = Counter()
    for (label, _, text), count in counted.items():
        total[label, text] += count
    return total


def speeches(transcript: Transcript) -> Iterable[SpeechRead]:
    """All speeches, in reading order."""
    for section in transcript.sections:
        for speech in section.speeches:
            text = "\n".join(span.of(transcript.text) for span in speech.paragraphs)
            yield speech.label, speech.speaker.name if speech.speaker else None, text


def tiles(transcript: Transcript) -> bool:
    """True where each character of the text is in exactly one block."""
    ends = [0, *(block.span.end for block in transcript.blocks)]
    return ends[-1] == len(transcript.text) and ends[:-1] == [block.span.start for block in transcript.blocks]


def expected_of(composed: Composed) -> Iterable[SpeechRead]:
    """What must be read from a composed article."""
    for one in composed.spoken:
        name = next((p.name for p in composed.cast.listed if p.name == one.named), None)
        yield one.label, name and composed.printed(name), "\n".join(one.paragraphs)


def head_is_right(composed: Composed, transcript: Transcript) -> bool:
    """True where all that a composed article says of itself was read."""
    people = [(p.name, p.role, p.affiliation) for p in transcript.participants]
    return (
        transcript.title == composed.title
        and (transcript.round, transcript.part, transcript.held_on) == (composed.round, composed.part, composed.held_on)
        and (transcript.parts is None) == (composed.part is None)
        and set(transcript.hosts) == set(composed.hosts)
        and people
        == [(composed.printed(p.name), composed.printed(p.role), p.affiliation) for p in composed.cast.listed]
        and transcript.agenda == composed.agenda
    )


def wrong_speakers(composed: Composed, transcript: Transcript) -> Iterable[tuple[int, str]]:
    """Words that were given to another than their speaker: number of their speech (-1: nobody spoke them) and name."""
    for _, name, text in speeches(transcript):
        for line in text.split("\n") if name else ():
            for number in _spoken_in(line, name or "", composed):
                if number < 0 or folded(composed.spoken[number].true) != folded(name or ""):
                    yield number, name or ""


def _spoken_in(line: str, name: str, composed: Composed) -> list[int]:
    """The numbers of the speeches that a line is from: by its marks, or as what a cut left of a paragraph; else -1."""
    marks = _MARK.findall(folded(line))
    if marks:
        return [composed.marks.get(mark, -1) for mark in marks]
    begun = [n for n, one in enumerate(composed.spoken) if any(_begins(p, line) for p in one.paragraphs)]
    # 「そうですね。」 may be what is left of several speeches: it is right where one of them is the speaker's.
    own = [n for n in begun if folded(composed.spoken[n].true) == folded(name)]
    return [*own, *begun, -1][:1]


def _begins(paragraph: str, line: str) -> bool:
    return folded(paragraph).startswith(folded(line))


def folded(name: str) -> str:
    """A name without width and spaces."""
    return "".join(unicodedata.normalize("NFKC", name).split())

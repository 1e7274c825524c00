"""How well articles are read: in whose mouth each line is, what is lost, what is left open.

Lines are compared by their letters: that what is quoted is the article's own text is tested elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Self

from corpus.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.model import Transcript
    from tools.parsing.composed import Composed, Spoken

#: Label, speaker's name or None, text.
SpeechRead = tuple[str, str | None, str]
_NOT_LETTERS = re.compile(r"[\W_]+")
#: Forms of address, which may belong to a printed name.
_ADDRESS = re.compile(r"(?:氏|さん|様)$")
#: Letters of the end of a line that tell which line it is.
_SHORTEST = 4


@dataclass(slots=True)
class Score:
    """Counts over any number of articles; of words, counts of letters."""

    articles: int = 0
    #: Articles of which all that they say of themselves was read.
    heads: int = 0
    #: Said by anybody; said by somebody whom the article settles.
    said: int = 0
    settled: int = 0
    #: Quoted as somebody's words or under a label; of these, another's or nobody's.
    quoted: int = 0
    wrong: int = 0
    #: In no speech.
    lost: int = 0
    #: Quoted under a label that was left open although the article settles it.
    open: int = 0
    #: Headings and sub-headings, and those that were read.
    headings: int = 0
    headed: int = 0
    characters: int = 0
    stray: int = 0
    #: Articles whose blocks do not tile the text.
    torn: int = 0
    #: Part of the head → articles in which it was misread.
    faults: Counter[str] = field(default_factory=Counter)
    #: Form of a label → letters lost, left open, in a wrong mouth, of those said under it.
    forms: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, other: Self) -> None:
        """Add the counts of other articles."""
        for one in fields(self):
            if isinstance(mine := getattr(self, one.name), int):
                setattr(self, one.name, mine + getattr(other, one.name))
        self.faults.update(other.faults)
        for form, counts in other.forms.items():
            self.forms[form].update(counts)

    def report(self, worst: int = 0) -> str:
        """The figures in a few lines, and the forms of labels of which most is lost."""
        lines = [
            f"articles: {self.articles:,} of {self.characters:,} characters; not tiled: {self.torn}",
            f"words in a wrong mouth: {self.wrong:,}; precision {_share(self.quoted - self.wrong, self.quoted)}",
            f"words lost: {self.lost:,}; recall {_share(self.said - self.lost, self.said)}",
            f"left open though settled: {_share(self.open, self.settled)}",
            f"headings read: {_share(self.headed, self.headings)}",
            f"stray characters: {_share(self.stray, self.characters)}",
            f"heads without a fault: {_share(self.heads, self.articles)} {dict(self.faults.most_common(8)) or ''}",
        ]
        bad = {form: each for form, each in self.forms.items() if each["wrong"] + each["lost"] + each["open"]}
        for form in sorted(bad, key=lambda name: -bad[name]["wrong"] * 1000 - bad[name]["lost"] - bad[name]["open"]):
            counts = self.forms[form]
            wrong, lost, left = (counts[name] / (counts["said"] or 1) for name in ("wrong", "lost", "open"))
            lines.append(f"  {form}: {wrong:.3f} wrong, {lost:.3f} lost, {left:.3f} open of {counts['said']:,}")
        return "\n".join(lines[: 7 + worst])


def _share(part: int, whole: int) -> str:
    return f"{part / whole if whole else 1:.4f} ({part:,} of {whole:,})"


def letters(words: str) -> str:
    """Words in one width, without signs, white space and invisible characters."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", words))


def same_name(one: str, other: str) -> bool:
    """True where two names are one, the given name or a form of address left out or not."""
    first, second = (_ADDRESS.sub("", letters(name)) for name in (one, other))
    return bool(first and second) and (first.startswith(second) or second.startswith(first))


class Lines:
    """The lines of all speeches, to be found by what was read."""

    def __init__(self, spoken: Sequence[Spoken]) -> None:
        self.spoken = spoken
        self._of: defaultdict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(spoken):
            for line in one.lines:
                self._of[letters(line)].append(number)

    def speeches_of(self, read: str) -> list[int]:
        """The numbers of the speeches that a read line may be from: a whole one, a piece, or one with its label."""
        key = letters(read)
        if found := self._of.get(key):
            return found
        pieces = [
            numbers
            for line, numbers in self._of.items()
            if line in key or line.startswith(key) or (len(key) >= _SHORTEST and line.endswith(key))
        ]
        return [number for numbers in pieces for number in numbers]


def unread(spoken: Sequence[Spoken]) -> Score:
    """The score of an article in which no speech was found: all of its words are lost."""
    total = Score()
    for one in spoken:
        _count(one, 0, total)
    return total


def _count(one: Spoken, quoted: int, total: Score, body: str | None = None) -> None:
    """Count what of a speech is said, settled and lost; of a cut article only lines that are whole in its ``body``."""
    size = sum(len(line) for line in map(letters, one.lines) if body is None or line in body)
    lost = max(size - quoted, 0)
    total.said += size
    total.lost += lost
    total.settled += size if one.named else 0
    total.forms[one.form].update({"said": size, "lost": lost})


def score(
    spoken: Sequence[Spoken],
    transcript: Transcript,
    *,
    untold: frozenset[int] = frozenset(),
    named: bool = True,
    body: str | None = None,
) -> tuple[Score, list[tuple[int, str]]]:
    """The score without the head, and each line in a wrong mouth: number of its speech (-1: nobody's) and name.

    ``untold``: speeches whose label was lost. ``named``: False where nobody's name can be asked for. ``body``: the
    letters that are left of a damaged article.
    """
    total = Score(articles=1, characters=len(transcript.text), torn=not tiles(transcript))
    total.stray = sum(len(block.span) for block in transcript.blocks if block.kind is BlockKind.STRAY)
    lines, wrong = Lines(spoken), list[tuple[int, str]]()
    quoted: Counter[int] = Counter()
    for label, name, text in speeches(transcript):
        for line in filter(letters, text.split("\n")):
            numbers = lines.speeches_of(line)
            if not named or untold.intersection(numbers):
                continue
            size = len(letters(line))
            total.quoted += size
            right = next((n for n in numbers if _is_right(spoken[n], label, name)), None)
            if right is None:
                number = numbers[0] if numbers else -1
                wrong.append((number, name or label))
                total.wrong += size
                total.forms[spoken[number].form if numbers else "nobody's"]["wrong"] += size
                continue
            quoted[right] += size
            if spoken[right].named and not name:
                total.open += size
                total.forms[spoken[right].form]["open"] += size
    for number, one in enumerate(spoken if named else ()):
        if number not in untold:
            _count(one, quoted[number], total, body)
    return total, wrong


def _is_right(one: Spoken, label: str, name: str | None) -> bool:
    """True where a line may be shown so: by its speaker's name, else under its own label."""
    if name:
        return same_name(name, one.true)
    printed, read = letters(one.label), letters(label)
    return bool(printed and read) and (printed in read or read in printed)


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


def head_faults(composed: Composed, transcript: Transcript) -> Iterator[str]:
    """What was misread of all that a composed article says of itself."""
    people = [(p.name, letters(p.role), p.affiliation) for p in transcript.participants]
    listed = composed.cast.listed
    faults = {
        "title": letters(transcript.title) != letters(composed.title),
        "round": transcript.round != composed.round,
        "part": transcript.part != composed.part,
        "date": transcript.held_on != composed.held_on,
        "hosts": set(transcript.hosts) != set(composed.hosts),
        "agenda": [*map(letters, transcript.agenda)] != [*map(letters, composed.agenda)],
        "people": len(people) != len(listed)
        or not all(same_name(name, one.name) for (name, _, _), one in zip(people, listed, strict=True)),
        "roles": [role for _, role, _ in people] != [letters(one.role) for one in listed],
        "bodies": [body for _, _, body in people] != [one.affiliation for one in listed],
        "role holds a name": any(letters(one.name) in role for _, role, _ in people for one in listed),
    }
    return (name for name, wrong in faults.items() if wrong)


def headings_read(composed: Composed, transcript: Transcript) -> int:
    """How many of the headings and sub-headings stand above a speech."""
    read = Counter(letters(each) for one in transcript.sections for each in (one.heading, one.subheading or ""))
    return (read & Counter(map(letters, composed.headings))).total()

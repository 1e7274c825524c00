"""The figures over specimens, composed articles and damaged ones."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

from corpus.errors import NotATranscript, UnreadableTranscript
from corpus.model import Article, MediaType
from corpus.reading.reader import TranscriptReader
from tests.articles import article, invented, read_as, specimens
from tools.parsing.catalogue import Dice
from tools.parsing.compose import compose, gazetteer
from tools.parsing.composed import Composed, Spoken
from tools.parsing.measure import Score, head_faults, headings_read, letters, score, unread
from tools.parsing.mutations import KINDS, Mutant, mutant

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: Seeds that one process reads at a time.
_CHUNK = 500


@dataclass(slots=True)
class Figures:
    """A score, and what a reader of the figures must see beside it."""

    score: Score = field(default_factory=Score)
    #: What could not be read at all: seeds, or with their damage.
    unread: list[str] = field(default_factory=list)
    #: Words given to another: where, number of the speech, name.
    wrong: list[tuple[str, int, str]] = field(default_factory=list)
    #: Kind of damage → tried, refused, lines in a wrong mouth, speeches counted out.
    damage: dict[str, Counter[str]] = field(default_factory=dict)

    @property
    def good(self) -> bool:
        """True where no word is in a wrong mouth and no character in two blocks."""
        return not (self.wrong or self.score.torn) and (bool(self.damage) or not self.unread)

    def add(self, other: Self) -> None:
        """Add other articles' figures."""
        self.score.add(other.score)
        self.unread += other.unread
        self.wrong += other.wrong
        for what, counts in other.damage.items():
            self.damage.setdefault(what, Counter()).update(counts)

    def report(self, worst: int = 12) -> str:
        """In some lines."""
        lines = [self.score.report(worst)]
        lines += [
            f"  {what:<30} {each['tried']:>6,} tried, {each['refused']:>5,} refused, {each['wrong']:>5,} lines in a "
            f"wrong mouth, {each['untold']:>5,} speeches counted out"
            for what, each in self.damage.items()
        ]
        lines += [f"unread: {len(self.unread):,} {self.unread[:5]}"] if self.unread else []
        return "\n".join([*lines, *(f"  wrong: {each}" for each in self.wrong[:5])])


def received(composed: Composed) -> Article:
    """The article as it would be received: a copy, or a page."""
    return _page(composed, composed.html) if composed.layout.is_html else article(composed.text)


def _page(composed: Composed, body: str) -> Article:
    return replace(article(body), title=composed.title, media_type=MediaType.HTML)


def specimen_figures() -> Figures:
    """Over all articles with an expected transcript."""
    total = Figures()
    for specimen in specimens():
        transcript = TranscriptReader(invented()).read(specimen.article)
        spoken = [
            Spoken(
                each["label"], each["speaker"], each["speaker"] or "", tuple(each["text"].split("\n")), specimen.name
            )
            for section in specimen.expected["sections"]
            for each in section["speeches"]
        ]
        counted, wrong = score(spoken, transcript)
        said = read_as(transcript)
        misread = [name for name, value in specimen.expected.items() if name != "sections" and said[name] != value]
        counted.faults.update(misread)
        counted.heads = not misread
        total.add(Figures(counted, wrong=[(specimen.name, *each) for each in wrong]))
    return total


def real_figures(seeds: Sequence[int]) -> Figures:
    """Over articles that are composed of forms of real articles only."""
    return composed_figures(seeds, likely=0)


def composed_figures(seeds: Sequence[int], likely: float = 1) -> Figures:
    """Over composed articles as composed."""
    total = Figures()
    for seed in seeds:
        composed = compose(seed, likely)
        try:
            transcript = TranscriptReader(gazetteer()).read(received(composed))
        except (NotATranscript, UnreadableTranscript):
            total.add(Figures(unread(composed.spoken), [str(seed)]))
            continue
        counted, wrong = score(composed.spoken, transcript)
        counted.faults.update(head_faults(composed, transcript))
        counted.heads = not counted.faults
        counted.headings, counted.headed = len(composed.headings), headings_read(composed, transcript)
        total.add(Figures(counted, wrong=[(str(seed), *each) for each in wrong]))
    return total


def damaged_figures(seeds: Sequence[int]) -> Figures:
    """Over one damage for each seed, all kinds in turn."""
    total = Figures()
    for seed in seeds:
        composed = compose(seed)
        what = list(KINDS)[seed % len(KINDS)]
        if changed := mutant(what, composed, Dice(seed)):
            total.add(damaged(f"{seed} {what}", what, changed))
    return total


def damaged(where: str, what: str, changed: Mutant) -> Figures:
    """Read a mutant; exceptions other than the two named ones are not caught."""
    counts = Counter(tried=1)
    try:
        body = _page(changed.composed, changed.body) if changed.is_html else article(changed.body)
        transcript = TranscriptReader(gazetteer()).read(body)
    except (NotATranscript, UnreadableTranscript):
        return Figures(unread=[where], damage={what: counts + Counter(refused=1)})
    counted, wrong = score(
        changed.composed.spoken,
        transcript,
        untold=changed.untold,
        named=not changed.company_touched,
        body=letters(changed.body),
    )
    if not changed.is_html and transcript.text != changed.body:
        counted.torn = 1
    if "role holds a name" in head_faults(changed.composed, transcript):
        counted.faults["role holds a name"] += 1
    counts.update(wrong=len(wrong), untold=len(changed.untold))
    return Figures(counted, wrong=[(where, *each) for each in wrong], damage={what: counts})


def in_processes(figures: Callable[[Sequence[int]], Figures], count: int, processes: int) -> Figures:
    """The figures over the first seeds, read by several processes at once."""
    chunks = [range(at, min(at + _CHUNK, count)) for at in range(0, count, _CHUNK)]
    total = Figures()
    with ProcessPoolExecutor(processes) as pool:
        for found in pool.map(figures, chunks):
            total.add(found)
    return total

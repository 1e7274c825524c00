"""The figures over specimens, composed articles and damaged ones."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.errors import NotATranscript, UnreadableTranscript
from corpus.reading.transcript import read
from tests.articles import article, invented, read_as, specimens
from tools.parsing.compose import compose, gazetteer
from tools.parsing.measure import Score, expected_of, head_is_right, score, tiles, wrong_speakers
from tools.parsing.mutations import mutants

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tools.parsing.composed import Composed
    from tools.parsing.mutations import Mutant

#: What a reader of the figures must know of the last column.
_COUNTED_OUT = (
    "(counted out: paragraphs whose label was lost where no blank line parts one speech from the next; nobody can tell)"
)


@dataclass(frozen=True, slots=True)
class Figures:
    """A score, and what a reader of the figures must see beside it."""

    score: Score
    #: Seeds of articles that could not be read at all.
    unread: tuple[int, ...] = ()
    #: Paragraphs that were given to another than their speaker, or that nobody spoke.
    wrong: int = 0

    @property
    def good(self) -> bool:
        """True where no speaker is wrong and no character lost."""
        return self.score.right == self.score.named and not (self.score.torn or self.unread or self.wrong)

    def report(self) -> str:
        """In a few lines."""
        unread = f"\nunread: {len(self.unread)} {self.unread[:5]}" if self.unread else ""
        return f"{self.score.report()}\nparagraphs in a wrong mouth: {self.wrong}{unread}"


def specimen_figures() -> Figures:
    """Over all articles with an expected transcript."""
    total = Score()
    for specimen in specimens():
        transcript = read(specimen.article, invented())
        wanted = (
            (speech["label"], speech["speaker"], speech["text"])
            for section in specimen.expected["sections"]
            for speech in section["speeches"]
        )
        read_head = read_as(transcript)
        head = all(read_head[name] == value for name, value in specimen.expected.items() if name != "sections")
        total += score(wanted, transcript, head=head)
    return Figures(total)


def composed_figures(seeds: Iterable[int]) -> Figures:
    """Over composed articles as composed."""
    total, unread, wrong = Score(), [], 0
    for seed in seeds:
        composed = compose(seed)
        try:
            transcript = read(article(composed.text), gazetteer())
        except (NotATranscript, UnreadableTranscript):
            unread.append(seed)
            continue
        total += score(expected_of(composed), transcript, head=head_is_right(composed, transcript))
        wrong += len(list(wrong_speakers(composed, transcript)))
    return Figures(total, tuple(unread), wrong)


@dataclass(slots=True)
class Damage:
    """What came of damaged articles."""

    #: Kind of damage → mutants.
    tried: Counter[str] = field(default_factory=Counter)
    #: Kind of damage → mutants of which no speech could be read, said by name.
    refused: Counter[str] = field(default_factory=Counter)
    #: Kind of damage → words given to another although nothing of theirs was touched.
    wrong: Counter[str] = field(default_factory=Counter)
    #: Kind of damage → headings and the like that were taken for somebody's words.
    unspoken: Counter[str] = field(default_factory=Counter)
    #: Speeches given to another that are counted out: their label was lost, and no blank line tells of it.
    untold: Counter[str] = field(default_factory=Counter)
    #: Mutants whose blocks do not tile the text.
    torn: Counter[str] = field(default_factory=Counter)
    #: Examples of wrong ones: seed, damage, speech, name.
    examples: list[tuple[int, str, int, str]] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """True where no speaker is wrong and no character lost."""
        return not self.wrong and not self.unspoken and not self.torn

    def report(self) -> str:
        """A line for each kind of damage."""
        lines = [
            f"{what:<30} {count:>7,} tried, {self.refused[what]:>6,} refused by name, {self.torn[what]} not tiled, "
            f"{self.wrong[what]} wrong speakers, {self.unspoken[what]} never spoken, {self.untold[what]} counted out"
            for what, count in self.tried.items()
        ]
        return "\n".join([*lines, _COUNTED_OUT, *(f"  wrong: {example}" for example in self.examples[:5])])

    def add(self, seed: int, composed: Composed, mutant: Mutant) -> None:
        """Read a mutant; exceptions other than the two named ones are not caught."""
        self.tried[mutant.what] += 1
        try:
            transcript = read(article(mutant.text), gazetteer())
        except (NotATranscript, UnreadableTranscript):
            self.refused[mutant.what] += 1
            return
        self.torn.update([mutant.what] * (not tiles(transcript) or transcript.text != mutant.text))
        for number, name in () if mutant.company_touched else wrong_speakers(composed, transcript):
            counted = self.unspoken if number < 0 else self.untold if number in mutant.untold else self.wrong
            counted[mutant.what] += 1
            if counted is not self.untold:
                self.examples.append((seed, mutant.what, number, name))


def damaged_figures(seeds: Iterable[int]) -> Damage:
    """Over one mutant of each kind for each seed."""
    damage = Damage()
    for seed in seeds:
        composed = compose(seed)
        for mutant in mutants(composed, random.Random(seed)):  # noqa: S311 - repeatable, not secret
            damage.add(seed, composed, mutant)
    return damage

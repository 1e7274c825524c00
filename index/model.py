"""What is asked and what is found: Token, Query, Hit, Results. Values only: how they come about is beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from corpus.model import Passage, Span
from index.query.parsed_question import Constraint, ParsedQuestion


class Confidence(StrEnum):
    """How sure an answer is."""

    #: Passages that speak of what was asked.
    FOUND = "found"
    #: None is right on the question; some are near.
    NEAR = "near"
    #: The transcripts say nothing on it (not: nobody does it).
    NOTHING = "nothing"


class Field(StrEnum):
    """Where a term can stand that moves a passage's score: a closed list."""

    #: The passage's own words.
    TEXT = "text"
    #: Who says it: surname, body, titles.
    SPEAKER = "speaker"
    #: The headings above it.
    HEADING = "heading"
    #: The passages before and after it.
    NEIGHBOURS = "neighbours"
    #: Two words of its own, one after the other.
    PAIRS = "pairs"
    #: Two characters of its own, one after the other.
    CHARACTERS = "characters"
    #: Its own words for a thing with several names (ガバクラ, ガバメントクラウド).
    NAMES = "names"
    #: Its own words of a family (採用, 登用, 公募).
    FAMILIES = "families"


@dataclass(frozen=True, slots=True)
class Token:
    """A word as the analyser cut it."""

    #: As it stands in the text.
    surface: str
    #: Its normalized form: what is compared.
    term: str
    #: Where it stands, in code points of the text that was analysed.
    span: Span


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is searched: ``asked`` says what may be ranked, its words rank it."""

    asked: ParsedQuestion
    #: The words that are searched, with their places in ``source``: those that touch are one compound.
    tokens: tuple[Token, ...] = ()
    source: str = ""
    #: What is searched, the words of asking blanked: its characters are compared too.
    subject: str = ""
    #: Only these passages, by id: a theme's. None: all.
    within: frozenset[str] | None = None
    #: A word of the same family (研修, 学び直し) makes a hit, too: looked for where its own words gave none.
    related: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The terms that are searched, in order, repetitions kept."""
        return tuple(token.term for token in self.tokens)

    @property
    def restricts(self) -> bool:
        """True where it says whose words, or from which talks."""
        asked = self.asked
        by_body = bool(asked.affiliations or asked.others_than or asked.others)
        return by_body or bool(asked.speakers or asked.roles or asked.rounds or asked.period or self.within is not None)

    def of(self, bodies: tuple[str, ...]) -> Query:
        """Return the same question, asked of these bodies only."""
        return replace(self, asked=replace(self.asked, affiliations=bodies, others_than=()))


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers, and why it was found."""

    #: The passage.
    passage: Passage
    #: Its score: comparable within one answer only.
    score: float
    #: Where the question's words stand in it, in code points of ``passage.text``; in order, apart from each other.
    highlights: tuple[Span, ...]
    #: Share of the question's weight that its text, speaker and heading cover: 0 to 1.
    covers: float = 1.0
    #: For a short reply: the passage before it, which it answers.
    replies_to: Passage | None = None
    #: For a municipality's words: what 東京都 says next, in the same section.
    answered_by: Passage | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """One term's part in a passage's score."""

    field: Field
    #: As it is searched in that field.
    term: str
    #: What it adds.
    gain: float


@dataclass(frozen=True, slots=True)
class Counts:
    """How many passages speak of what was asked: those that cover at least half of its weight."""

    passages: int
    #: Municipalities among their speakers.
    municipalities: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What an index covers, so that an answer can say where it looked."""

    #: Articles with at least one passage.
    articles: int
    #: Different talks.
    rounds: int
    #: Hosts, in the order of the municipalities' table.
    municipalities: tuple[str, ...]
    #: First and last day of a talk, or None where no article has one.
    since: date | None
    until: date | None
    #: True where the articles are the invented sample.
    sample: bool


@dataclass(frozen=True, slots=True)
class Excluded:
    """Filters without which something would have been found."""

    #: To be taken off together.
    constraints: tuple[Constraint, ...]
    #: How many quotes there are then (as far as was looked).
    passages: int
    #: True where there may be still more.
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Results:
    """An answer: hits in the order in which they are shown, and what was searched."""

    query: Query
    #: The best first; at most as many as were asked for.
    hits: tuple[Hit, ...]
    #: Passages that match at all.
    total: int
    confidence: Confidence
    coverage: Coverage
    #: Passages that cover at least half of the question.
    counts: Counts = Counts(0, 0)
    #: How many quotes would follow these (as far as was looked).
    more: int = 0
    #: True where ``more`` is as far as was looked, and there may be still more.
    at_least: bool = False
    #: Where nothing is left: the filters that are to blame, the one that costs most first.
    excluded_by: tuple[Excluded, ...] = ()
    #: Where nothing is left: words that the corpus has, near those that were asked.
    near_words: tuple[str, ...] = ()
    #: Where nothing is found or only near: themes whose name or phrase was asked for, to be asked as テーマ:….
    themes: tuple[str, ...] = ()
    #: Where nothing is left: persons who were asked for, attended, and of whom no word is in the corpus.
    silent: tuple[str, ...] = ()

    @property
    def asked(self) -> ParsedQuestion:
        """The question as it was understood."""
        return self.query.asked

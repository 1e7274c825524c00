"""The values of a search: Token, Query, Hit, Results. The modules beside this one make them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from corpus.model import Passage, Span
from index.query.parsed_question import Constraint, ParsedQuestion


class Confidence(StrEnum):
    """The confidence of an answer: whether it speaks of what was asked."""

    #: Passages that speak of what was asked.
    FOUND = "found"
    #: No passage covers the question; some come near it.
    NEAR = "near"
    #: The transcripts say nothing on it (not: nobody does it).
    NOTHING = "nothing"
    #: Nothing was searched: the question is too general, and is answered with a question.
    ASKED = "asked"
    #: Nothing was searched: a greeting, or a question about the bot itself.
    TOLD = "told"


class Field(StrEnum):
    """The fields of a passage that are scored: a closed list."""

    #: The passage's own words.
    TEXT = "text"
    #: The names of the speaker: surname, body, titles.
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
    """A word as the analyzer returns it."""

    #: As written in the text.
    surface: str
    #: Its normalized form: what is compared.
    term: str
    #: Its position, in code points of the analyzed text.
    span: Span


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is searched: the filters of ``asked`` select passages, the tokens rank them."""

    asked: ParsedQuestion
    #: The words to search, with their positions in ``source``; adjacent ones form one compound.
    tokens: tuple[Token, ...] = ()
    source: str = ""
    #: The text to search, without the words of asking; its pairs of characters are scored, too.
    subject: str = ""
    #: Ids of the passages to search, such as those of a theme; None for all.
    within: frozenset[str] | None = None
    #: Whether a related word of the same family (学び直し for 研修) makes a hit, too.
    related: bool = False
    #: The tokens on each side of OR, each of which is enough; empty without one.
    alternatives: tuple[tuple[Token, ...], ...] = ()
    #: Whether it is a long message, of which the most telling words are searched.
    is_message: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The terms that are searched, in order, repetitions kept."""
        return tuple(token.term for token in self.tokens)

    @property
    def restricts(self) -> bool:
        """True if a filter selects bodies, speakers, talks or passages."""
        asked = self.asked
        by_body = bool(asked.affiliations or asked.others_than or asked.others)
        return by_body or bool(asked.speakers or asked.roles or asked.rounds or asked.period or self.within is not None)

    @property
    def is_partly_told(self) -> bool:
        """True if its words are a part of what is wanted: filters say more, or a message says much besides."""
        return self.restricts or self.is_message

    def of(self, bodies: tuple[str, ...]) -> Query:
        """Return the same query, restricted to these bodies."""
        return replace(self, asked=replace(self.asked, affiliations=bodies, others_than=()))


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that matches a query, with its score and highlights."""

    #: The passage.
    passage: Passage
    #: Its score: comparable within one answer only.
    score: float
    #: The spans of the question's words, in code points of ``passage.text``: rising and disjoint.
    highlights: tuple[Span, ...]
    #: Share of the question's weight that its text, speaker and heading cover: 0 to 1.
    covers: float = 1.0
    #: How close it is to the question in meaning; None without vectors.
    closeness: float | None = None
    #: Whether it shares no word with the question and is there for its meaning.
    by_meaning: bool = False
    #: Its ranks by words and by meaning among all that match, from 1; None without vectors.
    ranks: tuple[int, int] | None = None
    #: Whether that is enough to be shown at all.
    near: bool = True
    #: For a short reply: the passage before it, which it answers.
    replies_to: Passage | None = None
    #: For a municipality's passage: 東京都's reply in the same section.
    answered_by: Passage | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """One term's part in a passage's score."""

    field: Field
    #: As it is searched in that field.
    term: str
    #: What it adds to the score.
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

    #: To be removed together.
    constraints: tuple[Constraint, ...]
    #: How many quotes there are without them, of the hits that were read.
    passages: int
    #: True if there may be more.
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
    #: Telling words of the question, as typed, that no passage has.
    missing: tuple[str, ...] = ()
    #: Passages that cover at least half of the question.
    counts: Counts = Counts(0, 0)
    #: How many quotes would follow these, of the hits that were read.
    more: int = 0
    #: True if there may be more than ``more``, because not all hits were read.
    at_least: bool = False
    #: If nothing is found: the filters that exclude everything, the one that excludes most first.
    excluded_by: tuple[Excluded, ...] = ()
    #: If nothing is found: words of the corpus that are similar or related to those asked for.
    near_words: tuple[str, ...] = ()
    #: If nothing is found, or only near: themes whose name or phrase was asked for, to be offered as テーマ:….
    themes: tuple[str, ...] = ()
    #: If nothing is found: persons asked for who attended and of whom no word is in the corpus.
    silent: tuple[str, ...] = ()

    @property
    def asked(self) -> ParsedQuestion:
        """The parsed question."""
        return self.query.asked

"""The values of the query parser: Constraint, ParsedQuestion, and the ParseContext in which it was asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.model import Span
from corpus.municipalities import Gazetteer
from corpus.people import Person

#: Bodies that are compared one by one.
MOST_COMPARED = 6


@dataclass(frozen=True, slots=True)
class Period:
    """A range of days from ``since`` to ``until``, both included; None is open."""

    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"no period: {self.since}..{self.until}")


class ConstraintKind(StrEnum):
    """The kinds of constraints: a closed list."""

    #: Only what these bodies say: 練馬区は, 23区, 都は.
    AFFILIATION = "affiliation"
    #: Only what one's own municipality says: うちの区は.
    OWN = "own"
    #: Everyone but these: 他の区は, 練馬区以外.
    OTHERS = "others"
    #: What is asked of these, and not what they say: 東京都への要望.
    REQUEST = "request"
    #: Only what these persons say: 宮坂副知事は.
    SPEAKER = "speaker"
    #: Only what holders of this office say: 副区長は.
    ROLE = "role"
    #: Only talks held in it: 令和4年度.
    PERIOD = "period"
    #: Only these rounds: 第27回, 第27回①.
    ROUND = "round"
    #: Only passages of this theme: テーマ:人材.
    THEME = "theme"
    #: Word for word: 「書かない窓口」.
    PHRASE = "phrase"
    #: Without this word: -研修.
    EXCLUDED = "excluded"
    #: A period outside the corpus: named in the answer and ignored.
    PERIOD_OUTSIDE = "period outside"
    #: A round that the corpus does not have: named in the answer and ignored.
    ROUND_OUTSIDE = "round outside"
    #: A municipality that is none of Tokyo's (大阪市の事例): named in the answer and ignored.
    BODY_OUTSIDE = "body outside"
    #: An unknown name (``区:大阪市``): named in the answer, and its words are searched.
    UNKNOWN = "unknown"
    #: 最近, 今: newer rounds first, nothing left out.
    NEWEST = "newest"
    #: とは, って何: passages that explain come first.
    EXPLAINS = "explains"
    #: Cut, and without effect: overridden by another constraint (「うちは…、他の区は？」 asks for the others only),
    #: or the asker's own situation (「うちの区でも使える」).
    ASIDE = "aside"

    @property
    def restricts(self) -> bool:
        """True if it excludes passages: such a constraint is shown and can be removed."""
        return self not in {
            ConstraintKind.PERIOD_OUTSIDE,
            ConstraintKind.ROUND_OUTSIDE,
            ConstraintKind.BODY_OUTSIDE,
            ConstraintKind.UNKNOWN,
            ConstraintKind.NEWEST,
            ConstraintKind.EXPLAINS,
            ConstraintKind.ASIDE,
        }


@dataclass(frozen=True, slots=True)
class Constraint:
    """A stretch of the question that says how to search instead of what for."""

    kind: ConstraintKind
    #: As printed in the question, without the particle after it: ``練馬区``, ``区：港``.
    words: str
    #: The span cut out of the question, particle included, in code points of ``ParsedQuestion.text``.
    span: Span
    #: Bodies, persons, an office, a theme or a phrase, by kind; in the corpus's own spelling where it has one.
    names: tuple[str, ...] = ()
    #: Of PERIOD and PERIOD_OUTSIDE.
    period: Period | None = None
    #: Of ROUND and ROUND_OUTSIDE.
    rounds: tuple[int, ...] = ()
    #: Of ROUND: which part of it, where only one is meant.
    parts: tuple[int, ...] = ()
    #: Of OTHERS: the bodies among which these are the others, 他の区; empty for all municipalities.
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParseContext:
    """What must be known to parse a question: the municipalities, the asker, the corpus, the day."""

    gazetteer: Gazetteer
    #: The day in Tokyo on which it is asked: 去年 counts from it.
    today: date
    #: The asker's municipality, by its full name, or None if it is not known.
    own: str | None = None
    #: Everyone who took part in a talk of the corpus, also without a word in it.
    people: tuple[Person, ...] = ()
    #: Offices as the corpus names them (企画部長), beside those that every municipality has.
    roles: tuple[str, ...] = ()
    #: The themes' names.
    themes: tuple[str, ...] = ()
    #: First and last day of a talk in the corpus; None if not known.
    since: date | None = None
    until: date | None = None
    #: The rounds that the corpus has; empty if not known.
    rounds: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ParsedQuestion:
    """A parsed question. Made by ``understand`` and ``without``."""

    #: The question (cut to the longest that is read).
    text: str
    #: What remains to be searched: ``text`` without the constraints' spans, order kept, a newline at each cut.
    rest: str
    #: All constraints, in the question's order.
    constraints: tuple[Constraint, ...] = ()
    #: Exact phrases: a passage must contain each of them.
    phrases: tuple[str, ...] = ()
    #: Words of which a passage must contain none.
    excluded: tuple[str, ...] = ()
    #: Only what speakers of these bodies say; empty: everyone.
    affiliations: tuple[str, ...] = ()
    #: True: municipalities only (東京都 left out), one best quote of each.
    others: bool = False
    #: With ``others``: the municipalities left out; empty where one's own is not known.
    others_than: tuple[str, ...] = ()
    #: Only what is asked of these bodies (東京都への要望), which do not speak themselves.
    asked_of: tuple[str, ...] = ()
    #: True if うちの区 was said and it is not known which one that is: to be asked for, once.
    own_needed: bool = False
    #: Only these persons: full names, with what distinguishes them from a namesake if that was said; empty: everyone.
    speakers: tuple[str, ...] = ()
    #: Only holders of these offices (see ``people.holds``); empty: everyone.
    roles: tuple[str, ...] = ()
    #: Only talks held in it.
    period: Period | None = None
    #: Periods outside the corpus, as printed: named in the answer and ignored.
    periods_outside: tuple[str, ...] = ()
    #: Only these rounds; empty: all.
    rounds: tuple[int, ...] = ()
    #: Only these parts of them: 第27回①. Empty: all.
    parts: tuple[int, ...] = ()
    #: Rounds that the corpus does not have, as printed: named in the answer and ignored.
    rounds_outside: tuple[str, ...] = ()
    #: Municipalities that are none of Tokyo's, as printed: named in the answer and ignored.
    bodies_outside: tuple[str, ...] = ()
    #: Only this theme.
    theme: str | None = None
    #: Newer rounds first.
    newest_first: bool = False
    #: Passages that explain first.
    explains: bool = False
    #: True if it refers to what the bot cannot read (これについて他の区は？) and has no words of its own.
    thread_reference: bool = False
    #: True if no word to search is left (練馬区は？).
    wordless: bool = False
    #: Explicit filters with an unknown value, as printed: ``区:大阪市``.
    unknown: tuple[str, ...] = ()

    @property
    def is_outside(self) -> bool:
        """True if it asks for a body, a round or a period that the corpus does not have."""
        return bool(self.bodies_outside or self.rounds_outside or self.periods_outside)

    @property
    def compared(self) -> tuple[str, ...]:
        """The bodies that are named one by one, to be compared: 足立区と練馬区は; empty for fewer than two."""
        bodies = (ConstraintKind.AFFILIATION, ConstraintKind.OWN)
        named = [each.names for each in self.constraints if each.kind in bodies]
        one_by_one = 1 < len(self.affiliations) <= MOST_COMPARED and all(len(names) == 1 for names in named)
        return () if self.others or not one_by_one else self.affiliations

    @property
    def filters(self) -> tuple[Constraint, ...]:
        """The constraints that exclude passages: each is shown and can be removed."""
        return tuple(constraint for constraint in self.constraints if constraint.kind.restricts)

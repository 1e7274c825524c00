"""What was asked: Clause, Asked, and the Surroundings in which it was asked. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.model import Span
from corpus.municipalities import Gazetteer
from corpus.people import Person


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``since`` to ``until``, both included; None is open."""

    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"no period: {self.since}..{self.until}")


class ConstraintKind(StrEnum):
    """What a stretch of a question says: a closed list."""

    #: Only what these bodies say: 練馬区は, 23区, 都は.
    AFFILIATION = "affiliation"
    #: Only what one's own municipality says: うちの区は.
    OWN = "own"
    #: Everyone but these: 他の区は, 練馬区以外.
    OTHERS = "others"
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
    #: A period that the corpus does not reach: named, and dropped.
    PERIOD_OUTSIDE = "period outside"
    #: A round that the corpus does not have: named, and dropped.
    ROUND_OUTSIDE = "round outside"
    #: ``区:大阪市``: nothing of that name is known; named, and its words are searched.
    UNKNOWN = "unknown"
    #: 最近, 今: newer rounds first, nothing left out.
    NEWEST = "newest"
    #: とは, って何: passages that explain come first.
    EXPLAINS = "explains"
    #: Understood, but another clause settles it: 「うちは…、他の区は？」 asks for the others only;
    #: or the asker's situation: 「うちの区でも使える」. Cut, and without effect.
    ASIDE = "aside"

    @property
    def restricts(self) -> bool:
        """True where it leaves passages out: such a clause is shown and can be taken off."""
        return self not in {
            ConstraintKind.PERIOD_OUTSIDE,
            ConstraintKind.ROUND_OUTSIDE,
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
    #: What is cut out of the question for it, particle included, in code points of ``ParsedQuestion.text``.
    span: Span
    #: Bodies, persons, an office, a theme or a phrase, by kind; in the corpus's own spelling where it has one.
    names: tuple[str, ...] = ()
    #: Of PERIOD and PERIOD_OUTSIDE.
    period: Period | None = None
    #: Of ROUND and ROUND_OUTSIDE.
    rounds: tuple[int, ...] = ()
    #: Of ROUND: which part of it, where only one is meant.
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ParseContext:
    """What must be known to understand a question: the table, the asker, the corpus, the day."""

    gazetteer: Gazetteer
    #: The day in Tokyo on which it is asked: 去年 counts from it.
    today: date
    #: The asker's municipality, by its full name, or None where nobody has said.
    own: str | None = None
    #: Everyone who took part in a talk of the corpus, those included of whom no word is there.
    people: tuple[Person, ...] = ()
    #: Offices as the corpus names them (企画部長), beside those that every municipality has.
    roles: tuple[str, ...] = ()
    #: The themes' names.
    themes: tuple[str, ...] = ()
    #: First and last day of a talk in the corpus; None where it is not known.
    since: date | None = None
    until: date | None = None
    #: The rounds that the corpus has; empty where it is not known.
    rounds: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ParsedQuestion:
    """A question, understood. Made by ``understand`` and ``without``."""

    #: The question (cut to the longest that is read).
    text: str
    #: What remains to be searched: ``text`` without the clauses' spans, order kept, a newline at each cut.
    rest: str
    #: All that was understood, in the question's order.
    constraints: tuple[Constraint, ...] = ()
    #: Word for word, each must stand in a passage.
    phrases: tuple[str, ...] = ()
    #: None of these may.
    excluded: tuple[str, ...] = ()
    #: Only what speakers of these bodies say; empty: everyone.
    affiliations: tuple[str, ...] = ()
    #: True: municipalities only (東京都 left out), one best quote of each.
    others: bool = False
    #: With ``others``: the municipalities left out; empty where one's own is not known.
    others_than: tuple[str, ...] = ()
    #: True where うちの区 was said and nobody knows which one it is: to be asked for, once.
    own_needed: bool = False
    #: Only these persons, by full name, and by what tells them from a namesake where that was said; empty: everyone.
    speakers: tuple[str, ...] = ()
    #: Only holders of these offices (see ``speakers.holds``); empty: everyone.
    roles: tuple[str, ...] = ()
    #: Only talks held in it.
    period: Period | None = None
    #: Periods that the corpus does not reach, as printed: named in the answer and dropped.
    periods_outside: tuple[str, ...] = ()
    #: Only these rounds; empty: all.
    rounds: tuple[int, ...] = ()
    #: Only these parts of them: 第27回①. Empty: all.
    parts: tuple[int, ...] = ()
    #: Rounds that the corpus does not have, as printed: named in the answer and dropped.
    rounds_outside: tuple[str, ...] = ()
    #: Only this theme.
    theme: str | None = None
    #: Newer rounds first.
    newest_first: bool = False
    #: Passages that explain first.
    explains: bool = False
    #: これについて他の区は？: it leans on something that the bot cannot read, and has no words of its own.
    thread_reference: bool = False
    #: True where no word to search is left (練馬区は？).
    wordless: bool = False
    #: Explicit forms whose value nobody knows, as printed: ``区:大阪市``.
    unknown: tuple[str, ...] = ()

    @property
    def filters(self) -> tuple[Constraint, ...]:
        """The clauses that leave passages out: each is shown and can be taken off."""
        return tuple(constraint for constraint in self.constraints if constraint.kind.restricts)

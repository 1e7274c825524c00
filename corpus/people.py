"""Who took part in the talks: which participants are one person, and what they were in each talk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus.model import Participant, TalkKey, Transcript
from corpus.reading.affiliations import outside_body
from corpus.text import fold, name_key


@dataclass(frozen=True, slots=True)
class DatedRole:
    """What a person was on the day of a talk."""

    #: The day of the talk, or None where the article does not print it.
    held_on: date | None
    #: As printed.
    role: str


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who took part in one talk or more."""

    #: As the latest talk prints it.
    name: str
    #: A municipality, ``東京都``, or None.
    affiliation: str | None
    #: Oldest first, each change once; undated ones before all others.
    roles: tuple[DatedRole, ...] = ()
    #: What tells them from a namesake: see ``told_by``.
    apart: str = ""

    @property
    def id(self) -> str:
        """``p-`` and 12 hex digits of name and what tells them from a namesake."""
        who = f"{self.apart or self.affiliation or ''}\n{name_key(self.name)}"
        return f"p-{hashlib.sha256(who.encode()).hexdigest()[:12]}"

    @property
    def surname(self) -> str:
        """The first word of the name; the name itself where it has no space."""
        return (self.name.split() or [self.name])[0]

    @property
    def full_name(self) -> str:
        """The name with what tells them from a namesake, as filters compare it: 「山田 太郎（星見市）」."""
        return full_name(self.name, self.apart or self.affiliation or "")

    @property
    def beside(self) -> str:
        """What is shown beside the name: their body, the role that names it where it is an outside one, or the talk."""
        role = self.roles[-1].role if self.roles else ""
        return role if self.apart and self.apart == outside_body(role) else self.apart or self.affiliation or ""

    @property
    def told(self) -> tuple[str, ...]:
        """All that can be said beside the name to tell them from a namesake."""
        return (self.apart or self.affiliation or "", self.affiliation or "", *(role.role for role in self.roles))


def told_by(participant: Participant, talk: TalkKey) -> str:
    """What tells a participant from a namesake: the same full name with the same of this is one person in all talks.

    That is their body: a municipality, 東京都, or another body that their role names, the same only where it is printed
    alike. A surname alone, or someone of no known body, may be anybody: they are themselves in this talk only.
    """
    body = participant.affiliation or outside_body(participant.role)
    if body and len(participant.name.split()) > 1:
        return body
    number = f"第{talk.round}回" if talk.round is not None else ""
    return talk.alone or "・".join(part for part in (number, str(talk.held_on or "")) if part)


def full_name(name: str, apart: str) -> str:
    """A name with what tells its bearer from a namesake."""
    return f"{name}（{apart}）" if apart else name


def persons(transcripts: Iterable[Transcript]) -> tuple[Person, ...]:
    """All who took part, in the order of their first talk; old and new forms of a character (澤, 沢) are one."""
    met: dict[tuple[str, str], list[tuple[Participant, DatedRole]]] = {}
    for transcript in sorted(transcripts, key=lambda one: (one.held_on or date.min, one.part or 0, one.key)):
        for participant in transcript.participants:
            role = DatedRole(transcript.held_on, participant.role)
            who = name_key(participant.name), told_by(participant, transcript.talk)
            met.setdefault(who, []).append((participant, role))
    return tuple(_person(apart, seen) for (_, apart), seen in met.items())


def _person(apart: str, seen: list[tuple[Participant, DatedRole]]) -> Person:
    latest, _ = seen[-1]
    # 「CIO(副区長)」 and 「CIO（副区長）」 are one role.
    changes = [role for n, (_, role) in enumerate(seen) if n == 0 or fold(role.role) != fold(seen[n - 1][1].role)]
    return Person(latest.name, latest.affiliation, tuple(changes), apart)

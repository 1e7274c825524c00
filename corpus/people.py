"""People across talks: which participants are one person, and their role in each talk."""

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
    """A person's role on the day of a talk."""

    #: The day of the talk, or None if the article does not print it.
    held_on: date | None
    #: As printed.
    role: str


@dataclass(frozen=True, slots=True)
class Person:
    """A participant of one or more talks."""

    #: As printed in the latest talk.
    name: str
    #: A municipality, ``東京都``, or None.
    affiliation: str | None
    #: The oldest first, only changes; undated ones before all others.
    roles: tuple[DatedRole, ...] = ()
    #: What distinguishes them from a namesake: see ``told_by``.
    apart: str = ""

    @property
    def id(self) -> str:
        """``p-`` and 12 hex digits of the SHA-256 of name and distinction."""
        identity = f"{self.apart or self.affiliation or ''}\n{name_key(self.name)}"
        return f"p-{hashlib.sha256(identity.encode()).hexdigest()[:12]}"

    @property
    def surname(self) -> str:
        """The first word of the name; the whole name if it has no space."""
        return (self.name.split() or [self.name])[0]

    @property
    def full_name(self) -> str:
        """The name with its distinction, as filters compare it: 「山田 太郎（星見市）」."""
        return full_name(self.name, self.apart or self.affiliation or "")

    @property
    def beside(self) -> str:
        """What is shown beside the name: the affiliation, the role that names an outside body, or the talk."""
        role = self.roles[-1].role if self.roles else ""
        return role if self.apart and self.apart == outside_body(role) else self.apart or self.affiliation or ""

    @property
    def told(self) -> tuple[str, ...]:
        """All that may be given beside the name to distinguish a namesake."""
        return (self.apart or self.affiliation or "", self.affiliation or "", *(role.role for role in self.roles))


def told_by(participant: Participant, talk: TalkKey) -> str:
    """Return what distinguishes a participant from namesakes: equal full name and distinction are one person.

    It is the body: a municipality, 東京都, or an outside body that the role names (equal only if printed alike). For a
    surname alone, or without a known body, it is the talk: nobody is taken for the same person across talks.
    """
    body = participant.affiliation or outside_body(participant.role)
    if body and len(participant.name.split()) > 1:
        return body
    number = f"第{talk.round}回" if talk.round is not None else ""
    return talk.alone or "・".join(part for part in (number, str(talk.held_on or "")) if part)


def full_name(name: str, apart: str) -> str:
    """Return a name with its distinction in parentheses, if it has one."""
    return f"{name}（{apart}）" if apart else name


def persons(transcripts: Iterable[Transcript]) -> tuple[Person, ...]:
    """Return all people, in the order of their first talk; old and new forms of a character (澤, 沢) are equal."""
    appearances: dict[tuple[str, str], list[tuple[Participant, DatedRole]]] = {}
    for transcript in sorted(transcripts, key=lambda one: (one.held_on or date.min, one.part or 0, one.key)):
        for participant in transcript.participants:
            role = DatedRole(transcript.held_on, participant.role)
            identity = name_key(participant.name), told_by(participant, transcript.talk)
            appearances.setdefault(identity, []).append((participant, role))
    return tuple(_person(apart, seen) for (_, apart), seen in appearances.items())


def _person(apart: str, seen: list[tuple[Participant, DatedRole]]) -> Person:
    latest, _ = seen[-1]
    # 「CIO(副区長)」 and 「CIO（副区長）」 are one role.
    changes = [role for n, (_, role) in enumerate(seen) if n == 0 or fold(role.role) != fold(seen[n - 1][1].role)]
    return Person(latest.name, latest.affiliation, tuple(changes), apart)

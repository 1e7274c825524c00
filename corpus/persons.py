"""Participants of many rounds → Persons with dated roles: 副市長 in one round may be 市長 in a later one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus.model import Participant, Transcript
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
    """Someone who took part in one round or more."""

    #: ``p-`` and 12 hex digits of name and affiliation, as compared.
    id: str
    #: As the latest round prints it.
    name: str
    #: A municipality, ``東京都``, or None.
    affiliation: str | None
    #: Oldest first, each change once; undated ones before all others.
    roles: tuple[DatedRole, ...]


def person_id(participant: Participant, transcript: Transcript) -> str:
    """Who a participant is, across rounds: the same full name and the same affiliation are one person.

    A surname alone, or a person of no known body, may be anybody: they are themselves in their own article only.
    """
    known = participant.affiliation if len(participant.name.split()) > 1 else None
    digest = hashlib.sha256(f"{known or transcript.key}\n{name_key(participant.name)}".encode())
    return f"p-{digest.hexdigest()[:12]}"


def persons(transcripts: Iterable[Transcript]) -> tuple[Person, ...]:
    """All who took part, in the order of their first talk."""
    met: dict[str, list[tuple[Participant, DatedRole]]] = {}
    for transcript in sorted(transcripts, key=lambda one: (one.held_on or date.min, one.part or 0, one.key)):
        for participant in transcript.participants:
            role = DatedRole(transcript.held_on, participant.role)
            met.setdefault(person_id(participant, transcript), []).append((participant, role))
    return tuple(_person(key, seen) for key, seen in met.items())


def _person(key: str, seen: list[tuple[Participant, DatedRole]]) -> Person:
    latest, _ = seen[-1]
    # 「CIO(副区長)」 and 「CIO（副区長）」 are one role.
    changes = [role for n, (_, role) in enumerate(seen) if n == 0 or fold(role.role) != fold(seen[n - 1][1].role)]
    return Person(key, latest.name, latest.affiliation, tuple(changes))

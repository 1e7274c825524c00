"""Filters: which passages a query's constraints allow, as one boolean per passage, before anything is ranked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import eq
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.model import METROPOLIS, Passage
from corpus.people import full_name, told_by
from corpus.text import name_key
from index.fields import surname
from index.model import Query
from index.phrases import Texts
from index.query.parsed_question import ParsedQuestion, Period
from index.query.people import holds

Allowed = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Facet:
    """One property of every passage, as numbers, so that a filter is one comparison of arrays."""

    #: Each value that occurs → its number.
    numbers: dict[Hashable, int]
    #: Each passage's number.
    column: NDArray[np.int32]

    @classmethod
    def of(cls, values: Iterable[Hashable]) -> Self:
        """Return the facet of these values, numbered in order of appearance."""
        numbers: dict[Hashable, int] = {}
        column = [numbers.setdefault(value, len(numbers)) for value in values]
        return cls(numbers, np.array(column, dtype=np.int32))

    def where(self, accepted: Callable[[Hashable], bool]) -> Allowed:
        """Return True for each passage whose value is accepted; each distinct value is tested once."""
        verdicts = np.array([accepted(value) for value in self.numbers], dtype=np.bool_)
        return verdicts[self.column]


@dataclass(frozen=True, slots=True, eq=False)
class Facets:
    """The properties of all passages that filters compare."""

    bodies: Facet
    municipalities: Facet
    speakers: Facet
    roles: Facet
    days: Facet
    rounds: Facet
    parts: Facet
    #: Passage id → its position.
    ids: Mapping[str, int]
    #: The texts in which phrases are searched.
    texts: Texts

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Self:
        """Read every passage's properties once."""
        return cls(
            bodies=Facet.of(whose(passage) for passage in passages),
            municipalities=Facet.of(municipality(passage) for passage in passages),
            speakers=Facet.of(names(passage) for passage in passages),
            roles=Facet.of(role(passage) for passage in passages),
            days=Facet.of(passage.transcript.held_on for passage in passages),
            rounds=Facet.of(passage.transcript.round for passage in passages),
            parts=Facet.of(passage.transcript.part for passage in passages),
            ids={passage.id: place for place, passage in enumerate(passages)},
            texts=Texts.of(passage.text for passage in passages),
        )

    def allowed(self, query: Query) -> Allowed | None:
        """Return True for each passage that the filters of ``query`` allow; None if it has no filter."""
        asked = query.asked
        verdicts = [*self._by_body(asked), *self._by_speaker(asked), *self._by_talk(asked), *self._by_words(asked)]
        if query.within is not None:
            verdicts.append(self._only(query.within))
        return np.logical_and.reduce(verdicts) if verdicts else None

    def _by_body(self, asked: ParsedQuestion) -> Iterator[Allowed]:
        if asked.affiliations:
            yield self.bodies.where(lambda body: body in asked.affiliations)
        if asked.others or asked.others_than:
            yield self.municipalities.where(lambda body: body is not None and body not in asked.others_than)
        for whom in asked.asked_of:
            yield ~(self.bodies.where(partial(eq, whom)) | self.roles.where(lambda held, whom=whom: whom in held))  # type: ignore[misc]

    def _by_speaker(self, asked: ParsedQuestion) -> Iterator[Allowed]:
        if asked.speakers:
            wanted = {name_key(name) for name in asked.speakers}
            yield self.speakers.where(lambda held: not wanted.isdisjoint(held))  # type: ignore[arg-type]
        if asked.roles:
            yield self.roles.where(lambda printed: any(holds(office, printed) for office in asked.roles))  # type: ignore[arg-type]

    def _by_talk(self, asked: ParsedQuestion) -> Iterator[Allowed]:
        if asked.period:
            yield self.days.where(lambda day: _within(day, asked.period))  # type: ignore[arg-type]
        if asked.rounds:
            yield self.rounds.where(lambda number: number in asked.rounds)
        if asked.parts:
            yield self.parts.where(lambda number: number in asked.parts)

    def _by_words(self, asked: ParsedQuestion) -> Iterator[Allowed]:
        yield from (self.texts.holding(phrase) for phrase in asked.phrases)
        for word in asked.excluded:
            # 「-風待区」 excludes that body as a speaker; others may speak of it.
            is_body = word in self.bodies.numbers
            yield ~(self.bodies.where(lambda body, name=word: body == name) if is_body else self.texts.holding(word))  # type: ignore[misc]

    def _only(self, ids: Collection[str]) -> Allowed:
        verdicts = np.zeros(len(self.ids), dtype=np.bool_)
        verdicts[[self.ids[each] for each in ids if each in self.ids]] = True
        return verdicts


def whose(passage: Passage) -> str | None:
    """Return the body that speaks, or None: the speaker's, the one that the label names, else the round's only host."""
    if passage.speech.speaker is not None:
        return passage.affiliation
    if passage.speech.body is not None:
        return passage.speech.body or None
    return passage.hosts[0] if len(passage.hosts) == 1 else None


def municipality(passage: Passage) -> str | None:
    """Return the municipality that speaks; None for 東京都 and for an unknown body."""
    body = whose(passage)
    return None if body == METROPOLIS else body


def names(passage: Passage) -> frozenset[str]:
    """Return the names by which the speaker can be asked for, normalized: full name, surname, label.

    Also the full name with what distinguishes the speaker from a namesake.
    """
    speaker, label = passage.speech.speaker, passage.speech.label
    if speaker is None:
        known: tuple[str, ...] = (surname("".join(label.split())),)
    else:
        apart = full_name(speaker.name, told_by(speaker, passage.transcript.talk))
        known = speaker.name, speaker.surname, apart
    return frozenset(name_key(name) for name in (label, *known))


def role(passage: Passage) -> str:
    """Return the speaker's office as printed or, if the speaker is unresolved, the label, which may contain it."""
    speaker = passage.speech.speaker
    return speaker.role if speaker else passage.speech.label


def _within(day: Hashable, period: Period) -> bool:
    if day is None:
        return False
    return (period.since is None or period.since <= day) and (period.until is None or day <= period.until)  # type: ignore[operator]

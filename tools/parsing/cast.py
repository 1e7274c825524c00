"""Who takes part in a composed article, and under which labels they speak."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.model import METROPOLIS
from tools.parsing import words

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who takes part."""

    surname: str
    given: str
    #: As the list prints it.
    role: str
    #: What must be read as their affiliation.
    affiliation: str | None
    #: The line of the list.
    line: str

    @property
    def name(self) -> str:
        """As the list prints it."""
        return f"{self.surname} {self.given}"


@dataclass(slots=True)
class Cast:
    """The people of one article; labels are asked for in reading order."""

    listed: tuple[Person, ...]
    #: Speaks without standing in the list.
    guest: Person
    #: Name → who was introduced under it.
    introduced: dict[str, Person] = field(default_factory=dict)
    #: True as soon as one of the list has spoken: a talk of guests alone is none.
    spoke: bool = False

    def next_label(self, dice: random.Random) -> tuple[str, Person | None, Person]:
        """A label, who must be named under it (None: open), and who speaks in truth."""
        if self.spoke and dice.random() < 0.04:
            alias = dice.choice((f"(以下「{self.guest.surname}」)", ""))
            return f"{self.guest.role}:{self.guest.surname}{alias}", None, self.guest
        self.spoke = True
        speaker = dice.choice(self.listed)
        forms = [self._bare, self._bare, self._bare, self._with_role, self._introduction, self._full, self._office]
        label, named = dice.choice(forms)(speaker, dice)
        if dice.random() < 0.04:
            return dice.choice((self._contradiction, self._stranger))(speaker, dice)
        return label, named, speaker

    def _namesakes(self, person: Person) -> list[Person]:
        return [other for other in self.listed if other.surname == person.surname]

    def _bare(self, person: Person, dice: random.Random) -> tuple[str, Person | None]:
        alias = next((name for name, who in self.introduced.items() if who is person), None)
        if alias and dice.random() < 0.9:
            return alias, person
        meant = self.introduced.get(person.surname)
        if meant is not None and meant is not person:
            return self._with_role(person, dice)
        alone = len(self._namesakes(person)) == 1
        return person.surname, person if alone or meant is person else None

    def _with_role(self, person: Person, dice: random.Random) -> tuple[str, Person]:
        return f"{self._role(person, dice)}:{person.surname}", person

    def _introduction(self, person: Person, dice: random.Random) -> tuple[str, Person]:
        free = person.surname not in self.introduced or self.introduced[person.surname] is person
        own = f"{person.surname}{person.given[0]}"
        alias = person.surname if free else own if self.introduced.get(own, person) is person else f"{own}さん"
        self.introduced[alias] = person
        comma = dice.choice(("", "、"))
        return f"{self._role(person, dice)}:{person.surname}(以下{comma}「{alias}」)", person

    def _full(self, person: Person, dice: random.Random) -> tuple[str, Person]:
        return (person.name if dice.random() < 0.5 else f"{person.role}:{person.name}"), person

    def _office(self, person: Person, dice: random.Random) -> tuple[str, Person]:
        """The whole role alone, where it names its body: nobody else has it."""
        if person.affiliation is None or not person.role.startswith(person.affiliation):
            return self._with_role(person, dice)
        return person.role, person

    def _role(self, person: Person, dice: random.Random) -> str:
        """The role as labels vary it: whole, without parentheses, with 都 for 東京都."""
        role = person.role
        if dice.random() < 0.4:
            role = re.sub(r"\([^)]*\)", "", role)
        if person.affiliation and len(self._namesakes(person)) == 1 and dice.random() < 0.15:
            role = role.removeprefix(person.affiliation)
        if role.startswith(METROPOLIS) and dice.random() < 0.3:
            role = role.removeprefix("東京")
        return role

    def _stranger(self, person: Person, dice: random.Random) -> tuple[str, Person | None, Person]:
        """Somebody who is not listed, of a listed one's surname: the role is not that one's."""
        stranger = _person("臨時窓口主査", None, person.surname, dice)
        return f"{stranger.role}:{person.surname}(以下「{person.surname}主査」)", None, stranger

    def _contradiction(self, person: Person, dice: random.Random) -> tuple[str, Person | None, Person]:
        """Another person's office before the name: whoever speaks, it is not settled."""
        others = [other for other in self.listed if other.surname != person.surname and other.affiliation]
        other = dice.choice(others)
        return f"{other.role}:{person.surname}", None, person


def cast(hosts: Sequence[str], dice: random.Random) -> Cast:
    """Hosts first, then 東京都, then perhaps an outside body; now and then two of one surname."""
    surnames = dice.sample(words.SURNAMES, len(words.SURNAMES))
    listed: list[Person] = []
    for host in hosts:
        listed.append(_officer(host, surnames.pop(), dice))
        offices = dice.sample(words.OFFICES, dice.randint(1, 3))
        listed.extend(_person(f"{host}{office}", host, surnames.pop(), dice) for office in offices)
        if dice.random() < 0.3:
            listed.append(_person(dice.choice(words.BARE_OFFICES) + f"{len(listed)}係担当", host, surnames.pop(), dice))
    for role in dice.sample(words.METROPOLITAN, dice.randint(1, 3)):
        twin = dice.random() < 0.25
        surname = dice.choice(listed).surname if twin else surnames.pop() if surnames else "雲井坂"
        listed.append(_person(role, METROPOLIS, surname, dice))
    if dice.random() < 0.2 and surnames:
        listed.append(_person(dice.choice(words.OUTSIDE), None, surnames.pop(), dice))
    guest = _person("幻想町CIO", None, "来賓寺", dice)
    return Cast(_distinct(listed), guest)


def _distinct(listed: Sequence[Person]) -> tuple[Person, ...]:
    """No two people of one full name, and at most two of one surname."""
    kept: dict[str, Person] = {}
    for person in listed:
        if sum(other.surname == person.surname for other in kept.values()) < 2:
            kept.setdefault(person.name, person)
    return tuple(kept.values())


def _officer(host: str, surname: str, dice: random.Random) -> Person:
    deputy = f"副{host[-1]}長"
    given = dice.choice(words.GIVEN)
    name = f"{surname} {given}"
    forms = (
        (f"{host}CIO({deputy})", f"{host}CIO({deputy}):{name}"),
        (f"{host}CIO:{host}{deputy}", f"{host}CIO:{host}{deputy} {name}"),
        (f"{host}CIO:{host}{deputy}", f"{host}CIO:{host}{deputy}:{name}"),
        (f"{host}{deputy}", f"{host}{deputy}:{name}"),
    )
    role, line = dice.choice(forms)
    return Person(surname, given, role, host, line)


def _person(role: str, affiliation: str | None, surname: str, dice: random.Random) -> Person:
    given = dice.choice(words.GIVEN)
    spaced = dice.random() < 0.15
    return Person(surname, given, role, affiliation, f"{role}{' ' if spaced else ':'}{surname} {given}")

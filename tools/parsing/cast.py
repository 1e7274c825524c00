"""Who takes part in a composed article, and under which labels they speak."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.model import METROPOLIS
from tools.parsing import words
from tools.parsing.catalogue import Dice, drawn

if TYPE_CHECKING:
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
    line: str = ""
    #: As labels print it: with the body, where the list groups people by it.
    said: str = ""

    @property
    def name(self) -> str:
        """Surname and given name."""
        return f"{self.surname} {self.given}"

    @property
    def office(self) -> str:
        """How people address them, 「副知事」; empty where the role has no such word."""
        return short_office(re.sub(r"\([^)]*\)", "", self.role)) or short_office(self.role)


def short_office(role: str) -> str:
    """The last word of office in a role."""
    return max(words.SHORT_OFFICES, key=role.rfind) if any(map(role.__contains__, words.SHORT_OFFICES)) else ""


@dataclass(frozen=True, slots=True)
class Label:
    """What stands above a speech, or with ``{speech}`` in one line with it."""

    text: str
    #: Who must be named; None where the article leaves it open.
    named: Person | None
    #: Who speaks in truth; None where it is nobody of the list.
    true: Person | None
    form: str


@dataclass(slots=True)
class Cast:
    """The people of one article and its style; labels are asked for in reading order."""

    listed: tuple[Person, ...]
    #: Lines of the list that name a body: before whom of the list.
    groups: dict[int, str]
    first: str
    later: str
    mark: str
    inline: str
    #: Name → who was introduced under it.
    introduced: dict[str, Person] = field(default_factory=dict)
    spoke: set[str] = field(default_factory=set)

    @property
    def tells_names(self) -> bool:
        """True where no label is a full name or an office alone: such a line is then a caption."""
        return "alias" in self.first and "alias" in self.later and not self.inline

    def label(self, dice: Dice) -> Label:
        """The next label; now and then one that leaves the speaker open. Somebody of the list speaks first."""
        chance = dice.random() if self.spoke else 1
        speaker = dice.choice(self.listed)
        if chance < 0.05:
            return self.foreign(dice)
        if chance < 0.07:
            return dice.choice((self._contradiction, self._stranger))(speaker, dice)
        new = speaker.name not in self.spoke
        self.spoke.add(speaker.name)
        if new and dice.random() < 0.7:
            return self._introduction(speaker, dice)
        form = drawn("later_labels", dice, likely=1) if dice.random() < 0.06 else self.inline or self.later
        return self._called(speaker, form, dice)

    def foreign(self, dice: Dice) -> Label:
        """A label that settles nobody."""
        form = drawn("foreign_labels", dice, likely=0.6)
        one, other = dice.sample(self.listed, 2)
        text = form.format(
            surname=one.surname, other=other.surname, guest=words.GUEST, guest_role=words.GUEST_ROLE, speech="{speech}"
        )
        return Label(text, None, None, f"foreign {form}")

    def namesakes(self, person: Person) -> list[Person]:
        """Everybody of a person's surname."""
        return [other for other in self.listed if other.surname == person.surname]

    def _introduction(self, person: Person, dice: Dice) -> Label:
        if "alias" not in self.first:
            return self._with_role(person, dice)
        free = person.surname not in self.introduced
        alias = person.surname if free else f"{person.surname}{person.given[0]}"
        if alias in self.introduced:
            return self._with_role(person, dice)
        self.introduced[alias] = person
        return self._said(self.first, person, person, dice, alias=alias)

    def _called(self, person: Person, form: str, dice: Dice) -> Label:
        alias = next((name for name, who in self.introduced.items() if who is person), person.surname)
        others = self.introduced.get(alias, person) is not person
        if others or ("{office}" in form and not person.office) or ("{body}" in form and not person.affiliation):
            return self._with_role(person, dice)
        if form == "{role}" and not (person.affiliation and person.said.startswith(person.affiliation)):
            return self._with_role(person, dice)
        full = any(part in form for part in ("{role}", "{name}", "{given}"))
        settled = full or alias in self.introduced or len(self.namesakes(person)) == 1
        return self._said(form, person, person if settled else None, dice, alias=alias)

    def _with_role(self, person: Person, dice: Dice) -> Label:
        return self._said("{role}:{surname}", person, person, dice)

    def _said(self, form: str, person: Person, named: Person | None, dice: Dice, alias: str = "") -> Label:
        text = form.format(
            role=person.said if form == "{role}" else self._role(person, dice),
            surname=person.surname,
            given=person.given,
            name=person.name,
            alias=alias,
            office=person.office,
            body=person.affiliation,
            speech="{speech}",
        )
        inline = "{speech}" in form
        bare = inline or form[-1] in ":/>"
        remark = "" if bare or dice.random() < 0.96 else drawn("remarks", dice, likely=1)
        return Label(f"{'' if inline else self.mark}{text}{remark}", named, person, f"{form}{remark}")

    def _role(self, person: Person, dice: Dice) -> str:
        """The role as labels vary it: whole, without parentheses, with 都 for 東京都."""
        role = person.said
        if dice.random() < 0.4:
            role = re.sub(r"\([^)]*\)", "", role)
        if person.affiliation and len(self.namesakes(person)) == 1 and dice.random() < 0.15:
            role = role.removeprefix(person.affiliation)
        if role.startswith(METROPOLIS) and dice.random() < 0.3:
            role = role.removeprefix("東京")
        return role

    def _stranger(self, person: Person, dice: Dice) -> Label:
        """Somebody who is not listed, of a listed one's surname: the role is not that one's."""
        del dice
        text = f"{self.mark}臨時窓口主査:{person.surname}(以下「{person.surname}主査」)"
        return Label(text, None, None, "a stranger of a listed surname")

    def _contradiction(self, person: Person, dice: Dice) -> Label:
        """Another person's office before the name: whoever speaks, it is not settled."""
        others = [other for other in self.listed if other.surname != person.surname and other.affiliation]
        text = f"{self.mark}{dice.choice(others).said}:{person.surname}"
        return Label(text, None, person, "another's office")


def cast(hosts: Sequence[str], dice: Dice) -> Cast:
    """Hosts first, then 東京都, then perhaps an outside body; now and then two of one surname."""
    surnames = dice.sample(words.SURNAMES, len(words.SURNAMES))
    people: list[Person] = []
    for host in hosts:
        officer = drawn("first_officers", dice).format(host=host, deputy=f"副{host[-1]}長")
        offices = [f"{host}{office}" for office in dice.sample(words.OFFICES, dice.randint(1, 3))]
        bare = [f"{dice.choice(words.BARE_OFFICES)}{len(people)}係担当"] * (dice.random() < 0.3)
        people += [_person(role, host, surnames.pop(), dice) for role in (officer, *offices, *bare)]
    for role in dice.sample(words.METROPOLITAN, dice.randint(1, 3)):
        twin = dice.random() < 0.25
        people.append(_person(role, METROPOLIS, dice.choice(people).surname if twin else surnames.pop(), dice))
    if dice.random() < 0.2:
        people.append(_person(dice.choice(words.OUTSIDE), None, surnames.pop(), dice))
    grouped = "" if people[-1].affiliation is None else drawn("groups", dice, likely=0.1)
    line = drawn("list_lines", dice)
    kept = tuple(_listed(person, line, grouped=bool(grouped)) for person in _distinct(people))
    starts = (at for at, one in enumerate(kept) if at == 0 or one.affiliation != kept[at - 1].affiliation)
    groups = {at: grouped.format(body=kept[at].affiliation) for at in starts} if grouped else {}
    first, later = drawn("first_labels", dice), drawn("later_labels", dice)
    return Cast(kept, groups, first, later, drawn("marks", dice, 0.1), drawn("inline_labels", dice, 0.1))


def _person(role: str, affiliation: str | None, surname: str, dice: Dice) -> Person:
    return Person(surname, dice.choice(words.GIVEN), role, affiliation)


def _distinct(people: Sequence[Person]) -> list[Person]:
    """No two people of one full name, and at most two of one surname."""
    kept: dict[str, Person] = {}
    for person in people:
        if sum(other.surname == person.surname for other in kept.values()) < 2:
            kept.setdefault(person.name, person)
    return list(kept.values())


def _listed(person: Person, form: str, *, grouped: bool) -> Person:
    """A person with the line of the list."""
    body = person.affiliation or ""
    bare = re.sub(rf"(?:^|(?<=:)){body}", "", person.role) if grouped else person.role
    short = bare.removeprefix("都") if grouped and body == METROPOLIS else bare
    line = form.format(role=short, name=person.name, surname=person.surname, given=person.given)
    return Person(person.surname, person.given, short, person.affiliation, line, person.role)

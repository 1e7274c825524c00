"""Names and roles → who speaks, and when not to say.

Participants come from the article's list, speakers from the labels over the speeches. Whatever a label leaves open
stays open: a wrong name on a quote is the worst that this program could do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.model import Participant
from corpus.municipalities import Gazetteer
from corpus.offices import ROLE_WORD
from corpus.reading import line_patterns
from corpus.reading.affiliations import Office, affiliation_of, body_of, outside_body
from corpus.text import fold, name_key

#: 「【星見区】」 in a list: a body over those who belong to it.
_GROUP = re.compile(r"[【\[<■◆●〇○](?P<body>[^】\]>]+)[】\]>]?")


def read_participants(lines: Iterable[str], gazetteer: Gazetteer) -> tuple[Participant, ...]:
    """The participants of a list, one a line, each with role and affiliation; a line printed twice counts once.

    Lists are grouped by body, hosts first: a role that names no body takes that of the participant before it
    (小金井 第28回: 自治体DX推進担当課長 after 小金井市CIO); the first one without has none.
    """
    people: list[Participant] = []
    body: str | None = None
    for line in lines:
        if group := _GROUP.fullmatch(fold(line)):
            body = affiliation_of(group["body"], gazetteer)
            continue
        role, name = _split(line)
        named = affiliation_of(role, gazetteer)
        body = named if named or outside_body(role) else body
        people.append(Participant(name, name.split()[0], role, body))
    return tuple(dict.fromkeys(people))


def _split(line: str) -> tuple[str, str]:
    """Role and name: the last two words after the last colon, or the only one; all before them is the role.

    >>> _split("多摩市CIO:多摩市副市長 姓田 名男")
    ('多摩市CIO:多摩市副市長', '姓田 名男')
    >>> _split("足立区CDO補佐 姓田 名男")
    ('足立区CDO補佐', '姓田 名男')
    """
    after = max(line.rfind(":"), line.rfind("："), -1) + 1
    words = list(re.finditer(r"\S+", line[after:]))
    start = after + words[-2 if len(words) > 1 else 0].start()
    return line[:start].rstrip(" \t\u3000:："), line[start:].strip()


@dataclass(frozen=True, slots=True)
class _Label:
    """A label's parts, folded."""

    role: str | None
    name: str
    alias: str | None

    @classmethod
    def read(cls, folded: str) -> _Label | None:
        if len(folded) > line_patterns.LONGEST_LABEL or line_patterns.SENTENCE_INSIDE.search(folded):
            return None
        found = line_patterns.SPACED_INTRODUCTION.fullmatch(folded) or line_patterns.LABEL.fullmatch(folded)
        return cls(found["role"], found["name"], found["alias"]) if found else None


@dataclass(slots=True)
class SpeakerResolver:
    """The people of one article, and the names under which they have been introduced so far.

    Labels are to be asked in reading order: an introduction counts from its line on.
    """

    #: From the article's list; of a round's two parts read together, both lists.
    participants: tuple[Participant, ...]
    gazetteer: Gazetteer
    #: Name (as compared) → who was introduced under it, None where that is open.
    introduced: dict[str, Participant | None] = field(default_factory=dict)
    #: All names that the list prints, and each one's office, as compared: every line of an article is asked about.
    _listed: frozenset[str] = field(init=False)
    _offices: tuple[tuple[Participant, Office], ...] = field(init=False)

    def __post_init__(self) -> None:
        self._listed = frozenset(name_key(name) for p in self.participants for name in (p.surname, p.name))
        self._offices = tuple((p, Office.read(p.role, _body(p))) for p in self.participants)

    def read_labels(self, lines: Iterable[str]) -> Mapping[int, Participant | None]:
        """Which of these folded lines are labels, by number, and who speaks under each."""
        return {at: self.speaker(folded) for at, folded in enumerate(lines) if self.is_label(folded)}

    def is_label(self, folded: str) -> bool:
        """True where a line names a speaker: a participant's surname or full name, an introduced name, or an office.

        A role before an unknown name proves nothing; a whole line that is one person's office does.
        """
        label = _Label.read(folded)
        if label and (label.alias or self._names(label.name)):
            return True
        return self._of_office(folded) is not None

    def speaker(self, folded: str) -> Participant | None:
        """Who speaks under a label; None where the article does not settle it. Takes note of an introduction."""
        label = _Label.read(folded)
        if label is None or (label.alias is None and not self._names(label.name)):
            return self._of_office(folded)
        who = self._resolve(label.role, label.name)
        if label.alias:
            self._introduce(name_key(label.alias), who)
        return who

    def _of_office(self, folded: str) -> Participant | None:
        """The one person whose office a whole line is; a line with a colon only where it is a role as listed."""
        if len(folded) > line_patterns.LONGEST_LABEL or line_patterns.SENTENCE_INSIDE.search(folded):
            return None
        if ":" in folded:
            return _only([p for p in self.participants if fold(p.role) == folded])
        return _only(self._holders(folded)) if ROLE_WORD.search(folded) else None

    def _introduce(self, alias: str, who: Participant | None) -> None:
        # Two people introduced under one name leave it open from there on.
        same = alias not in self.introduced or self.introduced[alias] == who
        self.introduced[alias] = who if same else None

    def _resolve(self, role: str | None, name: str) -> Participant | None:
        key = name_key(name)
        if role is None and key in self.introduced:
            return self.introduced[key]
        namesakes = [p for p in self.participants if key in (name_key(p.surname), name_key(p.name))]
        if role is not None:
            return self._narrowed(namesakes, role)
        return _only(namesakes)

    def _narrowed(self, namesakes: Sequence[Participant], role: str) -> Participant | None:
        """The namesake who holds the role, or whose role it abbreviates; else it is somebody else's, and open."""
        asked = Office.read(role, body_of(role, self.gazetteer))
        holders = [person for person, office in self._offices if asked.agrees(office)]
        fitting = holders or [person for person, office in self._offices if asked.resembles(office)]
        return _only([person for person in namesakes if person in fitting])

    def _holders(self, role: str) -> list[Participant]:
        asked = Office.read(role, body_of(role, self.gazetteer))
        return [person for person, office in self._offices if asked.agrees(office)]

    def _names(self, name: str) -> bool:
        key = name_key(name)
        return key in self._listed or key in self.introduced


def _body(person: Participant) -> str | None:
    return person.affiliation or outside_body(person.role)


def _only(people: Sequence[Participant]) -> Participant | None:
    return people[0] if len(people) == 1 else None

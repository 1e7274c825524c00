"""Participants of an article's list, and the speakers that labels name.

A label that does not determine one participant stays unresolved: a wrong name on a quote is the worst error that this
program could make.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.model import Participant
from corpus.municipalities import Gazetteer
from corpus.offices import ROLE_WORD
from corpus.reading import line_patterns
from corpus.reading.affiliations import Office, affiliation_of, body_of, outside_role
from corpus.text import fold, name_key

#: 「【星見区】」 in a list: the body of the entries below it.
_GROUP = re.compile(r"[【\[<■◆●〇○](?P<body>[^】\]>]+)[】\]>]?")


def read_participants(lines: Iterable[str], gazetteer: Gazetteer) -> tuple[Participant, ...]:
    """Return the participants of a list, one a line, with role and affiliation; a line printed twice counts once.

    Lists are grouped by body, hosts first: a role that names no body takes that of the participant before it
    (小金井 第28回: 自治体DX推進担当課長 after 小金井市CIO), or None if there is none before it.
    """
    participants: list[Participant] = []
    body: str | None = None
    for line in lines:
        if group := _GROUP.fullmatch(fold(line)):
            body = affiliation_of(group["body"], gazetteer)
            continue
        role, name = _split(line)
        named = affiliation_of(role, gazetteer)
        body = named if named or outside_role(role) else body
        participants.append(Participant(name, name.split()[0], role, body))
    return tuple(dict.fromkeys(participants))


def _split(line: str) -> tuple[str, str]:
    """Return role and name: the name is the last two words after the last colon, or the only one.

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
    """Resolves the labels of one article to participants, by the list and the introductions so far.

    Pass labels in reading order: an introduction is valid from its line on.
    """

    #: From the article's list, and from the lists of the talk's other parts.
    participants: tuple[Participant, ...]
    gazetteer: Gazetteer
    #: Name (as compared) → who was introduced under it, None where that is open.
    introduced: dict[str, Participant | None] = field(default_factory=dict)
    #: All listed names and each participant's office, in the form for comparing: computed once, used for every line.
    _listed: frozenset[str] = field(init=False)
    _offices: tuple[tuple[Participant, Office], ...] = field(init=False)

    def __post_init__(self) -> None:
        self._listed = frozenset(name_key(name) for p in self.participants for name in (p.surname, p.name))
        self._offices = tuple((p, Office.read(p.role, _body(p))) for p in self.participants)

    def read_labels(self, lines: Iterable[str]) -> Mapping[int, Participant | None]:
        """Return line index → speaker for the folded lines that are labels."""
        return {at: self.speaker(folded) for at, folded in enumerate(lines) if self.is_label(folded)}

    def is_label(self, folded: str) -> bool:
        """Tell whether a line names a speaker: a participant's surname or full name, an introduced name, or an office.

        A role before an unknown name does not count; a whole line that is one participant's office does.
        """
        label = _Label.read(folded)
        if label and (label.alias or self._names(label.name)):
            return True
        return self._of_office(folded) is not None

    def speaker(self, folded: str) -> Participant | None:
        """Return the speaker of a label, None if the article does not tell; an introduction is remembered."""
        label = _Label.read(folded)
        if label is None or (label.alias is None and not self._names(label.name)):
            return self._of_office(folded)
        speaker = self._resolve(label.role, label.name)
        if label.alias:
            self._introduce(name_key(label.alias), speaker)
        return speaker

    def _of_office(self, folded: str) -> Participant | None:
        """Return the one participant whose office the whole line is; with a colon only if it is a role as listed."""
        if len(folded) > line_patterns.LONGEST_LABEL or line_patterns.SENTENCE_INSIDE.search(folded):
            return None
        if ":" in folded:
            return _only([p for p in self.participants if fold(p.role) == folded])
        return _only(self._holders(folded)) if ROLE_WORD.search(folded) else None

    def _introduce(self, alias: str, speaker: Participant | None) -> None:
        # A name that introduces two people is unresolved from there on.
        same = alias not in self.introduced or self.introduced[alias] == speaker
        self.introduced[alias] = speaker if same else None

    def _resolve(self, role: str | None, name: str) -> Participant | None:
        key = name_key(name)
        if role is None and key in self.introduced:
            return self.introduced[key]
        namesakes = [p for p in self.participants if key in (name_key(p.surname), name_key(p.name))]
        if role is not None:
            return self._narrowed(namesakes, role)
        return _only(namesakes)

    def _narrowed(self, namesakes: Sequence[Participant], role: str) -> Participant | None:
        """Return the namesake who holds the role, or whose role it abbreviates; else None."""
        asked = Office.read(role, body_of(role, self.gazetteer))
        holders = [participant for participant, office in self._offices if asked.agrees(office)]
        matching = holders or [participant for participant, office in self._offices if asked.resembles(office)]
        return _only([participant for participant in namesakes if participant in matching])

    def _holders(self, role: str) -> list[Participant]:
        asked = Office.read(role, body_of(role, self.gazetteer))
        return [participant for participant, office in self._offices if asked.agrees(office)]

    def _names(self, name: str) -> bool:
        key = name_key(name)
        return key in self._listed or key in self.introduced


def _body(participant: Participant) -> str | None:
    return participant.affiliation or outside_role(participant.role)


def _only(participants: Sequence[Participant]) -> Participant | None:
    return participants[0] if len(participants) == 1 else None

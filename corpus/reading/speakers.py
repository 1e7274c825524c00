"""Who a label means: one participant, by the list and the introductions so far, or nobody.

A label that does not determine one participant stays unresolved: a wrong name on a quote is the worst error that this
program could make.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.model import METROPOLIS, Participant
from corpus.municipalities import Gazetteer
from corpus.offices import ADDRESS, BODIES, CHIEF, OFFICE_END, ROLE_WORD
from corpus.reading import line_patterns
from corpus.reading.affiliations import Office, affiliation_of, body_of, outside_role
from corpus.reading.label_patterns import DEPUTY, SIDE
from corpus.reading.labels import SOMEBODY, Label, LabelReader
from corpus.text import fold, name_key

#: An office, and a sign or a space before words on the same line.
_SPACE = re.compile(r"([^\s:、。]{2,40})(?:: ?| )(?=\S+[。!?])")
#: 「副市長(代理)」.
_INSTEAD = re.compile(rf"\((?:{DEPUTY.pattern})[^()]*\)$")
ADDRESSED = re.compile(ADDRESS)
CHIEF_OFFICE = re.compile(CHIEF)
#: Of somebody else: neither of a municipality of Tokyo nor of the metropolis.
ELSEWHERE = ""


class Speaker(NamedTuple):
    """Whom a label means."""

    #: None if the article does not tell.
    participant: Participant | None
    #: The body that the label itself settles where nobody is told: a name, `ELSEWHERE`, or None.
    body: str | None = None


@dataclass(slots=True)
class SpeakerResolver:
    """Resolves the labels of one article to participants, by the list and the introductions so far.

    Pass labels in reading order: an introduction is valid from its line on.
    """

    #: From the article's list, and from the lists of the talk's other parts.
    participants: tuple[Participant, ...]
    gazetteer: Gazetteer
    #: The lines of the list that could not be read: a surname in them may be another person's.
    unread: str = ""
    #: Name (as compared) → who was introduced under it, None where that is open.
    introduced: dict[str, Participant | None] = field(default_factory=dict)
    #: Recognises labels by the names that are known so far; `expect` makes it.
    reader: LabelReader = field(init=False)
    #: Each participant's office, in the form for comparing: computed once, used for every line.
    _offices: tuple[tuple[Participant, Office], ...] = field(init=False)

    def __post_init__(self) -> None:
        bodies = [(p, p.affiliation or outside_role(p.role)) for p in self.participants]
        self._offices = tuple((p, Office.read(p.role, body)) for p, body in bodies)

    def expect(self, lines: Iterable[str]) -> None:
        """Know the names that the folded lines of an article introduce, wherever they do; call this first."""
        aliases = [found["alias"] for line in lines if (found := line_patterns.INTRODUCED.search(line))]
        names = [name for p in self.participants for name in (p.surname, *p.name.split("・")) if name != p.name]
        surnames = [*names, *self.introduced, *aliases]
        self.reader = LabelReader(surnames, [p.name for p in self.participants], self.gazetteer)

    def read(self, folded: str) -> Label | None:
        """Return the label with which a folded line begins, by the names that are known so far, or None."""
        return self.reader.known(folded) or self._office(folded) or self.reader.unknown(folded)

    def speaks(self, folded: str) -> bool:
        """Tell whether a folded line begins with the label of a known name."""
        label = self.read(folded)
        return label is not None and label.known

    def speaker(self, label: Label, printed: str) -> Speaker:
        """Return whom a label means that is ``printed`` so; an introduction is remembered."""
        participant = self._resolved(label)
        if label.alias:
            participant = participant or self._settled(label, printed)
            alias = name_key(label.alias)
            # A name that introduces two people is unresolved from there on.
            same = self.introduced.get(alias, participant) == participant
            self.introduced[alias] = participant if same else None
        return Speaker(participant, None if participant else self._body_alone(label))

    def _office(self, folded: str) -> Label | None:
        """Return the label that is one participant's office; with a colon only if it is a role as listed.

        Words may follow on the line: 「都CIO …」.
        """
        bare = folded.strip("【】[]<>○●◯〇■□◆◇◎▲▼・ ")
        bare = bare[1:-1] if bare.startswith("(") and bare.endswith(")") else bare
        line = bare.removesuffix(":")
        held = _INSTEAD.sub("", line)
        if held != line and self._is_held(held):
            return Label(end=len(folded), names=SOMEBODY, known=True)
        if self._is_held(line) and len(folded) <= line_patterns.LONGEST_LABEL:
            return Label(end=len(folded), role=line, like_caption=bare == folded, known=True)
        before = _SPACE.match(folded)
        if before and OFFICE_END.search(before[1]) and self._is_held(before[1]):
            return Label(end=before.end(), role=before[1], known=True)
        return None

    def _is_held(self, line: str) -> bool:
        if line_patterns.SENTENCE_INSIDE.search(line) or not ROLE_WORD.search(line):
            return False
        # 「副知事・副区長」 may be two.
        listed = [p for p in self.participants if fold(p.role) == line]
        return len(listed if re.search("[:・]", line) else self._holders(line)) == 1

    def _settled(self, label: Label, printed: str) -> Participant | None:
        """Return the person whom an introduction itself tells: role, body and name of somebody who is not listed."""
        body = affiliation_of(label.role, self.gazetteer) if label.role else None
        if body is None or self._namesakes(label.names[0], official=True):
            return None
        before = re.split(r"[(（]\s*以下", printed)[0].lstrip("○●◯〇■□◆◇・【[ \u3000").rstrip()
        key = name_key(label.names[0])
        start = next((at for at in reversed(range(len(before))) if name_key(before[at:]) == key), len(before))
        name = before[start:].strip()
        if not name:
            return None
        participant = Participant(name, name.split()[0], before[:start].rstrip(" \u3000:："), body)
        self.participants += (participant,)
        self._offices += ((participant, Office.read(participant.role, body)),)
        return participant

    def _resolved(self, label: Label) -> Participant | None:
        if len(label.names) != 1:
            listed = [p for p in self.participants if fold(p.role) == label.role]
            return _only(self._holders(label.role or "") or listed) if label.known and not label.names else None
        [name] = label.names
        namesakes = self._namesakes(name, official=bool(label.role))
        given = [p for p in namesakes if label.given and name_key(p.name).startswith(name_key(p.surname) + label.given)]
        namesakes = given if len(namesakes) > 1 and given else namesakes
        if label.role:
            return self._narrowed(namesakes, label.role)
        if (key := name_key(name)) in self.introduced and not given:
            namesakes = [told for told in [self.introduced[key]] if told]
        title = "" if ADDRESSED.fullmatch(label.title) else label.title
        return _only([each for each in namesakes if not title or self._may_hold(each, title)])

    def _namesakes(self, name: str, *, official: bool) -> list[Participant]:
        """Return the participants with a name; a role tells a single character from a longer surname."""
        key = name_key(name)
        exact = [p for p in self.participants if key in map(name_key, (p.surname, p.name, *p.name.split("・")))]
        unspaced = [p for p in self.participants if p.name == p.surname and name_key(p.name).startswith(key)]
        if not official and key in name_key(self.unread):
            return []
        return exact or (unspaced if len(key) > 1 or official else [])

    def _narrowed(self, namesakes: Sequence[Participant], role: str) -> Participant | None:
        """Return the namesake who holds the role, or whose role it abbreviates; else None."""
        # 「区・架空」.
        if side := SIDE.fullmatch(role):
            return _only([each for each in namesakes if (each.affiliation or "").endswith(side[1])])
        matching = self._holders(role) or self._holders(role, Office.resembles)
        return _only([participant for participant in namesakes if participant in matching])

    def _may_hold(self, participant: Participant, title: str) -> bool:
        """Tell whether an office behind a name does not contradict the list: the deputy of a body is its CIO too."""
        if self._narrowed([participant], title):
            return True
        kind = BODIES.get(title.removeprefix("副"))
        body = participant.affiliation or ""
        fits = (kind == METROPOLIS == body) or (kind is not None and kind != METROPOLIS and body.endswith(kind))
        chief = CHIEF_OFFICE.search(fold(participant.role)) is not None
        return chief and (fits or title in ("CIO", "CDO", "CISO")) and not self._holders(title)

    def _holders(self, role: str, alike: Callable[[Office, Office], bool] = Office.agrees) -> list[Participant]:
        asked = Office.read(role, body_of(role, self.gazetteer))
        return [participant for participant, office in self._offices if alike(asked, office)]

    def _body_alone(self, label: Label) -> str | None:
        """Return the body that a label without a participant settles; `ELSEWHERE` if it is outside, or for 「司会」."""
        if label.role:
            body = body_of(label.role, self.gazetteer)
            known = affiliation_of(label.role, self.gazetteer)
            nobody = not label.names and not ROLE_WORD.search(label.role)
            return known or (ELSEWHERE if body or nobody else None)
        bodies = {p.affiliation for name in label.names if name for p in self._namesakes(name, official=False)}
        # A name that is nobody's in the list may be of any body.
        return None if len(bodies) > 1 else next(iter(bodies), None) or ELSEWHERE


def _only(participants: Sequence[Participant]) -> Participant | None:
    return participants[0] if len(participants) == 1 else None

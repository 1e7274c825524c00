"""Who speaks in the corpus: the persons and offices that a question can ask for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.reading.roles import name_key
from index.asking.model import Known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.model import Participant, Passage

#: 「風待区企画部長」, 「CIO：副区長」, 「総務課情報係 係長」: offices, written together with where they are held.
_OFFICE = re.compile(r"[^\s()（）:：・、,/]+長")
#: 「政策経営部|情報政策課長」: the office that people say, behind the department above it.
_DEPARTMENT = re.compile(r"^.+(?:本部|部|局|室)(?=.{2,}長$)")


def speakers(passages: Iterable[Passage]) -> tuple[Participant, ...]:
    """Return everyone whose words are there, each as printed, once."""
    found = (passage.speech.speaker for passage in passages)
    return tuple(dict.fromkeys(speaker for speaker in found if speaker))


def people(speaking: Iterable[Participant]) -> tuple[Known, ...]:
    """Return the persons by name and body; a name that is printed with another space or old form is the same."""
    known = {(name_key(each.name), each.affiliation): Known(each.name, each.affiliation) for each in speaking}
    return tuple(known.values())


def offices(speaking: Iterable[Participant]) -> tuple[str, ...]:
    """Return the offices without the body, long and short: 政策経営部情報政策課長, 情報政策課長."""
    return tuple(dict.fromkeys(office for speaker in speaking for office in _offices(speaker)))


def _offices(speaker: Participant) -> Iterator[str]:
    for printed in _OFFICE.findall(speaker.role):
        office = printed.removeprefix(speaker.affiliation or "")
        yield from dict.fromkeys((office, _DEPARTMENT.sub("", office)))

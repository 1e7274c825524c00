"""Who takes part in the corpus's talks: the persons and offices that a question can ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.model import Participant, Passage
from corpus.text import name_key
from index.asking.model import Known

#: 「風待区企画部長」, 「CIO：副区長」, 「総務課情報係 係長」: offices, written together with where they are held.
_OFFICE = re.compile(r"[^\s()（）:：・、,/]+長")
#: 「政策経営部|情報政策課長」: the office that people say, behind the department above it.
_DEPARTMENT = re.compile(r"^.+(?:本部|部|局|室)(?=.{2,}長$)")


def speakers(passages: Iterable[Passage]) -> tuple[Participant, ...]:
    """Return everyone whose words are there, each as printed, once."""
    found = (passage.speech.speaker for passage in passages)
    return tuple(dict.fromkeys(speaker for speaker in found if speaker))


def participants(passages: Iterable[Passage]) -> tuple[Participant, ...]:
    """Return everyone whose words are there and who else is printed as taking part, each as printed, once.

    Who attended and said nothing can be asked for, too: another of that office is not meant.
    """
    read = tuple(passages)
    transcripts = {passage.transcript.key: passage.transcript for passage in read}.values()
    attending = (each for transcript in transcripts for each in transcript.participants)
    return tuple(dict.fromkeys((*speakers(read), *attending)))


def people(speaking: Iterable[Participant]) -> tuple[Known, ...]:
    """Return the persons by name and body, each with all offices; another space or old form in a name is the same."""
    held: dict[tuple[str, str | None], dict[str, None]] = {}
    printed: dict[tuple[str, str | None], Participant] = {}
    for each in speaking:
        who = name_key(each.name), each.affiliation
        printed[who] = each
        held.setdefault(who, {})[each.role] = None
    return tuple(Known(each.name, each.affiliation, tuple(held[who])) for who, each in printed.items())


def offices(speaking: Iterable[Participant]) -> tuple[str, ...]:
    """Return the offices without the body, long and short: 政策経営部情報政策課長, 情報政策課長."""
    return tuple(dict.fromkeys(office for speaker in speaking for office in _offices(speaker)))


def _offices(speaker: Participant) -> Iterator[str]:
    for printed in _OFFICE.findall(speaker.role):
        office = printed.removeprefix(speaker.affiliation or "")
        yield from dict.fromkeys((office, _DEPARTMENT.sub("", office)))

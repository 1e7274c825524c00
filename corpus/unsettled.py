"""What the reading of an article leaves open, for the operator: participants, speakers, text that is not placed.

``import``, ``articles`` and ``check`` all say it in the same words, which quote nothing of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from corpus.model import METROPOLIS, Participant, Transcript
from corpus.text import fold

#: Stray text above this share of an article is worth a look.
STRAY_SHARE = 0.02
#: 「東京都CIO（副知事）：姓　名東京都…課長」: a role that holds another person's name; 「・都CIO」: one with a mark.
_ODD_ROLE = re.compile(r":[^:]*\S +\S|^\W|^$")
_ODD_NAME = re.compile(r"[\d、。:()「」]|.{13}")


@dataclass(frozen=True, slots=True)
class Unsettled:
    """What a transcript leaves open; nothing by default."""

    #: The bodies that took part, as title and hosts tell, and have no participant.
    unrepresented: tuple[str, ...] = ()
    #: True if no municipality can be told.
    hostless: bool = False
    #: The names of participants whose line of the list may be misread.
    doubtful: tuple[str, ...] = ()
    #: The labels of the speeches without a speaker, as printed.
    open_labels: tuple[str, ...] = ()
    #: The number of all speeches.
    speeches: int = 0
    #: The share of the text that is in stray blocks (0 to 1).
    stray: float = 0.0
    #: The round numbers that the article prints.
    rounds: tuple[int, ...] = ()

    @classmethod
    def of(cls, transcript: Transcript) -> Self:
        """Return what a transcript leaves open."""
        speakers = [(speech.label, speech.speaker) for speech in transcript.speeches]
        return cls(
            tuple(_unrepresented(transcript)),
            not transcript.hosts,
            tuple(each.name for each in transcript.participants if _is_doubtful(each)),
            tuple(label for label, speaker in speakers if speaker is None),
            len(speakers),
            transcript.stray / max(len(transcript.text), 1),
            transcript.round_claims,
        )

    @property
    def is_suspect(self) -> bool:
        """True if the reading may be at fault: more is open than what articles usually leave open."""
        lost = self.stray > STRAY_SHARE or 2 * len(self.open_labels) > self.speeches
        return lost or self.hostless or bool(self.unrepresented or self.doubtful)

    def __str__(self) -> str:
        """Return all of it in one line, without a word of a speech; empty if nothing is open."""
        return "; ".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        if self.unrepresented:
            yield f"no participant of {'・'.join(self.unrepresented)}"
        if self.hostless:
            yield "no municipality of Tokyo named"
        if self.doubtful:
            yield f"participants that may be misread: {len(self.doubtful)}"
        if self.open_labels:
            yield f"{len(self.open_labels)} of {self.speeches} speeches without a speaker"
        if self.stray > STRAY_SHARE:
            yield f"{self.stray:.1%} of the text not placed"
        if len(self.rounds) > 1:
            yield f"round {' and '.join(map(str, self.rounds))} printed"


def _unrepresented(transcript: Transcript) -> Iterator[str]:
    present = {participant.affiliation for participant in transcript.participants}
    metropolis = (METROPOLIS,) if re.search(rf"{METROPOLIS}|都CIO", fold(transcript.title)) else ()
    yield from (body for body in (*transcript.hosts, *metropolis) if body not in present)


def _is_doubtful(participant: Participant) -> bool:
    return bool(_ODD_ROLE.search(fold(participant.role)) or _ODD_NAME.search(fold(participant.name)))

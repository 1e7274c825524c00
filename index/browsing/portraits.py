"""What a municipality's page holds: its roundtables, its themes, and its best quotes. How it is shown is the bot's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.model import Passage, Transcript
from index.browsing.roundtables import Roundtable, roundtables
from index.filters import municipality
from index.themes import Membership, Theme

#: Quotes of a theme on a municipality's page.
QUOTES = 2


@dataclass(frozen=True, slots=True)
class Voice:
    """What a municipality says of a theme."""

    theme: Theme
    #: How many passages.
    passages: int
    #: The best of them; a passage of several themes is quoted under its first only, so this can be empty.
    quotes: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """A municipality, as far as the roundtables show it."""

    #: Its full name.
    name: str
    #: Those that it hosted, the newest first.
    roundtables: tuple[Roundtable, ...]
    #: The themes that it speaks of, the most spoken of first.
    voices: tuple[Voice, ...]
    #: All passages that are its words.
    passages: int


def portrait(
    name: str, transcripts: Iterable[Transcript], passages: Iterable[Passage], membership: Membership
) -> Portrait:
    """Return what the ``transcripts`` and ``passages`` show of the municipality with this full name."""
    own = [passage for passage in passages if municipality(passage) == name]
    return Portrait(
        name=name,
        roundtables=tuple(talk for talk in roundtables(transcripts) if name in talk.hosts),
        voices=_voices(name, membership),
        passages=len(own),
    )


def _voices(name: str, membership: Membership) -> tuple[Voice, ...]:
    spoken = ((theme, membership.said_by(theme.name, name)) for theme in membership.themes)
    voices = (Voice(theme, len(said), _quotes(theme, said, membership)) for theme, said in spoken if said)
    return tuple(sorted(voices, key=lambda voice: -voice.passages))


def _quotes(theme: Theme, said: tuple[Passage, ...], membership: Membership) -> tuple[Passage, ...]:
    mostly = (passage for passage in said if membership.themes_of[passage.id][0] == theme.name)
    return tuple(mostly)[:QUOTES]

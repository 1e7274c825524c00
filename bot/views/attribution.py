"""Who said it, when: the line above a quote, as text. The date comes first, because statements are years old."""

from __future__ import annotations

from bot import wording
from corpus.model import Passage, Source, Speech, Transcript


def attribution(passage: Passage) -> str:
    """``令和4年8月22日 · 第27回② · 灯台市 · 灯台市CIO〔当時〕 岬 遥``, as far as the article settles it."""
    return wording.SEPARATOR.join([*occasion(passage.transcript), *voice(passage)])


def occasion(transcript: Transcript) -> list[str]:
    """The day and the round."""
    day = wording.day_of(transcript.held_on) if transcript.held_on else wording.NO_DATE
    return [day, *([wording.round_of(transcript.round, transcript.part)] if transcript.round is not None else [])]


def voice(passage: Passage) -> list[str]:
    """Affiliation and speaker; where the speaker is not settled, whose round it was and the label as printed."""
    speaker = passage.speech.speaker
    if speaker is None:
        return [*_round_of(passage.hosts), passage.speech.label]
    role = f"{speaker.role}{wording.AT_THE_TIME} " if speaker.role else ""
    return [*([speaker.affiliation] if speaker.affiliation else _round_of(passage.hosts)), f"{role}{speaker.name}"]


def short_voice(speech: Speech) -> str:
    """The speaker's name with the affiliation in brackets, or the label as printed."""
    if speech.speaker is None:
        return speech.label
    return (
        f"{speech.speaker.name}（{speech.speaker.affiliation}）" if speech.speaker.affiliation else speech.speaker.name
    )


def marks(transcript: Transcript) -> list[str]:
    """What a reader must know of the source: 見本, 転記."""
    return [
        *([wording.SAMPLE] if transcript.sample else []),
        *([wording.COPY] if transcript.source is Source.COPY and not transcript.sample else []),
    ]


def _round_of(hosts: tuple[str, ...]) -> list[str]:
    return [wording.hosts_round(hosts)] if hosts else []

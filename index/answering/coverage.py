"""What an index covers, so that an answer can say where it looked."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.model import Passage, Transcript
from corpus.municipalities import Gazetteer
from index.model import Coverage


def covered(passages: Iterable[Passage], gazetteer: Gazetteer | None = None) -> Coverage:
    """Return what ``passages`` come from; hosts in the gazetteer's order, or in that of the passages without one."""
    transcripts = tuple({passage.transcript.key: passage.transcript for passage in passages}.values())
    days = sorted(transcript.held_on for transcript in transcripts if transcript.held_on)
    hosts = tuple(dict.fromkeys(host for transcript in transcripts for host in transcript.hosts))
    return Coverage(
        articles=len(transcripts),
        rounds=len({_round(transcript) for transcript in transcripts}),
        municipalities=tuple(sorted(hosts, key=gazetteer.position)) if gazetteer else hosts,
        since=days[0] if days else None,
        until=days[-1] if days else None,
        sample=any(transcript.sample for transcript in transcripts),
    )


def _round(transcript: Transcript) -> tuple[object, ...]:
    # An article without a number: the parts of one talk share its day and hosts.
    return (transcript.round,) if transcript.round is not None else (transcript.held_on, transcript.hosts)

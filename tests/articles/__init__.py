"""Articles of our own beside the Transcripts expected of them (``expected/*.json``, written by hand)."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.model import Article, MediaType, Source
from corpus.municipalities import Gazetteer

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from corpus.model import Section, Speech, Transcript

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Specimen:
    """An article and what must be read from it."""

    name: str
    #: As received: plain text, or the body's HTML.
    article: Article
    #: In the form of ``zadankai transcript --json``; keys that are not there are not asked for.
    expected: dict[str, Any]


def invented() -> Gazetteer:
    """The sample's municipalities."""
    return Gazetteer.read(files("corpus.sample") / "municipalities.csv")


def specimens() -> tuple[Specimen, ...]:
    """The sample's articles and those of this folder."""
    found = [*files("corpus.sample").iterdir(), *_HERE.iterdir()]
    kept = (file for file in found if file.name.endswith((".txt", ".html")))
    return tuple(_specimen(file) for file in sorted(kept, key=lambda file: file.name))


def _specimen(file: Traversable) -> Specimen:
    name, _, ending = file.name.rpartition(".")
    expected = json.loads((_HERE / "expected" / f"{name}.json").read_text("utf-8"))
    received = article(file.read_text("utf-8"))
    if ending == "html":
        received = replace(received, title=expected["title"], media_type=MediaType.HTML)
    return Specimen(name, received, expected)


def article(text: str, key: str = "n0123456789ab") -> Article:
    """A plain-text copy."""
    return Article(key, None, "", None, None, text, MediaType.TEXT, Source.COPY, datetime(2026, 11, 1, tzinfo=UTC))


def read_as(transcript: Transcript) -> dict[str, Any]:
    """A transcript in the form of the expectations."""
    return {
        "title": transcript.title,
        "round": transcript.round,
        "round_claims": list(transcript.round_claims),
        "part": transcript.part,
        "parts": transcript.parts,
        "held_on": transcript.held_on.isoformat() if transcript.held_on else None,
        "hosts": list(transcript.hosts),
        "participants": [
            {"name": one.name, "role": one.role, "municipality": one.affiliation} for one in transcript.participants
        ],
        "agenda": list(transcript.agenda),
        "sections": [_section(section, transcript.text) for section in transcript.sections],
    }


def _section(section: Section, text: str) -> dict[str, Any]:
    speeches = [_speech(speech, text) for speech in section.speeches]
    return {"heading": section.heading, "subheading": section.subheading, "speeches": speeches}


def _speech(speech: Speech, text: str) -> dict[str, Any]:
    who = speech.speaker
    return {
        "label": speech.label,
        "speaker": who.name if who else None,
        "role": who.role if who else None,
        "municipality": who.affiliation if who else None,
        "text": "\n".join(span.of(text) for span in speech.paragraphs),
    }

"""Transcripts, people and the catalogue as JSON: keys are only ever added, unknown is null."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answers.json_form import Json
from corpus.model import Participant, Section, Speech, Transcript
from corpus.people import Person
from corpus.store.catalogue import Catalogue, Entry


def transcript(understood: Transcript) -> Json:
    """A transcript of ``zadankai transcript --json``."""
    return {
        "key": understood.key,
        "url": understood.url,
        "title": understood.title,
        "round": understood.round,
        "round_claims": list(understood.round_claims),
        "part": understood.part,
        "parts": understood.parts,
        "held_on": understood.held_on.isoformat() if understood.held_on else None,
        "hosts": list(understood.hosts),
        "participants": [_participant(person) for person in understood.participants],
        "agenda": list(understood.agenda),
        "sections": [_section(section, understood.text) for section in understood.sections],
        "read_with": list(understood.read_with),
        "blocks": [{"kind": block.kind.value, "text": block.span.of(understood.text)} for block in understood.blocks],
    }


def _participant(person: Participant) -> Json:
    return {"name": person.name, "role": person.role, "municipality": person.affiliation}


def _section(section: Section, text: str) -> Json:
    return {
        "heading": section.heading,
        "subheading": section.subheading,
        "speeches": [_speech(speech, text) for speech in section.speeches],
    }


def _speech(speech: Speech, text: str) -> Json:
    speaker = speech.speaker
    return {
        "label": speech.label,
        "speaker": speaker.name if speaker else None,
        "role": speaker.role if speaker else None,
        "municipality": speaker.affiliation if speaker else None,
        "text": "\n".join(paragraph.of(text) for paragraph in speech.paragraphs),
    }


def people(persons: Iterable[Person]) -> Json:
    """Who took part, of ``zadankai people --json``."""
    return {"people": [_person(person) for person in persons]}


def _person(person: Person) -> Json:
    roles = [{"since": role.held_on.isoformat() if role.held_on else None, "role": role.role} for role in person.roles]
    return {"id": person.id, "name": person.name, "municipality": person.affiliation, "roles": roles}


def contents(catalogue: Catalogue) -> Json:
    """The store's contents of ``zadankai articles --json``."""
    return {
        "sample": catalogue.sample,
        "articles": [_entry(entry) for entry in catalogue.entries],
        "missing": [{"round": gone.round, "part": gone.part, "hosts": list(gone.hosts)} for gone in catalogue.missing],
    }


def _entry(entry: Entry) -> Json:
    found = entry.transcript
    return {
        "key": entry.article.key,
        "url": entry.article.url,
        "title": entry.title,
        "round": found.round if found else None,
        "part": found.part if found else None,
        "parts": found.parts if found else None,
        "held_on": found.held_on.isoformat() if found and found.held_on else None,
        "hosts": list(found.hosts) if found else [],
        "speeches": sum(1 for _ in found.speeches) if found else 0,
        "unresolved": list(entry.unresolved),
        "stray": entry.stray,
        "source": entry.article.source.value,
        "state": entry.standing.value,
        "reason": entry.reason,
    }

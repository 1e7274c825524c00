"""Answers and transcripts as JSON: keys are only ever added, unknown is null."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from corpus.keeping.catalogue import Catalogue, Entry
from corpus.links import passage_link
from corpus.model import Participant, Passage, Section, Speech, Transcript
from corpus.persons import Person
from index.asking.model import Clause
from index.model import Hit, Results

Json = dict[str, Any]


def answer(results: Results) -> Json:
    """An answer of ``zadankai ask --json``."""
    asked = results.asked
    return {
        "query": results.asked.text,
        "total": results.total,
        "sureness": results.sureness.value,
        "sample": results.coverage.sample,
        "hits": [_hit(hit) for hit in results.hits],
        "more": results.more,
        "filters": [_clause(clause) for clause in asked.filters] if asked else [],
        "periods_outside": list(asked.periods_outside) if asked else [],
        "excluded_by": [
            {"filters": [_clause(clause) for clause in each.clauses], "passages": each.passages}
            for each in results.excluded_by
        ],
        "near_words": list(results.near_words),
    }


def _clause(clause: Clause) -> Json:
    return {"kind": clause.kind.value, "words": clause.words, "names": list(clause.names)}


def _hit(hit: Hit) -> Json:
    passage = hit.passage
    speaker = passage.speech.speaker
    return {
        "passage_id": passage.id,
        "text": passage.text,
        "highlights": [[span.start, span.end] for span in hit.highlights],
        "score": hit.score,
        "covers": hit.covers,
        "replies_to": hit.replies_to.id if hit.replies_to else None,
        "answered_by": hit.answered_by.id if hit.answered_by else None,
        "label": passage.speech.label,
        "speaker": speaker.name if speaker else None,
        "role": speaker.role if speaker else None,
        "municipality": passage.affiliation,
        "section": passage.section.heading or None,
        "subheading": passage.section.subheading,
        **_provenance(passage),
    }


def _provenance(passage: Passage) -> Json:
    transcript = passage.transcript
    return {
        "hosts": list(transcript.hosts),
        "round": transcript.round,
        "part": transcript.part,
        "held_on": transcript.held_on.isoformat() if transcript.held_on else None,
        "title": transcript.title,
        "url": transcript.url,
        "link": link(passage),
        "source": transcript.source.value,
    }


def link(passage: Passage) -> str | None:
    """The address that opens the article at the passage, or None where the article has none."""
    transcript = passage.transcript
    return passage_link(transcript.url, passage.text, transcript.above(passage.span.start))


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
        "missing": [{"round": hole.round, "part": hole.part, "hosts": list(hole.hosts)} for hole in catalogue.holes],
    }


def _entry(entry: Entry) -> Json:
    return {
        "key": entry.key,
        "url": entry.url,
        "title": entry.title,
        "round": entry.round,
        "part": entry.part,
        "parts": entry.parts,
        "held_on": entry.held_on.isoformat() if entry.held_on else None,
        "hosts": list(entry.hosts),
        "speeches": entry.speeches,
        "unresolved": list(entry.unresolved),
        "stray": entry.stray,
        "source": entry.source.value,
        "state": entry.standing.value,
        "reason": entry.reason,
    }

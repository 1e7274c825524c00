"""An answer as JSON, for programs: keys are only ever added, unknown is null."""

from __future__ import annotations

from typing import Any

from bot.answers.answer import Answer, Definition
from bot.answers.answers import on_quote
from bot.answers.quote import Quote
from bot.answers.remarks import as_json
from corpus.links import passage_link
from corpus.model import Passage, Transcript
from corpus.series import is_address_from_table
from index.model import Confidence, Hit
from index.query.parsed_question import Constraint

Json = dict[str, Any]


def answer_json(answer: Answer) -> Json:
    """Return the JSON of ``zadankai ask --json``: hits, lead and all remarks."""
    results = answer.results
    hits = zip(results.hits, answer.quotes, strict=True) if answer.quotes else ()
    return {
        "query": results.asked.text,
        "total": results.total,
        "sureness": results.confidence.value,
        "ask_back": results.confidence is Confidence.ASKED,
        "sample": results.coverage.sample,
        "lead": answer.lead,
        "remarks": [as_json(remark) for remark in answer.remarks],
        "hits": [_hit(hit, quote) for hit, quote in hits],
        "more": results.more,
        "filters": [_constraint(constraint) for constraint in results.asked.filters],
        "periods_outside": list(results.asked.periods_outside),
        "excluded_by": [
            {"filters": [_constraint(constraint) for constraint in each.constraints], "passages": each.passages}
            for each in results.excluded_by
        ],
        "near_words": list(results.near_words),
        "meaning": _definition(answer.definition),
    }


def link(passage: Passage) -> str | None:
    """Return the address that opens the article at the passage; None where the article has none."""
    transcript = passage.transcript
    return passage_link(transcript.url, passage.text, transcript.above(passage.span.start))


def talk_json(transcript: Transcript) -> Json:
    """Return what JSON says of an article and its talk, wherever it names one.

    ``url_source``: where its address is from, ``article`` or ``table`` (of known articles); None without an address.
    """
    source = "table" if is_address_from_table(transcript) else "article"
    return {
        "title": transcript.title,
        "url": transcript.url,
        "url_source": source if transcript.url else None,
        "round": transcript.round,
        "part": transcript.part,
        "held_on": transcript.held_on.isoformat() if transcript.held_on else None,
        "hosts": list(transcript.hosts),
    }


def _definition(definition: Definition | None) -> Json | None:
    if definition is None:
        return None
    return {"term": definition.term.term, "sentence": definition.term.sentence, "passages": definition.passages}


def _constraint(constraint: Constraint) -> Json:
    return {"kind": constraint.kind.value, "words": constraint.words, "names": list(constraint.names)}


def _hit(hit: Hit, quote: Quote) -> Json:
    passage, speaker = hit.passage, hit.passage.speech.speaker
    return {
        "passage_id": passage.id,
        "text": passage.text,
        "highlights": [[span.start, span.end] for span in hit.highlights],
        "score": hit.score,
        "covers": hit.covers,
        "closeness": hit.closeness,
        "ranks": {"words": hit.ranks[0], "meaning": hit.ranks[1]} if hit.ranks else None,
        "replies_to": hit.replies_to.id if hit.replies_to else None,
        "answered_by": hit.answered_by.id if hit.answered_by else None,
        "label": passage.speech.label,
        "speaker": speaker.name if speaker else None,
        "role": speaker.role if speaker else None,
        "municipality": passage.affiliation,
        "section": passage.section.heading or None,
        "subheading": passage.section.subheading,
        **talk_json(passage.transcript),
        "link": link(passage),
        "source": passage.transcript.source.value,
        "remarks": [as_json(remark) for remark in on_quote(quote)],
    }

"""Handmade transcripts, hits and results of cities and people that do not exist."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from bot.answers.answer import Answer
from bot.answers.quote import AnswerFormat, Quote
from bot.answers.remarks import Remark
from bot.slack.blocks.answer import AnswerControls, answer_reply
from bot.slack.blocks.reply import Reply
from bot.state.askers import Asker
from corpus.model import Block, BlockKind, Participant, Passage, Section, Source, Span, Speech, Transcript
from index.model import Confidence, Coverage, Hit, Query, Results, Token
from index.query.parsed_question import ParsedQuestion

MISAKI = Participant("岬 遥", "岬", "灯台市CIO（副市長）", "灯台市")
ADDRESS = "https://note.com/invented/n/n0123456789ab"


def transcript(*speeches: str, speaker: Participant | None = MISAKI, label: str = "岬") -> Transcript:
    """Return a transcript of one section with these speeches, each a label and a paragraph."""
    text, blocks, made = "", [], []
    for words in speeches:
        blocks.append(Block(BlockKind.LABEL, Span(len(text), len(text) + len(label) + 1)))
        text += f"{label}\n"
        span = Span(len(text), len(text) + len(words))
        blocks.append(Block(BlockKind.SPEECH, Span(span.start, span.end + 1)))
        made.append(Speech(label, speaker, (span,)))
        text += f"{words}\n"
    return Transcript(
        key="n0123456789ab",
        url=ADDRESS,
        title="灯台から始めるDX〜灯台市CIO座談会〜",
        source=Source.EXPORT,
        round=27,
        round_claims=(27,),
        part=2,
        parts=2,
        held_on=date(2022, 8, 22),
        hosts=("灯台市",),
        participants=(MISAKI,),
        agenda=(),
        sections=(Section("窓口", "待たせない工夫", tuple(made)),),
        blocks=tuple(blocks),
        text=text,
    )


def passage(words: str, **changes: object) -> Passage:
    """Return a passage that is the whole of a transcript's only speech."""
    understood = transcript(words)
    understood = replace(understood, **changes)  # type: ignore[arg-type] # fields by name, checked by their tests
    return Passage("n0123456789ab-abc-1", understood, 0, 0, understood.sections[0].speeches[0].span)


def hit(found: Passage, *marked: str) -> Hit:
    """Return a hit in which the first occurrence of each of these words is highlighted."""
    places = [(found.text.index(words), words) for words in marked]
    return Hit(found, 1.0, tuple(Span(at, at + len(words)) for at, words in sorted(places)))


#: All buttons below an answer.
CONTROLS = AnswerControls("0123456789abcdef", Asker("T0ZADANKAI", "U0ASKER"))


def answer(found: Results, size: AnswerFormat, *remarks: Remark, **more: Any) -> Answer:
    """Return an answer with the quotes of *found*."""
    quotes = tuple(Quote.of(number, each, size) for number, each in enumerate(found.hits, start=1))
    return replace(Answer(found, quotes, remarks), **more)


def reply(found: Results, size: AnswerFormat, *remarks: Remark, **more: Any) -> Reply:
    """Return the answer as a reply; ``more`` are other fields of the answer or of its controls."""
    of_controls = {name: more.pop(name) for name in ("operators", "offers_own") if name in more}
    return answer_reply(answer(found, size, *remarks, **more), size, replace(CONTROLS, **of_controls))


def results(
    *hits: Hit, question: str = "窓口", confidence: Confidence = Confidence.FOUND, asked: ParsedQuestion | None = None
) -> Results:
    """Return results over a small corpus."""
    coverage = Coverage(6, 5, ("灯台市", "麦野市"), date(2021, 8, 16), date(2022, 9, 16), sample=False)
    token = Token(question, question, Span(0, len(question)))
    query = Query(asked or ParsedQuestion(question, question), (token,), question, question)
    return Results(query, hits, len(hits), confidence, coverage)

"""Small transcripts for tests: each speech is a label and paragraphs, each paragraph one passage."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from corpus.model import Participant, Passage, Section, Source, Span, Speech, Transcript
from corpus.municipalities import Gazetteer
from index.analysis import Analyzer
from index.model import Query, Token
from index.query.parsed_question import ParseContext, ParsedQuestion
from index.query.parser import understand
from index.search_query import query_of

#: Invented people of towns that do not exist.
PEOPLE = (
    Participant("青山 はるか", "青山", "朝霧市CIO(副市長)", "朝霧市"),
    Participant("黒川 進", "黒川", "東京都CIO", "東京都"),
    Participant("白石 実", "白石", "夕凪区情報政策課長", "夕凪区"),
    Participant("緑川 操", "緑川", "若潮町CIO(副町長)", "若潮町"),
)

Spoken = tuple[str, tuple[str, ...]]


def transcript(  # noqa: PLR0913 - each test names only the fields that it is about
    *speeches: Spoken,
    key: str = "n000000000001",
    number: int | None = 1,
    held_on: date | None = date(2022, 4, 1),
    hosts: tuple[str, ...] = ("朝霧市",),
    heading: str = "職員の育成",
    sample: bool = False,
) -> Transcript:
    """Return a transcript of one section; the text is label, paragraphs and a blank line for each speech."""
    text, said = "", []
    for label, paragraphs in speeches:
        text += label + "\n"
        spans = []
        for paragraph in paragraphs:
            spans.append(Span(len(text), len(text) + len(paragraph)))
            text += paragraph + "\n"
        text += "\n"
        speaker = next((person for person in PEOPLE if person.surname == label), None)
        said.append(Speech(label, speaker, tuple(spans)))
    return Transcript(
        key=key,
        url=None,
        title="座談会",
        source=Source.COPY,
        round=number,
        round_claims=() if number is None else (number,),
        part=None,
        parts=None,
        held_on=held_on,
        hosts=hosts,
        participants=PEOPLE,
        agenda=(),
        sections=(Section(heading, None, tuple(said)),),
        blocks=(),
        text=text,
        sample=sample,
    )


def passages(*transcripts: Transcript) -> tuple[Passage, ...]:
    """Return every paragraph as a passage."""
    return tuple(
        Passage(f"{source.key}-{section}-{speech}-{place}", source, section, speech, span)
        for source in transcripts
        for section, under in enumerate(source.sections)
        for speech, said in enumerate(under.speeches)
        for place, span in enumerate(said.paragraphs)
    )


def query(question: str, analyzer: Analyzer, **filters: Any) -> Query:
    """Return the query for a question without known persons and places; ``filters`` as fields of ParsedQuestion."""
    return query_of(replace(understand(question, ParseContext(Gazetteer(()), date(2023, 6, 15))), **filters), analyzer)


def of_words(*words: str, **filters: Any) -> Query:
    """Return a question of these words, apart from each other; ``filters`` as fields of ParsedQuestion."""
    text = " ".join(words)
    tokens = tuple(Token(word, word, Span(text.index(word), text.index(word) + len(word))) for word in words)
    return Query(ParsedQuestion(text, text, **filters), tokens, text, text)


def said(*paragraphs: str) -> tuple[Passage, ...]:
    """Return a passage for each paragraph, all of one speech."""
    return passages(transcript(("青山", paragraphs)))


#: Words that these tests ask for, some common, some rare.
WORDS = ("人材", "採用", "研修", "窓口", "予算", "防災", "標準化", "オンライン申請", "高齢者", "CIO")

SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(lambda words: "と".join(words) + "です。")

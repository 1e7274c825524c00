"""The collection of our own: questions on the sample's articles, read by the real parser into real passages.

Judgements name an article's file, the beginning of a speech and a grade; here they become grades of passages. A long
speech is several passages, and whoever quotes one of them quotes the speech: all of them get its grade.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from corpus.municipalities import Gazetteer
from corpus.passages import passages
from corpus.reading.transcript import read as understood
from corpus.sources.plain_copy import copied
from tools.relevance.collection import Collection, Question

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from corpus.model import Passage

#: What a folder of the judged sample holds; the articles are in another.
JUDGED = ("queries.jsonl", "judgements.jsonl")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one speech is worth as an answer."""

    query: str
    #: The file's name without its ending.
    article: str
    #: The first characters of the speech, white space left out.
    speech: str
    grade: int


def read(articles: Path, judged: Path) -> Collection:
    """Read the collection; ValueError names a judgement whose speech is not there, or that fits several."""
    by_article = {path.stem: _passages(path) for path in sorted(articles.glob("*.txt"))}
    rows = [json.loads(line) for line in (judged / "queries.jsonl").read_text(encoding="utf-8").splitlines()]
    grades: dict[str, dict[str, int]] = {}
    for judgement in _judgements(judged / "judgements.jsonl"):
        for passage in _speech(by_article[judgement.article], judgement):
            grades.setdefault(judgement.query, {})[passage.id] = judgement.grade
    every = tuple(passage for own in by_article.values() for passage in own)
    return Collection(every, tuple(Question(row["id"], row["text"], row["kind"]) for row in rows), grades)


def digest(articles: Path, judged: Path) -> str:
    """Return SHA-256 (hex) of articles, questions and judgements: figures belong to them."""
    sha = hashlib.sha256()
    table = articles / "municipalities.csv"
    for path in (*sorted(articles.glob("*.txt")), table, *(judged / name for name in JUDGED)):
        sha.update(path.read_bytes() + b"\0")
    return sha.hexdigest()


def _passages(path: Path) -> tuple[Passage, ...]:
    gazetteer = Gazetteer.read(path.parent / "municipalities.csv")
    text = path.read_text(encoding="utf-8")
    article = copied(text, name=path.name, url=None, retrieved=datetime(2026, 1, 1, tzinfo=UTC), gazetteer=gazetteer)
    return passages(understood(article, gazetteer, sample=True))


def _judgements(path: Path) -> Iterable[Judgement]:
    return (Judgement(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines())


def _speech(own: Iterable[Passage], judgement: Judgement) -> list[Passage]:
    beginning = _bare(judgement.speech)
    members = [passage for passage in own if _bare(_spoken(passage)).startswith(beginning)]
    if len({(passage.section_index, passage.speech_index) for passage in members}) != 1:
        raise ValueError(f"{judgement}: begins {len(members)} passages' speeches")
    return members


def _spoken(passage: Passage) -> str:
    return passage.speech.span.of(passage.transcript.text)


def _bare(text: str) -> str:
    return "".join(text.split())

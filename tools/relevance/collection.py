"""A folder of passages, questions and judgements, read into values; and its passages as the engine knows them.

Form: ``passages.jsonl`` {id, text, and where known doc, turn, speaker, heading, title}, ``queries.jsonl`` {id, text,
kind}, ``qrels.tsv`` (question, passage, grade; one header line of any wording).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from corpus.model import Passage, Section, Source, Span, Speech, Transcript

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

Row = dict[str, Any]

#: The files that make a collection.
FILES = ("passages.jsonl", "queries.jsonl", "qrels.tsv")


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a collection."""

    id: str
    text: str
    #: natural, keyword, paraphrase … or empty.
    kind: str


@dataclass(frozen=True, slots=True, eq=False)
class Collection:
    """Passages, questions, judgements."""

    passages: tuple[Passage, ...]
    questions: tuple[Question, ...]
    #: Question → passage → grade.
    grades: Mapping[str, Mapping[str, int]]

    @property
    def answerable(self) -> tuple[Question, ...]:
        """The questions that some passage answers: only these can be measured."""
        return tuple(question for question in self.questions if self.is_answerable(question))

    def is_answerable(self, question: Question) -> bool:
        """True where some passage was judged to answer it."""
        return any(grade > 0 for grade in self.grades.get(question.id, {}).values())


def read(folder: Path) -> Collection:
    """Read a collection; OSError where a file is missing, ValueError (json, int) where a line is malformed."""
    rows = _lines(folder / "passages.jsonl")
    questions = (Question(row["id"], row["text"], row.get("kind") or "") for row in _lines(folder / "queries.jsonl"))
    return Collection(passages(rows), tuple(questions), _grades(folder / "qrels.tsv"))


def digest(folder: Path) -> str:
    """Return SHA-256 (hex) of the collection's files: figures belong to it."""
    sha = hashlib.sha256()
    for name in FILES:
        sha.update((folder / name).read_bytes() + b"\0")
    return sha.hexdigest()


def passages(rows: Sequence[Row]) -> tuple[Passage, ...]:
    """Return the rows as passages: a transcript for each ``doc``, a section for each heading, a speech for each turn.

    A row without ``doc`` stands alone: what is next to it in the file is not what was said next.
    """
    by_doc: dict[str, list[Row]] = {}
    for row in rows:
        by_doc.setdefault(row.get("doc") or row["id"], []).append(row)
    placed = {row["id"]: passage for doc, own in by_doc.items() for row, passage in _placed(doc, own)}
    return tuple(placed[row["id"]] for row in rows)


def _placed(doc: str, rows: Sequence[Row]) -> Iterable[tuple[Row, Passage]]:
    spans, text = _laid_out(rows)
    places: list[tuple[int, int]] = []
    sections: list[Section] = []
    for (title, heading), under in groupby(range(len(rows)), key=lambda i: _headings(rows[i])):
        speeches: list[Speech] = []
        for _, turn in groupby(under, key=lambda i: (rows[i].get("turn", i), rows[i].get("speaker", ""))):
            members = list(turn)
            places += [(len(sections), len(speeches))] * len(members)
            label = rows[members[0]].get("speaker") or ""
            speeches.append(Speech(label, None, tuple(spans[i] for i in members)))
        sections.append(Section(heading or title, None, tuple(speeches)))
    source = _transcript(doc, _headings(rows[0])[0], tuple(sections), text)
    for row, place, span in zip(rows, places, spans, strict=True):
        yield row, Passage(row["id"], source, *place, span)


def _headings(row: Row) -> tuple[str, str]:
    """Return title and heading: 「title / heading」 in one, or each in its own."""
    title, _, heading = row.get("heading", "").rpartition(" / ")
    return row.get("title") or title, heading


def _laid_out(rows: Sequence[Row]) -> tuple[list[Span], str]:
    spans, at = [], 0
    for row in rows:
        spans.append(Span(at, at + len(row["text"])))
        at += len(row["text"]) + 1
    return spans, "".join(row["text"] + "\n" for row in rows)


def _transcript(doc: str, title: str, sections: tuple[Section, ...], text: str) -> Transcript:
    return Transcript(
        key=doc,
        url=None,
        title=title,
        source=Source.COPY,
        round=None,
        round_claims=(),
        part=None,
        parts=None,
        held_on=None,
        hosts=(),
        participants=(),
        agenda=(),
        sections=sections,
        blocks=(),
        text=text,
    )


def _lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _grades(path: Path) -> dict[str, dict[str, int]]:
    grades: dict[str, dict[str, int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        question, passage, grade = line.split("\t")
        grades.setdefault(question, {})[passage] = int(grade)
    return grades

"""``zadankai ask --batch``: a question a line → a line of JSON each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

import typer

from bot.answers.answer import Answer
from bot.answers.answers import Answers
from bot.answers.json_form import Json, answer_json
from bot.answers.quote import AnswerFormat
from bot.answers.turns import Act, Before, Turn, pointed, turn
from index.model import Confidence


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of a batch."""

    question: str
    #: The asker's municipality, by any of its names; empty: not known.
    own: str = ""
    #: Lines of one name are one conversation; empty: a question of its own.
    conversation: str = ""

    @classmethod
    def read(cls, line: str) -> Asked:
        """Read ``own TAB question``, a question, or a JSON object. Raises ValueError."""
        if not line.lstrip().startswith("{"):
            own, tab, question = line.rpartition("\t")
            return cls(question, own.strip() if tab else "")
        given = json.loads(line)
        if not isinstance(given.get("question"), str):
            raise ValueError("a JSON line needs a question: {\"question\": \"…\", \"own\": \"…\", \"conversation\": \"…\"}")
        return cls(given["question"], str(given.get("own") or ""), str(given.get("conversation") or ""))


def answered(answers: Answers, lines: TextIO, size: AnswerFormat) -> Iterator[Json]:
    """Yield the answer to each line that is not blank; one that cannot be answered as an object with ``error``."""
    talks: dict[str, _Talk] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                asked = Asked.read(line.rstrip("\r\n"))
                talk = talks.setdefault(asked.conversation, _Talk(answers, size)) if asked.conversation else _Talk(answers, size)
                yield answer_json(talk.answer(asked.question, _municipality(answers, asked.own)))
            except ValueError as error:
                yield {"error": f"line {number}: {error}"}


def opened(file: str) -> TextIO:
    """Return the lines of a batch: of a file in UTF-8, or of standard input for ``-``."""
    if file == "-":
        return typer.get_text_stream("stdin", encoding="utf-8")
    try:
        return Path(file).open(encoding="utf-8")
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}", param_hint="--batch") from error


def _municipality(answers: Answers, name: str) -> str | None:
    place = answers.library.gazetteer.named(name) if name else None
    if name and place is None:
        raise ValueError(f"no municipality of this name: {name}")
    return place.name if place else None


class _Talk:
    """A conversation, as in a direct message."""

    def __init__(self, answers: Answers, size: AnswerFormat) -> None:
        self._answers, self._size = answers, size
        self._own: str | None = None
        self._before: Before | None = None
        self._shown: Answer | None = None
        self._seen: tuple[str, ...] = ()

    def answer(self, text: str, own: str | None) -> Answer:
        """Return the answer to the next message."""
        self._own = own or self._own
        if self._answers.told(self._answers.understood(text, self._own), self._own):
            return self._answers.to(text, self._size, self._own)
        meant = turn(self._answers, text, self._own, self._before)
        if meant.act is Act.OWN and self._before:
            self._own = meant.own
            meant = Turn(Act.ANSWER, self._before.question, self._before.taken_off)
        if meant.act is Act.MORE and self._before:
            return self._page(Turn(Act.ANSWER, self._before.question, self._before.taken_off), self._seen)
        if meant.act is Act.ANSWER:
            return self._page(meant, ())
        if meant.act is Act.LOST:
            return self._answers.to(text, self._size, self._own)
        return self._answers.telling_back(text, pointed(meant, self._shown.quotes if self._shown else ()))

    def _page(self, meant: Turn, seen: tuple[str, ...]) -> Answer:
        asked, full = (self._answers.understood(meant.question, self._own, off) for off in (meant.taken_off, ()))
        answer = self._answers.answer(asked, self._size, seen=seen, full=full)
        if asked.own_needed:  # a conversation can be asked back
            answer = replace(answer, results=replace(answer.results, hits=(), confidence=Confidence.ASKED), quotes=())
        self._before, self._shown = Before(meant.question, meant.taken_off), answer
        self._seen = (*seen, *(hit.passage.id for hit in answer.results.hits))
        return answer

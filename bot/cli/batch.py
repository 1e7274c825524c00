"""``zadankai ask --batch``: a question a line → a line of JSON each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import typer

from bot.answers.answers import Answers
from bot.answers.dialogue import Dialogue
from bot.answers.json_form import Json, answer_json
from bot.answers.quote import AnswerFormat


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
            own, tab, question = line.partition("\t")
            return cls(question, own.strip()) if tab else cls(line)
        try:
            given = json.loads(line)
        except json.JSONDecodeError as error:
            raise ValueError(f"no JSON object: {error}") from error
        if not isinstance(given.get("question"), str):
            raise ValueError(  # noqa: TRY004 - what is wrong is the line
                'a JSON line is {"question": "…", "own": "…", "conversation": "…"}; own and conversation may be missing'
            )
        return cls(given["question"], str(given.get("own") or ""), str(given.get("conversation") or ""))


def answered(answers: Answers, lines: TextIO, size: AnswerFormat) -> Iterator[Json]:
    """Yield the answer to each line that is not blank; one that cannot be answered as an object with ``error``."""
    talks: dict[str, Dialogue] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                asked = Asked.read(line.rstrip("\r\n"))
                alone = Dialogue(answers, size)
                talk = talks.setdefault(asked.conversation, alone) if asked.conversation else alone
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

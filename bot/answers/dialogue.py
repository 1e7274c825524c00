"""Dialogue: a conversation outside of Slack, as in a direct message: each message may go on with the answer before."""

from __future__ import annotations

from dataclasses import replace

from bot import wording
from bot.answers.answer import Answer
from bot.answers.answers import Answers
from bot.answers.quote import AnswerFormat
from bot.answers.turns import Act, Before, Turn, pointed, turn
from index.model import Confidence


class Dialogue:
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
            return self._answers.telling_back(text, wording.NOTHING_TO_CONTINUE)
        return self._answers.telling_back(text, pointed(meant, self._shown.quotes if self._shown else ()))

    def _page(self, meant: Turn, seen: tuple[str, ...]) -> Answer:
        asked, full = (self._answers.understood(meant.question, self._own, off) for off in (meant.taken_off, ()))
        answer = self._answers.answer(asked, self._size, seen=seen, full=full)
        if asked.own_needed:  # a conversation can be asked back
            answer = replace(answer, results=replace(answer.results, hits=(), confidence=Confidence.ASKED), quotes=())
        self._before = Before(meant.question, meant.taken_off)
        self._shown = answer if answer.quotes or not seen else self._shown
        self._seen = (*seen, *(hit.passage.id for hit in answer.results.hits))
        return answer

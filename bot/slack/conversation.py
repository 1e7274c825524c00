"""Responder: the reply to a person's question, and the conversation that its buttons continue.

It posts nothing. A conversation never changes: each answer begins a new one, which records the question, the filters
that were taken off and the quotes that were shown. So pressing a button twice shows the same twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from bot import wording
from bot.answers.answers import Answers
from bot.answers.quote import CHANNEL, COMMAND, DIRECT, THREAD, AnswerFormat, Quote
from bot.answers.remarks import ReadForwarded, ReadThread, Remark
from bot.answers.turns import Act, Before, Turn, pointed, turn
from bot.slack.blocks.answer import COMPARISON_ACTION, AnswerControls, answer_reply, with_button
from bot.slack.blocks.pickers import ask_own
from bot.slack.blocks.reply import Reply, sentence
from bot.slack.message_text import ThreadWords
from bot.slack.transport.outcomes import Outcome, Posted, Unknown
from bot.state.askers import Asker
from bot.state.conversations import Conversation, Progress, Shown
from bot.state.inbox import Inquiry, Surface
from bot.state.memory import Memory
from index.model import Confidence, Hit
from index.query.parsed_question import ParsedQuestion


@dataclass(frozen=True, slots=True)
class Response:
    """A reply, and the conversation that its buttons continue; None if it has no such buttons."""

    reply: Reply
    conversation: Conversation | None = None
    #: The earlier answer that it replaces, or None: its question was edited.
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class ReplyPlace:
    """Where and how an answer is posted."""

    channel: str
    #: Also None for a private answer, which no thread continues.
    thread_ts: str | None
    size: AnswerFormat
    #: The message that the answer replaces, or None.
    message_ts: str | None = None
    #: The conversation that it continues, whoever began that, or None.
    after: Conversation | None = None
    #: Words of the question that were asked of the topic before, and can be asked alone; empty: none.
    within: str = ""
    #: The message that asks, or None.
    question_ts: str | None = None


#: Reads the messages of an inquiry's thread; None where the bot may not.
ReadsThread = Callable[[Inquiry], ThreadWords | None]


def place_of(inquiry: Inquiry) -> ReplyPlace:
    """Return the place of an inquiry's answer."""
    sizes = {Surface.MENTION: CHANNEL, Surface.DIRECT: DIRECT, Surface.COMMAND: COMMAND}
    brief = inquiry.surface is Surface.MENTION and inquiry.running
    size = THREAD if brief else sizes[inquiry.surface]
    return ReplyPlace(inquiry.channel, inquiry.thread_ts, size, question_ts=inquiry.ts)


class Responder:
    """Answers as replies; safe to share between threads. Methods raise StoreError if the database fails."""

    def __init__(
        self,
        answers: Answers,
        memory: Memory,
        *,
        operators: Collection[str] = (),
        read_thread: ReadsThread = lambda _: None,
    ) -> None:
        """Take answers from *answers*; the terms of a question that finds nothing are noted in *memory*."""
        self._answers = answers
        self._memory = memory
        self._read_thread = read_thread
        self._operators = tuple(sorted(operators))

    def first(self, inquiry: Inquiry) -> Response:
        """Return the response to an inquiry; to one that was edited, in place of the answer that it had."""
        if not inquiry.edited or inquiry.ts is None:
            return self._first(inquiry)
        answered = self._answered_before(inquiry)
        # Words are edited away for a reason: neither the question nor what goes on with it stays.
        self._memory.conversations.forget_message(inquiry.channel, inquiry.ts)
        return replace(self._first(inquiry), replaces=answered)

    def _first(self, inquiry: Inquiry) -> Response:
        person, place, text = inquiry.person, place_of(inquiry), inquiry.text
        own, asked = self._memory.people.municipality(person), self.understood(text, person)
        if inquiry.address and (at_address := self._answers.at_address(inquiry.address, asked)):
            return self.question(at_address, person, place)
        if inquiry.forwarded and not self._answers.asks_by_itself(asked):
            return self._about(text, inquiry.forwarded, ReadForwarded(), inquiry)
        if inquiry.address and self._answers.needs_topic(asked):
            return Response(sentence(wording.NOT_STORED))
        if words := self._answers.told(asked, own):
            return Response(sentence(words))
        before = self._before(inquiry)
        meant = turn(self._answers, text, own, _kept(before))
        if meant.act is Act.ANSWER and self._answers.needs_topic(self.understood(meant.question, person)):
            thread = self._read_thread(inquiry)
            if thread is not None:
                return self._about(meant.question, thread.words, ReadThread(thread.messages), inquiry)
        return self._meant(meant, inquiry, before)

    def _about(self, request: str, message: str, source: Remark, inquiry: Inquiry) -> Response:
        """Return the response about words of others, which its conversation does not hold: there is no もっと見る."""
        person, place = inquiry.person, place_of(inquiry)
        own = self._memory.people.municipality(person)
        answer = self._answers.about(message, request, place.size, own, source)
        # Without the marks, which would tell the words.
        shown = Progress(shown=tuple(Shown(hit.passage.id) for hit in answer.results.hits))
        conversation = self._begin(request or wording.THIS, person, place, shown)
        controls = AnswerControls(asker=person, operators=self._operators, reactions=conversation.id)
        return Response(answer_reply(answer, place.size, controls), conversation)

    def _meant(self, meant: Turn, inquiry: Inquiry, before: Conversation | None) -> Response:
        person, place = inquiry.person, place_of(inquiry)
        if before is None:
            lost = meant.act is Act.LOST
            return Response(sentence(wording.NOTHING_TO_CONTINUE)) if lost else self._answered(meant, person, place)
        if meant.act is Act.OWN:
            self._memory.people.remember(person, meant.own)
            return self.question(before.question, person, replace(place, after=before), before.progress.taken_off)
        if meant.act is Act.ANSWER:
            goes_on = meant.question != inquiry.text
            return self._answered(meant, person, replace(place, after=before) if goes_on else place)
        return self.more(before, person, place) if meant.act is Act.MORE else self._pointed(meant, before, place)

    def _answered_before(self, inquiry: Inquiry) -> str | None:
        """Return the ts of the answer that an edited question had, unless the conversation has gone on from it."""
        known = self._memory.conversations.asked_by(inquiry.channel, inquiry.ts)
        latest = self._memory.conversations.latest(inquiry.channel, inquiry.thread_ts) if known else None
        return known.message_ts if known and latest and latest.message_ts == known.message_ts else None

    def _answered(self, meant: Turn, person: Asker, place: ReplyPlace) -> Response:
        return self.question(meant.question, person, replace(place, within=meant.within), meant.taken_off)

    def _pointed(self, meant: Turn, before: Conversation, place: ReplyPlace) -> Response:
        """Return the response to a message about the quotes of *before*."""
        words = pointed(meant, self._again(before.progress, place.size))
        if meant.act is Act.LIST:
            return Response(with_button(words, wording.COMPARISON_TITLE, COMPARISON_ACTION, before.id))
        return Response(sentence(words))

    def settle(self, response: Response, outcome: Outcome | None) -> None:
        """Note where the answer stands; forget a question whose answer was certainly not posted (None: not sent)."""
        if (begun := response.conversation) is None:
            return
        if isinstance(outcome, Posted) and outcome.ts:
            self._memory.conversations.answered(begun, outcome.ts)
        elif not isinstance(outcome, Posted | Unknown):
            self._memory.conversations.forget(begun)

    def understood(self, question: str, person: Asker, taken_off: Collection[str] = ()) -> ParsedQuestion:
        """Return a parsed question in which うちの区 is the person's own municipality."""
        return self._answers.understood(question, self._memory.people.municipality(person), taken_off)

    def question(self, text: str, person: Asker, place: ReplyPlace, taken_off: Collection[str] = ()) -> Response:
        """Return the response to a question, beginning with its best quotes."""
        if self.understood(text, person, taken_off).own_needed:
            conversation = self._begin(text, person, place, Progress(tuple(taken_off)))
            return Response(ask_own(conversation.id, place.size), conversation)
        return self._page(text, person, place, Progress(tuple(taken_off)))

    def more(self, before: Conversation, person: Asker, place: ReplyPlace) -> Response:
        """Return the quotes that follow those of *before*, as an answer of their own."""
        # Somebody who asks for more wants to read: the brief format was for the channel.
        following = replace(place, size=CHANNEL if place.size.brief else place.size, after=before)
        return self._page(before.question, person, following, before.progress)

    def grown(self, before: Conversation, person: Asker, place: ReplyPlace) -> Response:
        """Return the quotes of *before* and those that follow, as an answer that replaces it."""
        earlier = self._again(before.progress, place.size)
        return self._page(before.question, person, replace(place, after=before), before.progress, earlier)

    def _page(
        self, text: str, person: Asker, place: ReplyPlace, progress: Progress, earlier: tuple[Quote, ...] | None = None
    ) -> Response:
        asked, full = self.understood(text, person, progress.taken_off), self.understood(text, person)
        answer = self._answers.answer(asked, place.size, seen=progress.passages, full=full)
        if answer.alone:
            return Response(answer_reply(answer, place.size, AnswerControls()))
        if progress.shown and not answer.quotes:
            return Response(sentence(wording.NO_MORE))
        if answer.results.confidence is Confidence.NOTHING:
            self._memory.missed.note(person, self._answers.library.common_terms(answer.results.query))
        after = replace(progress, shown=(*progress.shown, *map(_shown, answer.results.hits)))
        conversation = self._begin(asked.text, person, place, after)
        kept = (*(earlier or ()), *answer.quotes)[-place.size.most_quotes :]
        laid_out = replace(answer, quotes=kept, goes_on=bool(progress.shown) and earlier is None)
        offers_own = not place.size.brief and self._asks_own(asked, person)
        controls = AnswerControls(conversation.id, person, self._operators, offers_own=offers_own, within=place.within)
        return Response(answer_reply(laid_out, place.size, controls), conversation)

    def _again(self, progress: Progress, size: AnswerFormat) -> tuple[Quote, ...]:
        """Return the quotes that were shown, from the current articles, without those that were withdrawn."""
        library, quotes = self._answers.library, []
        for number, shown in enumerate(progress.shown, start=1):
            if passage := library.passage(shown.passage):
                reply = library.passage(shown.answered_by) if shown.answered_by else None
                marks = tuple(mark for mark in shown.marks if mark.end <= len(passage.text))
                hit = Hit(passage, 0.0, marks, by_meaning=shown.by_meaning, answered_by=reply)
                quotes.append(Quote.of(number, hit, size, library.reach(passage)))
        return tuple(quotes)

    def _begin(self, text: str, person: Asker, place: ReplyPlace, progress: Progress) -> Conversation:
        thread_ts = None if place.size.private else place.thread_ts
        return self._memory.conversations.begin(
            person,
            place.channel,
            thread_ts,
            text,
            progress,
            message_ts=place.message_ts,
            after=place.after,
            question_ts=place.question_ts,
        )

    def _before(self, inquiry: Inquiry) -> Conversation | None:
        """Return the conversation that an inquiry may refine: the latest of its thread or direct message."""
        if inquiry.surface is Surface.COMMAND or (inquiry.surface is Surface.MENTION and not inquiry.running):
            return None
        before = inquiry.ts if inquiry.edited else None
        return self._memory.conversations.latest(inquiry.channel, inquiry.thread_ts, before)

    def _asks_own(self, asked: ParsedQuestion, person: Asker) -> bool:
        """Return whether to ask for the own municipality: 他の区 would leave it out; each person is asked once."""
        people = self._memory.people
        unnamed = asked.others and not asked.others_than and people.municipality(person) is None
        return unnamed and people.first_time(person)


def _kept(before: Conversation | None) -> Before | None:
    return Before(before.question, before.progress.taken_off) if before else None


def _shown(hit: Hit) -> Shown:
    reply = hit.answered_by.id if hit.answered_by else None
    return Shown(hit.passage.id, hit.highlights, reply, hit.by_meaning)

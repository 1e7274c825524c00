"""A question and who asks it → the answer as it is shown, and the conversation that its buttons go on with.

Looks up and lays out; posts nothing. A conversation never changes: each answer shown begins one, which says what was
asked, which filters were taken off and which quotes have been shown, so that a second press shows the same again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot import wording
from bot.answers.quote import CHANNEL, COMMAND, DIRECT, THREAD, AnswerFormat, Quote
from bot.conversation.courtesy import courtesy
from bot.conversation.explaining import answered, explained
from bot.conversation.refining import is_refinement, name, refined, relieved, wants_more, wants_others
from bot.inbox import Inquiry, Surface
from bot.memory import Memory
from bot.memory.conversations import Conversation, Progress, Shown
from bot.memory.people import Person
from bot.slack.admission import LONGEST_QUESTION
from bot.views.answer import answer
from bot.views.page import Page
from bot.views.pickers import ask_own
from bot.views.reply import Reply, sentence
from corpus.web.series import known_articles
from index.asking.model import Asked
from index.browsing.census import topics, unspoken
from index.browsing.incomplete import Missing, missing
from index.glossary import Glossary
from index.library import Library
from index.model import Hit, Results, Sureness


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown, and what its buttons go on with; None where there is nothing to go on with."""

    reply: Reply
    conversation: Conversation | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer will stand."""

    channel: str
    #: None also for an answer that others do not see: no thread goes on from it.
    thread_ts: str | None
    room: AnswerFormat
    #: The message that it takes the place of, or None.
    message_ts: str | None = None
    #: What it goes on with, whoever asked that, or None.
    after: Conversation | None = None


def place_of(inquiry: Inquiry) -> Place:
    """Where an inquiry is answered."""
    rooms = {Surface.MENTION: CHANNEL, Surface.DIRECT: DIRECT, Surface.COMMAND: COMMAND}
    brief = inquiry.surface is Surface.MENTION and inquiry.running
    return Place(inquiry.channel, inquiry.thread_ts, THREAD if brief else rooms[inquiry.surface])


class Answering:
    """Looks up and lays out. Threads share it. Methods raise StoreError where the database fails."""

    def __init__(  # noqa: PLR0913 - what an answer is made of
        self,
        library: Library,
        memory: Memory,
        glossary: Glossary,
        *,
        contact: str | None = None,
        operators: Collection[str] = (),
        missed: Callable[[Sequence[str]], object] | None = None,
    ) -> None:
        """Ask ``library``; ``missed`` is told the terms of a question that finds nothing."""
        self._library = library
        self._memory = memory
        self._glossary = glossary
        self._contact = contact
        self._operators = tuple(sorted(operators))
        self._missed = missed

    def first(self, inquiry: Inquiry) -> Answer:
        """The answer to an inquiry."""
        friendly = courtesy(inquiry.text)
        if friendly is not None:
            return Answer(sentence(friendly))
        person, place = Person(inquiry.enterprise, inquiry.team, inquiry.user), place_of(inquiry)
        before = self._before(inquiry)
        if wants_more(inquiry.text):
            return self.more(before, person, place) if before else Answer(sentence(wording.NOTHING_TO_CONTINUE))
        if before and wants_others(inquiry.text):
            return self._others(before, person, place)
        asked = self.understood(inquiry.text, person)
        if before and is_refinement(asked):
            return self.question(self._refined(before, asked, person), person, replace(place, after=before))
        return self.question(inquiry.text, person, place)

    def understood(self, question: str, person: Person, taken_off: Collection[str] = ()) -> Asked:
        """A question as this person means it."""
        # Whatever way it came: a form's words and what was asked before can add up.
        question = question[:LONGEST_QUESTION]
        return relieved(self._library.understand(question, self._memory.people.municipality(person)), taken_off)

    def question(self, text: str, person: Person, place: Place, taken_off: Collection[str] = ()) -> Answer:
        """The answer to a question from its beginning."""
        asked = self.understood(text, person, taken_off)
        if asked.own_needed:
            conversation = self._begin(text, person, place, Progress(tuple(taken_off)))
            return Answer(ask_own(conversation.id, place.room), conversation)
        if asked.thread_reference:
            return Answer(sentence(wording.CANNOT_READ_THREAD))
        if asked.wordless and not asked.filters:
            return Answer(sentence(wording.ASK_WHAT))
        return self._page(asked, person, place, Progress(tuple(taken_off)))

    def more(self, before: Conversation, person: Person, place: Place) -> Answer:
        """What comes after an answer, by itself."""
        asked = self.understood(before.question, person, before.progress.taken_off)
        # Who goes on wants to read: three lines were enough before.
        following = replace(place, room=CHANNEL if place.room.brief else place.room, after=before)
        return self._page(asked, person, following, before.progress)

    def grown(self, before: Conversation, person: Person, place: Place) -> Answer:
        """An answer with what comes after it, in its own place."""
        asked = self.understood(before.question, person, before.progress.taken_off)
        earlier = self._again(before.progress, place.room)
        return self._page(asked, person, replace(place, after=before), before.progress, earlier=earlier)

    def _others(self, before: Conversation, person: Person, place: Place) -> Answer:
        """他は？: everyone but those that were named; after an answer of others, the next of them."""
        if self.understood(before.question, person, before.progress.taken_off).others:
            return self.more(before, person, place)
        others = self._refined(before, self.understood(_OTHERS, person), person)
        return self.question(others, person, replace(place, after=before))

    def _refined(self, before: Conversation, asked: Asked, person: Person) -> str:
        return refined(self.understood(before.question, person), asked, before.progress.taken_off)

    def _page(
        self, asked: Asked, person: Person, place: Place, progress: Progress, earlier: tuple[Quote, ...] = ()
    ) -> Answer:
        term = explained(asked.text, self._glossary, self._library)
        results = answered(self._library, asked, place.room.quotes, term, seen=progress.passages)
        if progress.shown and not results.hits:
            return Answer(sentence(wording.NO_MORE))
        self._note(results)
        fresh = self._quotes(results.hits, place.room, len(progress.shown))
        after = replace(progress, shown=(*progress.shown, *map(_shown, results.hits)))
        conversation = self._begin(asked.text, person, place, after)
        page = self._laid_out(results, person, progress, conversation)
        if term and not progress.shown:
            page = replace(page, explained=(term.term, len(term.passages)))
        if not place.room.brief:
            page = replace(page, offers_own=self._asks_own(asked, person))
        kept = (*earlier, *fresh)[-place.room.most_quotes :]
        goes_on = bool(progress.shown) and not earlier
        return Answer(answer(replace(page, quotes=kept, goes_on=goes_on), place.room, self._contact), conversation)

    def _laid_out(self, results: Results, person: Person, progress: Progress, conversation: Conversation) -> Page:
        asked = results.asked or self.understood(conversation.question, person)
        full = self.understood(conversation.question, person) if progress.taken_off else asked
        return Page(
            results=results,
            quotes=(),
            conversation=conversation.id,
            asker=person,
            operators=self._operators,
            feedback=self._memory.feedback.on,
            taken_off=tuple(clause for clause in full.filters if name(clause) in progress.taken_off),
            absent=self._absent(asked),
            unspoken=self._unspoken(asked, results),
            incomplete=self._incomplete(asked, results),
        )

    def _quotes(self, hits: Sequence[Hit], room: AnswerFormat, before: int) -> tuple[Quote, ...]:
        numbered = enumerate(hits, start=before + 1)
        return tuple(Quote.of(number, hit, room, self._library.reach(hit.passage)) for number, hit in numbered)

    def _again(self, progress: Progress, room: AnswerFormat) -> tuple[Quote, ...]:
        """What was shown, as the articles stand now: what was withdrawn since is left out."""
        quotes = []
        for number, shown in enumerate(progress.shown, start=1):
            passage = self._library.passage(shown.passage)
            if passage is not None:
                reply = self._library.passage(shown.answered_by) if shown.answered_by else None
                marks = tuple(mark for mark in shown.marks if mark.end <= len(passage.text))
                hit = Hit(passage, 0.0, (), marks, answered_by=reply)
                quotes.append(Quote.of(number, hit, room, self._library.reach(passage)))
        return tuple(quotes)

    def _begin(self, text: str, person: Person, place: Place, progress: Progress) -> Conversation:
        thread_ts = None if place.room.private else place.thread_ts
        return self._memory.conversations.begin(
            person, place.channel, thread_ts, text, progress, message_ts=place.message_ts, after=place.after
        )

    def _before(self, inquiry: Inquiry) -> Conversation | None:
        """The question that this one may refine: of its thread, or of the direct message."""
        if inquiry.surface is Surface.COMMAND or (inquiry.surface is Surface.MENTION and not inquiry.running):
            return None
        return self._memory.conversations.latest(inquiry.channel, inquiry.thread_ts)

    def _absent(self, asked: Asked) -> tuple[str, ...]:
        hosts = self._library.index.coverage.municipalities
        places = (body for body in asked.affiliations if self._library.gazetteer.named(body))
        # 「23区は」 names many: those without a roundtable are what 一覧 is for.
        absent = tuple(body for body in places if body not in hosts)
        return absent if len(asked.affiliations) <= _FEW else ()

    def _unspoken(self, asked: Asked, results: Results) -> tuple[str, ...]:
        if results.sureness is Sureness.FOUND:
            return ()
        return tuple(topic.name for topic in unspoken(asked.text, topics(), self._library.index.passages))

    def _incomplete(self, asked: Asked, results: Results) -> Mapping[str, tuple[Missing, ...]]:
        if results.hits or not 0 < len(asked.affiliations) <= _FEW:
            return {}
        known = () if self._library.sample else known_articles()
        gone = missing(self._library.edition.transcripts.values(), known)
        return {body: gone[body] for body in asked.affiliations if body in gone}

    def _asks_own(self, asked: Asked, person: Person) -> bool:
        """Whether to ask for one's own municipality now: 他の区 would leave it out, and it is asked for once."""
        people = self._memory.people
        unnamed = asked.others and not asked.others_than and people.municipality(person) is None
        return unnamed and people.first_time(person)

    def _note(self, results: Results) -> None:
        if self._missed and results.sureness is Sureness.NOTHING:
            self._missed(results.query.words)


#: What 「他は？」 means, in the words of a question.
_OTHERS = "他の自治体は"
#: Municipalities of a question of which each is spoken about by name.
_FEW = 5


def _shown(hit: Hit) -> Shown:
    return Shown(hit.passage.id, hit.highlights, hit.answered_by.id if hit.answered_by else None)

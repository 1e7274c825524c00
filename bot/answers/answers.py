"""Answers: a question and the asker's municipality → an Answer with its quotes and all remarks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from bot import wording
from bot.answers import remarks
from bot.answers.about import About
from bot.answers.answer import Answer, Definition, has_roundtable
from bot.answers.echo import conditions, covered, periods_outside, rounds_outside, unknown
from bot.answers.follow_ups import relieved
from bot.answers.overview import Overviews
from bot.answers.quote import AnswerFormat, Quote
from bot.answers.remarks import Remark
from bot.answers.small_talk import small_talk
from corpus.links import note_key
from corpus.series import is_address_from_table, known_articles
from corpus.text import caseless, squeezed, term_key
from index.filters import whose
from index.glossary import Glossary, mentions
from index.library import Library
from index.model import Confidence, Hit, Results
from index.query.bare import bare
from index.query.light_words import LIGHT
from index.query.parsed_question import ConstraintKind, ParsedQuestion
from index.query.parser import without

#: Characters of a question that are read: more would only fill the database.
LONGEST_QUESTION = 3000
#: What people write beside a message that they forward.
_COMMENT = re.compile(
    r"(?:fyi|ご?参考|下記|上記|こちら|この投稿|添付|共有|転送|ご?確認|関連|する|発言|もの|探して|お願い|よろしく"
    r"|ください|下さい|いたし|します|です|まで|の件|これ|[ねをにのがは、。!！?？.．\s])+"
)
#: Characters of a message that a request is about.
_LONGEST_MESSAGE = 2500
#: Municipalities of a question up to which remarks name each; 「23区は」 names many.
_FEW = 5
#: Conditions that are offered for removal after no hit.
_MOST_TAKEN_OFF = 3
#: Fewer municipalities of one kind than these: others may help.
_SCARCE = 3
#: Conditions that leave open what is asked.
_EMPTY = frozenset({ConstraintKind.OTHERS, ConstraintKind.EXCLUDED})
#: Fewer characters of a term are one word (DX).
_WRITTEN_OUT = 3
#: Themes that are named where nothing was asked.
_EXAMPLES = 3
#: Conditions that a table of municipalities shows by its rows.
_ROWS = frozenset({ConstraintKind.AFFILIATION, ConstraintKind.OWN, ConstraintKind.OTHERS})


def typed(question: str) -> str:
    """Return a question as every surface reads it: bare, in one line, cut to ``LONGEST_QUESTION``."""
    return bare(question[: 2 * LONGEST_QUESTION])[:LONGEST_QUESTION]


class Answers:
    """Answers from a library. Threads share it."""

    def __init__(self, library: Library, *, contact: str | None = None) -> None:
        """Answer from *library*; *contact* is whom an empty corpus refers to."""
        #: The library that is searched.
        self.library = library
        self._glossary = Glossary.read()
        self._contact = contact
        #: What Home, and questions about the bot itself, are answered from.
        self.overviews = Overviews(library)
        self._about = About(self.overviews, self._glossary)

    def understood(self, question: str, own: str | None, taken_off: Collection[str] = ()) -> ParsedQuestion:
        """Return a question as parsed for an asker of *own*, without the conditions named in *taken_off*."""
        return relieved(self.library.understand(typed(question), own), taken_off)

    def to(self, question: str, size: AnswerFormat, own: str | None = None) -> Answer:
        """Return the answer to a message, small talk included."""
        asked = self.understood(question, own)
        words = self.told(asked, own)
        return self._alone(asked, remarks.SmallTalk(words)) if words else self.answer(asked, size)

    def telling_back(self, text: str, words: str) -> Answer:
        """Return the answer that says *words* and searches nothing."""
        return self._alone(self.understood(text, None), remarks.SmallTalk(words))

    def told(self, asked: ParsedQuestion, own: str | None = None) -> str | None:
        """Return what answers a message that is small talk or asks about the bot itself; None for a question."""
        return small_talk(asked.text) or self._about.answer(asked.text, own, self.telling(asked))

    def telling(self, asked: ParsedQuestion) -> tuple[str, ...]:
        """Return the words of a question that say what it is about."""
        return tuple(word for word in self.library.query(asked).words if word not in LIGHT)

    def answer(
        self,
        asked: ParsedQuestion,
        size: AnswerFormat,
        *,
        seen: Collection[str] = (),
        full: ParsedQuestion | None = None,
    ) -> Answer:
        """Return the next quotes after those *seen* (passage ids); *full*: before conditions were taken off."""
        if alone := self._only_remark(asked):
            return self._alone(asked, alone)
        definition, spoken = self._defined(asked)
        results = self._results(asked, size.quotes, spoken, seen)
        if seen and not results.hits:
            return self._alone(asked, remarks.NoMore())
        taken_off = tuple(constraint for constraint in (full or asked).filters if constraint not in asked.filters)
        return Answer(
            results=results,
            quotes=self.quotes(results.hits, size, first=len(seen) + 1),
            remarks=(*self._on_question(asked, conditions(taken_off)), *self._on_results(asked, results)),
            definition=None if seen else definition,
        )

    def related(self, message: str, size: AnswerFormat, own: str | None = None) -> Answer:
        """Return the quotes for somebody's message: of its filters only 「他の区は？」 is applied."""
        return self._on_message(message, "", size, own)

    def about(self, message: str, request: str, size: AnswerFormat, own: str | None, source: Remark) -> Answer:
        """Return the quotes for what これ means in *request*: somebody's *message*, as *source* says."""
        found = self._on_message(message, request, size, own)
        return replace(found, remarks=(source, *found.remarks))

    def _on_message(self, message: str, request: str, size: AnswerFormat, own: str | None) -> Answer:
        before = f"{typed(message)[:_LONGEST_MESSAGE].rstrip('。')}。" if request else message
        asked = self.understood(f"{before}{request}", own)
        # Names in a message describe a situation; they do not ask for those persons.
        described = (each for each in asked.filters if not request or each.span.start < len(before))
        asked = without(asked, *(each for each in described if each.kind is not ConstraintKind.OTHERS))
        results = self.library.answer(asked, size.quotes)
        said = (*self._on_question(asked), *self._on_results(asked, results))
        return Answer(results, self.quotes(results.hits, size), said)

    def at_address(self, address: str, asked: ParsedQuestion) -> str | None:
        """Return the question that asks for the stored article of an address, unless *asked* asks something else.

        None if it is not stored. People share an address with the article's title before it.
        """
        snapshot = self.library.snapshot
        key = note_key(address) or ""
        article = snapshot.transcripts.get(snapshot.aliases.get(key, key))
        if article is None or not (self.needs_topic(asked) or squeezed(article.title) in squeezed(asked.text)):
            return None
        hosts = f"区:{'、'.join(article.hosts)}" if article.hosts else ""
        if article.round is None:
            day = f"年:{wording.day_of(article.held_on)}" if article.held_on else ""
            return f"{hosts} {day}".strip() or article.title
        # Two talks may have the same number.
        namesakes = {each.talk for each in snapshot.transcripts.values() if each.round == article.round}
        number = wording.round_of(article.round, article.part)
        return f"{number} {hosts}".strip() if len(namesakes) > 1 else number

    def asks_by_itself(self, asked: ParsedQuestion) -> bool:
        """Return whether words beside a forwarded message ask something else, unlike 「共有します」, 「他の区は？」."""
        if not self.telling(asked) or _COMMENT.fullmatch(caseless(asked.text)) or small_talk(asked.text):
            return False
        return self.library.answer(asked, 1).confidence is Confidence.FOUND

    def needs_topic(self, asked: ParsedQuestion) -> bool:
        """Return whether a question says nothing of what it is about: 「これについて他の区は？」, 「他の区は？」."""
        return asked.thread_reference or self._is_empty(asked)

    def on_table(self, asked: ParsedQuestion) -> tuple[Remark, ...]:
        """Return the remarks on a question that a table of municipalities answers, which has its own order."""
        rest = without(asked, *(constraint for constraint in asked.filters if constraint.kind in _ROWS))
        return tuple(remark for remark in self._on_question(rest) if not isinstance(remark, remarks.NewestFirst))

    def quotes(self, hits: Sequence[Hit], size: AnswerFormat, first: int = 1) -> tuple[Quote, ...]:
        """Return hits as quotes cut to *size*, numbered from *first*."""
        reach = self.library.reach
        return tuple(Quote.of(number, hit, size, reach(hit.passage)) for number, hit in enumerate(hits, start=first))

    def _alone(self, asked: ParsedQuestion, remark: Remark) -> Answer:
        library = self.library
        asks_back = isinstance(remark, remarks.NothingAsked | remarks.LeansOnThread)
        told = Confidence.TOLD if isinstance(remark, remarks.SmallTalk) else Confidence.NOTHING
        confidence = Confidence.ASKED if asks_back else told
        results = Results(library.query(asked), (), 0, confidence, library.index.coverage)
        return Answer(results, remarks=(remark, *self._sample()))

    def _only_remark(self, asked: ParsedQuestion) -> Remark | None:
        if self.library.index.coverage.articles == 0:
            return remarks.NoArticles(self._contact)
        if asked.thread_reference:
            return remarks.LeansOnThread()
        return remarks.NothingAsked(self._examples()) if self._is_empty(asked) else None

    def _is_empty(self, asked: ParsedQuestion) -> bool:
        """Tell whether nothing is asked that could be found: no telling word, and no condition but 他の区."""
        if asked.own_needed or asked.phrases or asked.asked_of or asked.is_outside:
            return False
        conditions = [each for each in asked.filters if each.kind not in _EMPTY]
        return not conditions and not self.telling(asked) and not self._names_a_term(asked)

    def _names_a_term(self, asked: ParsedQuestion) -> bool:
        """Tell whether a term of the glossary is written out: DX推進員, whose words alone (DX, 推進) tell nothing."""
        forms = (form for term in self._glossary.terms for form in term.forms if len(form) >= _WRITTEN_OUT)
        return any(term_key(form) in term_key(asked.rest) for form in forms)

    def _examples(self) -> tuple[str, ...]:
        """Return the themes of which most is said: questions that are answered here."""
        rows = sorted(self.overviews.current().theme_counts.rows, key=lambda row: -row.passages)
        return tuple(row.theme.name for row in rows[:_EXAMPLES] if row.passages)

    def _defined(self, asked: ParsedQuestion) -> tuple[Definition | None, frozenset[str]]:
        """Return the definition that a question asks for, and the passages (ids) that speak the term."""
        term = self._glossary.explain(asked.text)
        if term is None:
            return None, frozenset()
        spoken = frozenset(passage.id for passage in mentions(term, self.library.index.passages))
        return Definition(term, len(spoken)), spoken

    def _results(self, asked: ParsedQuestion, limit: int, spoken: frozenset[str], seen: Collection[str]) -> Results:
        """Return what answers; where a term is explained, only passages that speak it, as long as there are any."""
        if spoken:
            found = self.library.answer(asked, limit, seen=seen, within=spoken)
            if found.confidence is not Confidence.NOTHING:
                return found
        return self.library.answer(asked, limit, seen=seen)

    def _on_question(self, asked: ParsedQuestion, taken_off: tuple[str, ...] = ()) -> Iterator[Remark]:
        """Yield the conditions, the order, and which parts of the question could not be applied."""
        coverage = self.library.index.coverage
        if used := [
            constraint for constraint in asked.filters if constraint.names or constraint.kind is not ConstraintKind.OWN
        ]:
            yield remarks.Conditions(conditions(used))
        if taken_off:
            yield remarks.TakenOff(taken_off)
        if asked.own_needed:
            yield remarks.OwnUnknown()
        if asked.newest_first:
            yield remarks.NewestFirst(coverage.since, coverage.until)
        yield from self._outside(asked, searched=not asked.wordless)
        if asked.unknown:
            yield remarks.FilterUnknown(unknown(asked))

    def _outside(self, asked: ParsedQuestion, *, searched: bool) -> Iterator[Remark]:
        coverage = self.library.index.coverage
        if asked.periods_outside:
            yield remarks.PeriodOutside(periods_outside(asked), coverage.since, coverage.until, searched)
        if asked.rounds_outside:
            yield remarks.RoundOutside(rounds_outside(asked), self._known_addresses(asked), searched)
        if asked.bodies_outside:
            yield remarks.BodyOutside(asked.bodies_outside, searched)

    def _round(self, results: Results) -> Iterator[Remark]:
        """Yield what the talk was about, where all hits are of one."""
        keys = {hit.passage.transcript.key for hit in results.hits}
        for talk in self.overviews.current().roundtables:
            if keys <= talk.keys and len({hit.passage.transcript.talk for hit in results.hits}) == 1:
                yield remarks.RoundIs(wording.talk(talk.round, talk.held_on, talk.hosts), talk.agenda)

    def _known_addresses(self, asked: ParsedQuestion) -> tuple[str, ...]:
        """Return the addresses of the articles of rounds that are asked for and not stored; the sample knows none."""
        outside = (each for each in asked.constraints if each.kind is ConstraintKind.ROUND_OUTSIDE)
        wanted = {number for each in outside for number in each.rounds}
        known = () if self.library.sample else known_articles()
        return tuple(article.url for article in known if article.round in wanted)

    def _on_results(self, asked: ParsedQuestion, results: Results) -> Iterator[Remark]:
        """Yield remarks on what was found, and what to try where nothing was."""
        if asked.wordless and results.hits and (asked.rounds or asked.period):
            yield from self._round(results)
        if asked.others and asked.affiliations and 0 < len(results.hits) + results.more < _SCARCE:
            yield remarks.Widen(_widened(asked))
        if results.silent:
            yield remarks.AttendedSilently(results.silent)
        if results.themes:
            yield remarks.ThemeMeant(results.themes)
        absent = self._absent(asked)
        if absent:
            yield remarks.NoRoundtable(absent)
        speaking = {whose(hit.passage) for hit in results.hits}
        if results.hits and not results.more:
            silent = tuple(body for body in asked.compared if body not in speaking and body not in absent)
            yield from (remarks.NothingOf(silent),) if silent else ()
        if results.confidence is not Confidence.FOUND:
            yield from self._missing_parts(asked)
        if not results.hits:
            yield from _suggestions(asked, results, absent)
        yield from self._sample()

    def _sample(self) -> tuple[Remark, ...]:
        return (remarks.Sample(),) if self.library.sample else ()

    def _absent(self, asked: ParsedQuestion) -> tuple[str, ...]:
        hosts = self.library.index.coverage.municipalities
        places = tuple(body for body in asked.affiliations if self.library.gazetteer.named(body))
        if len(places) <= _FEW:
            return tuple(body for body in places if body not in hosts)
        # Of many, their common name (島しょ部) where none of them has one.
        groups = (each for each in asked.filters if each.kind in _ROWS)
        return () if any(body in hosts for body in places) else tuple(each.words for each in groups)

    def _missing_parts(self, asked: ParsedQuestion) -> Iterator[Remark]:
        """Yield what is missing of the bodies asked for; without any, the parts asked for by their numbers."""
        snapshot = self.library.snapshot
        for body in asked.affiliations if len(asked.affiliations) <= _FEW else ():
            if missing := snapshot.missing_of(body):
                yield remarks.PartMissing(
                    body, tuple(dict.fromkeys(wording.missing_part(gone.round, gone.part) for gone in missing))
                )
        for gone in () if asked.affiliations else snapshot.missing:
            if gone.round in asked.rounds and gone.part in asked.parts:
                yield remarks.PartMissing("・".join(gone.hosts), (wording.missing_part(gone.round, gone.part),))


def on_quote(quote: Quote) -> tuple[Remark, ...]:
    """Return the remarks on one quote."""
    copied = (remarks.Copy(),) if wording.COPY in quote.marks else ()
    listed = (remarks.ListedAddress(),) if is_address_from_table(quote.passage.transcript) else ()
    meaning = (remarks.ByMeaning(),) if quote.by_meaning else ()
    return (*copied, *listed, *meaning, *((remarks.DateMeant(quote.meant),) if quote.meant else ()))


def _widened(asked: ParsedQuestion) -> str:
    """Return the question with 他の自治体 in place of 他の区."""
    among = [each for each in asked.constraints if each.kind is ConstraintKind.OTHERS and each.among]
    text = asked.text
    for each in reversed(among):
        start = each.span.start
        text = text[:start] + wording.ALL_OTHERS + text[start + len(each.words) :]
    return text


def _suggestions(asked: ParsedQuestion, results: Results, absent: tuple[str, ...]) -> Iterator[Remark]:
    # Other words find neither a municipality without a roundtable nor what a condition excludes.
    rewording_helps = has_roundtable(asked, absent) and not results.excluded_by and not asked.is_outside
    yield remarks.Searched(covered(results.coverage), rewording_helps=rewording_helps)
    for each in results.excluded_by[:_MOST_TAKEN_OFF]:
        yield remarks.FoundWithout(each.constraints, each.passages, each.at_least)
    if results.near_words:
        yield remarks.NearWords(results.near_words)

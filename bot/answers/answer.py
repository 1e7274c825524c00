"""The answer to one question, before any surface lays it out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot import wording
from bot.answers.echo import asked_for, covered, echo
from bot.answers.quote import Quote
from bot.answers.remarks import Alone, NoRoundtable, ReadForwarded, ReadThread, Remark, Sample
from index.glossary import Term
from index.model import Confidence, Results
from index.query.parsed_question import ParsedQuestion


@dataclass(frozen=True, slots=True)
class Definition:
    """The meaning of a term that was asked for, in our words: it is no quote."""

    term: Term
    #: Number of passages that speak it.
    passages: int

    @property
    def lines(self) -> tuple[str, str, str]:
        """The term with its sentence, a remark that it is ours, and the number of passages that speak the term."""
        spoken = wording.mentioned(self.passages) if self.passages else wording.UNSPOKEN_TERM
        return f"{self.term.term}：{self.term.sentence}", wording.EXPLAINED_BY_US, spoken


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question: quotes, remarks, and a definition."""

    #: The search results, before any quote is cut.
    results: Results
    #: All quotes that are shown; in an answer extended by もっと見る, those of earlier pages first.
    quotes: tuple[Quote, ...] = ()
    remarks: tuple[Remark, ...] = ()
    definition: Definition | None = None
    #: True where the quotes continue others that are shown elsewhere.
    goes_on: bool = False

    @property
    def alone(self) -> Remark | None:
        """The remark that is the whole answer, or None."""
        return next((remark for remark in self.remarks if isinstance(remark, Alone)), None)

    @property
    def above(self) -> tuple[Remark, ...]:
        """The remarks above the quotes: all but Sample, which ``source`` says below them."""
        return tuple(remark for remark in self.remarks if not isinstance(remark, Sample))

    @property
    def echo(self) -> str:
        """The question as the answer repeats it: of somebody's message its most specific words."""
        if any(isinstance(remark, ReadThread | ReadForwarded) for remark in self.remarks):
            # Without the request, which stands behind the message.
            subject = self.results.query.subject
            return echo(subject.rpartition("。")[0] or subject)
        return asked_for(self.results.query)

    @property
    def source(self) -> str:
        """The line below the quotes: their source, or that they are invented."""
        return wording.SAMPLE_NOTICE if self.results.coverage.sample else wording.SOURCE

    @property
    def has_bold(self) -> bool:
        """Whether any quote has bold words."""
        return any(quote.bold for quote in self.quotes)

    @property
    def lead(self) -> str | None:
        """The first line: confidence, whose words, how many, what was searched; None where there is none."""
        if self.alone:
            return None
        if not self.quotes:
            absent = {name for each in self.remarks if isinstance(each, NoRoundtable) for name in each.municipalities}
            return wording.nothing(self.echo) if has_roundtable(self.results.asked, absent) else None
        first, last, shown = self.quotes[0].number, self.quotes[-1].number, len(self.quotes)
        # An answer that has grown too long for one message begins later, too.
        if self.goes_on or first > 1:
            return wording.rest(self._quoted if self._is_near else f"「{self.echo}」", first, last)
        asked, coverage = self.results.asked, covered(self.results.coverage)
        if asked.others:
            return wording.one_each(self._quoted, shown, asked.others_than, coverage)
        if self._is_near:
            return wording.quoted_near(self._quoted, shown, coverage)
        share = wording.share(shown, self.results.more, at_least=self.results.at_least)
        return (wording.best_of if self.results.query.words else wording.some_of)(self._quoted, share, coverage)

    @property
    def brief_lead(self) -> str | None:
        """The first line in few words, for a thread in which others talk."""
        if self.alone or not self.quotes:
            return self.lead
        if self._is_near:
            return wording.brief_near(self._quoted)
        total = wording.counted(len(self.quotes) + self.results.more, at_least=self.results.at_least)
        return (wording.brief_best if self.results.query.words else wording.brief_one)(self._quoted, total)

    @property
    def _is_near(self) -> bool:
        return self.results.confidence is Confidence.NEAR

    @property
    def _quoted(self) -> str:
        """What the quotes are to the question, as the subject of a lead."""
        if self._is_near:
            return wording.near(self.echo, self.results.missing)
        return (wording.matching if self.results.query.words else wording.fitting)(self.echo)


def has_roundtable(asked: ParsedQuestion, absent: Collection[str]) -> bool:
    """Return whether any of the bodies asked for has a roundtable in the corpus; *absent* have none."""
    return not absent or any(body not in absent for body in asked.affiliations)

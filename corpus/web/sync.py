"""Articles from the web, for who has no export: known addresses, what feeds and sitemaps name, and other parts' links.

It may end anywhere and be run again: each article and each answer is written down before the next address is asked.
Nothing but 404 or 410 in two runs a day apart takes an article out of the index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http import HTTPStatus

from corpus.errors import NotATranscript, UnreadableSource
from corpus.keeping.intake import Intake, Taken
from corpus.links import canonical_url, note_key
from corpus.markup import canonical
from corpus.model import Article
from corpus.sources.page import paged
from corpus.store import Store
from corpus.web.client import Answer, Web
from corpus.web.discovery import addresses_in, articles_of, linked_from
from corpus.web.ledger import Kind, Known, Ledger, Verdict

#: Two runs a day apart, less the minutes by which a daily schedule drifts.
DAY_APART = timedelta(hours=23)
#: Sitemaps read in one run: note's own may be split into thousands.
MOST_SITEMAPS = 20


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be asked."""

    #: Accounts and magazines: 「https://note.com/tokyo_cio_forum」. Their feeds are read, their articles are followed.
    sources: tuple[str, ...]
    #: Articles that are known already.
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """An address that was asked, and what became of it."""

    address: str
    kind: Kind
    verdict: Verdict
    #: Why, where it failed.
    reason: str | None
    #: How an article was taken in, or None.
    taken: Taken | None
    #: Addresses of this kind asked so far, and known so far.
    done: int
    total: int


def sync(store: Store, web: Web, plan: Plan, clock: Callable[[], datetime]) -> Iterator[Visit]:
    """Ask every address once, one visit at a time; raises StoreError only.

    Ends early where a host says again and again that it is asked too often.
    """
    run = _Run(store, web, plan, clock)
    try:
        for kind in (Kind.FEED, Kind.SITEMAP, Kind.ARTICLE):
            run.learn(kind)
            yield from run.visit_all(kind)
    except _AskedTooOften as end:
        yield end.visit


def addresses_in_file(text: str) -> tuple[str, ...]:
    """The articles' addresses of a text, one a line; blank lines and those that begin with # are passed over.

    ValueError, with the line's number, where a line is no article's address.
    """
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1))
    wanted = [(number, line) for number, line in lines if line and not line.startswith("#")]
    for number, line in wanted:
        if not note_key(line):
            raise ValueError(f"line {number}: no article's address: {line[:80]!r}")
    return tuple(canonical_url(line) for _, line in wanted)


class _AskedTooOften(Exception):
    def __init__(self, visit: Visit) -> None:
        super().__init__(visit.address)
        self.visit = visit


@dataclass(slots=True)
class _Run:
    store: Store
    web: Web
    plan: Plan
    clock: Callable[[], datetime]
    intake: Intake = field(init=False)
    ledger: Ledger = field(init=False)

    def __post_init__(self) -> None:
        self.intake, self.ledger = Intake(self.store), Ledger(self.store.engine)

    def learn(self, kind: Kind) -> None:
        """Write down the addresses of a kind that are known without asking."""
        addresses = {
            Kind.FEED: [f"{source.rstrip('/')}/rss" for source in self.plan.sources],
            Kind.SITEMAP: self._sitemaps() if kind is Kind.SITEMAP else [],
            Kind.ARTICLE: self.plan.addresses,
        }
        self.ledger.learn(addresses[kind], kind)

    def visit_all(self, kind: Kind) -> Iterator[Visit]:
        """Ask all addresses of a kind, those too that come to be known meanwhile."""
        most = MOST_SITEMAPS if kind is Kind.SITEMAP else None
        waiting = list(self.ledger.known(kind)[:most])
        for done, known in enumerate(waiting, 1):
            visit, learnt = self._visit(known)
            waiting += [Known(address, kind) for address in learnt if most is None or len(waiting) < most]
            visit = replace(visit, done=done, total=len(waiting))
            if visit.reason == _TOO_OFTEN:
                raise _AskedTooOften(visit)
            yield visit

    def _sitemaps(self) -> list[str]:
        found: list[str] = []
        for source in self.plan.sources:
            try:
                found += self.web.sitemaps(source)
            except UnreadableSource:  # its feed has said so already
                continue
        return found

    def _visit(self, known: Known) -> tuple[Visit, tuple[str, ...]]:
        """Ask one address; what it came to, and addresses of the same kind that were not known."""
        try:
            answer = self.web.get(known.address, etag=known.etag, last_modified=known.last_modified)
            found = self._understood(known, answer)
        except UnreadableSource as error:
            found = _Found(replace(known, verdict=Verdict.FAILED, reason=str(error)))
        result = replace(found.known, checked_at=self.clock())
        learnt = self.ledger.record(result, names=found.names, kind=found.kind)
        visit = Visit(known.address, known.kind, result.verdict or Verdict.FAILED, result.reason, found.taken, 0, 0)
        return visit, learnt if found.kind is known.kind else ()

    def _understood(self, known: Known, answer: Answer) -> _Found:
        # Nor does the 404 of another page say anything of this one.
        if note_key(known.address) != note_key(answer.address):
            raise UnreadableSource(known.address, f"leads to another page: {answer.address}")
        if answer.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
            return _Found(self._gone(known))
        if answer.status == HTTPStatus.NOT_MODIFIED:
            self._is_there(known)
            return _Found(replace(known, verdict=Verdict.NOT_MODIFIED, reason=None, gone_since=None))
        if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            return _Found(replace(known, verdict=Verdict.FAILED, reason=_TOO_OFTEN))
        if answer.status != HTTPStatus.OK:
            return _Found(replace(known, verdict=Verdict.FAILED, reason=f"answered {answer.status}"))
        return self._article(known, answer) if known.kind is Kind.ARTICLE else self._list(known, answer)

    def _gone(self, known: Known) -> Known:
        now = self.clock()
        since = known.gone_since or now
        key = note_key(known.address)
        out = key and now - since >= DAY_APART and self.store.withdraw(key, now)
        verdict = Verdict.WITHDRAWN if out else Verdict.MISSING
        # Asked without conditions from now on: where it comes back unchanged, a 304 would say nothing of its text.
        return replace(known, verdict=verdict, reason=None, gone_since=since, etag=None, last_modified=None)

    def _is_there(self, known: Known) -> None:
        if key := note_key(known.address):
            self.store.restore(key)

    def _list(self, known: Known, answer: Answer) -> _Found:
        names = addresses_in(answer.body, known.address)
        read = replace(_conditions(known, answer), verdict=Verdict.READ, reason=None, gone_since=None)
        further = tuple(name for name in names if name.partition("?")[0].endswith((".xml", ".xml.gz")))
        if further:
            return _Found(read, further, Kind.SITEMAP)
        return _Found(read, tuple(articles_of(names, self.plan.sources)))

    def _article(self, known: Known, answer: Answer) -> _Found:
        name, gazetteer = known.address, self.store.gazetteer
        article = paged(answer.body, name=name, url=answer.address, retrieved=self.clock(), gazetteer=gazetteer)
        taken = self.intake.take(article, known.address)
        if taken.error:
            # An article that a later version may be able to read is asked for in full again.
            no_talk = isinstance(taken.error, NotATranscript)
            seen = _conditions(known, answer) if no_talk else replace(known, etag=None, last_modified=None)
            verdict = Verdict.NO_ROUNDTABLE if no_talk else Verdict.UNREADABLE
            return _Found(replace(seen, verdict=verdict, reason=taken.error.reason, gone_since=None), taken=taken)
        self._is_there(known)
        stored = replace(_conditions(known, answer), verdict=Verdict.STORED, reason=None, gone_since=None)
        return _Found(stored, self._other_parts(article), taken=taken)

    def _other_parts(self, article: Article) -> tuple[str, ...]:
        return tuple(articles_of(linked_from(canonical(article), article.url or ""), self.plan.sources))


#: What a run ends with that was asked too often.
_TOO_OFTEN = "answered 429 again and again: the rest waits for the next run"


@dataclass(frozen=True, slots=True)
class _Found:
    """What an answer came to."""

    known: Known
    #: Addresses that it names.
    names: Iterable[str] = ()
    #: What those are.
    kind: Kind = Kind.ARTICLE
    taken: Taken | None = None


def _conditions(known: Known, answer: Answer) -> Known:
    return replace(known, etag=answer.etag, last_modified=answer.last_modified)

"""Articles from the web, for who has no export: known addresses, and articles' links to their other parts.

It may end anywhere and be run again: each article and each answer is written down before the next address is asked.
Nothing but 404 or 410 in two runs a day apart takes an article out of the index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from corpus.errors import NotATranscript, UnreadableSource
from corpus.links import canonical_url, note_key
from corpus.markup import canonical
from corpus.model import Article
from corpus.sources.page import paged
from corpus.store.importer import Importer
from corpus.store.store import Store
from corpus.sync.allowed_urls import led_to
from corpus.sync.client import PoliteClient, WebResponse
from corpus.sync.fetch_log import FetchLog, FetchVerdict, KnownAddress

#: Two runs a day apart, less the minutes by which a daily schedule drifts.
DAY_APART = timedelta(hours=23)
#: What a run ends with that was asked too often.
_TOO_OFTEN = "answered 429 again and again: the rest waits for the next run"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be asked."""

    #: Accounts, by any address of theirs (「https://note.com/tokyo_cio_forum」): links to their articles are followed.
    sources: tuple[str, ...]
    #: Articles that are known already.
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """An address that was asked, and what became of it."""

    address: str
    verdict: FetchVerdict
    #: Why, where it failed.
    reason: str | None
    #: Addresses asked so far, and known so far.
    done: int
    total: int


def sync(store: Store, web: PoliteClient, plan: Plan, clock: Callable[[], datetime]) -> Iterator[Visit]:
    """Ask every address once, one visit at a time; raises StoreError only.

    Ends early where a host says again and again that it is asked too often.
    """
    run = _Run(store, web, plan, clock)
    run.fetch_log.learn(plan.addresses)
    waiting = list(run.fetch_log.known())
    for done, known in enumerate(waiting, 1):
        found, learnt = run.visit(known)
        waiting += map(KnownAddress, learnt)
        verdict, reason = found.known.verdict or FetchVerdict.FAILED, found.known.reason
        yield Visit(known.address, verdict, reason, done, len(waiting))
        if reason == _TOO_OFTEN:
            return


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


def articles_of(addresses: Iterable[str], sources: Iterable[str]) -> Iterator[str]:
    """Those that are articles of the configured accounts, in their canonical form, each once.

    >>> list(articles_of(["https://note.com/a/n/n000000000000?x=1", "https://note.com/b/n/n000000000001"],
    ...                  ["https://note.com/a/m/m1"]))
    ['https://note.com/a/n/n000000000000']
    """
    accounts = {account for source in sources if (account := _account(source))}
    ours = (address for address in addresses if note_key(address) and _account(address) in accounts)
    yield from dict.fromkeys(canonical_url(address) for address in ours)


def _account(address: str) -> str:
    """Host and account: 「note.com/tokyo_cio_forum」; empty where an address has none."""
    try:
        parts = urlsplit(canonical_url(address))
    except ValueError:
        return ""
    account = parts.path.split("/")[1] if "/" in parts.path else ""
    return f"{parts.netloc}/{account}" if account else ""


@dataclass(frozen=True, slots=True)
class _Found:
    """What an answer came to."""

    known: KnownAddress
    #: Addresses of articles that it names.
    names: Iterable[str] = ()


@dataclass(slots=True)
class _Run:
    store: Store
    web: PoliteClient
    plan: Plan
    clock: Callable[[], datetime]
    importer: Importer = field(init=False)
    fetch_log: FetchLog = field(init=False)

    def __post_init__(self) -> None:
        self.importer, self.fetch_log = Importer(self.store), FetchLog(self.store.engine)

    def visit(self, known: KnownAddress) -> tuple[_Found, tuple[str, ...]]:
        """Ask one address and write down what it came to; returns that, and addresses that were not known."""
        try:
            answer = self.web.get(known.address, etag=known.etag, last_modified=known.last_modified)
            found = self._understood(known, answer)
        except UnreadableSource as error:
            found = _Found(replace(known, verdict=FetchVerdict.FAILED, reason=str(error)))
        return found, self.fetch_log.record(replace(found.known, checked_at=self.clock()), found.names)

    def _understood(self, known: KnownAddress, answer: WebResponse) -> _Found:
        # Nor does the 404 of another page say anything of this one.
        if known.key != note_key(answer.address):
            raise UnreadableSource(known.address, f"leads to another page: {answer.address}")
        if answer.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
            return _Found(self._gone(known))
        if answer.status == HTTPStatus.NOT_MODIFIED:
            self.store.restore(known.key)
            return _Found(replace(known, verdict=FetchVerdict.NOT_MODIFIED, reason=None, gone_since=None))
        if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            return _Found(replace(known, verdict=FetchVerdict.FAILED, reason=_TOO_OFTEN))
        if answer.status != HTTPStatus.OK:
            return _Found(replace(known, verdict=FetchVerdict.FAILED, reason=f"answered {answer.status}"))
        return self._article(known, answer)

    def _gone(self, known: KnownAddress) -> KnownAddress:
        now = self.clock()
        since = known.gone_since or now
        out = now - since >= DAY_APART and self.store.withdraw(known.key, now)
        verdict = FetchVerdict.WITHDRAWN if out else FetchVerdict.MISSING
        # Asked without conditions from now on: where it comes back unchanged, a 304 would say nothing of its text.
        return replace(known, verdict=verdict, reason=None, gone_since=since, etag=None, last_modified=None)

    def _article(self, known: KnownAddress, answer: WebResponse) -> _Found:
        name, gazetteer = known.address, self.store.gazetteer
        article = paged(answer.body, name=name, url=answer.address, retrieved=self.clock(), gazetteer=gazetteer)
        taken = self.importer.take(article, known.address)
        if taken.error:
            # An article that a later version may be able to read is asked for in full again.
            no_talk = isinstance(taken.error, NotATranscript)
            seen = _conditions(known, answer) if no_talk else replace(known, etag=None, last_modified=None)
            verdict = FetchVerdict.NO_ROUNDTABLE if no_talk else FetchVerdict.UNREADABLE
            return _Found(replace(seen, verdict=verdict, reason=taken.error.reason, gone_since=None))
        self.store.restore(known.key)
        stored = replace(_conditions(known, answer), verdict=FetchVerdict.STORED, reason=None, gone_since=None)
        return _Found(stored, self._other_parts(article))

    def _other_parts(self, article: Article) -> tuple[str, ...]:
        links = (led_to(article.url or "", link.href) for link in canonical(article).links)
        return tuple(articles_of(links, self.plan.sources))


def _conditions(known: KnownAddress, answer: WebResponse) -> KnownAddress:
    return replace(known, etag=answer.etag, last_modified=answer.last_modified)

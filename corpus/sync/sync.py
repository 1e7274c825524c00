"""Fetching of articles for operators without an export: known addresses, and articles' links to their other parts.

A run may be interrupted and repeated: each article and each result is stored before the next request. Only 404 or 410
in two runs a day apart removes an article from the index.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from corpus.errors import NotATranscript, StoreError, UnreadableSource, fault
from corpus.links import NOTE, canonical_url, check_host, note_key
from corpus.markup import canonical
from corpus.sources.page import paged
from corpus.store.importer import Importer
from corpus.store.store import Store
from corpus.sync.allowed_urls import absolute_url
from corpus.sync.client import PoliteClient, WebResponse
from corpus.sync.fetch_log import FetchLog, FetchVerdict, KnownAddress

#: Two runs a day apart, less an hour by which a daily schedule may drift.
DAY_APART = timedelta(hours=23)
#: The reason with which a run ends early.
_TOO_OFTEN = "answered 429 again and again: the rest waits for the next run"


@dataclass(frozen=True, slots=True)
class Visit:
    """A fetched address, its result and the progress of the run."""

    address: str
    verdict: FetchVerdict
    #: The reason for the verdict, or None.
    reason: str | None
    #: Number of addresses fetched so far, and known so far.
    done: int
    total: int


def sync(
    store: Store,
    client: PoliteClient,
    addresses: Iterable[str],
    accounts: Collection[str],
    clock: Callable[[], datetime],
) -> Iterator[Visit]:
    """Fetch every address once and yield each visit; raises StoreError only.

    Articles of the ``accounts`` (「https://note.com/tokyo_cio_forum」) that a page links to are fetched, too.
    Ends early if a host still answers 429 after all retries.
    """
    run = _Run(store, client, accounts, clock)
    run.fetch_log.learn(addresses)
    queue = list(run.fetch_log.known())
    for done, known in enumerate(queue, 1):
        result, learnt = run.visit(known)
        queue += map(KnownAddress, learnt)
        verdict, reason = result.verdict or FetchVerdict.FAILED, result.reason
        yield Visit(known.address, verdict, reason, done, len(queue))
        if reason == _TOO_OFTEN:
            return


def addresses_in_file(text: str, hosts: Collection[str] = (NOTE,)) -> tuple[str, ...]:
    """Return the articles' addresses in a text, one a line; blank lines and those that begin with # are skipped.

    Raises ValueError, with the line's number, if a line is not an article's address on one of the hosts.
    """
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1))
    wanted = [(number, line) for number, line in lines if line and not line.startswith("#")]
    for number, line in wanted:
        if not note_key(line):
            raise ValueError(f"line {number}: no article's address: {line[:80]!r}")
        check_host(canonical_url(line), hosts)
    return tuple(canonical_url(line) for _, line in wanted)


def articles_of(addresses: Iterable[str], sources: Iterable[str]) -> Iterator[str]:
    """Yield the addresses that are articles of the configured accounts, in canonical form, each once.

    >>> list(articles_of(["https://note.com/a/n/n000000000000?x=1", "https://note.com/b/n/n000000000001"],
    ...                  ["https://note.com/a/m/m1"]))
    ['https://note.com/a/n/n000000000000']
    """
    accounts = {account for source in sources if (account := _account(source))}
    ours = (address for address in addresses if note_key(address) and _account(address) in accounts)
    yield from dict.fromkeys(canonical_url(address) for address in ours)


def _account(address: str) -> str:
    """Return host and account: 「note.com/tokyo_cio_forum」; empty if an address has none."""
    try:
        parts = urlsplit(canonical_url(address))
    except ValueError:
        return ""
    account = parts.path.split("/")[1] if "/" in parts.path else ""
    return f"{parts.netloc}/{account}" if account else ""


#: What a response means for its address, and the addresses of articles that the page links to.
_FetchResult = tuple[KnownAddress, Iterable[str]]


class _Run:
    def __init__(
        self, store: Store, client: PoliteClient, accounts: Collection[str], clock: Callable[[], datetime]
    ) -> None:
        self.store, self.client, self.accounts, self.clock = store, client, accounts, clock
        self.importer, self.fetch_log = Importer(store), FetchLog(store.engine)

    def visit(self, known: KnownAddress) -> tuple[KnownAddress, tuple[str, ...]]:
        """Fetch one address and record the result; return it, and the linked addresses that were not known."""
        try:
            response = self.client.get(known.address, etag=known.etag, last_modified=known.last_modified)
            result, links = self._handled(known, response)
        except UnreadableSource as error:
            result, links = replace(known, verdict=FetchVerdict.FAILED, reason=str(error)), ()
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - of whatever kind, it costs this address only
            reason = fault(known.address, error).reason
            result, links = replace(known, verdict=FetchVerdict.FAILED, reason=reason), ()
        return result, self.fetch_log.record(replace(result, checked_at=self.clock()), links)

    def _handled(self, known: KnownAddress, response: WebResponse) -> _FetchResult:
        # First of all: a 404 after a redirect to another page says nothing about this one.
        if known.key != note_key(response.address):
            raise UnreadableSource(known.address, "leads to another page")
        if response.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
            return self._gone(known), ()
        if response.status == HTTPStatus.NOT_MODIFIED:
            self.store.restore(known.key)
            return replace(known, verdict=FetchVerdict.NOT_MODIFIED, reason=None, gone_since=None), ()
        if response.status == HTTPStatus.TOO_MANY_REQUESTS:
            return replace(known, verdict=FetchVerdict.FAILED, reason=_TOO_OFTEN), ()
        if response.status != HTTPStatus.OK:
            return replace(known, verdict=FetchVerdict.FAILED, reason=f"answered {response.status}"), ()
        return self._article(known, response)

    def _gone(self, known: KnownAddress) -> KnownAddress:
        now = self.clock()
        # A clock that was ahead must not keep it for years.
        since = min(known.gone_since or now, now)
        out = now - since >= DAY_APART and self.store.withdraw(known.key, now)
        verdict = FetchVerdict.WITHDRAWN if out else FetchVerdict.MISSING
        # Fetch without conditions from now on: if it comes back unchanged, a 304 would not bring its text.
        return replace(known, verdict=verdict, reason=None, gone_since=since, etag=None, last_modified=None)

    def _article(self, known: KnownAddress, response: WebResponse) -> _FetchResult:
        name, gazetteer = known.address, self.store.gazetteer
        article = paged(response.body, name=name, url=response.address, retrieved=self.clock(), gazetteer=gazetteer)
        taken = self.importer.take(article, known.address)
        if taken.error:
            # Fetch an unreadable article in full again: a later version may be able to read it.
            no_talk = isinstance(taken.error, NotATranscript)
            seen = _conditions(known, response) if no_talk else replace(known, etag=None, last_modified=None)
            verdict = FetchVerdict.NO_ROUNDTABLE if no_talk else FetchVerdict.UNREADABLE
            return replace(seen, verdict=verdict, reason=taken.error.reason, gone_since=None), ()
        self.store.restore(known.key)
        stored = replace(_conditions(known, response), verdict=FetchVerdict.STORED, reason=None, gone_since=None)
        links = (absolute_url(article.url or "", link.href) for link in canonical(article).links)
        return stored, tuple(articles_of(links, self.accounts))


def _conditions(known: KnownAddress, response: WebResponse) -> KnownAddress:
    return replace(known, etag=response.etag, last_modified=response.last_modified)

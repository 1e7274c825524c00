"""The addresses that ``sync`` knows, with the last result of each, stored at once so that a run may be interrupted.

Rows of other kinds (feeds, sitemaps) are from earlier releases; they are neither read nor changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, Engine, RowMapping, select, update

from corpus.links import note_key
from corpus.storage.database import inserting, reading, writing
from corpus.storage.schema import deleted, fetches

#: The kind of the rows that are used here.
_ARTICLE = "article"


class FetchVerdict(StrEnum):
    """The result of fetching an address."""

    #: The article is in the store, from this or a more trusted source.
    STORED = "stored"
    NOT_MODIFIED = "not_modified"
    NO_ROUNDTABLE = "no_roundtable"
    #: A roundtable in which no speech can be found.
    UNREADABLE = "unreadable"
    #: 404 or 410, for less than a day so far.
    MISSING = "missing"
    #: 404 or 410 in two runs a day apart: removed from the index.
    WITHDRAWN = "withdrawn"
    #: Any other failure, which changes nothing.
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """An address and its last result."""

    address: str
    #: For conditional requests, or None.
    etag: str | None = None
    last_modified: str | None = None
    #: None if it has not been fetched yet.
    verdict: FetchVerdict | None = None
    #: The reason for the verdict, or None.
    reason: str | None = None
    #: When it first answered 404 or 410 since it was last found, or None.
    gone_since: datetime | None = None
    checked_at: datetime | None = None

    @property
    def key(self) -> str:
        """The article's key."""
        return note_key(self.address) or ""


@dataclass(frozen=True, slots=True)
class FetchLog:
    """The table of addresses; all methods raise StoreError if the database fails."""

    engine: Engine

    def learn(self, addresses: Iterable[str]) -> None:
        """Add the addresses that are not known, by note's key."""
        with writing(self.engine) as connection:
            _learn(connection, addresses)

    def known(self) -> tuple[KnownAddress, ...]:
        """Return all addresses: those never fetched first, then by the time of the last fetch."""
        order = (fetches.c.checked_at.is_not(None), fetches.c.checked_at, fetches.c.address)
        with reading(self.engine) as connection:
            rows = connection.execute(select(fetches).where(fetches.c.kind == _ARTICLE).order_by(*order)).mappings()
            return tuple(map(_known, rows))

    def record(self, known: KnownAddress, links: Iterable[str]) -> tuple[str, ...]:
        """Store a result and add the addresses that its page links to; return those that were not known.

        In one transaction: a page is given in full only once, so its links must not be lost.
        """
        with writing(self.engine) as connection:
            learnt = _learn(connection, links)
            connection.execute(update(fetches).where(fetches.c.address == known.address).values(asdict(known)))
        return learnt


def _learn(connection: Connection, addresses: Iterable[str]) -> tuple[str, ...]:
    known = {_identity(address) for address in connection.execute(select(fetches.c.address)).scalars()}
    # What the operator deleted is not even asked for.
    known.update(connection.execute(select(deleted.c.key)).scalars())
    new = {_identity(address): address for address in addresses if _identity(address) not in known}
    if new:
        # Another sync may learn them at the same moment.
        new_rows = inserting(connection.engine, fetches).on_conflict_do_nothing()
        connection.execute(new_rows, [{"address": address, "kind": _ARTICLE} for address in new.values()])
    return tuple(new.values())


def _identity(address: str) -> str:
    return note_key(address) or address


def _known(row: RowMapping) -> KnownAddress:
    fields = {name: value for name, value in row.items() if name != "kind"}
    return KnownAddress(**fields | {"verdict": FetchVerdict(row["verdict"]) if row["verdict"] else None})

"""The addresses that ``sync`` knows, and what each answered last: written down at once, so a run may end anywhere.

Rows of other kinds (feeds, sitemaps) are of earlier releases; they stay as they are and are not read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, Engine, RowMapping, insert, select, update

from corpus.links import note_key
from corpus.storage.database import reading, writing
from corpus.storage.schema import fetches

#: The kind of row that is read and written here.
_ARTICLE = "article"


class FetchVerdict(StrEnum):
    """What became of an address."""

    #: An article that is in the store now (or a better source of it is).
    STORED = "stored"
    NOT_MODIFIED = "not_modified"
    NO_ROUNDTABLE = "no_roundtable"
    #: A roundtable in which nobody can be made out.
    UNREADABLE = "unreadable"
    #: 404 or 410, not for long enough yet.
    MISSING = "missing"
    #: 404 or 410 in two runs a day apart: out of the index.
    WITHDRAWN = "withdrawn"
    #: Whatever else: nothing was changed by it.
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """An address and its last answer."""

    address: str
    #: For conditional requests, or None.
    etag: str | None = None
    last_modified: str | None = None
    #: None where it was not asked yet.
    verdict: FetchVerdict | None = None
    #: More of that, or None.
    reason: str | None = None
    #: When it first answered 404 or 410 without being there again since.
    gone_since: datetime | None = None
    checked_at: datetime | None = None

    @property
    def key(self) -> str:
        """The article's key."""
        return note_key(self.address) or ""


@dataclass(frozen=True, slots=True)
class FetchLog:
    """The table of addresses; raises StoreError where it fails."""

    engine: Engine

    def learn(self, addresses: Iterable[str]) -> tuple[str, ...]:
        """Write down those that are not known, by note's key; returns them."""
        with writing(self.engine) as connection:
            return _learn(connection, addresses)

    def known(self) -> tuple[KnownAddress, ...]:
        """All of them: those never asked first, then those not asked for longest."""
        order = (fetches.c.checked_at.is_not(None), fetches.c.checked_at, fetches.c.address)
        with reading(self.engine) as connection:
            rows = connection.execute(select(fetches).where(fetches.c.kind == _ARTICLE).order_by(*order)).mappings()
            return tuple(map(_known, rows))

    def record(self, known: KnownAddress, names: Iterable[str] = ()) -> tuple[str, ...]:
        """Write down an answer and the addresses that it names, together; returns those that were not known.

        Together, because an answer that is remembered as read will be given only once: what it named must not be lost.
        """
        with writing(self.engine) as connection:
            learnt = _learn(connection, names)
            connection.execute(update(fetches).where(fetches.c.address == known.address).values(asdict(known)))
        return learnt


def _learn(connection: Connection, addresses: Iterable[str]) -> tuple[str, ...]:
    known = {_identity(address) for address in connection.execute(select(fetches.c.address)).scalars()}
    new = {_identity(address): address for address in addresses if _identity(address) not in known}
    if new:
        connection.execute(insert(fetches), [{"address": address, "kind": _ARTICLE} for address in new.values()])
    return tuple(new.values())


def _identity(address: str) -> str:
    return note_key(address) or address


def _known(row: RowMapping) -> KnownAddress:
    fields = {name: value for name, value in row.items() if name != "kind"}
    return KnownAddress(**fields | {"verdict": FetchVerdict(row["verdict"]) if row["verdict"] else None})

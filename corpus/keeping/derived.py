"""What was derived from articles and may be thrown away: kept so that the next start need not make it again.

It is bytes here; what they mean is known to whoever derived them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Engine, delete, insert, select

from corpus.keeping.database import reading, writing
from corpus.schema import derived


@dataclass(frozen=True, slots=True)
class Derived:
    """The rows of one database; raises StoreError where it fails."""

    engine: Engine

    def read(self, maker: str) -> Mapping[str, bytes]:
        """Source → what ``maker`` derived from it."""
        with reading(self.engine) as connection:
            rows = connection.execute(select(derived).where(derived.c.maker == maker))
            return {row.source: row.content for row in rows}

    def replace(self, maker: str, made: Mapping[str, bytes], sources: Collection[str]) -> None:
        """Keep what ``maker`` made, and of what was there only its rows of ``sources``: another maker's are stale."""
        with writing(self.engine) as connection:
            stale = (derived.c.maker != maker) | derived.c.source.not_in(sources) | derived.c.source.in_(made)
            connection.execute(delete(derived).where(stale))
            if made:
                rows = [{"source": source, "maker": maker, "content": content} for source, content in made.items()]
                connection.execute(insert(derived), rows)

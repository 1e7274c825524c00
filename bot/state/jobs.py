"""Regular tasks of all processes: when each last ran, with what result. The first process to claim one runs it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from bot.clock import ASKEW
from bot.state.tables import jobs as table
from corpus.storage.database import Kept, inserting, writing

#: How the last runs of ``zadankai sync`` went: written by the command, read by ``serve`` and ``check``.
_SYNC = "sync"
#: What Slack last refused for its form.
_FORM = "form"


class Jobs(Kept):
    """The table of regular tasks."""

    def claim(self, name: str, every: timedelta) -> bool:
        """Claim a task; return True for one of all processes, once in ``every``."""
        now = self.clock()
        with writing(self.engine) as connection:
            past, ahead = table.c.done_at <= now - every, table.c.done_at > now + ASKEW
            due = update(table).where(table.c.name == name, past | ahead)
            if connection.execute(due.values(done_at=now)).rowcount:
                return True
            first = inserting(self.engine, table).values(name=name, done_at=now, detail="{}").on_conflict_do_nothing()
            return connection.execute(first).rowcount == 1

    def note(self, name: str, detail: dict[str, Any]) -> None:
        """Store the result of a task that ran now."""
        values = {"done_at": self.clock(), "detail": json.dumps(detail, ensure_ascii=False)}
        put = inserting(self.engine, table).values(name=name, **values)
        self.run(put.on_conflict_do_update(index_elements=[table.c.name], set_=values))

    def detail(self, name: str, within: timedelta | None = None) -> dict[str, Any]:
        """Return the result of a task's last run; empty where it never ran, or not *within* this time."""
        query = select(table.c.detail).where(table.c.name == name)
        found = self.rows(query.where(table.c.done_at > self.clock() - within) if within else query)
        return dict(json.loads(found[0].detail)) if found else {}


def note_form(jobs: Jobs, reason: str, pointer: str) -> None:
    """Store that Slack did not take the form of a message or view, and where it is broken. Raises StoreError."""
    jobs.note(_FORM, {"reason": reason, "pointer": pointer})


def refused_form(jobs: Jobs, within: timedelta) -> str | None:
    """Return the last of these, 「invalid_blocks /blocks/3」, unless it is older than *within*. Raises StoreError."""
    found = jobs.detail(_FORM, within)
    return f"{found['reason']} {found['pointer']}".strip() if found else None


def synced(jobs: Jobs, *, well: bool) -> None:
    """Store whether a run succeeded. Raises StoreError."""
    jobs.note(_SYNC, {"failures": 0 if well else sync_failures(jobs) + 1})


def sync_failures(jobs: Jobs) -> int:
    """Return the number of runs that failed in a row. Raises StoreError."""
    return int(jobs.detail(_SYNC).get("failures", 0))

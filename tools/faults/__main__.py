"""``python -m tools.faults [--postgres | --pgbouncer]``: everything goes wrong at once; what became of each question.

What must hold: at most one answer each; answered + dropped + uncertain = acked = asked; each uncertain one has a cause
that was seen; what is no question is acked.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from sqlalchemy import select

from bot.state.tables import connect, inbox
from corpus.storage.database import reading
from tests import postgres
from tests.fake_slack import FakeSlack
from tests.pgbouncer import NoPgBouncer, PgBouncer, pooling
from tools.crashes import settle_afterwards
from tools.faults.asking import Asking, answered_key, id_of, key_of
from tools.faults.figures import Figures, Row, Seen
from tools.faults.sabotage import Sabotage

#: Questions a second.
PACE = 20.0
#: The fake's word for a call that another process, or one that is dead now, was told not to make.
_TOLD_TO_ANOTHER = "before its Retry-After was over"


def run(database: str, folder: Path, questions: int, every: float, pooler: PgBouncer | None = None) -> Figures:
    """Ask so many questions, with SIGKILL ``every`` so many seconds; two processes on PostgreSQL, else one."""
    chance = random.Random(1)  # noqa: S311 - a schedule, no secret
    with FakeSlack(patience=1.0) as slack, closing(Sabotage(slack, database, folder, every, pooler)) as sabotage:
        slack.sockets.attempts = 10_000
        asking = Asking(slack, chance)
        with sabotage.under_way(2 if database.startswith("postgres") else 1):
            began = time.monotonic()
            for number in range(questions):
                time.sleep(max(0.0, began + number / PACE - time.monotonic()))
                asking.ask()
        _settle(slack, asking, database)
        for process in sabotage.processes:
            assert process.terminate() == 0
        settle_afterwards(database)
        return _figures(slack, asking, sabotage, database)


def _settle(slack: FakeSlack, asking: Asking, database: str) -> None:
    slack.sockets.audible = True
    _wait(lambda: not asking.not_acked)
    # What a dead process was sending is settled when all have ended.
    _wait(lambda: all(row.state != "received" for row in _rows(asking, database)))


def _wait(true: Callable[[], bool], seconds: float = 60) -> None:
    """Until it is true, or for so long: what is not true in the end is among the faults."""
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.1)


def _rows(asking: Asking, database: str) -> Sequence[Row]:
    keys = {id_of(question): key_of(question) for question in asking.questions}
    engine = connect(database)
    with reading(engine) as connection:
        columns = (inbox.c.event_id, inbox.c.state, inbox.c.reason, inbox.c.settled_at, inbox.c.taken_at)
        found = connection.execute(select(*columns)).all()
    engine.dispose()
    # What is no question has no business in there: it would stand under its own id, and be counted.
    return [Row(keys.get(event_id, event_id), *rest) for event_id, *rest in found]


def _figures(slack: FakeSlack, asking: Asking, sabotage: Sabotage, database: str) -> Figures:
    posts = [call for call in list(slack.web.calls) if call.method in ("chat.postMessage", "response_url")]
    payload_faults = [fault for fault in slack.web.faults if _TOLD_TO_ANOTHER not in fault]
    slack.web.faults.clear()
    return Figures(
        done=sabotage.done + sabotage.refused,
        asked=len(asking.questions),
        acked=asking.acked,
        again=len(asking.again),
        malformed=len(asking.malformed),
        not_acked=asking.not_acked,
        rows=_rows(asking, database),
        seen=Seen(
            posts=Counter(answered_key(call) for call in posts if call.status == 200),
            broken=frozenset(answered_key(call) for call in posts if call.status >= 500),
            kills=sabotage.kills,
            shut=sabotage.shut,
        ),
        payload_faults=payload_faults,
    )


@contextmanager
def _postgres() -> Iterator[str]:
    with postgres.serving() as server, postgres.empty_database(server) as database:
        yield database


def main() -> int:
    """Run, print the figures, and say by the exit status whether they hold."""
    parser = argparse.ArgumentParser(prog="python -m tools.faults", description=__doc__)
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--every", type=float, default=10.0, help="seconds from one SIGKILL to the next")
    parser.add_argument("--postgres", action="store_true", help="two processes on one real PostgreSQL")
    parser.add_argument("--pgbouncer", action="store_true", help="the same, behind a PgBouncer that is restarted")
    given = parser.parse_args()
    with ExitStack() as stack:
        folder, pooler = Path(stack.enter_context(tempfile.TemporaryDirectory())), None
        database = f"sqlite:///{(folder / 'faults.sqlite3').as_posix()}"
        try:
            if given.postgres or given.pgbouncer:
                database = stack.enter_context(_postgres())
            if given.pgbouncer:
                pooler = stack.enter_context(pooling(database))
                database = pooler.address
        except (postgres.NoPostgres, NoPgBouncer) as reason:
            parser.error(str(reason))
        figures = run(database, folder, given.questions, given.every, pooler)
    faults = figures.faults()
    sys.stdout.write(f"{figures}\n" + ("\n".join(faults) or "all accounted for") + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

"""``python -m tools.sync_kills``: SIGKILL at random points of a sync, and what is stored when it was run again.

What must hold: every article is there exactly once, and is the one that an undisturbed run would have stored.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from bot.open_library import open_store
from corpus.sources.page import paged
from corpus.storage.database import reading
from corpus.store.store import Store
from tests.corpus.published import PIECE, TOWNS, as_html, as_page
from tests.fake_note import FakeNote, running, wait_until_asked

#: Articles of the account: half are known, each of those links to one that is not.
ARTICLES = 12
#: Kills of one database before it is let run to its end.
KILLS_EACH = 4


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted."""

    kills: int
    #: Kills that came when the process had ended by itself.
    late: int
    articles: int
    #: What must hold and does not.
    faults: tuple[str, ...]


def kill_and_finish(folder: Path, kills: int, chance: random.Random) -> Figures:
    """Kill a sync so often, let it run to its end, and look at what it stored."""
    with running() as note:
        expected = _publish(note)
        database = f"sqlite:///{folder / 'articles.sqlite3'}"
        late = sum(not _killed(note, database, chance) for _ in range(kills))
        _process(database, note).wait(60)
        faults = tuple(_faults(open_store(database), expected))
    return Figures(kills, late, len(expected), faults)


def _publish(note: FakeNote) -> dict[str, str]:
    """Note's key → the body that is to be stored."""
    keys = [f"n{number:012x}" for number in range(1, ARTICLES + 1)]
    paths = [f"/sample/n/{key}" for key in keys]
    bodies: dict[str, str] = {}
    for at, (key, path) in enumerate(zip(keys, paths, strict=True)):
        other = f'<p>後半は<a href="{paths[at + 1]}">こちら</a></p>' if at % 2 == 0 else ""
        piece = replace(PIECE, number=at + 1)
        page = as_page(piece, key, body=as_html(piece) + other)
        address = note.publish(path, page)
        read = paged(page.encode(), name=key, url=address, retrieved=datetime.now(UTC), gazetteer=TOWNS)
        bodies[key] = read.body
    return bodies


def _process(database: str, note: FakeNote) -> subprocess.Popen[bytes]:
    known = [note.address + path for path in list(note.pages)[::2]]
    command = [sys.executable, "-m", "tools.syncing", database, f"{note.address}/sample", *known]
    return subprocess.Popen(  # noqa: S603 - our own module
        command, cwd=Path(__file__).parents[1], stdout=subprocess.DEVNULL
    )


def _killed(note: FakeNote, database: str, chance: random.Random) -> bool:
    """Kill a run between two requests or within one; False where it had ended before."""
    process = _process(database, note)
    wait_until_asked(note, len(note.asked) + chance.randint(1, ARTICLES))
    time.sleep(chance.uniform(0, 0.03))
    process.kill()
    return process.wait(20) < 0


def _faults(store: Store, expected: dict[str, str]) -> list[str]:
    with reading(store.engine) as connection:
        sound = connection.execute(text("PRAGMA integrity_check")).scalar()
    stored = {article.key: article.body for article in store.stored()}
    return [
        *([] if sound == "ok" else [f"the database is damaged: {sound}"]),
        *(f"missing: {key}" for key in expected.keys() - stored.keys()),
        *(f"nobody published it: {key}" for key in stored.keys() - expected.keys()),
        *(f"not intact: {key}" for key in expected.keys() & stored.keys() if stored[key] != expected[key]),
        *([] if store.count() == len(stored) else ["an article stands there twice"]),
    ]


def main() -> None:
    """Kill, count and print; status 1 where something does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 - no secret, a choice of moments
    faults: list[str] = []
    for done in range(0, given.kills, KILLS_EACH):
        with tempfile.TemporaryDirectory() as folder:
            figures = kill_and_finish(Path(folder), min(KILLS_EACH, given.kills - done), chance)
        faults += figures.faults
        sys.stdout.write(f"{figures.kills} kills, {figures.late} of them late; {figures.articles} articles\n")
    sys.stdout.write(f"{given.kills} kills: {faults or 'every article once and intact'}\n")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()

"""``python -m tools.syncing DATABASE SOURCE``: one run of sync as a process of its own, against the loopback note.

A source on 127.0.0.1 is asked through a gate that lets the loopback pass: no setting of the program makes such a gate.
Any other source is asked as in production, proxy and authorities from the environment.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from urllib.parse import urlsplit

from bot.open_library import open_store
from bot.outgoing import trust
from corpus.sync.allowed_urls import AllowedUrls
from corpus.sync.client import PoliteClient, Politeness
from corpus.sync.sync import sync

#: For tests: nobody is served by waiting for a loopback.
QUICK = Politeness(
    agent="zadankai-test (+mailto:nobody@example.com)",
    pause=0.0,
    patience=0.3,
    deadline=1.5,
    largest=300_000,
    attempts=3,
    backoff=0.05,
)


def gate_to(source: str) -> AllowedUrls:
    """Return the gate that lets a loopback source pass; for any other the one in use."""
    place = urlsplit(source)
    if place.hostname == "127.0.0.1":
        here = frozenset(["127.0.0.1"])
        return AllowedUrls(here, frozenset(["http"]), here, frozenset([place.port or 80]))
    return AllowedUrls.to_hosts_of([source])


def main() -> None:
    """Run, and print each visit's verdict."""
    parser = argparse.ArgumentParser()
    parser.add_argument("database")
    parser.add_argument("source")
    parser.add_argument("addresses", nargs="*")
    parser.add_argument("--ca-file")
    given = parser.parse_args()
    store = open_store(given.database)
    with PoliteClient.open(gate_to(given.source), QUICK, trust(given.ca_file)) as web:
        for visit in sync(store, web, given.addresses, [given.source], lambda: datetime.now(UTC)):
            sys.stdout.write(f"{visit.verdict} {visit.address} {visit.reason or ''}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()

"""``zadankai sync``: articles from the web."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.cli.output import Terminal, line, show_hidden_changes
from bot.cli.version import program_version
from bot.clock import now
from bot.open_library import open_store
from bot.outgoing import trust
from bot.settings import SyncSettings, load
from bot.state.jobs import Jobs, synced
from corpus.errors import UnreadableSource
from corpus.links import note_hosts
from corpus.series import known_articles
from corpus.store.store import Store
from corpus.sync.fetch_log import FetchVerdict

if TYPE_CHECKING:
    import ssl

    from corpus.sync.sync import Visit

#: A run in which an address ended so exits with status 1.
_FAILURES = {FetchVerdict.FAILED, FetchVerdict.UNREADABLE}


def sync(
    file: Annotated[Path | None, typer.Argument(help="A file of further addresses, one a line.")] = None,
) -> None:
    """Fetch articles from note: the known ones and the parts they link to, slowly and as robots.txt allows."""
    raise typer.Exit(fetch_articles(file))


def fetch_articles(file: Path | None = None) -> int:
    """Run ``sync`` once, record its outcome for the operators, and return the exit status."""
    settings = load(SyncSettings)
    trusted = trust(settings.ca_file)
    store = open_store(settings.database)
    known = (article.url for article in known_articles())
    addresses = (*known, *_addresses(file, note_hosts(settings.sources)))
    with _recorded(store) as verdicts:
        verdicts.extend(visit.verdict for visit in _with_progress(_visits(store, addresses, settings, trusted)))
    console, counts = Terminal(), Counter(verdicts)
    line(console, ", ".join(f"{verdict.value} {count}" for verdict, count in counts.items()) or "nothing was asked")
    line(console, f"{store.count()} articles in the store")
    show_hidden_changes(console, store)
    return 1 if counts.keys() & _FAILURES else 0


@contextmanager
def _recorded(store: Store) -> Iterator[list[FetchVerdict]]:
    """Collect verdicts and record the run; an aborted run counts as failed, like one in which an address failed."""
    verdicts: list[FetchVerdict] = []
    ended = False
    try:
        yield verdicts
        ended = True
    finally:
        synced(Jobs(store.engine, now), well=ended and FetchVerdict.FAILED not in verdicts)


def _addresses(file: Path | None, hosts: frozenset[str]) -> tuple[str, ...]:
    from corpus.sync.sync import addresses_in_file  # noqa: PLC0415 - the same

    if file is None:
        return ()
    try:
        return addresses_in_file(file.read_text(encoding="utf-8"), hosts)
    except (OSError, ValueError, UnreadableSource) as error:
        raise typer.BadParameter(f"{file}: {error}", param_hint="FILE") from error


def _visits(store: Store, addresses: Sequence[str], settings: SyncSettings, trusted: ssl.SSLContext) -> Iterator[Visit]:
    # Not at the head: httpx takes a tenth of a second, for which ``ask`` must not wait.
    from corpus.sync.allowed_urls import AllowedUrls  # noqa: PLC0415 - see above
    from corpus.sync.client import PoliteClient, Politeness  # noqa: PLC0415 - the same
    from corpus.sync.sync import sync as visit_all  # noqa: PLC0415 - the same

    politeness = Politeness(agent=f"zadankai/{program_version()} (+{settings.contact_address})")
    allowed_urls = AllowedUrls.to_hosts_of((*settings.sources, *addresses))
    with PoliteClient.open(allowed_urls, politeness, trusted) as web:
        yield from visit_all(store, web, addresses, settings.sources, now)


def _with_progress(visits: Iterable[Visit]) -> Iterator[Visit]:
    """Pass visits on, with a line for each that changed something or failed, and a progress bar in a terminal."""
    console = Terminal(stderr=True)
    with Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=console) as progress:
        task = progress.add_task("articles", total=None, visible=console.is_terminal)
        for visit in visits:
            progress.update(task, completed=visit.done, total=visit.total)
            if visit.verdict is not FetchVerdict.NOT_MODIFIED:
                line(progress.console, f"{visit.verdict.value:<14} {visit.address}  {visit.reason or ''}".rstrip())
            yield visit

"""``zadankai import`` and ``sync``: articles brought in from files and from the web."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from bot.cli.output import line, printable
from bot.clock import now
from bot.settings import Settings, SyncSettings, load
from bot.state.jobs import Jobs, synced
from corpus.errors import UnreadableSource
from corpus.series import known_articles
from corpus.sources.files import ReadOptions, read_files
from corpus.store.importer import Importer, Taken
from corpus.store.store import Store
from corpus.sync.fetch_log import FetchVerdict

if TYPE_CHECKING:
    from corpus.sync.sync import Plan, Visit

#: What a run that met with one of these ends with status 1 for.
_FAILURES = {FetchVerdict.FAILED, FetchVerdict.UNREADABLE}


def import_(
    paths: Annotated[list[Path], typer.Argument(help="note's export (.zip, .xml), saved pages, plain text, folders.")],
    url: Annotated[str | None, typer.Option(help="The article's address, for a single file.")] = None,
    drafts: Annotated[bool, typer.Option("--drafts", help="Take drafts of an export too.")] = False,
) -> None:
    """Store articles as received; twice changes nothing, what cannot be read is named and the rest goes on."""
    raise typer.Exit(bring_in(paths, url=url, drafts=drafts))


def bring_in(paths: Sequence[Path], *, url: str | None = None, drafts: bool = False) -> int:
    """Store the articles of files and say what became of each; returns the exit status."""
    store = Store.open(load(Settings).database)
    reception = ReadOptions(store.gazetteer, now(), drafts=drafts, url=url)
    console = Console()
    try:
        taken = list(_watched(Importer(store).take_all(read_files(paths, reception))))
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--url") from error
    _report(console, taken)
    read = sum(one.outcome is not None for one in taken)
    line(console, f"{read} of {len(taken)} articles read; {store.count()} in the store")
    return 1 if not taken or any(one.error for one in taken) else 0


def _watched(taken: Iterable[Taken]) -> Iterator[Taken]:
    """Pass on, with a progress bar on standard error where somebody looks at it."""
    console = Console(stderr=True)
    with Progress(BarColumn(), TextColumn("{task.percentage:3.0f}%"), console=console, transient=True) as progress:
        task = progress.add_task("", total=1.0, visible=console.is_terminal)
        for one in taken:
            progress.update(task, completed=one.progress)
            yield one


def _report(console: Console, taken: Sequence[Taken]) -> None:
    """One table of what happened."""
    table = Table("", "key", "article", box=None, pad_edge=False, show_header=False)
    for one in taken:
        fixed, words = _row(one)
        table.add_row(*(Text(cell, no_wrap=True) for cell in fixed), Text(printable(words), overflow="fold"))
    console.print(table)


def _row(taken: Taken) -> tuple[tuple[str, str], str]:
    if taken.error:
        return ("refused", ""), f"{taken.name}: {taken.error.reason}"
    if taken.outcome is None:
        return ("draft", ""), taken.name
    return (taken.outcome.value, taken.key or ""), _title(taken)


def _title(taken: Taken) -> str:
    replaced = f" (replaces {', '.join(taken.replaced)})" if taken.replaced else ""
    return f"{taken.transcript.title if taken.transcript else taken.name}{replaced}"


def synchronize(
    file: Annotated[Path | None, typer.Argument(help="Further addresses, one a line.")] = None,
) -> None:
    """Fetch articles from note: known ones, and the parts they link to; slowly, and only what robots.txt allows."""
    raise typer.Exit(fetch(file))


def fetch(file: Path | None = None) -> int:
    """One run of ``sync``, written down for the operators; returns the exit status."""
    # Not at the head: httpx takes a tenth of a second, which a question need not wait for.
    from corpus.sync.sync import Plan  # noqa: PLC0415 - see above

    settings = load(SyncSettings)
    store = Store.open(settings.database)
    plan = Plan(settings.sources, (*(article.url for article in known_articles()), *_addresses(file)))
    with _written_down(store) as met:
        met.extend(visit.verdict for visit in _shown(_visits(store, plan, settings)))
    console, counts = Console(), Counter(met)
    line(console, ", ".join(f"{verdict.value} {count}" for verdict, count in counts.items()) or "nothing was asked")
    line(console, f"{store.count()} articles in the store")
    return 1 if counts.keys() & _FAILURES else 0


@contextmanager
def _written_down(store: Store) -> Iterator[list[FetchVerdict]]:
    """Take what addresses came to; a run that breaks off went as badly as one in which an address failed."""
    met: list[FetchVerdict] = []
    ended = False
    try:
        yield met
        ended = True
    finally:
        synced(Jobs(store.engine, now), well=ended and FetchVerdict.FAILED not in met)


def _addresses(file: Path | None) -> tuple[str, ...]:
    from corpus.sync.sync import addresses_in_file  # noqa: PLC0415 - see fetch

    if file is None:
        return ()
    try:
        return addresses_in_file(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise typer.BadParameter(f"{file}: {error}", param_hint="FILE") from error


def _visits(store: Store, plan: Plan, settings: SyncSettings) -> Iterator[Visit]:
    from corpus.sync.allowed_urls import AllowedUrls  # noqa: PLC0415 - the same
    from corpus.sync.client import PoliteClient, Politeness  # noqa: PLC0415 - the same
    from corpus.sync.sync import sync  # noqa: PLC0415 - see fetch

    politeness = Politeness(agent=f"zadankai/{_version()} (+{settings.contact_address})")
    allowed_urls = AllowedUrls.to_hosts_of((*plan.sources, *plan.addresses))
    try:
        with PoliteClient.open(allowed_urls, politeness, settings.ca_file) as web:
            yield from sync(store, web, plan, now)
    except UnreadableSource as error:
        raise typer.BadParameter(str(error), param_hint="ZADANKAI_CA_FILE") from error


def _shown(visits: Iterable[Visit]) -> Iterator[Visit]:
    """Pass on, one line a visit that changed something or failed, and a progress bar where somebody looks at it."""
    console = Console(stderr=True)
    with Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=console) as progress:
        task = progress.add_task("articles", total=None, visible=console.is_terminal)
        for visit in visits:
            progress.update(task, completed=visit.done, total=visit.total)
            if visit.verdict is not FetchVerdict.NOT_MODIFIED:
                line(progress.console, f"{visit.verdict.value:<14} {visit.address}  {visit.reason or ''}".rstrip())
            yield visit


def _version() -> str:
    try:
        return version("zadankai")
    except PackageNotFoundError:
        # Hosts that start it from its folder install what it needs, and not itself.
        return "source"

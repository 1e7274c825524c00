"""``zadankai inbox``, ``gaps``, ``feedback`` and ``purge``: what became of questions, and what is kept too long."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.output import AsJson, line, print_json
from bot.clock import now
from bot.settings import Settings, load
from bot.state.feedback import Feedback, Verdict
from bot.state.inbox import Inbox
from bot.state.missed_terms import DAYS, MissedTerms
from corpus.store.store import Store


def inbox(as_json: AsJson = False) -> None:
    """Show what became of the questions: received, sending, sent, dropped, uncertain."""
    box = Inbox(Store.open(load(Settings).database).engine, now)
    counts, reasons = box.counts(), box.reasons()
    if as_json:
        print_json({"states": {state.value: count for state, count in counts.items()}, "reasons": dict(reasons)})
        return
    table = Table("state", "events")
    for state, count in counts.items():
        table.add_row(state.value, str(count))
    for reason, count in reasons.items():
        table.add_row(f"  {reason}", str(count), style="dim")
    Console().print(table)


def gaps(
    days: Annotated[int, typer.Option(min=1, help="On how many different days, at least.")] = DAYS,
    as_json: AsJson = False,
) -> None:
    """List the terms that found nothing on several days: what people ask for and the articles lack."""
    found = MissedTerms(Store.open(load(Settings).database).engine, now).gaps(days)
    if as_json:
        rows = [{"term": gap.term, "days": gap.days, "last": gap.last.isoformat()} for gap in found]
        print_json({"gaps": rows})
        return
    table = Table("term", "days", "last")
    for gap in found:
        table.add_row(gap.term, str(gap.days), gap.last.isoformat())
    Console().print(table if found else f"no term found nothing on {days} days or more")


def feedback(as_json: AsJson = False) -> None:
    """Show how often quotes were called useful or wrong; nobody is named, and no question is kept."""
    given = Feedback(Store.open(load(Settings).database).engine, now, None).verdicts()
    counts = Counter(each.verdict for each in given)
    questions = len({each.terms for each in given})
    if as_json:
        print_json({"verdicts": {verdict.value: counts[verdict] for verdict in Verdict}, "questions": questions})
        return
    for verdict, count in sorted(counts.items()):
        line(Console(), f"{verdict}: {count}")
    line(Console(), f"{questions} questions were judged")


def purge(as_json: AsJson = False) -> None:
    """Delete what is kept too long; the bot does it by itself, every hour."""
    # Not at the head: it reaches the whole of what is remembered.
    from bot.operations.scheduler import purge_now  # noqa: PLC0415 - see above

    deleted = purge_now(Store.open(load(Settings).database).engine, now)
    if as_json:
        print_json(dict(deleted))
        return
    line(Console(), "deleted: " + ", ".join(f"{name} {count}" for name, count in deleted.items()))

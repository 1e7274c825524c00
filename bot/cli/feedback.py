"""``zadankai feedback``: what people say of quotes."""

from __future__ import annotations

from collections import Counter

from bot.cli.output import AsJson, Terminal, line, print_json
from bot.clock import now
from bot.open_library import configured_store
from bot.state.feedback import Feedback, Verdict


def feedback(as_json: AsJson = False) -> None:
    """Count how often quotes were judged useful or wrong; nobody is named, and no question is kept."""
    given = Feedback(configured_store().engine, now, None).verdicts()
    counts = Counter(verdict for verdict, _ in given)
    questions = len({terms for _, terms in given})
    if as_json:
        print_json({"verdicts": {verdict.value: counts[verdict] for verdict in Verdict}, "questions": questions})
        return
    for verdict, count in sorted(counts.items()):
        line(Terminal(), f"{verdict}: {count}")
    line(Terminal(), f"{questions} questions were judged")

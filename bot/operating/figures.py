"""The figures that ``/metrics`` reads when it is asked: inbox, notices, index, queue and connection of a process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from bot.browsing.notices import Notices
from bot.conversation.limits import Listeners
from bot.inbox import Inbox, State
from bot.operating.health import Figure
from bot.operating.upkeep import Freshness
from bot.slack.connection import Lifeline
from index.library import Library


def figures(inbox: Inbox, notices: Notices) -> tuple[Figure, ...]:
    """Those of all processes on the database."""
    return (
        Figure("zadankai_events", "Events of the last day, by what became of them.", _states(inbox.counts), "state"),
        Figure(
            "zadankai_events_unanswered", "Why not, or why nobody knows.", lambda: inbox.reasons().items(), "reason"
        ),
        Figure("zadankai_notices", "Notices, by what became of them.", _states(notices.counts), "state"),
    )


def own_figures(library: Library, freshness: Freshness, listeners: Listeners, lifeline: Lifeline) -> tuple[Figure, ...]:
    """Those of this process."""
    return (
        _number("zadankai_waiting", "Work that no thread has taken yet.", lambda: listeners.waiting),
        _number("zadankai_connected", "1 while Slack answers on the connection.", lambda: lifeline.proven),
        _number("zadankai_connections", "Connections to Slack that were made.", lambda: lifeline.connections),
        _number("zadankai_revision", "Revision of the articles.", lambda: library.edition.revision),
        _number("zadankai_articles", "Articles that are searched.", lambda: len(library.edition.transcripts)),
        _number("zadankai_articles_not_read", "Articles that are not.", lambda: len(library.edition.troubles)),
        _number("zadankai_passages", "Passages of the index.", lambda: len(library.index.passages)),
        _number("zadankai_index_age_seconds", "Since the index was known to be the newest.", lambda: freshness.age),
    )


def _number(name: str, words: str, read: Callable[[], float]) -> Figure:
    return Figure(name, words, lambda: (("", float(read())),))


def _states(counts: Callable[[], Mapping[State, int]]) -> Callable[[], Iterable[tuple[str, float]]]:
    return lambda: [(state.value, float(count)) for state, count in counts().items()]

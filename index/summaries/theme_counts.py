"""Counts of passages by theme and body, a check of the themes, and topics that nobody speaks of."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

from corpus.model import METROPOLIS, Passage
from corpus.text import narrowed
from index.filters import whose
from index.phrases import occurs
from index.search import Index
from index.themes import TABLE, Membership, Theme

#: A theme with more than this share of all passages is no theme but the subject of the whole forum.
TOO_MUCH = 1 / 3


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme's counts."""

    theme: Theme
    #: How many passages it has, whoever speaks.
    passages: int
    #: Body → how many of them it speaks; a body that speaks none is no key.
    bodies: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ThemeCounts:
    """Numbers of passages by theme and body."""

    #: In the table's order.
    rows: tuple[ThemeRow, ...]
    #: Whoever hosts or speaks, in the coverage's order, 東京都 last. Speakers of other bodies are in no column.
    bodies: tuple[str, ...]
    #: All passages of the index.
    passages: int
    #: Those of no theme.
    unsorted: int


class Problem(StrEnum):
    """What can be wrong with a theme."""

    EMPTY = "empty"
    TOO_LARGE = "too large"


@dataclass(frozen=True, slots=True)
class ThemeProblem:
    """A theme that is empty or too large."""

    theme: str
    problem: Problem
    #: Its passages.
    passages: int
    #: All passages.
    of: int


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject that people ask for and that the talks may lack."""

    name: str
    forms: tuple[str, ...]


def counts(index: Index, membership: Membership) -> ThemeCounts:
    """Count the passages of each theme, by the body whose words they are."""
    rows = []
    for theme in membership.themes:
        members = membership.members[theme.name]
        said = Counter(body for member in members if (body := whose(member.passage)))
        rows.append(ThemeRow(theme, len(members), dict(said)))
    unsorted = len(index.passages) - len(membership.themes_of)
    return ThemeCounts(tuple(rows), _bodies(index), len(index.passages), unsorted)


def check(theme_counts: ThemeCounts) -> tuple[ThemeProblem, ...]:
    """Return the themes that are empty or take over a third of all passages; of an empty index, every one."""
    return tuple(
        ThemeProblem(row.theme.name, problem, row.passages, theme_counts.passages)
        for row in theme_counts.rows
        if (problem := _problem(row.passages, theme_counts.passages))
    )


def topics() -> tuple[Topic, ...]:
    """Read the table's topics."""
    rows = tomllib.loads((files("index") / TABLE).read_text(encoding="utf-8"))["topic"]
    return tuple(Topic(row["name"], tuple(row["forms"])) for row in rows)


def absent(known: Iterable[Topic], passages: Iterable[Passage]) -> tuple[Topic, ...]:
    """Return the topics of which none of the ``passages`` speaks: in any form, in any width and case."""
    texts = [narrowed(passage.text) for passage in passages]
    return tuple(
        topic for topic in known if not any(occurs(narrowed(form), text) for form in topic.forms for text in texts)
    )


def _problem(passages: int, of: int) -> Problem | None:
    if passages == 0:
        return Problem.EMPTY
    return Problem.TOO_LARGE if passages > TOO_MUCH * of else None


def _bodies(index: Index) -> tuple[str, ...]:
    speaking = dict.fromkeys(body for passage in index.passages if (body := whose(passage)))
    return tuple(
        sorted({**dict.fromkeys(index.coverage.municipalities), **speaking}, key=lambda body: body == METROPOLIS)
    )

"""``zadankai themes``: passages by theme and municipality, and a check of the themes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot import open_library, wording
from bot.answers.json_form import Json
from bot.cli.output import AsJson, Terminal, line, print_json
from index.summaries.theme_counts import (
    Problem,
    ThemeCounts,
    ThemeProblem,
    ThemeRow,
    Topic,
    absent,
    check,
    counts,
    topics,
)


def themes(
    fails: Annotated[
        bool, typer.Option("--check", help="Exit with status 1 where a theme has no passages, or over a third of all.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Count the passages of each theme by municipality, and list the topics that nobody speaks of."""
    snapshot = open_library.library_to_ask().snapshot
    theme_counts = counts(snapshot.index, snapshot.membership)
    lacking = absent(topics(), snapshot.index.passages)
    findings = check(theme_counts) if fails else ()
    if as_json:
        print_json(_form(theme_counts, lacking, findings))
    else:
        _show(Terminal(), theme_counts, lacking, sample=snapshot.index.coverage.sample)
        for finding in findings:
            line(Terminal(), _problem(finding))
    if findings:
        raise typer.Exit(1)


def _show(console: Console, theme_counts: ThemeCounts, lacking: Sequence[Topic], *, sample: bool) -> None:
    table = Table("theme", "passages", "by body", box=None)
    for row in theme_counts.rows:
        share = f"{row.passages} ({row.passages / max(1, theme_counts.passages):.0%})"
        table.add_row(Text(row.theme.name, no_wrap=True), Text(share, no_wrap=True), _bodies(row, theme_counts))
    console.print(table)
    line(console, f"of no theme: {theme_counts.unsorted} of {theme_counts.passages} passages")
    line(console, f"spoken of nowhere: {'、'.join(topic.name for topic in lacking) or 'none of the topics'}")
    if sample:
        line(console, wording.SAMPLE_NOTICE)


def _bodies(row: ThemeRow, theme_counts: ThemeCounts) -> Text:
    """Return the bodies that speak of a theme with their counts, in the gazetteer's order."""
    said = "  ".join(f"{body} {row.bodies[body]}" for body in theme_counts.bodies if body in row.bodies)
    # Rich counts trailing spaces of a line, and would replace its last number by ….
    return Text(said, overflow="fold")


def _problem(finding: ThemeProblem) -> str:
    return {
        Problem.EMPTY: f"empty: no passage speaks of {finding.theme}",
        Problem.TOO_LARGE: f"too large: {finding.theme} takes {finding.passages} of {finding.of} passages",
    }[finding.problem]


def _form(theme_counts: ThemeCounts, lacking: Sequence[Topic], findings: Sequence[ThemeProblem]) -> Json:
    return {
        "themes": [
            {"name": row.theme.name, "passages": row.passages, "bodies": dict(row.bodies)} for row in theme_counts.rows
        ],
        "passages": theme_counts.passages,
        "unsorted": theme_counts.unsorted,
        "absent": [topic.name for topic in lacking],
        "findings": [{"theme": finding.theme, "problem": finding.problem.value} for finding in findings],
    }

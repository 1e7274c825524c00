"""``python -m tools.parsing [--articles N]``: how well articles are read; exits with 1 for a word in a wrong mouth."""

from __future__ import annotations

import argparse
import sys
import time
from typing import TYPE_CHECKING

from tools.parsing.figures import composed_figures, damaged_figures, in_processes, real_figures, specimen_figures

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARTICLES, _LARGE = 2_000, 50_000


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tools.parsing", description=__doc__)
    parser.add_argument("--articles", type=int, default=_ARTICLES, help=f"composed articles, {_ARTICLES:,} if not said")
    parser.add_argument("--large", action="store_true", help=f"{_LARGE:,} composed articles")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--worst", type=int, default=12, help="how many forms of labels to list, the worst first")
    options = parser.parse_args()
    return (
        0 if all(list(_printed(_LARGE if options.large else options.articles, options.processes, options.worst))) else 1
    )


def _printed(count: int, processes: int, worst: int) -> Iterator[bool]:
    """Print each figure as soon as it is known; True for each that is good."""
    for title, figures in (
        ("Expected transcripts", specimen_figures),
        (f"{count:,} articles of real forms", lambda: in_processes(real_figures, count, processes)),
        (f"{count:,} articles of all forms", lambda: in_processes(composed_figures, count, processes)),
        (f"Damage to {count:,} articles of all forms", lambda: in_processes(damaged_figures, count, processes)),
    ):
        begun = time.monotonic()
        found = figures()
        sys.stdout.write(f"{title} ({time.monotonic() - begun:.0f} s)\n{found.report(worst)}\n\n")
        sys.stdout.flush()
        yield found.good


if __name__ == "__main__":
    sys.exit(main())

"""``python -m tools.parsing [--large]``: how well articles are read; exit status 1 where a speaker is wrong."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from tools.parsing.figures import composed_figures, damaged_figures, specimen_figures

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARTICLES, _LARGE = 2_000, 50_000


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tools.parsing", description=__doc__)
    parser.add_argument("--large", action="store_true", help=f"{_LARGE:,} composed articles instead of {_ARTICLES:,}")
    count = _LARGE if parser.parse_args().large else _ARTICLES
    return 0 if all(list(_printed(count))) else 1


def _printed(count: int) -> Iterator[bool]:
    """Print each figure as soon as it is known; True for each that is good."""
    for title, figures in (
        ("Expected transcripts", specimen_figures),
        (f"{count:,} composed articles", lambda: composed_figures(range(count))),
        (f"Damage to {count:,} composed articles", lambda: damaged_figures(range(count))),
    ):
        found = figures()
        sys.stdout.write(f"{title}\n{found.report()}\n\n")
        sys.stdout.flush()
        yield found.good


if __name__ == "__main__":
    sys.exit(main())

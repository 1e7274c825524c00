"""The version of the program that runs."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """Return the installed package's version; ``source`` where the program runs from its folder."""
    try:
        return version("zadankai")
    except PackageNotFoundError:
        # Hosts that start it from its folder install what it needs, and not itself.
        return "source"

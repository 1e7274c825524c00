"""The catalogue of forms (``catalogue.toml``): what real articles have, and what is likely.

Nothing here comes from the parser's patterns: what a form means is known because it was composed so.
"""

from __future__ import annotations

import functools
import random
import tomllib
from importlib.resources import files
from typing import Any


class Dice(random.Random):
    """Repeatable chance, and how readily it takes likely forms: 0 never, 1 as often as the composer says."""

    likely = 1.0


@functools.cache
def catalogue() -> dict[str, dict[str, list[Any]]]:
    """All forms: part of an article → ``real`` and ``likely`` ones."""
    return tomllib.loads((files("tools.parsing") / "catalogue.toml").read_text("utf-8"))


def forms(part: str) -> list[Any]:
    """All forms of a part, the real ones first."""
    return [*catalogue()[part]["real"], *catalogue()[part]["likely"]]


def drawn(part: str, dice: Dice, likely: float = 0.25) -> Any:
    """One form of a part: a real one, or with the given chance a likely one."""
    return dice.choice(catalogue()[part]["likely" if dice.random() < likely * dice.likely else "real"])

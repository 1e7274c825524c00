"""Damage to a composed article, and which of its speeches may then be given to another.

"Untouched" is a speech whose own label and all of whose participants' lines are as they were. A label that was lost
beside no blank line cannot be told by anyone: such speeches are counted out, and how many they were is said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tools.parsing.composed import Blanks, Kind, Row

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from tools.parsing.composed import Composed


@dataclass(frozen=True, slots=True)
class Mutant:
    """A damaged article."""

    what: str
    text: str
    #: Numbers of speeches that are counted out.
    untold: frozenset[int] = field(default=frozenset())
    #: True where a participant's line was touched: no speaker is asked for.
    company_touched: bool = False


def mutants(composed: Composed, dice: random.Random) -> list[Mutant]:
    """One of each kind of damage."""
    kinds: tuple[Callable[[Composed, random.Random], Mutant], ...] = (
        _dropped,
        _label_dropped,
        _doubled,
        _width_swapped,
        _blanks_removed,
        _one_blank_removed,
        _blanks_added,
        _one_blank_added,
        _cut_short,
        _cut_open,
        _cut_inside,
    )
    return [kind(composed, dice) for kind in kinds]


def _printed(rows: Sequence[Row]) -> str:
    return "\n".join(row.text for row in rows) + "\n"


def _dropped(composed: Composed, dice: random.Random) -> Mutant:
    return _without(composed, dice.randrange(len(composed.rows)), "line dropped")


def _label_dropped(composed: Composed, dice: random.Random) -> Mutant:
    labels = [at for at, row in enumerate(composed.rows) if row.kind is Kind.LABEL]
    return _without(composed, dice.choice(labels), "label dropped")


def _without(composed: Composed, at: int, what: str) -> Mutant:
    rows = composed.rows[:at] + composed.rows[at + 1 :]
    row = composed.rows[at]
    # Where paragraphs of one speech stand apart, too, a blank line says nothing either.
    lost = row.kind is Kind.LABEL and composed.blanks is not Blanks.TIGHT
    untold = frozenset({row.speech}) if lost and row.speech is not None else frozenset[int]()
    return Mutant(what, _printed(rows), untold, company_touched=row.kind is Kind.PARTICIPANT)


def _doubled(composed: Composed, dice: random.Random) -> Mutant:
    at = dice.randrange(len(composed.rows))
    return Mutant("line doubled", _printed(composed.rows[: at + 1] + composed.rows[at:]))


def _width_swapped(composed: Composed, dice: random.Random) -> Mutant:
    wide = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
    narrow = {code: at for at, code in wide.items()}
    table = wide if dice.random() < 0.5 else narrow
    return Mutant("width swapped", composed.text.translate(table))


def _blanks_removed(composed: Composed, dice: random.Random) -> Mutant:
    del dice
    return Mutant("all blank lines removed", _printed([row for row in composed.rows if row.kind is not Kind.BLANK]))


def _one_blank_removed(composed: Composed, dice: random.Random) -> Mutant:
    blanks = [at for at, row in enumerate(composed.rows) if row.kind is Kind.BLANK]
    at = dice.choice(blanks) if blanks else len(composed.rows)
    return Mutant("a blank line removed", _printed(composed.rows[:at] + composed.rows[at + 1 :]))


def _blanks_added(composed: Composed, dice: random.Random) -> Mutant:
    del dice
    return Mutant("a blank line added everywhere", "\n\n".join(row.text for row in composed.rows) + "\n")


def _one_blank_added(composed: Composed, dice: random.Random) -> Mutant:
    at = dice.randrange(len(composed.rows))
    return Mutant("a blank line added", _printed((*composed.rows[:at], Row(Kind.BLANK, ""), *composed.rows[at:])))


def _cut_short(composed: Composed, dice: random.Random) -> Mutant:
    return _cut(composed, 0, dice.randint(0, len(composed.text)), "end cut off")


def _cut_open(composed: Composed, dice: random.Random) -> Mutant:
    return _cut(composed, dice.randint(0, len(composed.text)), len(composed.text), "beginning cut off")


def _cut_inside(composed: Composed, dice: random.Random) -> Mutant:
    start, end = sorted(dice.choices(range(len(composed.text) + 1), k=2))
    return _cut(composed, start, end, "both ends cut off")


def _cut(composed: Composed, start: int, end: int, what: str) -> Mutant:
    """What is left between two characters; the participants are untouched where all of their lines are left whole."""
    edges = _edges(composed)
    whole = all(start <= a and b <= end for row, a, b in edges if row.kind is Kind.PARTICIPANT)
    # A label of which the beginning is cut off is another label.
    return Mutant(what, composed.text[start:end], _halved(edges, start, end), company_touched=not whole)


def _edges(composed: Composed) -> list[tuple[Row, int, int]]:
    found, at = [], 0
    for row in composed.rows:
        found.append((row, at, at + len(row.text)))
        at += len(row.text) + 1
    return found


def _halved(edges: Sequence[tuple[Row, int, int]], start: int, end: int) -> frozenset[int]:
    return frozenset(
        row.speech
        for row, a, b in edges
        if row.kind is Kind.LABEL and row.speech is not None and (a < start < b or a < end < b)
    )

"""How the last runs of ``zadankai sync`` went: written by the command, read by ``serve`` and ``check``."""

from __future__ import annotations

from bot.memory.chores import Chores

_CHORE = "sync"


def synced(chores: Chores, *, well: bool) -> None:
    """Write down how a run went. Raises StoreError."""
    chores.note(_CHORE, {"failures": 0 if well else sync_failures(chores) + 1})


def sync_failures(chores: Chores) -> int:
    """Runs that failed in a row. Raises StoreError."""
    last = chores.last(_CHORE)
    return int(last.detail.get("failures", 0)) if last else 0

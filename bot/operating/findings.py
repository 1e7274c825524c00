"""A finding: one thing that is wrong, and what to do about it. ``check`` and ``setup`` speak in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is, the worst first."""

    #: The bot does not work.
    ERROR = "error"
    #: It works, and something is missing or odd.
    WARNING = "warning"
    #: It is as somebody wanted it, and worth knowing.
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong."""

    severity: Severity
    #: What is wrong.
    what: str
    #: What to do about it.
    mend: str

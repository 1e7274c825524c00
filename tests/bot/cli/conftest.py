"""The command line in this process, with an empty home and settings of the test's own."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.main import program

Zadankai = Callable[..., Result]


@pytest.fixture
def zadankai(tmp_path: Path, database: str) -> Zadankai:
    """Return a function that runs a command, with this machine's own settings unset."""
    own = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "COLUMNS": "200", "ZADANKAI_DATABASE_URL": database}

    def run(*words: str, **settings: str) -> Result:
        names = [name for name in os.environ if name.startswith(("ZADANKAI_", "DATABASE_", "SLACK_"))]
        return CliRunner().invoke(program(), words, env={**dict.fromkeys(names), **own, **settings})

    return run

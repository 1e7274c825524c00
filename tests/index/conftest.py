"""What the index's tests share: one open dictionary."""

from __future__ import annotations

import pytest

from index.analysis import Analyzer


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    return Analyzer()

"""What the index's tests share: one open dictionary, and properties that no clock judges."""

from __future__ import annotations

import pytest
from hypothesis import settings

from index.analysis import Analyzer

# A property that opens the dictionary or cuts 20,000 characters is slow once, not wrong.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    return Analyzer()

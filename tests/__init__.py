"""Tests, and what they stand on; programs that are run by hand are in ``tools``."""

from pathlib import Path

#: The repository.
ROOT = Path(__file__).parents[1]

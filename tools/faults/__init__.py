"""Everything that goes wrong at once, and what became of every question: ``python -m tools.faults``."""

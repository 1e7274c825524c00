"""How fast questions are answered: our ranking against other engines, in one run on one machine."""

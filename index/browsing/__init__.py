"""For those who do not ask: rounds, themes by municipality, what to read first, one row per municipality."""

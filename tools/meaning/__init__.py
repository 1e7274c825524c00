"""Finding by meaning: what it costs, and the same model by another road."""

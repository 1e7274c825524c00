"""Excerpts: which sentences of a passage are shown, the speeches around them, what relative dates in them mean."""

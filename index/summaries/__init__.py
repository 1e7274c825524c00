"""Summaries for browsing: roundtables, profiles of municipalities, counts by theme, comparisons."""

"""Stored articles: the store, the importer, and the catalogue of what is stored and what is missing."""

"""Articles kept: the store, the importer, and the catalogue of what is there and what is missing."""

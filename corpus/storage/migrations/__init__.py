"""Changes of the schema, in order; run by ``corpus.storage.database``, never by hand."""

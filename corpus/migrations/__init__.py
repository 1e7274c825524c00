"""Changes of the schema, in order; run by ``corpus.keeping.database``, never by hand."""

"""Changes of the schema, in order; run by ``corpus.database``, never by hand."""

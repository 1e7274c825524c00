"""The search: text analysis, query parsing, ranking and the index. Imports the corpus, never the bot."""

"""How it is found: analysis, ranking, queries, the index. Knows the corpus, not Slack."""

"""What was said: articles, transcripts, passages. Knows neither Slack nor Sudachi."""

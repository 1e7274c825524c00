"""Articles, transcripts and passages: what was said. Imports neither Slack's packages nor Sudachi."""

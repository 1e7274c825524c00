"""Article → Transcript: line patterns, head, speakers, body. ``reader.py`` reads all parts of a talk together."""

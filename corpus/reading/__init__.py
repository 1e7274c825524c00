"""Received text → Transcript: what lines mean, head, speakers, body. ``reader.py`` is the door: all parts together."""

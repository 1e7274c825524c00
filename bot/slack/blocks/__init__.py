"""Answers, pages and forms as Block Kit, and what their buttons carry."""

"""Answers, pages and forms as Block Kit, and the callback data of their elements."""

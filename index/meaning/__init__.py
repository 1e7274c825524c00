"""Meaning: texts → vectors by a local sentence model, so that other words for the same thing are found, too.

The whole of it is optional. Nothing is fetched and nothing is generated: a vector only orders passages.
"""

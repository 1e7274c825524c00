"""Files → Articles: note's export, an article's page, plain text; ``files.py`` takes whatever paths are given."""

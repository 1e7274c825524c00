"""Files → Articles: note's export, an article's page, plain text; ``files.py`` accepts any of them."""

"""Files → Articles: how an article comes in, each source a small reader. What it means is ``transcript.py``'s.

``export.py`` reads note's export, ``page.py`` an article's page, ``copy.py`` plain text; ``receive.py`` takes whatever
paths are given and asks the right one.
"""

"""Files → Articles: how an article comes in, each source a small reader. What it means is ``transcript.py``'s.

``export.py`` reads note's export, ``page.py`` an article's page, ``copy.py`` plain text; ``receive.py`` takes whatever
paths are given and asks the right one.
"""

from corpus.sources.copy import copied
from corpus.sources.decoding import decoded
from corpus.sources.receive import Received, Reception, read_file, receive

__all__ = ["Received", "Reception", "copied", "decoded", "read_file", "receive"]

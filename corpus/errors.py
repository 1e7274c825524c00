"""What can go wrong with an article, a database or a quote.

CorpusError
├── UnreadableSource       a file that is no article: wrong encoding, empty, too large
├── NotATranscript         the article is something else than a roundtable
├── UnreadableTranscript   a roundtable in a form that we cannot place (key, position, text)
├── UnknownArticle         no article with this key in the store
├── QuoteMismatch          the article, read again, does not contain the quote
└── StoreError             the database refused: address, schema, lock, space

Every error carries the key (or the path) that failed; its message names the thing and, where there is one, the mend.
"""

from __future__ import annotations


class CorpusError(Exception):
    """The root: whatever the corpus raises on purpose."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(f"{key}: {message}")
        #: The article's key, the file's path or the database's address (without its password).
        self.key = key
        #: What is wrong, without the key.
        self.reason = message


class UnreadableSource(CorpusError):
    """A file or an answer that holds no article's text."""


class NotATranscript(CorpusError):
    """The article is no roundtable: nothing in it claims to be one."""


class UnreadableTranscript(CorpusError):
    """A roundtable in which no speech can be established.

    ``position`` is the first code point that could not be placed, ``text`` the line that begins there.
    """

    def __init__(self, key: str, message: str, *, position: int, text: str) -> None:
        super().__init__(key, f"{message} (at character {position}: {text[:40]!r})")
        self.position = position
        self.text = text


class UnknownArticle(CorpusError):
    """No article of this key is stored."""


class QuoteMismatch(CorpusError):
    """The article's current text does not contain the quote: it is not shown."""


class StoreError(CorpusError):
    """The database cannot be used."""

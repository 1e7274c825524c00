"""Errors of articles, of the database and of quotes.

CorpusError
├── UnreadableSource       a file that is not an article: wrong encoding, empty, too large
├── NotATranscript         the article is not a roundtable
├── UnreadableTranscript   a roundtable in a form that cannot be parsed (key, position, text)
├── UnknownArticle         no article with this key in the store
├── Overtaken              another process has changed articles since they were read
├── QuoteMismatch          the article's current text does not contain the quote
└── StoreError             the database refused: address, schema, lock, space

Every error carries the key (or the path) that failed; its message names the thing and, if there is one, the fix.
"""

from __future__ import annotations

import logging

log = logging.getLogger(__name__)


class CorpusError(Exception):
    """Base class of all errors that the corpus raises."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(f"{key}: {message}")
        #: The article's key, the file's path or the database's address (without its password).
        self.key = key
        #: What is wrong, without the key.
        self.reason = message


class UnreadableSource(CorpusError):
    """A file or a response without the text of an article."""


def fault(name: str, error: Exception) -> UnreadableSource:
    """Log an exception that nobody foresaw, and return the error that it costs one article, and no other."""
    log.error("a fault over %s", name, exc_info=error)
    return UnreadableSource(name, f"a fault of this program in reading it, which the log shows: {type(error).__name__}")


class NotATranscript(CorpusError):
    """An article that does not claim to be a roundtable."""


class UnreadableTranscript(CorpusError):
    """A roundtable in which no speech can be found.

    ``position`` is the first code point that could not be parsed, ``text`` the line that begins there.
    """

    def __init__(self, key: str, message: str, *, position: int, text: str) -> None:
        super().__init__(key, f"{message} (at character {position}: {text[:40]!r})")
        self.position = position
        self.text = text


class UnknownArticle(CorpusError):
    """A key under which no article is stored."""


class Overtaken(CorpusError):
    """What was to be stored was decided by articles that another process has changed meanwhile; decide again."""


class QuoteMismatch(CorpusError):
    """A quote that the article's current text does not contain; it is not shown."""


class StoreError(CorpusError):
    """A database that cannot be used."""

    def __init__(self, key: str, message: str, *, passing: bool = False) -> None:
        super().__init__(key, message)
        #: True if the same may succeed a little later: it is gone, read-only, full or busy. Else it is not tried again.
        self.passing = passing

"""Tokens that outlive the process: a second start cuts no text that was cut before.

A row holds what was cut of one article by one analyzer (its fingerprint names dictionary, versions and parameters).
Within it each text is known by its digest, so that a better parser that makes other passages of the same article finds
what is still the same and nothing wrong. All of it is only a cache: where it cannot be read or written, that is logged.
"""

from __future__ import annotations

import json
import logging
import zlib
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from itertools import chain

from corpus.errors import StoreError
from corpus.model import Passage, Span
from corpus.store.store import Derived
from index.analysis import Analyzer
from index.fields import heading_lines
from index.model import Token

#: Starts, ends and terms of a text's tokens.
TokenColumns = tuple[list[int], list[int], list[str]]
#: A text's digest → how it was cut.
ColumnsByDigest = dict[str, TokenColumns]


log = logging.getLogger(__name__)

#: The row of what belongs to no article: the tables' words.
TABLES = "tables"


class CachingAnalyzer:
    """An analyzer for one build: what is stored is not cut again, and what was cut is stored with ``keep``."""

    def __init__(self, analyzer: Analyzer, derived: Derived | None) -> None:
        """Read what is stored; without ``derived`` there is nothing to read and nothing is kept."""
        self._analyzer = analyzer
        self._derived = derived
        self._rows = _read(derived, analyzer.fingerprint) if derived else {}
        self._known: ColumnsByDigest = dict(chain.from_iterable(cuts.items() for cuts in self._rows.values()))
        self._asked: ColumnsByDigest = {}

    def tokens(self, text: str) -> tuple[Token, ...]:
        """Return the content words of ``text``, like the analyzer."""
        name = digest(text)
        cut = self._asked[name] = self._known.get(name) or _cut(self._analyzer.tokens(text))
        return tuple(Token(text[start:end], term, Span(start, end)) for start, end, term in zip(*cut, strict=True))

    def keep(self, passages: Iterable[Passage], digests: Mapping[str, str]) -> None:
        """Store what was asked since the beginning, and drop all else: ``digests`` are the articles', by their keys."""
        if self._derived is None:
            return
        rows = self._by_article(passages, digests)
        changed = {
            source: _packed(cuts) for source, cuts in rows.items() if cuts.keys() != self._rows.get(source, {}).keys()
        }
        if not changed and rows.keys() == self._rows.keys():
            return
        try:
            self._derived.replace(self._analyzer.fingerprint, changed, rows.keys())
        except StoreError as error:
            log.warning("tokens are not kept, the next start cuts again: %s", error)

    def _by_article(self, passages: Iterable[Passage], digests: Mapping[str, str]) -> dict[str, ColumnsByDigest]:
        rows: dict[str, ColumnsByDigest] = {}
        for passage in passages:
            own = rows.setdefault(digests[passage.transcript.key], {})
            own.update((name, self._asked[name]) for name in map(digest, (passage.text, *heading_lines(passage))))
        of_articles = set(chain.from_iterable(rows.values()))
        rows[TABLES] = {name: cut for name, cut in self._asked.items() if name not in of_articles}
        return rows


def digest(text: str) -> str:
    """Return what a text is known by.

    >>> digest("採用") == digest("採用"), digest("採用") == digest("任用")
    (True, False)
    """
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _cut(tokens: Iterable[Token]) -> TokenColumns:
    listed = tuple(tokens)
    spans = [token.span for token in listed]
    return [span.start for span in spans], [span.end for span in spans], [token.term for token in listed]


def _read(derived: Derived, maker: str) -> dict[str, ColumnsByDigest]:
    try:
        return {source: _unpacked(content) for source, content in derived.read(maker).items()}
    except (StoreError, ValueError, zlib.error) as error:
        log.warning("kept tokens cannot be read, all is cut again: %s", error)
        return {}


def _packed(cuts: ColumnsByDigest) -> bytes:
    return zlib.compress(json.dumps(cuts).encode(), 1)


def _unpacked(content: bytes) -> ColumnsByDigest:
    return {name: (starts, ends, terms) for name, (starts, ends, terms) in json.loads(zlib.decompress(content)).items()}

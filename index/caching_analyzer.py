"""A cache of tokens in the database: a second start tokenizes no text again.

A row holds the tokens of one article by one analyzer (its fingerprint names dictionary, versions and parameters).
Within it each text is keyed by its digest, so that a better parser, which makes other passages of the same article,
finds the tokens of equal texts only. A cache that cannot be read or written is logged and not used.
"""

from __future__ import annotations

import json
import logging
import zlib
from collections.abc import Iterable
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
#: A text's digest → its tokens.
ColumnsByDigest = dict[str, TokenColumns]


log = logging.getLogger(__name__)

#: The row of texts that belong to no article: the tables' words.
TABLES = "tables"


class CachingAnalyzer:
    """An analyzer for one build, which reuses stored tokens; ``keep`` stores those of this build."""

    def __init__(self, analyzer: Analyzer, derived: Derived | None) -> None:
        """Read the stored tokens; without ``derived``, nothing is read or stored."""
        self._analyzer = analyzer
        self._derived = derived
        self._rows = _read(derived, analyzer.fingerprint) if derived else {}
        self._known: ColumnsByDigest = dict(chain.from_iterable(cuts.items() for cuts in self._rows.values()))
        self._used: ColumnsByDigest = {}

    def tokens(self, text: str) -> tuple[Token, ...]:
        """Return the content words of ``text``, like the analyzer."""
        name = digest(text)
        cut = self._used[name] = self._known.get(name) or _cut(self._analyzer.tokens(text))
        return tuple(Token(text[start:end], term, Span(start, end)) for start, end, term in zip(*cut, strict=True))

    def keep(self, passages: Iterable[Passage]) -> None:
        """Store the tokens used in this build and drop all others."""
        if self._derived is None:
            return
        rows = self._by_article(passages)
        changed = {
            source: _packed(cuts) for source, cuts in rows.items() if cuts.keys() != self._rows.get(source, {}).keys()
        }
        if not changed and rows.keys() == self._rows.keys():
            return
        try:
            self._derived.replace(self._analyzer.fingerprint, changed, rows.keys())
        except StoreError as error:
            log.warning("tokens are not kept, the next start cuts again: %s", error)

    def _by_article(self, passages: Iterable[Passage]) -> dict[str, ColumnsByDigest]:
        rows: dict[str, ColumnsByDigest] = {}
        for passage in passages:
            own = rows.setdefault(passage.transcript.key, {})
            own.update((name, self._used[name]) for name in map(digest, (passage.text, *heading_lines(passage))))
        of_articles = set(chain.from_iterable(rows.values()))
        rows[TABLES] = {name: cut for name, cut in self._used.items() if name not in of_articles}
        return rows


def digest(text: str) -> str:
    """Return the key of a text: its 128-bit BLAKE2b digest in hexadecimal.

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

"""What is kept out of the index although it is stored: hidden by the operator, or withdrawn by its publisher.

Hidden words are found again by what they say, not by their passage's id: a later parser may cut the article
differently, and what was hidden must not come back with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from corpus.errors import UnknownArticle
from corpus.markup import fold
from corpus.model import Passage, Span, Transcript
from corpus.passages import passages, sentences
from corpus.rounds import read_all

if TYPE_CHECKING:
    from corpus.store import Store

#: A shorter sentence (「はい。」) is not looked for alone: it would hide whatever else says so (characters).
SHORTEST_SENTENCE = 12


@dataclass(frozen=True, slots=True)
class Hidden:
    """What the operator hid, and why."""

    #: The article's key or the passage's id, as it was then.
    target: str
    #: The key of the article now.
    key: str
    #: The passage's words; None where the whole article is hidden.
    words: str | None
    reason: str
    since: datetime


def hide(store: Store, target: str, reason: str, now: datetime) -> Hidden:
    """Keep an article (by key) or a passage (by id) out of the index; hiding it again renews the reason.

    Raises UnknownArticle where there is no such article or passage.
    """
    hidden = _named(store, target, reason, now)
    store.hide(hidden)
    return hidden


def _named(store: Store, target: str, reason: str, now: datetime) -> Hidden:
    article, rest = store.holding(target)
    if not rest:
        return Hidden(target, article.key, None, reason, now)
    # As the index reads them: the two parts of a round together.
    understood = (found for one, found in read_all(store.stored(), store.gazetteer) if one.key == article.key)
    transcript = next((found for found in understood if isinstance(found, Transcript)), None)
    by_id = {passage.id: passage for passage in passages(transcript)} if transcript else {}
    if (passage := by_id.get(article.key + rest)) is None:
        raise UnknownArticle(
            target, "its article has no such passage (any more); 'zadankai transcript' shows those it has"
        )
    return Hidden(target, article.key, passage.text, reason, now)


def is_withheld(passage: Passage, hidden: Sequence[str]) -> bool:
    """True where a passage has a sentence of what was hidden in its article."""
    said = _squeezed(passage.text)
    return any(part in said for words in hidden for part in _telling(words))


def _telling(words: str) -> list[str]:
    """The sentences by which hidden words are found again; all of them together where each is short."""
    parts = [_squeezed(span.of(words)) for span in sentences(words, Span(0, len(words)))]
    return [part for part in parts if len(part) >= SHORTEST_SENTENCE] or [_squeezed(words)]


def _squeezed(words: str) -> str:
    return "".join(fold(words).split())


def split_id(passage_id: str) -> tuple[str, str]:
    """A passage's id as its article's key and the rest; the rest is empty where it is no passage's id.

    >>> split_id("local-0123456789ab-89abcdef-1")
    ('local-0123456789ab', '-89abcdef-1')
    >>> split_id("n0123456789ab")
    ('n0123456789ab', '')
    """
    key, *rest = passage_id.rsplit("-", 2)
    return (key, f"-{rest[0]}-{rest[1]}") if len(rest) == 2 else (passage_id, "")  # noqa: PLR2004 - hash and number

"""Where nothing is found: words that the corpus has, near those that were asked.

Near is the name of a word's family (公募 → 採用), what is spelt much like a word that the corpus lacks (ペーパーレス →
ペーパー), and what stands in the question itself. No word is offered that would find nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from corpus.text import narrowed
from index.answering.covering import compounds
from index.answering.pages import Shape
from index.asking.phrasing import LIGHT
from index.edition import Edition
from index.model import Field, Query

#: How many are offered.
MOST = 5
#: From this likeness on, a word is near another.
_NEAR = 0.5
#: A word that more than this share of the passages hold narrows nothing down.
_COMMON = 0.2
#: Candidates that are tried: each is a search.
_TRIED = 20


def near_words(query: Query, edition: Edition, finds: Callable[[str], bool]) -> tuple[str, ...]:
    """Return at most five words near those of ``query``, the nearest first; ``finds`` tells what an answer has.

    Words by which people only say what they want to know (使う, 活用) are near nothing, nor are parts of a compound.
    """
    asked = dict.fromkeys(word for word in query.words if word not in LIGHT)
    parts = {query.tokens[place].term for start, end in compounds(query.tokens) for place in range(start, end)}
    own = [word for word in asked if word not in parts and len(word) > 1 and _is_telling(word, edition)]
    absent = [word for word in asked if word not in _terms(edition)]
    families = (each.group for each in edition.index.variants.families(query.tokens, query.source))
    nearest = dict.fromkeys((*families, *_alike(absent, edition), *own))
    tried = list(nearest)[:_TRIED]
    return tuple(word for word in tried if finds(word))[:MOST]


def _alike(absent: Iterable[str], edition: Edition) -> Iterator[str]:
    """Yield the themes' phrases and the corpus's words that are spelt like a word that it lacks, the nearest first."""
    wanted = [Shape.of(word) for word in absent]
    phrases = (phrase for theme in edition.membership.themes for phrase in theme.query)
    # Nearly no word has a character of those that are wanted.
    shared = {character for shape in wanted for character in shape.text}
    words = (word for word in (*phrases, *_terms(edition)) if len(word) > 1 and not shared.isdisjoint(narrowed(word)))
    candidates = dict.fromkeys(words)
    likeness = {word: _nearness(Shape.of(word), wanted) for word in candidates} if wanted else {}
    yield from sorted((word for word in likeness if likeness[word] >= _NEAR), key=lambda word: -likeness[word])


def _nearness(shape: Shape, wanted: Iterable[Shape]) -> float:
    return max((_likeness(shape, other) for other in wanted), default=0.0)


def _likeness(one: Shape, other: Shape) -> float:
    """Return how near two words are; a part of a compound is near though it shares few pairs with it."""
    part = one.text in other.text or other.text in one.text
    return max(one.likeness(other), _NEAR if part and min(len(one.text), len(other.text)) > 1 else 0.0)


def _is_telling(word: str, edition: Edition) -> bool:
    holders = len(edition.index.rankings[Field.TEXT].postings(word)[0])
    return 0 < holders <= max(1, _COMMON * len(edition.index.passages))


def _terms(edition: Edition) -> Iterable[str]:
    return edition.index.rankings[Field.TEXT].numbers.keys()

"""How alike two texts or two words are, by the pairs of characters that they share."""

from __future__ import annotations

from dataclasses import dataclass
from operator import add
from typing import Self

from corpus.text import narrowed

#: From this likeness on, two passages say the same: a recap, an article that was published twice and edited.
NEARLY_THE_SAME = 0.8
#: A text of so many characters that stands inside another was repeated there; a shorter one stands there by chance.
_TELLING = 20


@dataclass(frozen=True, slots=True)
class Shape:
    """A text as it is compared: in one width and case, without spaces."""

    text: str
    #: Each two characters that stand together.
    pairs: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Self:
        """Read a text once, to compare it often."""
        plain = "".join(narrowed(text).split())
        return cls(plain, frozenset(map(add, plain, plain[1:])))

    def likeness(self, other: Shape) -> float:
        """Return the share of pairs that both have, 0 to 1 (Dice's coefficient).

        >>> Shape.of("窓口業務").likeness(Shape.of("窓口")), Shape.of("窓").likeness(Shape.of("窓"))
        (0.5, 0.0)
        """
        total = len(self.pairs) + len(other.pairs)
        return 2 * len(self.pairs & other.pairs) / total if total else 0.0

    def repeats(self, other: Shape) -> bool:
        """Tell whether both say the same, or one all that the other says.

        >>> Shape.of("窓口で書類を書かなくてよくなりました。").repeats(Shape.of("窓口で書類を書かずによくなりました。"))
        True
        """
        short, long = (self, other) if len(self.text) <= len(other.text) else (other, self)
        if short.text in long.text:
            return len(short.text) >= _TELLING or short.text == long.text
        # What differs much in length cannot be so alike: most comparisons end here.
        fewer, more = sorted((len(short.pairs), len(long.pairs)))
        return 2 * fewer >= NEARLY_THE_SAME * (fewer + more) and self.likeness(other) >= NEARLY_THE_SAME

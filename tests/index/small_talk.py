"""Talk that is of no theme: among it, a phrase in a few passages is as rare as in a real corpus."""

from __future__ import annotations

from corpus.model import Passage
from tests.index.corpora import passages, transcript

SENTENCES = tuple(f"第{number}案は見送りました。予算の都合です。" for number in range(120))


def small_talk() -> tuple[Passage, ...]:
    """Return a hundred and twenty passages of a roundtable of its own."""
    return passages(transcript(("黒川", SENTENCES), key="nffffffffffff", heading="予算"))

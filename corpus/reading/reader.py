"""Articles → transcripts, with all parts of a talk read together. All callers read articles through this module.

A talk that was published in parts prints its participants in each, but introduces a speaker only once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from corpus.errors import CorpusError, UnreadableSource, fault
from corpus.markup import canonical, check
from corpus.model import Article, TalkKey, Transcript
from corpus.municipalities import Gazetteer
from corpus.reading.head import read_head
from corpus.reading.transcript import place_of, read


class TranscriptReader:
    """A reader of articles that uses the other parts of their talks."""

    def __init__(
        self, gazetteer: Gazetteer, parts: Iterable[Article] = (), *, sample: bool = False, spare: bool = False
    ) -> None:
        """Look for other parts among ``parts``, which are consumed when the first split article is read.

        ``spare``: use the first of several articles of one part; else a part with several articles rules all out.
        """
        self._gazetteer = gazetteer
        self._sample = sample
        self._parts = parts
        self._spare = spare
        #: Talk → article key → part and article.
        self._talks: dict[TalkKey, dict[str, tuple[int, Article]]] = {}

    def add(self, article: Article) -> None:
        """Add an article, or a newer version of one."""
        try:
            check(article, article.key)
            self._add(article)
        except UnreadableSource:
            pass  # reading it says so
        except Exception as error:  # noqa: BLE001 - of whatever kind, it costs this article only
            fault(article.key, error)

    def _add(self, article: Article) -> None:
        if place := place_of(article.key, read_head(canonical(article), self._gazetteer), self._gazetteer):
            talk, part = place
            known = self._known().setdefault(talk, {})
            if not self._spare or part not in (other for other, _ in known.values()):
                known[article.key] = part, article

    def drop(self, key: str) -> None:
        """Forget an article."""
        for known in self._known().values():
            known.pop(key, None)

    def read(self, article: Article) -> Transcript:
        """Parse an article together with the other parts of its talk.

        Raises NotATranscript if it does not claim to be a roundtable and has no speech, UnreadableTranscript if it
        claims to be one and no speech can be found, UnreadableSource if it is larger than any or nobody foresaw it.
        """
        try:
            check(article, article.key)
            return self._read(article)
        except CorpusError:
            raise
        except Exception as error:  # noqa: BLE001 - of whatever kind, it costs this article only
            raise fault(article.key, error) from None

    def _read(self, article: Article) -> Transcript:

        def others(talk: TalkKey, part: int) -> Sequence[Article]:
            known = [each for key, each in self._known().get(talk, {}).items() if key != article.key]
            # Only if each part from the first to the last exists once: a missing or duplicate part may introduce
            # somebody else.
            complete = sorted([part, *(each for each, _ in known)]) == list(range(1, len(known) + 2))
            return [other for _, other in sorted(known, key=itemgetter(0))] if complete else ()

        return read(article, self._gazetteer, others=others, sample=self._sample)

    def _known(self) -> dict[TalkKey, dict[str, tuple[int, Article]]]:
        parts, self._parts = self._parts, ()
        for article in parts:
            self.add(article)
        return self._talks


def read_all(
    articles: Iterable[Article], gazetteer: Gazetteer, *, parts: Iterable[Article] | None = None, sample: bool = False
) -> Iterator[tuple[Article, Transcript | CorpusError]]:
    """Yield each article, in the given order, with its transcript or the error why there is none.

    ``parts``: the articles among which other parts are looked for; None: the articles themselves.
    """
    kept = tuple(articles)
    reader = TranscriptReader(gazetteer, kept if parts is None else parts, sample=sample)
    for article in kept:
        try:
            yield article, reader.read(article)
        except CorpusError as error:
            yield article, error

"""Snapshots of small transcripts, and how to ask them: three towns that do not exist, and 東京都."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from corpus.model import Passage, Transcript
from corpus.municipalities import Area, Gazetteer, Municipality, MunicipalityKind
from index.analysis import Analyzer
from index.model import Results
from index.query.parsed_question import ParseContext, ParsedQuestion
from index.query.parser import understand
from index.readings import Readings
from index.retriever import Retriever
from index.search import Index
from index.snapshot import Snapshot, with_corpus_facts
from index.themes import assign, read_themes
from tests.index.corpora import passages

TOWNS = Gazetteer(
    (
        Municipality(
            "991104", "夕凪区", "ゆうなぎく", MunicipalityKind.WARD, Area.WARDS, ("夕凪",), bare_ambiguous=False
        ),
        Municipality(
            "992106", "朝霧市", "あさぎりし", MunicipalityKind.CITY, Area.TAMA, ("朝霧",), bare_ambiguous=False
        ),
        Municipality(
            "993108", "若潮町", "わかしおまち", MunicipalityKind.TOWN, Area.TAMA, ("若潮",), bare_ambiguous=False
        ),
    )
)


@dataclass(frozen=True)
class Asking:
    """A snapshot and the day on which it is asked."""

    answers: Retriever
    today: date

    @property
    def snapshot(self) -> Snapshot:
        return self.answers.snapshot

    def understood(self, question: str, own: str | None = None) -> ParsedQuestion:
        return understand(question, replace(self.snapshot.parse_context, today=self.today, own=own))

    def ask(self, question: str, limit: int = 3, *, own: str | None = None, seen: Collection[str] = ()) -> Results:
        return self.answers.answer(self.understood(question, own), limit, seen)

    def texts(self, question: str, limit: int = 3, *, own: str | None = None, seen: Collection[str] = ()) -> list[str]:
        return [hit.passage.text for hit in self.ask(question, limit, own=own, seen=seen).hits]


def asking(
    analyzer: Analyzer,
    *talks: Transcript,
    today: date = date(2026, 11, 23),
    aliases: Mapping[str, str] | None = None,
    refused: Callable[[Passage], bool] = lambda _: False,
) -> Asking:
    """Return a snapshot of ``talks`` in which all passages are quotable but those ``refused``."""
    quotable = passages(*talks)
    index = Index.build(quotable, analyzer, gazetteer=TOWNS)
    membership = assign(quotable, read_themes())
    known = with_corpus_facts(ParseContext(TOWNS, today), index, membership)
    transcripts = {talk.key: talk for talk in talks}
    by_id = {passage.id: passage for passage in quotable}
    snapshot = Snapshot(0, transcripts, {}, by_id, aliases or {}, index, membership, known)
    return Asking(Retriever(snapshot, analyzer, Readings(index, analyzer), lambda passage: not refused(passage)), today)

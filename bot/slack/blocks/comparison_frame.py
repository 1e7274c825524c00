"""Frame: which listing it is (一覧): of which question, whose rows, which page. It travels with the modal.

The question itself does not travel: a button's value, which names it, is enough to ask again.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Self

from bot.slack.blocks.callback_data import LONGEST_METADATA, CallbackData, callback
from corpus.municipalities import Gazetteer, MunicipalityKind
from index.library import Library
from index.query.parsed_question import ParsedQuestion
from index.summaries.comparison import Comparison, compare


class Scope(StrEnum):
    """Whose rows."""

    ALL = "all"
    WARDS = "wards"
    CITIES = "cities"
    #: And villages.
    TOWNS = "towns"
    #: Those named in ``ComparisonFrame.chosen``.
    CHOSEN = "chosen"


#: The kinds of each scope that is made of kinds.
_KINDS = {
    Scope.WARDS: {MunicipalityKind.WARD},
    Scope.CITIES: {MunicipalityKind.CITY},
    Scope.TOWNS: {MunicipalityKind.TOWN, MunicipalityKind.VILLAGE},
}


@callback("listing", LONGEST_METADATA)
class ComparisonFrame(CallbackData):
    """Which listing, and which page of it."""

    #: The id of a conversation, or a question that is its own name: 「テーマ:人材」.
    subject: str
    scope: Scope = Scope.ALL
    #: Full names, with ``Scope.CHOSEN``.
    chosen: tuple[str, ...] = ()
    #: One's own municipality is left out.
    own_left_out: bool = False
    #: Counting from 1.
    page: int = 1

    @classmethod
    def of(cls, subject: str, asked: ParsedQuestion, gazetteer: Gazetteer, own: str | None = None) -> Self:
        """The listing that a question means: 23区は, 足立区と練馬区は; a single one is compared with all."""
        bodies = tuple(body for body in asked.affiliations if gazetteer.named(body))
        left_out = bool(own) and own in asked.others_than
        for scope in _KINDS:
            if bodies and set(bodies) == _members(scope, gazetteer):
                return cls(subject, scope, own_left_out=left_out)
        if len(bodies) > 1:
            return cls(subject, Scope.CHOSEN, bodies, own_left_out=left_out)
        return cls(subject, own_left_out=left_out)

    def names(self, gazetteer: Gazetteer) -> Collection[str] | None:
        """The municipalities, as ``index.summaries.comparison.listing`` takes them."""
        if self.scope is Scope.CHOSEN:
            # The table that is served may be another one than when they were chosen.
            return [name for name in self.chosen if gazetteer.named(name)]
        return None if self.scope is Scope.ALL else _members(self.scope, gazetteer)


def comparison_of(
    library: Library, asked: ParsedQuestion, frame: ComparisonFrame, own: str | None = None
) -> Comparison:
    """The listing itself; ``own``: the asker's municipality, which the frame may leave out."""
    gazetteer = library.gazetteer
    left_out = own if own and frame.own_left_out and gazetteer.named(own) else None
    return compare(library, library.query(asked), frame.names(gazetteer), leave_out=left_out)


def _members(scope: Scope, gazetteer: Gazetteer) -> set[str]:
    return {place.name for place in gazetteer if place.kind in _KINDS[scope]}

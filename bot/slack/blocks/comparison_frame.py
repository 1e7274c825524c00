"""ComparisonFrame: the question, the rows and the page of a comparison (一覧), as metadata of its modal.

The metadata holds the value of the button that opened it, not the question: that can be looked up again.
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
    """Whose rows a comparison has."""

    ALL = "all"
    WARDS = "wards"
    CITIES = "cities"
    #: Towns and villages.
    TOWNS = "towns"
    #: The municipalities of ``ComparisonFrame.chosen``.
    CHOSEN = "chosen"


#: Scope → kinds of municipalities.
_KINDS = {
    Scope.WARDS: {MunicipalityKind.WARD},
    Scope.CITIES: {MunicipalityKind.CITY},
    Scope.TOWNS: {MunicipalityKind.TOWN, MunicipalityKind.VILLAGE},
}


@callback("listing", LONGEST_METADATA)
class ComparisonFrame(CallbackData):
    """A comparison and the page of it that is shown."""

    #: The id of a conversation, or a question: 「テーマ:人材」.
    subject: str
    scope: Scope = Scope.ALL
    #: Full names of municipalities, with ``Scope.CHOSEN``.
    chosen: tuple[str, ...] = ()
    #: The person's own municipality is left out.
    own_left_out: bool = False
    #: Counting from 1.
    page: int = 1

    @classmethod
    def of(cls, subject: str, asked: ParsedQuestion, gazetteer: Gazetteer, own: str | None = None) -> Self:
        """Return the frame for a question: 23区は, 足立区と練馬区は; a single body is compared with all."""
        bodies = tuple(body for body in asked.affiliations if gazetteer.named(body))
        left_out = bool(own) and own in asked.others_than
        for scope in _KINDS:
            # 他の区 are all wards but one's own.
            if bodies and {*bodies, *asked.others_than} == _members(scope, gazetteer):
                return cls(subject, scope, own_left_out=left_out)
        if len(bodies) > 1:
            return cls(subject, Scope.CHOSEN, bodies, own_left_out=left_out)
        return cls(subject, own_left_out=left_out)

    def names(self, gazetteer: Gazetteer) -> Collection[str] | None:
        """Return the names of the rows for ``index.summaries.comparison.compare``; None for all."""
        if self.scope is Scope.CHOSEN:
            # The table of municipalities may have changed since they were chosen.
            return [name for name in self.chosen if gazetteer.named(name)]
        return None if self.scope is Scope.ALL else _members(self.scope, gazetteer)


def comparison_of(
    library: Library, asked: ParsedQuestion, frame: ComparisonFrame, own: str | None = None
) -> Comparison:
    """Return the comparison of a frame; ``own`` is the person's municipality, which the frame may leave out."""
    gazetteer = library.gazetteer
    left_out = own if own and frame.own_left_out and gazetteer.named(own) else None
    return compare(library, library.query(asked), frame.names(gazetteer), leave_out=left_out)


def _members(scope: Scope, gazetteer: Gazetteer) -> set[str]:
    return {place.name for place in gazetteer if place.kind in _KINDS[scope]}

from __future__ import annotations

import pytest

from corpus.model import Participant
from index.query.people import offices


@pytest.mark.parametrize(
    ("role", "known"),
    [
        ("朝霧市政策経営部情報政策課長", ("政策経営部情報政策課長", "情報政策課長")),
        ("朝霧市企画部長", ("企画部長",)),
        ("朝霧市CIO：朝霧市副市長", ("副市長",)),
        ("朝霧市総務課情報係 係長", ("係長",)),
        ("朝霧市CIO補佐官", ()),
    ],
)
def test_an_office_is_known_by_what_people_call_it(role: str, known: tuple[str, ...]) -> None:
    assert offices((Participant("青山 はるか", "青山", role, "朝霧市"),)) == known

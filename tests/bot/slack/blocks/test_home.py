"""App Home holds 62 municipalities within Slack's limits, whether each has a roundtable or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot import wording
from bot.answers.overview import Overview
from bot.slack.blocks.home import NEWEST, home
from corpus.municipalities import Area, Gazetteer, Municipality, MunicipalityKind
from corpus.sample import SampleShelf
from index.analysis import Analyzer
from index.snapshot import Snapshot
from index.summaries.roundtables import Roundtable
from tests.bot.invented import transcript
from tests.bot.reader import said
from tests.fake_slack.limits import view_faults

PLACES = Gazetteer(
    tuple(
        Municipality(
            f"{number:06d}", f"海辺{number}市", "うみべし", MunicipalityKind.CITY, Area.TAMA, (), bare_ambiguous=False
        )
        for number in range(1, 63)
    )
)


@pytest.fixture(scope="module")
def overview() -> Overview:
    return Overview.of(Snapshot.make(SampleShelf(), Analyzer(), date(2026, 4, 1)), PLACES)


def talks() -> tuple[Roundtable, ...]:
    """Return a roundtable for each municipality, with the longest real title and agenda."""
    long = transcript("窓口の話です。")
    return tuple(
        Roundtable(
            (
                replace(
                    long,
                    hosts=(place.name,),
                    round=number,
                    held_on=date(2022, 9, 30) - timedelta(days=number),
                    title="題" * 120,
                    agenda=("長い議題の名前" * 5,) * 6,
                ),
            )
        )
        for number, place in enumerate(PLACES, start=1)
    )


def test_with_a_roundtable_of_each_of_62_municipalities_home_is_within_slacks_limits(overview: Overview) -> None:
    view = home(replace(overview, roundtables=talks()), "U0ASKER", None, notified=False).to_dict()
    assert view_faults(view) == []
    assert len(view["blocks"]) <= 100
    words = said(view)
    assert "座談会がある自治体（62）：海辺1市、" in words
    assert "海辺62市" in words
    assert wording.without_roundtable(()) in words
    assert words.count(" · 第") == NEWEST


def test_with_none_each_is_named_without_saying_that_it_does_nothing(overview: Overview) -> None:
    view = home(replace(overview, roundtables=()), "U0ASKER", None, notified=False).to_dict()
    assert view_faults(view) == []
    assert "座談会が収録にない自治体（62）：海辺1市、" in said(view)
    assert "取組がないという意味ではありません" in said(view)

"""The form of 絞り込み, and the picker in it."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.follow_ups import name
from bot.slack.blocks.narrow import NarrowInput, narrow, submitted
from bot.slack.blocks.pickers import municipality_options
from corpus.municipalities import tokyo
from index.query.parsed_question import ParseContext
from index.query.parser import understand
from tests.fake_slack.limits import option_faults, view_faults

AROUND = ParseContext(tokyo(), date(2026, 4, 1), since=date(2021, 8, 16), until=date(2022, 9, 16))


def names(typed: str) -> list[str]:
    options = [option.to_dict() for option in municipality_options(tokyo(), typed)]
    assert option_faults(options) == []
    return [option["value"] for option in options]


def test_all_62_are_offered_before_anything_is_typed() -> None:
    assert len(names("")) == 62


def test_a_municipality_is_found_by_name_reading_and_alias() -> None:
    assert names("練馬")[0] == "練馬区"
    assert names("ねりま")[0] == "練馬区"
    assert names("ネリマ")[0] == "練馬区"
    assert names("ﾈﾘﾏ")[0] == "練馬区"
    assert names("penguin") == []


def test_what_begins_as_typed_comes_first() -> None:
    found = names("中")
    assert found[0].startswith("中")
    assert "府中市" in found
    assert found.index("府中市") > found.index("中野区")


def test_what_is_not_ticked_is_taken_off() -> None:
    asked = understand("令和4年度の練馬区の採用は？", AROUND)
    period, ward = map(name, asked.filters)
    view = narrow(asked, [period], "足立区", "metadata").to_dict()
    values = {
        "filters": {"filters": {"selected_options": [{"value": ward}]}},
        "added": {"added": {"value": " 第27回 "}},
        "own": {"own_municipality": {"selected_option": {"value": "足立区"}}},
    }
    assert submitted({**view, "state": {"values": values}}) == NarrowInput((period,), "第27回", "足立区")


def test_a_form_that_was_left_as_it_is_changes_nothing() -> None:
    view = narrow(understand("採用は？", AROUND), [], None, "metadata").to_dict()
    values = {"added": {"added": {"value": None}}, "own": {"own_municipality": {"selected_option": None}}}
    assert submitted({**view, "state": {"values": values}}) == NarrowInput((), "", None)


@given(st.text(max_size=2500))
def test_every_question_fits_into_the_form(question: str) -> None:
    asked = understand(f"「{question}」区:練馬区", AROUND)
    assert view_faults(narrow(asked, [], None, "metadata").to_dict()) == []
    assert view_faults(narrow(asked, [name(each) for each in asked.filters], "足立区", "metadata").to_dict()) == []

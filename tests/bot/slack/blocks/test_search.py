"""What is filled in → a question in the one grammar, whatever is chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.slack.blocks.callback_data import PersonChoice, read
from bot.slack.blocks.pickers import person_options
from bot.slack.blocks.search import MOST_MUNICIPALITIES, MOST_PERSONS, SearchInput, search_form
from corpus.people import Person
from corpus.sample import SampleShelf
from index.analysis import Analyzer
from index.library import Library
from index.query.parsed_question import Period
from tests.bot.many import ManyShelf
from tests.fake_slack.limits import option_faults, view_faults


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(SampleShelf(), Analyzer())


def test_each_condition_is_understood_as_it_was_chosen(library: Library) -> None:
    names = [person.name for person in library.parse_context().people][:MOST_PERSONS]
    wanted = SearchInput("窓口の予約", ("星見区", "灯野村"), tuple(names), "令和4年度", "窓口・手続")
    asked = library.understand(wanted.question())
    assert asked.affiliations == ("星見区", "灯野村")
    # 「空想寺 円」 and 「空想寺　円」 are one.
    assert {"".join(name.split()) for name in asked.speakers} == {"".join(name.split()) for name in names}
    assert asked.period == Period(date(2022, 4, 1), date(2023, 3, 31))
    assert asked.theme == "窓口・手続"
    assert asked.rest.split() == ["窓口の予約"]
    assert asked.unknown == ()


def test_every_person_and_every_theme_can_be_asked_for(library: Library) -> None:
    around = library.parse_context()
    for person in around.people:
        assert person.name in library.understand(SearchInput("採用", persons=(person.name,)).question()).speakers
    for theme in around.themes:
        assert library.understand(SearchInput("採用", theme=theme).question()).theme == theme


def test_names_with_emoji_and_rare_kanji_can_be_asked_for() -> None:
    library = Library(ManyShelf(), Analyzer())
    for person in library.parse_context().people:
        asked = library.understand(SearchInput("窓口", persons=(person.name,)).question())
        assert person.name in asked.speakers, person
        assert asked.rest.split() == ["窓口"]


def test_one_s_own_is_left_out_of_what_was_chosen_or_of_all(library: Library) -> None:
    chosen = SearchInput("採用", ("星見区", "風待区"), own_left_out=True)
    assert library.understand(chosen.question("風待区"), "風待区").affiliations == ("星見区",)
    everyone = library.understand(SearchInput("採用", own_left_out=True).question("風待区"), "風待区")
    assert (everyone.others, everyone.others_than) == (True, ("風待区",))


def test_nothing_filled_in_is_empty_and_leaving_out_alone_asks_nothing() -> None:
    assert SearchInput().is_empty
    assert SearchInput(own_left_out=True).is_empty
    assert not SearchInput(theme="窓口・手続").is_empty


def test_the_longest_question_is_read_whole(library: Library) -> None:
    wanted = SearchInput("窓" * 300, ("灯野村",) * MOST_MUNICIPALITIES, ("岬 遥" * 10,) * MOST_PERSONS, "令和4年度")
    assert library.understand(wanted.question()).text == wanted.question()


def test_the_form_fits_slack_with_and_without_what_there_is_to_choose(library: Library) -> None:
    around = library.parse_context()
    bare = replace(around, since=None, until=None, themes=())
    for each in (around, bare, replace(around, own="風待区")):
        assert view_faults(search_form(each).to_dict()) == []
    assert [block["block_id"] for block in search_form(bare).to_dict()["blocks"]] == [
        *("words", "places", "persons", "leave-out", "own"),
    ]


def test_persons_of_one_name_are_told_apart_and_long_names_are_cut() -> None:
    people = [Person("岬 遥", "灯台市"), Person("岬 遥", "麦野市"), Person("岬 遥" + "🌊" * 200, None)]
    options = [option.to_dict() for option in person_options(people, "岬")]
    assert len(options) == 3
    assert option_faults(options) == []


def test_persons_are_found_by_the_body_that_they_speak_for() -> None:
    people = [Person("岬 遥", "灯台市"), Person("雲井 渡", "麦野市"), Person("灯台 守", "麦野市")]
    assert [read(option.value, PersonChoice).name for option in person_options(people, "灯台")] == ["灯台 守", "岬 遥"]

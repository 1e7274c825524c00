"""The comparison (一覧) on the fake Slack: opened from an answer, rows chosen, pages turned, the table copied."""

from __future__ import annotations

from typing import Any

import pytest

from bot import wording
from bot.state.askers import Asker
from tests.bot.standing import COLLEAGUE, Talk, element, has
from tests.fake_slack.limits import quotes, texts
from tests.fake_slack.payloads import ASKER, TEAM

Payload = dict[str, Any]

QUESTION = "専門人材の採用で困っていることは？"


def said(view: Payload) -> str:
    return "\n".join(texts(view["blocks"]))


def rows(view: Payload) -> list[str]:
    """Return the municipalities that are quoted on a page."""
    quoting = [block for block in view["blocks"] if quotes(block)]
    return [next(texts(block)) for block in quoting]


def opened(talk: Talk, question: str = QUESTION, *, by: str = ASKER) -> Payload:
    return talk.modal(talk.press("show_listing", talk.ask(question, by=by), by=by))


def option(value: str) -> Payload:
    return {"selected_option": {"value": value}}


def test_a_question_becomes_one_row_a_municipality_with_speaker_round_day_and_mark(talk: Talk) -> None:
    view = opened(talk)
    assert view["title"]["text"] == "一覧"
    table = [place.name for place in talk.bot.delivery.library.gazetteer]
    assert rows(view) == [name for name in table if name in rows(view)]
    assert {"星見区", "風待区"} <= set(rows(view))
    (row,) = [block for block in view["blocks"] if quotes(block) and next(texts(block)) == "風待区"]
    assert "〔当時〕" in said({"blocks": [row]})
    assert "第2回座談会、令和3年10月19日" in said({"blocks": [row]})
    assert "［見本］" in said({"blocks": [row]})
    assert "10自治体のうち" in said(view)


def test_who_has_no_quote_stands_below_under_what_is_the_case(talk: Talk) -> None:
    view = opened(talk)
    below = said(view).split(rows(view)[-1])[-1]
    assert "該当する発言は見つかりませんでした（取組がないという意味ではありません）" in below
    assert "一部（第8回①）が未収録です（1自治体）\n\n虹ノ橋市" in below


def test_rows_are_all_or_of_a_kind_or_chosen(talk: Talk) -> None:
    view = opened(talk)
    scope = element(view, "listing_scope")
    towns = talk.turned(lambda: talk.slack.press_in(view, scope, **option("towns")))
    assert "2自治体のうち" in said(towns)
    assert set(rows(towns)) <= {"雲取野町", "灯野村"}
    form = talk.modal(talk.slack.press_in(towns, element(towns, "listing_choose")))
    chosen = {"chosen": {"listing_chosen": {"selected_options": [{"value": "風待区"}, {"value": "灯野村"}]}}}
    stacked = form | {"id": "V2", "previous_view_id": "V1"}
    both = talk.turned(lambda: talk.slack.submit(stacked, chosen))
    assert talk.slack.calls("views.update")[-1].payload["view_id"] == "V1"
    assert "2自治体のうち" in said(both)
    assert rows(both)[0] == "風待区"
    assert element(both, "listing_scope")["initial_option"]["value"] == "chosen"


def test_a_question_that_names_several_or_a_kind_opens_with_these(talk: Talk) -> None:
    assert "2自治体のうち" in said(opened(talk, "風待区と星見区は採用をどうしている？"))
    assert "5自治体のうち" in said(opened(talk, "23区は採用をどうしている？"))


def test_one_s_own_is_said_once_and_left_out_on_request(talk: Talk) -> None:
    who = "U0LISTER"
    view = opened(talk, by=who)
    assert "風待区" in rows(view)
    picker = element(view, "listing_own")
    without = talk.turned(lambda: talk.slack.press_in(view, picker, by=who, **option("風待区")))
    assert "風待区" not in said(without).replace("風待区を除く", "")
    assert "9自治体のうち" in said(without)
    assert talk.bot.delivery.memory.people.municipality(Asker(TEAM, who)) == "風待区"
    box = element(without, "listing_leave_own_out")
    again = talk.turned(lambda: talk.slack.press_in(without, box, by=who, selected_options=[]))
    assert "風待区" in rows(again)
    assert not has(again, "listing_own")


def test_a_colleague_s_listing_leaves_out_nothing_of_the_asker_s(talk: Talk) -> None:
    who = "U0WARD9"
    talk.bot.delivery.memory.people.remember(Asker(TEAM, who), "風待区")
    post = talk.ask("他の区の採用は？", by=who)
    assert "風待区" not in rows(talk.modal(talk.press("show_listing", post, by=who)))
    assert "風待区" in rows(talk.modal(talk.press("show_listing", post, by=COLLEAGUE)))


def test_the_picker_offers_what_was_typed(talk: Talk) -> None:
    envelope = talk.slack.type_in("listing_chosen", "かぜ")
    talk.slack.wait_for_ack(envelope)
    assert envelope.response is not None
    assert [each["value"] for each in envelope.response["options"]] == ["風待区"]


def test_the_table_is_tab_separated_and_says_that_it_is_the_sample(talk: Talk) -> None:
    view = opened(talk)
    table = talk.modal(talk.slack.press_in(view, element(view, "listing_table")))
    lines = said({"blocks": table["blocks"][2:]}).splitlines()
    assert lines[0] == "自治体\t発言\t発言者〔当時の役職〕\t第N回・日付\t出典URL"
    assert [line.count("\t") for line in lines[:11]] == [4] * 11
    (own,) = [line.split("\t") for line in lines if line.startswith("風待区")]
    assert "［見本］" in own[1]
    assert own[4] == "見本のため、もとの記事はありません。"


def test_a_theme_s_button_opens_its_listing_without_a_question(talk: Talk) -> None:
    button = {"type": "button", "action_id": "show_listing", "value": "テーマ:窓口・手続"}
    view = talk.modal(talk.slack.press(button, {"channel": talk.channel}))
    assert "暁坂区" in rows(view)


@pytest.mark.parametrize(("value", "words"), [("0" * 16, wording.FORGOTTEN), ("区:風待区", wording.ASK_WHAT)])
def test_what_cannot_be_listed_says_why(talk: Talk, value: str, words: str) -> None:
    button = {"type": "button", "action_id": "show_listing", "value": value}
    assert said(talk.modal(talk.slack.press(button, {"channel": talk.channel}))) == words

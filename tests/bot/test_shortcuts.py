"""The two shortcuts on the fake Slack: quotes for a message, and the search form."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from bot import wording
from bot.slack.listeners import searching
from bot.slack.transport import manifest
from bot.state.askers import Asker
from bot.state.tables import METADATA
from corpus.storage.database import reading
from tests.bot.standing import Talk, element, has, quoted_ids
from tests.fake_slack.limits import option_faults, quotes, texts, view_faults
from tests.fake_slack.payloads import TEAM

Payload = dict[str, Any]

POST = (
    "お疲れさまです。来年度の体制の件で相談です。専門人材の公募を出しましたが、応募がありませんでした。"
    "任期付の報酬や副業の条件を見直すべきか迷っています。よその団体の採用の工夫をご存じでしたら教えてください。"
)


def said(view: Payload) -> str:
    return "\n".join(texts(view["blocks"]))


def related_to(talk: Talk, text: str, **message: Any) -> Payload:
    return talk.modal(talk.slack.message_shortcut(searching.RELATED_SHORTCUT, text, channel=talk.channel, **message))


def form(talk: Talk) -> Payload:
    return talk.modal(talk.slack.shortcut(searching.SEARCH_SHORTCUT))


def one(value: str) -> Payload:
    return {"selected_option": {"value": value}}


def several(*values: str) -> Payload:
    return {"selected_options": [{"value": value} for value in values]}


def searched(talk: Talk, view: Payload, *, by: str = "U0SEARCHER", **fields: Payload) -> Payload:
    """Return the view that replaces the form."""
    envelope = talk.slack.submit(view, {name: {name: state} for name, state in fields.items()}, by=by)
    talk.slack.wait_for_ack(envelope)
    assert envelope.response is not None
    assert envelope.response["response_action"] == "update"
    found: Payload = envelope.response["view"]
    assert view_faults(found, talk.slack.web.said) == []
    return found


def test_both_shortcuts_are_in_the_manifest() -> None:
    for callback_id in (searching.RELATED_SHORTCUT, searching.SEARCH_SHORTCUT):
        assert f'"callback_id": "{callback_id}"' in manifest.text()


# 関連する発言を探す


def test_a_message_gets_quotes_in_a_modal_and_nothing_is_posted(talk: Talk) -> None:
    view = related_to(talk, POST, ts="1660000000.000100")
    assert view["title"]["text"] == "関連する発言"
    assert 1 <= len(quoted_ids(view)) <= 5
    assert any("採用" in words or "公募" in words for words in quotes(view["blocks"]))
    assert wording.RELATED_PRIVATE in said(view)
    assert talk.posts == []


def test_the_message_is_not_kept(talk: Talk) -> None:
    related_to(talk, POST + "合言葉は四十雀")
    with reading(talk.bot.delivery.inbox.engine) as connection:
        rows = [row for table in METADATA.sorted_tables for row in connection.execute(select(table))]
    assert not any("四十雀" in str(row) or "お疲れさまです" in str(row) for row in rows)


@pytest.mark.parametrize(
    ("message", "thread"),
    [
        ({"ts": "1660000000.000100"}, "1660000000.000100"),
        ({"ts": "1660000001.000200", "thread_ts": "1660000000.000100"}, "1660000000.000100"),
    ],
)
def test_what_is_shared_goes_into_the_message_s_thread(talk: Talk, message: Payload, thread: str) -> None:
    view = related_to(talk, POST, **message)
    asked = talk.modal(talk.slack.press_in(view, element(view, "share_quote")))
    assert not has(asked, "where")
    assert wording.SHARE_IN_THREAD in said(asked)
    done = talk.turned(lambda: talk.slack.submit(asked, {"comment": {"comment": {"value": "ご参考に"}}}))
    assert said(done) == wording.SHARE_SENT
    (post,) = talk.posts
    assert (post["channel"], post["thread_ts"]) == (talk.channel, thread)
    assert "ご参考に" in post["text"]


def test_names_in_a_message_filter_nothing_but_他の区は_does(talk: Talk) -> None:
    everyone = related_to(talk, "風待区は専門人材の採用で困っている？")
    assert len({words.split(" · ")[2] for words in texts(everyone["blocks"]) if words.startswith("令和")}) > 1
    others = related_to(talk, "他の区は専門人材の採用をどうしている？")
    bodies = [words.split(" · ")[2] for words in texts(others["blocks"]) if words.startswith("令和")]
    assert len(bodies) == len(set(bodies)) > 1


@pytest.mark.parametrize("text", ["", "よろしくお願いします", "<@U0BOSS> これについて他の区は？", "👍"])
def test_a_message_without_words_to_search_says_so(talk: Talk, text: str) -> None:
    view = related_to(talk, text)
    assert wording.RELATED_WORDLESS in said(view)
    assert quotes(view["blocks"]) == []


def test_a_message_on_something_else_finds_nothing_and_says_what_that_means(talk: Talk) -> None:
    view = related_to(talk, "水族館のペンギンの餌やり体験は来月も実施します。")
    assert wording.RELATED_NOTHING in said(view)
    assert quotes(view["blocks"]) == []


def test_around_a_related_quote_is_read_on_top_of_it(talk: Talk) -> None:
    view = related_to(talk, POST)
    around = talk.modal(talk.slack.press_in(view, element(view, "read_around")))
    assert quotes(view["blocks"])[0][:30] in "".join(quotes(around["blocks"]))


# 座談会を検索


def test_the_form_asks_for_words_municipalities_persons_period_theme_and_one_s_own(talk: Talk) -> None:
    view = form(talk)
    assert [block["block_id"] for block in view["blocks"]] == [
        *("words", "places", "persons", "period", "theme", "leave-out", "own"),
    ]
    years = [option["text"]["text"] for option in element(view, "period")["options"]]
    assert years == ["令和4年度（2022年4月〜2023年3月）", "令和3年度（2021年4月〜2022年3月）"]
    assert all(block["optional"] for block in view["blocks"])


def test_words_and_conditions_become_one_question_answered_in_the_form_s_place(talk: Talk) -> None:
    both = several("星見区", "暁坂区")
    view = searched(talk, form(talk), words={"value": "窓口"}, search_municipalities=both, period=one("令和4年度"))
    assert "条件：区:星見区／暁坂区／年:令和4年度" in said(view)
    heads = [words for words in texts(view["blocks"]) if words.startswith("令和4年")]
    assert heads
    assert all("星見区" in words or "暁坂区" in words for words in heads)
    assert wording.ONLY_YOU in said(view)
    assert talk.posts == []


def test_persons_are_offered_by_name_and_by_body_and_only_they_are_quoted(talk: Talk) -> None:
    envelope = talk.slack.type_in("search_persons", "試案")
    talk.slack.wait_for_ack(envelope)
    assert envelope.response is not None
    (offered,) = envelope.response["options"]
    assert offered["text"]["text"] == "試案 恵（風待区）"
    assert option_faults([offered]) == []
    view = searched(talk, form(talk), search_persons=several(offered["value"]))
    heads = [words for words in texts(view["blocks"]) if words.startswith("令和")]
    assert heads
    assert all("試案 恵" in words for words in heads)


def test_everyone_who_speaks_is_offered_before_anything_is_typed(talk: Talk) -> None:
    envelope = talk.slack.type_in("search_persons", "")
    talk.slack.wait_for_ack(envelope)
    assert envelope.response is not None
    assert 10 < len(envelope.response["options"]) <= 100
    assert option_faults(envelope.response["options"]) == []


def test_a_theme_alone_is_enough(talk: Talk) -> None:
    view = searched(talk, form(talk), theme=one("窓口・手続"))
    assert quoted_ids(view)


def test_one_s_own_is_said_in_the_form_kept_and_left_out(talk: Talk) -> None:
    who = "U0FORM1"
    own, out = one("風待区"), several("own")
    view = searched(talk, form(talk), by=who, words={"value": "専門人材の採用"}, own_municipality=own, leave_out=out)
    assert talk.bot.delivery.memory.people.municipality(Asker(TEAM, who)) == "風待区"
    assert "風待区を除く" in said(view)
    assert not any("風待区" in words for words in texts(view["blocks"]) if words.startswith("令和"))


def test_an_empty_form_is_not_sent(talk: Talk) -> None:
    envelope = talk.slack.submit(form(talk), {"words": {"words": {"value": None}}})
    talk.slack.wait_for_ack(envelope)
    assert envelope.response == {"response_action": "errors", "errors": {"words": wording.SEARCH_EMPTY}}


def test_もっと見る_and_絞り込み_work_in_the_modal(talk: Talk) -> None:
    who = "U0FORM2"
    view = searched(talk, form(talk), by=who, words={"value": "専門人材の採用"})
    more = talk.turned(lambda: talk.slack.press_in(view, element(view, "more"), by=who))
    assert quoted_ids(more)[: len(quoted_ids(view))] == quoted_ids(view)
    assert len(quoted_ids(more)) > len(quoted_ids(view))
    narrow = talk.modal(talk.slack.press_in(more, element(more, "narrow"), by=who))
    added = {"added": {"added": {"value": "風待区は"}}}
    narrowed = talk.turned(lambda: talk.slack.submit(narrow, added, by=who))
    assert "条件：風待区（" in said(narrowed)
    comparison = talk.modal(talk.slack.press_in(narrowed, element(narrowed, "show_listing"), by=who))
    assert comparison["title"]["text"] == "一覧"


def test_what_is_found_in_the_form_is_shared_where_the_sharer_says(talk: Talk) -> None:
    view = searched(talk, form(talk), words={"value": "専門人材の採用"})
    asked = talk.modal(talk.slack.press_in(view, element(view, "share_quote")))
    values = {"where": {"where": {"selected_conversation": talk.channel}}, "comment": {"comment": {"value": None}}}
    assert said(talk.turned(lambda: talk.slack.submit(asked, values))) == wording.SHARE_SENT
    assert len(talk.posts) == 1


def test_nothing_found_says_what_that_means_and_what_was_searched(talk: Talk) -> None:
    view = searched(talk, form(talk), words={"value": "水族館のペンギン"})
    assert quotes(view["blocks"]) == []
    assert "取組がないという意味ではありません" in said(view)

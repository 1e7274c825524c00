"""What comes after an answer in a direct message: a refinement, a new question, others than those named, or nothing."""

from __future__ import annotations

import re

import pytest

from bot import wording
from tests.bot.reader import Reader, said
from tests.bot.standing import Talk, element, has, quoted_ids
from tests.fake_slack.limits import quotes, texts

QUESTION = "月影区の研修は？"


@pytest.fixture
def direct(talk: Talk) -> Talk:
    talk.channel = talk.channel.replace("C", "D")
    return talk


def bodies(message: dict[str, object]) -> set[str]:
    return {words.split(" · ")[2] for words in texts(message["blocks"]) if words.startswith("令和")}


@pytest.mark.parametrize("text", ["あばばば", "ぽよぽよ"])
def test_what_nobody_says_is_not_answered_with_what_was_asked_before(direct: Talk, text: str) -> None:
    direct.write(QUESTION)
    post = direct.write(text)
    assert post["text"].startswith(f"「{text}」に該当する発言は見つかりませんでした")
    assert quoted_ids(post) == []


def test_a_word_in_kana_is_a_question_of_its_own(direct: Talk) -> None:
    direct.write(QUESTION)
    post = direct.write("じんざい")
    assert post["text"].startswith("「じんざい」と言葉が重なる発言から、")
    assert "人材" in post["text"]


@pytest.mark.parametrize(("text", "answer"), [("なるほど", wording.NOTED), ("要約して", wording.NO_SUMMARY)])
def test_what_is_no_question_gets_a_sentence(direct: Talk, text: str, answer: str) -> None:
    direct.write(QUESTION)
    assert direct.write(text)["text"] == answer


def test_a_round_or_a_ward_with_a_verb_is_a_new_question(direct: Talk) -> None:
    direct.write("書かない窓口の効果は？")
    of_round = direct.write("第4回について教えて")
    assert of_round["text"].startswith("「第4回について教えて」に当てはまる発言から、")
    assert all("第4回" in words for words in texts(of_round["blocks"]) if words.startswith("令和"))
    of_ward = direct.write("月影区では何をしている？")
    assert of_ward["text"].startswith("「月影区では何をしている？」に当てはまる発言から、")
    assert bodies(of_ward) == {"月影区"}


@pytest.mark.parametrize("text", ["他は？", "ほかはどうですか", "よそは？", "他の自治体は？"])
def test_他は_asks_everyone_but_whom_the_question_named(direct: Talk, text: str) -> None:
    direct.write("風待区の専門人材の採用は？")
    others = direct.write(text)
    assert others["text"].startswith("「専門人材の採用は？")
    assert "と言葉が重なる発言を、風待区を除く" in others["text"]
    assert bodies(others)
    assert "風待区" not in bodies(others)


def test_他は_after_others_goes_on_with_the_next_of_them(direct: Talk) -> None:
    first = direct.write("他の区の採用は？")
    second = direct.write("他は？")
    assert bodies(second)
    assert not bodies(second) & bodies(first)


def test_他は_without_anything_before_it_asks_what_is_meant(direct: Talk) -> None:
    direct.channel += "9"
    assert direct.write("他は？")["text"].startswith(wording.ASK_WHAT)


def test_a_filter_that_was_taken_off_does_not_come_back_with_a_refinement(talk: Talk) -> None:
    post = talk.ask("令和4年度の採用は？")
    view = talk.modal(talk.press("narrow", post))
    talk.slack.submit(view, {"filters": {"filters": {"selected_options": []}}})
    talk.edit()
    refined = talk.ask("風待区は？", thread=post["thread_ts"])
    assert "条件：風待区（「絞り込み」" in refined["text"]


def test_filters_that_are_taken_off_while_words_are_added_stay_off(talk: Talk) -> None:
    post = talk.ask("令和4年度の採用は？")
    view = talk.modal(talk.press("narrow", post))
    values = {"filters": {"filters": {"selected_options": []}}, "added": {"added": {"value": "風待区は"}}}
    talk.slack.submit(view, values)
    assert "条件：風待区（「絞り込み」" in talk.edit()["text"]


def test_the_number_above_an_answer_is_what_もっと見る_leads_to(talk: Talk) -> None:
    for question in ("専門人材の採用で困っていることは？", "テレワークは？"):
        post = talk.ask(question)
        (more,) = re.findall(r"あと(\d+)件(以上)?", element(post, "more")["text"]["text"])
        assert f"{int(more[0]) + 3}件{more[1]}のうち3件" in post["text"]


def test_the_quotes_that_もっと見る_promises_are_all_shown(direct: Talk) -> None:
    post = direct.write("テレワークは？")
    (promised,) = re.findall(r"(\d+)件のうち3件", post["text"])
    seen, message, edits = set(quoted_ids(post)), post, 0
    while has(message, "more"):
        edits += 1
        direct.press("more", message)
        message = {**direct.edit(edits), "posted_ts": post["posted_ts"]}
        seen |= set(quoted_ids(message))
    assert len(seen) == int(promised)


def test_the_number_that_a_filter_hid_is_that_of_the_answer_without_it(talk: Talk) -> None:
    post = talk.ask("第4回のテレワークは？")
    (hidden,) = re.findall(r"条件「第4回」を外すと(\S+?)あります。", post["text"])
    talk.press("retry-1", post)
    assert f"{hidden}のうち3件" in talk.edit()["text"]


def test_a_topic_that_the_talks_lack_is_not_said_to_be_nobody_s(talk: Talk) -> None:
    assert "取組がないという意味ではありません" in talk.ask("生成AIの活用は？")["text"]


def test_whose_answer_was_for_themselves_and_is_too_old_is_told_by_name(talk: Talk) -> None:
    before = len(talk.slack.responses)
    talk.slack.command("採用は？", channel_id=talk.channel)
    first = talk.slack.wait_for_response(before + 1)
    # Slack takes answers to a press for half an hour.
    talk.slack.web.broken["response_url"] = 404
    try:
        talk.press("more", {**first, "channel": talk.channel})
        assert len(quotes(talk.ephemeral()["blocks"])) == 6
        talk.judge("useful", {**first, "channel": talk.channel})
        assert talk.ephemeral(2)["text"] == wording.FEEDBACK_THANKS
    finally:
        del talk.slack.web.broken["response_url"]


def test_home_shows_what_was_set_elsewhere_when_it_is_opened_again_and_not_before(talk: Talk) -> None:
    who = "U0ELSEWHERE"
    reader = Reader(talk.slack, who)
    assert wording.OWN_UNKNOWN in said(reader.open())
    post = talk.ask("うちの区は採用で何と言っている？", by=who)
    talk.pick_own("風待区", post, by=who)
    talk.edit()
    assert reader.homes == 1
    assert wording.own_is("風待区") in said(reader.open())


def test_the_first_page_offers_the_picker_and_then_shows_one_s_own(talk: Talk) -> None:
    reader = Reader(talk.slack, "U0WELCOMED")
    page = reader.press(element({"blocks": reader.open()["blocks"]}, "open_welcome"))
    picker = element(page, "home_own_municipality")
    chosen = {"selected_option": {"text": {"type": "plain_text", "text": "風待区"}, "value": "風待区"}}
    before = reader.homes
    after = reader.press(picker | chosen, page)
    assert element(after, "open_municipality")["value"] == "風待区"
    assert wording.own_is("風待区") in said(reader.next_home(before))

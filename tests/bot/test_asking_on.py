"""After an answer, on the fake Slack: more, refining, narrowing, the own municipality, the menu, deletion."""

from __future__ import annotations

import pytest

from bot import wording
from bot.state.askers import Asker
from tests.bot.standing import COLLEAGUE, Talk, element, has, option, quoted_ids
from tests.fake_slack.limits import parts, quotes, texts
from tests.fake_slack.payloads import ASKER, TEAM

QUESTION = "専門人材の採用で困っていることは？"


def said(message: dict[str, object]) -> str:
    return "\n".join(texts(message["blocks"]))


# もっと見る


def test_more_edits_the_asker_s_answer_and_repeats_nothing(talk: Talk) -> None:
    first = talk.ask(QUESTION)
    talk.press("more", first)
    edited = talk.edit()
    assert edited["ts"] == first["posted_ts"]
    assert len(quoted_ids(edited)) == 6
    assert quoted_ids(edited)[:3] == quoted_ids(first)
    assert len(set(quoted_ids(edited))) == 6
    assert "引用6" in edited["text"]


def test_more_ends_when_there_is_no_more(talk: Talk) -> None:
    message, seen, actions = talk.ask("風待区は採用でどうしている？"), list[str](), 0
    while has(message, "more"):
        actions += 1
        assert actions < 20
        talk.press("more", message)
        message = {**talk.edit(actions), "posted_ts": message["posted_ts"]}
        seen += [each for each in quoted_ids(message) if each not in seen]
    assert len(quoted_ids(message)) <= 9
    assert len(seen) > 3


def test_who_did_not_ask_gets_more_for_themselves(talk: Talk) -> None:
    first = talk.ask(QUESTION)
    talk.press("more", first, by=COLLEAGUE)
    ephemeral = talk.ephemeral()
    assert ephemeral["user"] == COLLEAGUE
    assert wording.ONLY_YOU in said(ephemeral)
    assert len(quoted_ids(ephemeral)) == 3
    assert not set(quoted_ids(ephemeral)) & set(quoted_ids(first))
    assert talk.slack.edits == [] or all(each["channel"] != talk.channel for each in talk.slack.edits)


def test_where_slack_refuses_the_edit_the_presser_gets_it_for_themselves(talk: Talk) -> None:
    first = talk.ask(QUESTION)
    talk.slack.web.denied["chat.update"] = "cant_update_message"
    try:
        talk.press("more", first)
        assert len(quoted_ids(talk.ephemeral())) == 6
    finally:
        del talk.slack.web.denied["chat.update"]


def test_the_answer_to_a_command_grows_in_its_place(talk: Talk) -> None:
    before = len(talk.slack.responses)
    talk.slack.command(QUESTION, channel_id=talk.channel)
    first = talk.slack.wait_for_response(before + 1)
    assert not has(first, "delete_answer")
    talk.press("more", {**first, "channel": talk.channel})
    grown = talk.slack.wait_for_response(before + 2)
    assert grown["replace_original"] is True
    assert quoted_ids(grown)[:3] == quoted_ids(first)
    assert len(quoted_ids(grown)) == 6


def test_a_button_of_a_forgotten_question_says_so(talk: Talk) -> None:
    first = talk.ask(QUESTION)
    for action in ("more", "narrow"):
        talk.slack.press(element(first, action) | {"value": "0000000000000000"}, first)
    assert {talk.ephemeral(1)["text"], talk.ephemeral(2)["text"]} == {wording.FORGOTTEN}


# In the thread


def test_もっと_in_the_thread_goes_on_in_a_new_message(talk: Talk) -> None:
    first = talk.ask(QUESTION)
    second = talk.ask("もっと見せて", thread=first["thread_ts"])
    assert second["thread_ts"] == first["thread_ts"]
    assert len(quoted_ids(second)) == 3
    assert not set(quoted_ids(second)) & set(quoted_ids(first))
    assert "の続き、4〜6件目です。" in second["text"]


def test_a_municipality_in_the_thread_refines_the_question(talk: Talk) -> None:
    first = talk.ask("他の区の専門人材の採用は？")
    second = talk.ask("風待区は？", thread=first["thread_ts"], by=COLLEAGUE)
    assert second["text"].startswith("「専門人材の採用は？ 風待区は」")
    assert "条件：風待区（" in second["text"]
    assert all("風待区" in words for words in texts(second["blocks"]) if words.startswith("令和"))


def test_in_a_direct_message_もっと_goes_on_with_the_last_question(talk: Talk) -> None:
    talk.channel = talk.channel.replace("C", "D")
    first = talk.write(QUESTION)
    second = talk.write("もっと")
    assert quoted_ids(second)
    assert not set(quoted_ids(second)) & set(quoted_ids(first))


def test_below_an_answer_in_a_direct_message_the_question_is_that_answer_s(talk: Talk) -> None:
    talk.channel = talk.channel.replace("C", "D")
    first = talk.write(QUESTION)
    talk.write("職員の研修は？")
    below = talk.write("もっと", thread=first["posted_ts"])
    assert "専門人材の採用で困っていることは" in below["text"]


def test_もっと_without_anything_before_it_says_so(talk: Talk) -> None:
    assert talk.ask("もっと")["text"] == wording.NOTHING_TO_CONTINUE


def test_a_mention_inside_a_running_thread_gets_three_lines(talk: Talk) -> None:
    post = talk.ask(QUESTION, thread="1660000000.000100")
    (block,) = [block for block in post["blocks"] if block["type"] == "rich_text"]
    assert [line["type"] for line in block["elements"]] == [
        "rich_text_section",
        "rich_text_section",
        "rich_text_quote",
    ]
    assert len(quotes(post["blocks"])) == 1
    assert len(quotes(post["blocks"])[0]) <= 135
    modal = talk.modal(talk.press("read_around", post))
    assert quotes(post["blocks"])[0] in "".join(quotes(modal["blocks"]))


@pytest.mark.parametrize("question", ["これについて他の区は？", "この件、他市ではどう？"])
def test_what_leans_on_the_thread_is_not_guessed(talk: Talk, question: str) -> None:
    post = talk.ask(question, thread="1660000000.000200")
    assert post["text"] == wording.CANNOT_READ_THREAD
    assert "関連する発言を探す" in post["text"]


def test_what_is_asked_with_とは_is_explained_first(talk: Talk) -> None:
    post = talk.ask("RPAとは？")
    said_in_order = list(texts(post["blocks"]))
    assert said_in_order[0] == "RPA"
    assert wording.EXPLAINED_BY_US in said_in_order
    assert quotes(post["blocks"])


# The own municipality


def test_うちの区_asks_once_which_one_it_is_and_then_answers_in_the_same_place(talk: Talk) -> None:
    who = "U0WARD1"
    post = talk.ask("うちの区は採用で何と言っている？", by=who)
    assert wording.ASK_OWN in post["text"]
    assert quotes(post["blocks"]) == []
    talk.pick_own("風待区", post, by=who)
    edited = talk.edit()
    assert edited["ts"] == post["posted_ts"]
    assert all("風待区" in words for words in texts(edited["blocks"]) if words.startswith("令和"))
    assert quotes(talk.ask("うちの区の研修は？", by=who)["blocks"])


def test_who_picks_below_another_s_answer_sets_their_own_and_changes_nothing_else(talk: Talk) -> None:
    post = talk.ask("うちの区は採用で何と言っている？", by="U0WARD2")
    passer_by = "U0PASSERBY"
    talk.pick_own("星見区", post, by=passer_by)
    assert talk.ephemeral()["text"] == wording.own_kept("星見区")
    people = talk.bot.delivery.memory.people
    assert people.municipality(Asker(TEAM, passer_by)) == "星見区"
    assert people.municipality(Asker(TEAM, "U0WARD2")) is None


def test_other_wards_are_quoted_once_each_and_one_s_own_is_asked_for_once(talk: Talk) -> None:
    who = "U0WARD3"
    first = talk.ask("他の区の専門人材の採用は？", by=who)
    assert has(first, "own_municipality")
    bodies = [words.split(" · ")[2] for words in texts(first["blocks"]) if words.startswith("令和")]
    assert len(bodies) == len(set(bodies)) == 3
    assert "東京都" not in bodies
    again = talk.ask("他の区の研修は？", by=who)
    assert not has(again, "own_municipality")
    talk.pick_own(bodies[0], first, by=who)
    without_own = talk.edit()
    assert bodies[0] not in [w.split(" · ")[2] for w in texts(without_own["blocks"]) if w.startswith("令和")]
    assert f"{bodies[0]}を除く" in without_own["text"]


def test_the_picker_offers_what_was_typed_by_reading_too(talk: Talk) -> None:
    for typed, expected in (("", None), ("かぜまち", "風待区"), ("カゼマ", "風待区"), ("風", "風待区")):
        envelope = talk.slack.type_in("own_municipality", typed)
        talk.slack.wait_for_ack(envelope)
        assert envelope.response is not None
        names = [option["value"] for option in envelope.response["options"]]
        assert 0 < len(names) <= 100
        assert expected is None or names[0] == expected


# 絞り込み


def test_a_filter_is_shown_and_taken_off(talk: Talk) -> None:
    post = talk.ask("風待区の採用は？")
    assert "条件：風待区（" in post["text"]
    view = talk.modal(talk.press("narrow", post))
    (boxes,) = [part for part in parts(view["blocks"]) if part.get("type") == "checkboxes"]
    assert [each["text"]["text"] for each in boxes["initial_options"]] == ["自治体など：風待区"]
    talk.slack.submit(view, {"filters": {"filters": {"selected_options": []}}})
    edited = talk.edit()
    assert edited["ts"] == post["posted_ts"]
    assert "条件：" not in edited["text"].replace("外した条件：", "")
    assert "外した条件：風待区" in edited["text"]
    again = talk.modal(talk.press("narrow", {**edited, "posted_ts": post["posted_ts"]}))
    (boxes,) = [part for part in parts(again["blocks"]) if part.get("type") == "checkboxes"]
    assert "initial_options" not in boxes


def test_words_can_be_added_and_one_s_own_is_kept(talk: Talk) -> None:
    who = "U0WARD4"
    post = talk.ask("採用は？", by=who)
    view = talk.modal(talk.press("narrow", post, by=who))
    own = {"own_municipality": {"selected_option": {"value": "星見区"}}}
    talk.slack.submit(view, {"added": {"added": {"value": "風待区は"}}, "own": own}, by=who)
    assert "条件：風待区（" in talk.edit()["text"]
    assert talk.bot.delivery.memory.people.municipality(Asker(TEAM, who)) == "星見区"


def test_who_did_not_ask_narrows_for_themselves(talk: Talk) -> None:
    post = talk.ask("風待区の採用は？")
    view = talk.modal(talk.press("narrow", post, by=COLLEAGUE))
    talk.slack.submit(view, {"filters": {"filters": {"selected_options": []}}}, by=COLLEAGUE)
    ephemeral = talk.ephemeral()
    assert ephemeral["user"] == COLLEAGUE
    assert "外した条件：風待区" in ephemeral["text"]


# Nothing, and what to try


def test_where_a_filter_excluded_all_it_is_named_and_taken_off_with_one_press(talk: Talk) -> None:
    post = talk.ask("第4回の採用は？")
    assert quotes(post["blocks"]) == []
    assert "取組がないという意味ではありません" in post["text"]
    assert "条件「第4回」を外すと" in post["text"]
    talk.press("retry-1", post)
    edited = talk.edit()
    assert edited["ts"] == post["posted_ts"]
    assert quotes(edited["blocks"])


def test_a_period_outside_is_named_and_the_rest_answered(talk: Talk) -> None:
    post = talk.ask("2015年の採用は？")
    assert "「2015年」の座談会は収録にありません（収録は令和3年7月〜令和4年9月）" in post["text"]
    assert quotes(post["blocks"])


def test_the_newest_are_asked_for_and_the_answer_says_how_old_they_are(talk: Talk) -> None:
    assert "収録は令和3年7月〜令和4年9月です。" in talk.ask("最近の採用は？")["text"]


# A quote's menu


def test_a_quote_has_two_buttons_and_a_menu_and_an_answer_three_buttons(talk: Talk) -> None:
    post = talk.ask(QUESTION)
    rows = {block["block_id"]: block["elements"] for block in post["blocks"] if block["type"] == "actions"}
    for number in (1, 2, 3):
        assert [each["type"] for each in rows[f"quote-{number}"]] == ["button", "button", "overflow"]
    assert [each["action_id"] for each in rows["answer"]] == ["more", "show_listing", "narrow"]
    assert option(post, "cite")


def test_the_citation_is_ready_to_be_copied(talk: Talk) -> None:
    post = talk.ask(QUESTION)
    (words,) = [
        "".join(texts(part))
        for part in parts(talk.modal(talk.choose("cite", post))["blocks"])
        if part.get("type") == "rich_text_preformatted"
    ]
    assert quotes(post["blocks"])[0] in words
    assert "〔当時〕" in words
    assert "出典：" in words


def test_what_was_replied_is_shown_with_what_it_replies_to(talk: Talk) -> None:
    first, second, *_ = quoted_ids(talk.ask(QUESTION))
    passages = talk.bot.delivery.library.snapshot.passages
    chosen = {"text": {"type": "plain_text", "text": wording.METROPOLIS_REPLIES}, "value": f"reply|{first}|{second}"}
    envelope = talk.press("quote_menu", talk.ask(QUESTION), selected_option=chosen)
    shown = talk.modal(envelope)
    assert quotes(shown["blocks"]) == [passages[first].text.strip(), passages[second].text.strip()]
    assert wording.REPLY_GIVEN in texts(shown["blocks"])


def test_a_reply_that_was_withdrawn_since_is_said_to_be_gone(talk: Talk) -> None:
    post = talk.ask(QUESTION)
    chosen = {"value": f"reply|{quoted_ids(post)[0]}|n0123456789ab-withdrawn-1"}
    assert list(texts(talk.modal(talk.press("quote_menu", post, selected_option=chosen))["blocks"])) == [wording.GONE]


def test_one_press_says_that_an_answer_was_useful_and_is_kept_without_a_name(talk: Talk) -> None:
    post = talk.ask(QUESTION)
    talk.judge("useful", post)
    assert talk.ephemeral()["text"] == wording.FEEDBACK_THANKS
    feedback = talk.bot.delivery.memory.feedback
    assert feedback.forget_person(Asker(TEAM, ASKER)) == 1
    assert feedback.forget_person(Asker(TEAM, ASKER)) == 0


def test_a_report_goes_to_the_operator_s_table(talk: Talk) -> None:
    post = talk.ask(QUESTION)
    view = talk.modal(talk.choose("report", post))
    envelope = talk.slack.submit(view, {"fault": {"fault": {"selected_option": {"value": "context"}}}})
    talk.slack.wait_for_ack(envelope)
    assert envelope.response is not None
    assert wording.REPORT_THANKS in "".join(texts(envelope.response["view"]))
    assert (quoted_ids(post)[0], "context") in talk.reports()


# 回答を消す


def test_the_asker_takes_the_answer_back(talk: Talk) -> None:
    post = talk.ask(QUESTION)
    talk.press("delete_answer", post)
    assert talk.deleted() == [post["posted_ts"]]


def test_nobody_else_can_but_an_operator(talk: Talk) -> None:
    post = talk.ask(QUESTION)
    talk.press("delete_answer", post, by=COLLEAGUE)
    assert talk.ephemeral()["text"] == wording.NOT_YOURS
    talk.press("delete_answer", post, by="U0OPERATOR")
    assert talk.deleted() == [post["posted_ts"]]


def test_an_answer_that_slack_does_not_delete_is_said_to_stand(talk: Talk) -> None:
    post = talk.ask(QUESTION)
    talk.slack.web.denied["chat.delete"] = "compliance_exports_prevent_deletion"
    try:
        talk.press("delete_answer", post)
        assert talk.ephemeral()["text"] == wording.NOT_DELETED
    finally:
        del talk.slack.web.denied["chat.delete"]

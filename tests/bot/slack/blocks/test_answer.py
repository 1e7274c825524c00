"""The reply: attributed, marked, complete for who listens, and within every limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import wording
from bot.answers.answer import Definition
from bot.answers.quote import CHANNEL, COMMAND, DIRECT, THREAD, AnswerFormat
from bot.answers.remarks import Conditions, NoRoundtable, TakenOff
from bot.slack.blocks.reply import Reply
from corpus.model import Passage, Source
from corpus.municipalities import tokyo
from index.glossary import Term
from index.model import Confidence, Results
from index.query.parsed_question import ParseContext
from index.query.parser import understand, without
from tests.bot.invented import ADDRESS, MISAKI, hit, passage, reply, results, transcript
from tests.fake_slack.limits import message_faults, parts, quotes, texts

AROUND = ParseContext(tokyo(), date(2026, 4, 1), since=date(2021, 8, 16), until=date(2022, 9, 16))
TERM = Term("窓口改革", (), "窓口の仕事を見直すこと。")
WORDS = "窓口では、書かない申請を始めました。待ち時間は半分になりました。"


def payload(made: Reply) -> dict[str, Any]:
    blocks = [block.to_dict() for block in made.blocks]
    return {"text": made.text, "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def posted(found: Results) -> dict[str, Any]:
    message = payload(reply(found, CHANNEL))
    assert message_faults(message) == []
    return message


def test_a_quote_says_when_which_round_whose_and_in_which_role_at_the_time() -> None:
    message = posted(results(hit(passage(WORDS), "窓口")))
    assert "令和4年8月22日 · 第27回② · 灯台市 · 灯台市CIO（副市長）〔当時〕 岬 遥" in list(texts(message["blocks"]))


def test_an_unsettled_speaker_is_shown_as_printed_with_the_round_s_host() -> None:
    found = passage(WORDS)
    speech = found.transcript.sections[0].speeches[0]
    unsettled = type(speech)("副市長：岬", None, speech.paragraphs)
    section = type(found.section)("窓口", None, (unsettled,))
    message = posted(results(hit(passage(WORDS, sections=(section,)))))
    assert "令和4年8月22日 · 第27回② · 灯台市の回 · 副市長：岬" in list(texts(message["blocks"]))


def test_two_hosts_stand_together_and_a_missing_date_is_said() -> None:
    found = passage(WORDS, held_on=None, round=None)
    assert "開催日の記載なし · 灯台市" in posted(results(hit(found)))["text"]


def test_only_the_marked_words_are_bold_and_a_line_says_that_bold_is_ours() -> None:
    message = posted(results(hit(passage(WORDS), "窓口", "申請")))
    (quote,) = [part for part in parts(message["blocks"]) if part.get("type") == "rich_text_quote"]
    bold = [part["text"] for part in quote["elements"] if part.get("style", {}).get("bold")]
    assert bold == ["窓口", "申請"]
    assert quotes(message["blocks"]) == [WORDS]
    assert list(texts(message["blocks"])).count(wording.BOLD) == 1


def test_the_article_is_a_link_to_the_passage_and_the_text_has_the_plain_address() -> None:
    message = posted(results(hit(passage(WORDS))))
    (link,) = [part for part in parts(message["blocks"]) if part.get("type") == "link"]
    assert link["url"].startswith(f"{ADDRESS}#:~:text=")
    assert ADDRESS in message["text"]
    assert "#:~:text" not in message["text"]


def test_a_quote_from_a_copy_says_so() -> None:
    message = posted(results(hit(passage(WORDS, source=Source.COPY, url=None))))
    assert any("転記" in words for words in texts(message["blocks"]))
    assert "転記" in message["text"]


def test_a_quote_from_the_publisher_does_not() -> None:
    assert "転記" not in posted(results(hit(passage(WORDS))))["text"]


def test_near_says_first_which_words_the_corpus_lacks() -> None:
    near = replace(results(hit(passage(WORDS)), confidence=Confidence.NEAR), missing=("年収",))
    first = next(texts(posted(near)["blocks"]))
    assert first.startswith("「年収」という言葉は収録にありません。「窓口」に近い話題の発言を")


def test_where_nothing_is_bold_nothing_is_said_of_it() -> None:
    assert wording.BOLD not in list(texts(posted(results(hit(passage(WORDS))))["blocks"]))


def test_conditions_without_a_word_to_search_are_not_said_to_share_words() -> None:
    for question, said in (("令和4年度は？", "に当てはまる発言から、1件です。"), ("他の区は？", "当てはまる発言を、")):
        asked = understand(question, AROUND)
        found = results(hit(passage(WORDS)), asked=asked)
        found = replace(found, query=replace(found.query, tokens=()))
        for size in (CHANNEL, THREAD):
            text = reply(found, size).text
            assert "言葉が重なる" not in text
            assert size is THREAD or said in text


def test_the_source_stands_once() -> None:
    message = posted(results(*[hit(passage(WORDS))] * 3))
    assert list(texts(message["blocks"])).count(wording.SOURCE) == 1


def test_cuts_are_said_outside_the_quote() -> None:
    long = "はじめの話です。" * 40 + "研修は週に一度です。" + "おわりの話です。" * 40
    message = posted(results(hit(passage(long), "研修")))
    assert all(mark not in quotes(message["blocks"])[0] for mark in (wording.BEFORE_CUT, wording.AFTER_CUT))
    assert any(wording.BEFORE_CUT in words for words in texts(message["blocks"]))
    assert any(wording.AFTER_CUT in words for words in texts(message["blocks"]))


def test_what_the_day_settles_stands_outside_the_quote() -> None:
    message = posted(results(hit(passage("来年度に窓口を直します。"), "窓口")))
    assert quotes(message["blocks"]) == ["来年度に窓口を直します。"]
    assert "発言中の「来年度」＝令和5年度" in list(texts(message["blocks"]))
    assert "発言中の「来年度」＝令和5年度" in message["text"]


def test_a_reply_of_東京都_is_offered_only_where_there_is_one() -> None:
    found = hit(passage(WORDS))
    for answered, offered in ((None, False), (passage("ありがとうございます。"), True)):
        message = posted(results(replace(found, answered_by=answered)))
        assert (wording.METROPOLIS_REPLIES in list(texts(message["blocks"]))) is offered


def test_filters_are_shown_and_those_taken_off_too() -> None:
    asked = understand("令和4年度の練馬区の窓口は？", AROUND)
    found = results(hit(passage(WORDS)), asked=without(asked, *asked.filters[:1]))
    text = reply(found, CHANNEL, Conditions(("練馬区",)), TakenOff(("令和4年度",))).text
    assert "条件：練馬区（「絞り込み」で外せます）" in text
    assert "外した条件：令和4年度" in text


def test_a_municipality_without_a_roundtable_is_named_beside_the_others_quotes() -> None:
    found = results(hit(passage(WORDS)), asked=understand("練馬区と足立区の窓口は？", AROUND))
    text = reply(found, CHANNEL, NoRoundtable(("足立区",))).text
    assert "足立区の座談会が収録にありません。" in text
    assert "該当する発言は見つかりませんでした" not in text


def test_three_lines_in_a_running_thread() -> None:
    long = "はじめの話です。" * 40 + "研修は週に一度です。" + "おわりの話です。" * 40
    made = reply(results(hit(passage(long), "研修"), hit(passage(WORDS))), THREAD)
    (block,) = [block.to_dict() for block in made.blocks if block.type == "rich_text"]
    assert len(block["elements"]) == 3
    assert quotes([block]) == ["研修は週に一度です。"]
    assert "引用2" not in made.text


def test_a_word_is_explained_above_its_quotes_and_the_explanation_is_no_quote() -> None:
    message = payload(reply(results(hit(passage(WORDS))), CHANNEL, definition=Definition(TERM, 3)))
    assert message_faults(message) == []
    said = list(texts(message["blocks"]))
    assert said[:2] == ["窓口改革", "：窓口の仕事を見直すこと。"]
    assert wording.EXPLAINED_BY_US in said
    assert "この言葉が出てくる発言：3件" in said
    assert quotes(message["blocks"]) == [WORDS]
    assert message["text"].startswith("窓口改革：窓口の仕事を見直すこと。")


def test_in_a_running_thread_the_explanation_takes_no_line_of_its_own() -> None:
    message = payload(reply(results(hit(passage(WORDS))), THREAD, definition=Definition(TERM, 3)))
    (block,) = [block for block in message["blocks"] if block["type"] == "rich_text"]
    assert len(block["elements"]) == 3
    assert next(texts(block)).startswith("窓口改革：窓口の仕事を見直すこと。（説明はこのアプリの作成者によるものです）")


def test_what_goes_on_still_says_that_it_is_only_near() -> None:
    near = results(hit(passage(WORDS)), confidence=Confidence.NEAR)
    words = reply(near, CHANNEL, goes_on=True).text
    assert words.startswith("「窓口」に近い話題の発言の続き、1件目です。")


def test_a_quote_has_two_buttons_and_a_menu_of_three() -> None:
    found = replace(hit(passage(WORDS)), answered_by=passage("はい。"))
    (row,) = [block for block in posted(results(found))["blocks"] if block.get("block_id") == "quote-1"]
    assert [each["type"] for each in row["elements"]] == ["button", "button", "overflow"]
    assert len(row["elements"][2]["options"]) == 3


def test_only_who_asked_and_operators_see_the_icon_that_deletes() -> None:
    message = payload(reply(results(hit(passage(WORDS))), CHANNEL, operators=("U1", "U2")))
    (icon,) = [part for part in parts(message["blocks"]) if part.get("type") == "icon_button"]
    assert icon["visible_to_user_ids"] == ["U0ASKER", "U1", "U2"]
    private = payload(reply(results(hit(passage(WORDS))), COMMAND))
    assert not [part for part in parts(private["blocks"]) if part.get("type") == "icon_button"]


@pytest.mark.parametrize("name", ["髙﨑 𠮷乃", "灯台😀 太郎", "👩‍👩‍👧", "葛󠄀城 ひかり"])
@pytest.mark.parametrize("length", [1, 160, 3000])
def test_names_of_every_kind_and_passages_of_every_length_are_shown(name: str, length: int) -> None:
    speaker = replace(MISAKI, name=name, surname=name.split(maxsplit=1)[0])
    words = ("𠮷野家の前で話しました。" * 300)[:length]
    understood = transcript(words, speaker=speaker)
    found = Passage("n0123456789ab-abc-1", understood, 0, 0, understood.sections[0].speeches[0].span)
    for size in (CHANNEL, THREAD, DIRECT, COMMAND):
        message = payload(reply(results(hit(found)), size))
        assert message_faults(message) == []
        assert name in message["text"]
        assert quotes(message["blocks"])[0] in words


SPOKEN = st.text(alphabet="&<>あ漢𠮷髙﨑。、\n「」*_`😀A", min_size=1, max_size=3000).filter(str.strip)


@given(
    st.lists(SPOKEN, min_size=1, max_size=9),
    st.text(max_size=4000),
    st.sampled_from([CHANNEL, THREAD, DIRECT, COMMAND]),
    st.integers(0, 50),
)
def test_every_passage_fits_into_slack(spoken: list[str], question: str, size: AnswerFormat, more: int) -> None:
    found = results(*(hit(passage(words)) for words in spoken), question=question)
    found = replace(found, more=more, hits=found.hits[: size.most_quotes])
    assert message_faults(payload(reply(found, size, offers_own=True)), [question]) == []
